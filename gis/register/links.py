"""Whether what cameras and equipment depend on is there, and does not depend on itself."""

from collections.abc import Collection, Iterator

import numpy as np
import pandas as pd

from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.schema import split_ids
from gis.register.availability import dependence

LINKS = ("depends_on", "connects_through")


def dependency_rings(equipment: pd.DataFrame) -> dict[int, list[str]]:
    """Return, for each row of equipment that depends on itself, all ids of its ring, in order.

    Parameters
    ----------
    equipment
        `equipment_id depends_on`.

    Returns
    -------
    dict
        By the row's position; each ring's ids sorted. Empty where nothing depends on itself.
    """
    reached = dependence(equipment, equipment).needs
    both = (reached.multiply(reached.T)).tocsr()
    ids = equipment["equipment_id"].to_numpy(object)
    rows = np.flatnonzero(np.diff(both.indptr))
    return {int(r): sorted(ids[both.indices[both.indptr[r] : both.indptr[r + 1]]]) for r in rows}


def circular(ids: list[str]) -> tuple[str, str]:
    """Return what is said of a ring: the message and what to do.

    Parameters
    ----------
    ids
        Of one ring, one at least.

    Returns
    -------
    message, suggestion
        In the current language.
    """
    message = _("{ids}: each depends on the other, in a circle", ids=" → ".join([*ids, ids[0]]))
    return message, _("Remove the link that does not exist; mended or not, all count as one")


def detached(table: pd.DataFrame, ids: Collection[str]) -> pd.DataFrame:
    """Return the rows that name some of these ids as what they hang on, rid of those.

    Parameters
    ----------
    table
        Cameras or equipment, with `depends_on` or `connects_through`.
    ids
        Of equipment that is to go.

    Returns
    -------
    DataFrame
        All columns of the rows that change, on their index.
    """
    left = table.assign(
        **{
            column: table[column].map(lambda text: _without(text, ids))
            for column in LINKS
            if column in table
        }
    )
    return left[(left != table)[[c for c in LINKS if c in table]].any(axis=1)]


def _without(text: str, ids: Collection[str]) -> str:
    parts = split_ids(text)
    kept = [part for part in parts if part not in ids]
    return text if kept == parts else ";".join(kept)


def check_links(cameras: pd.DataFrame, equipment: pd.DataFrame) -> list[Finding]:
    """Return a warning for every circle among equipment, and every id nobody has listed.

    Parameters
    ----------
    cameras
        `camera_id`, and `depends_on` or `connects_through`.
    equipment
        `equipment_id` and the same.

    Returns
    -------
    list
        Warnings only. The row counts the table's rows from 1; the message names what it is about.
    """
    told = {tuple(ids): row for row, ids in reversed(dependency_rings(equipment).items())}
    findings = [
        Finding("equipment", row + 1, "depends_on", Severity.WARNING, *circular(list(ids)))
        for ids, row in told.items()
    ]
    known = set(equipment["equipment_id"])
    for sheet, table, key in (
        ("cameras", cameras, "camera_id"),
        ("equipment", equipment, "equipment_id"),
    ):
        for column in LINKS:
            if column in table:
                findings += _unlisted(sheet, table[key], table[column], column, known)
    return findings


def _unlisted(
    sheet: str, ids: pd.Series, named: pd.Series, column: str, known: set[str]
) -> Iterator[Finding]:
    stated = np.flatnonzero(named != "")
    suggestion = _(
        "List it among the equipment, or correct the id; until then its state is not known"
    )
    for row in stated:  # only what states a link, and few of these are wrong
        missing = [i for i in split_ids(named.iloc[row]) if i not in known]
        if missing:
            message = _(
                "{row}: no equipment is listed as “{ids}”",
                row=ids.iloc[row],
                ids=", ".join(missing),
            )
            yield Finding(sheet, int(row) + 1, column, Severity.WARNING, message, suggestion)
