"""Cameras that the police marked confidential: they leave in a file only when it is asked for."""

from typing import TypeVar

import numpy as np
import pandas as pd

from gis.core.choices import Confidentiality, SiteKind
from gis.core.language import _
from gis.register.queries import is_confidential
from gis.vocabulary.words import words

T = TypeVar("T", bound=pd.DataFrame)
# What says in words, or by codes, which repairs a line is of.
_REPAIRS = ("id", "repairs", "needed_with")
_NAMES = ("code", "name", "address", "what", "why")


def released(table: T, cameras: pd.DataFrame, *, confidential: bool) -> T:
    """Return the rows of a table by `camera_id` that may leave.

    Parameters
    ----------
    table
        With `camera_id`.
    cameras
        The register: `camera_id confidentiality`.
    confidential
        Those marked confidential are asked for too.

    Returns
    -------
    DataFrame
        The rows with their index; where confidential ones are asked for, all, and the column
        `confidentiality` says which they are.
    """
    marks = cameras.set_index("camera_id")["confidentiality"]
    if confidential:
        told = table["camera_id"].map(marks.to_dict()).fillna("")
        return table.assign(confidentiality=told)
    secret = marks.index[marks == Confidentiality.SECRET]
    if not len(secret):
        return table
    return _without_codes(table[~table["camera_id"].isin(secret)], secret)


# Where a row may name another camera: its pole may bear the first one's code.
_NAMING = ("site_id", "depends_on", "connects_through")


def _without_codes(table: T, secret: pd.Index) -> T:
    """Return rows that no longer name cameras which stay out."""
    named = {}
    for column in (name for name in _NAMING if name in table):
        tokens = table[column].fillna("").str.split(";").explode().str.strip()
        if tokens.isin(secret).any():
            open_ones = tokens[~tokens.isin(secret) & (tokens != "")]
            named[column] = (
                open_ones.groupby(level=0).agg(";".join).reindex(table.index, fill_value="")
            )
    return table.assign(**named) if named else table


def released_lines(
    lines: pd.DataFrame, cameras: pd.DataFrame, *, confidential: bool
) -> pd.DataFrame:
    """Return lines of a plan or ranking as they may leave.

    Parameters
    ----------
    lines
        With `cameras`, a list of codes each.
    cameras
        The register: `camera_id confidentiality`.
    confidential
        Cameras marked confidential are asked for too.

    Returns
    -------
    DataFrame
        All lines with their index. What a confidential camera alone waits for keeps its costs
        (VND) and loses its names, so that sums stay what they are; of other lines only its code
        goes. When it is asked for, the column `confidentiality` says which lines are of such
        cameras.
    """
    secret = _codes(cameras)
    if not (secret or confidential):
        return lines
    owned = lines["cameras"].map(lambda ids: not secret.isdisjoint(ids)).astype(bool)
    if confidential:
        marks = owned.map({True: str(Confidentiality.SECRET), False: ""}).astype(str)
        return lines.assign(confidentiality=marks)
    touched = owned | _of_repairs(lines, secret)
    kept = lines["cameras"].map(lambda ids: [one for one in ids if one not in secret])
    told = lines.assign(cameras=kept)
    named = told.columns.intersection([*_NAMES])
    told[named] = told[named].astype(object)
    told.loc[touched, "why"] = ""
    told.loc[touched & (kept.map(len) == 0), named] = _("confidential")
    told[named] = told[named].astype(lines[named].dtypes)
    for column in told.columns.intersection([*_REPAIRS]):
        told[column] = [_open(value, secret) for value in told[column]]
    return told


def released_due(due: pd.DataFrame, cameras: pd.DataFrame, *, confidential: bool) -> pd.DataFrame:
    """Return the rows of `survey.maintenance.due` that may leave.

    Parameters
    ----------
    due
        `subject subject_id name`, among others.
    cameras
        Of the register; `camera_id confidentiality`.
    confidential
        They are asked for.

    Returns
    -------
    DataFrame
        Without the confidential cameras; where they are asked for, `name` says which they are.
    """
    secret = (due["subject"] == "camera") & due["subject_id"].isin(_codes(cameras))
    if not confidential:
        return due[~secret]
    return due.assign(name=_marked(due["name"].where(due["name"] != "", due["subject_id"]), secret))


def released_visits(
    visits: pd.DataFrame, cameras: pd.DataFrame, *, confidential: bool
) -> pd.DataFrame:
    """Return the visits of a schedule as they may leave; days and hours stay what they are.

    Of a visit to a confidential camera neither says what is mended nor where, unless it is asked
    for: then its name says that it is confidential.

    Parameters
    ----------
    visits
        `Schedule.visits`.
    cameras
        Of the register; `camera_id confidentiality`.
    confidential
        They are asked for.

    Returns
    -------
    DataFrame
        The same rows.
    """
    secret = _of_cameras(visits["repair_id"], _codes(cameras)) & (visits["target"] != "equipment")
    if confidential:
        return visits.assign(name=_marked(visits["name"], secret))
    told = visits.astype({"name": object, "repair_id": object})
    told.loc[secret, ["name", "repair_id"]] = _("confidential")
    told.loc[secret, ["address", "placed"]] = ""
    told.loc[secret, ["lon", "lat"]] = np.nan
    return told


def released_sites(
    sites: pd.DataFrame, cameras: pd.DataFrame, *, confidential: bool
) -> pd.DataFrame:
    """Return sites for new cameras; poles of confidential cameras are named only when asked for.

    Parameters
    ----------
    sites
        `NewSites.sites`.
    cameras
        Of the register; `camera_id confidentiality`.
    confidential
        They are asked for.

    Returns
    -------
    DataFrame
        The same rows; `site name` are withheld, or `name` says that they are confidential.
    """
    secret = _of_cameras(sites["site"], _codes(cameras)) & (sites["kind"] != SiteKind.JUNCTION)
    if confidential:
        return sites.assign(name=_marked(sites["name"], secret))
    told = sites.astype({"name": object, "site": object})
    told.loc[secret, ["name", "site"]] = _("confidential")
    return told


def marked_title(title: str, cameras: pd.DataFrame) -> str:
    """Return the title of what shows these cameras; where one is confidential it begins with that.

    Parameters
    ----------
    title
        Without the mark.
    cameras
        Those shown, canonical columns.

    Returns
    -------
    str
        The title.
    """
    if not is_confidential(cameras).any():
        return title
    return f"{words(Confidentiality)[Confidentiality.SECRET].upper()} · {title}"


def _codes(cameras: pd.DataFrame) -> set[str]:
    return set(cameras.loc[is_confidential(cameras), "camera_id"])


def _of_cameras(ids: pd.Series, codes: set[str]) -> pd.Series:
    """Tell which ids, ``CODE`` or ``kind:CODE``, are of these cameras."""
    return ids.isin(codes) | ids.map(lambda one: one.partition(":")[2]).isin(codes)


def _marked(names: pd.Series, secret: pd.Series) -> pd.Series:
    mark = words(Confidentiality)[Confidentiality.SECRET]
    return names.mask(secret, names.astype(str) + f" ({mark})")


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
