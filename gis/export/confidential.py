"""Cameras that the police marked confidential: they leave in a file only when it is asked for."""

from typing import TypeVar

import pandas as pd

from gis.core.choices import Confidentiality
from gis.core.language import _
from gis.register.queries import is_confidential

Table = TypeVar("Table", bound=pd.DataFrame)
# What says in words, or by codes, which repairs a line is of.
_REPAIRS = ("id", "repairs", "needed_with")
_NAMES = ("code", "name", "address", "what", "why")


def released(table: Table, cameras: pd.DataFrame, *, confidential: bool) -> Table:
    """Return the rows of a table by `camera_id` that may leave.

    Those marked confidential leave only when that is asked for (`confidential`), and then the
    column `confidentiality` says which they are.
    """
    marks = cameras.set_index("camera_id")["confidentiality"]
    if confidential:
        told = table["camera_id"].map(marks.to_dict()).fillna("")
        return table.assign(confidentiality=told)
    secret = marks.index[marks == Confidentiality.SECRET]
    return table[~table["camera_id"].isin(secret)] if len(secret) else table


def released_lines(
    lines: pd.DataFrame, cameras: pd.DataFrame, *, confidential: bool
) -> pd.DataFrame:
    """Return lines of a plan or ranking as they may leave; `cameras` in them are lists of codes.

    What a confidential camera alone waits for keeps its costs and loses its names, so that sums
    stay what they are; of other lines only its code goes. When it is asked for, the column
    `confidentiality` says which lines are of such cameras.
    """
    secret = set(cameras.loc[is_confidential(cameras), "camera_id"])
    if not secret:
        return lines
    owned = lines["cameras"].map(lambda ids: not secret.isdisjoint(ids)).astype(bool)
    if confidential:
        return lines.assign(confidentiality=owned.map({True: Confidentiality.SECRET, False: ""}))
    touched = owned | _of_repairs(lines, secret)
    kept = lines["cameras"].map(lambda ids: [one for one in ids if one not in secret])
    told = lines.assign(cameras=kept)
    named = told.columns.intersection([*_NAMES])
    told[named] = told[named].astype(object)
    told.loc[touched, "why"] = ""
    told.loc[touched & (kept.map(len) == 0), named] = _("confidential")
    for column in told.columns.intersection([*_REPAIRS]):
        told[column] = [_open(value, secret) for value in told[column]]
    return told


def _of_repairs(lines: pd.DataFrame, secret: set[str]) -> pd.Series:
    found = pd.Series(data=False, index=lines.index)
    for column in lines.columns.intersection([*_REPAIRS]):
        found |= lines[column].map(lambda value: _open(value, secret) != value).astype(bool)
    return found


def _open(value: str | list[str], secret: set[str]) -> str | list[str]:
    """Return the ids of repairs that are of no confidential camera."""
    ids = [value] if isinstance(value, str) else list(value)
    kept = [one for one in ids if secret.isdisjoint((one, one.partition(":")[2]))]
    return "".join(kept) if isinstance(value, str) else kept
