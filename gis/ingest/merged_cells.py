"""What one merged cell says of all its rows: a place, a state, a pole; never of another place."""

import re
from collections.abc import Sequence

import pandas as pd

from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.text import fold
from gis.ingest.headings.aliases import Role
from gis.ingest.headings.headers import Heading

# First and last row, and the column, of each merged cell.
Ranges = Sequence[tuple[int, int, int]]

_POSITION = ("lat", "lon", Role.POSITION, Role.X, Role.Y)
# What one merged cell says for all its rows; numbers and money are never repeated so.
SHARED_BY_ROWS = (
    *("name", "address", "declared_commune", "custodian", "origin", "payer", "status", "note"),
    *(*_POSITION, "site_id", "kind", "depends_on"),
)
# Where many cameras stand: villages, quarters, streets.
AREA = re.compile(
    r"(?:thon|khu pho|kp|to dan pho|tdp|to|ban|xom|lang|khom|ap|cum|khu|xa|phuong|thi tran|duong|"
    r"tuyen|quoc lo|ql|tinh lo|dt|dia ban|khu vuc)\b"
)


def spread_merged(cells: pd.DataFrame, headings: Sequence[Heading], merged: Ranges) -> pd.DataFrame:
    """Repeat in each row what a merged cell says of all of them.

    Cameras under one merged position hang on one pole. Where the rows name different places
    themselves it can be only of the first: see `not_shared`.
    """
    cells = cells.copy(deep=bool(merged))
    positions = [item for item in merged if headings[item[2]].column in _POSITION]
    others = [item for item in merged if headings[item[2]].column in SHARED_BY_ROWS]
    for first, last, column in [*(i for i in others if i not in positions), *positions]:
        if first not in cells.index:
            continue
        rows = cells.loc[first:last].index
        if headings[column].column in _POSITION:
            rows = rows[_at_the_place_of(cells, headings, first, last).to_numpy()]
        cells.loc[rows, column] = cells[column][first]
    return cells


def _at_the_place_of(
    cells: pd.DataFrame, headings: Sequence[Heading], first: int, last: int
) -> pd.Series:
    """Tell which rows are at the place of the first of them, or name none."""
    places = [i for i, heading in enumerate(headings) if heading.column == "address"]
    named = cells.loc[first:last, places]
    return (named.isna() | named.eq(named.loc[first], axis=1)).all(axis=1)


def not_shared(
    sheet: str, cells: pd.DataFrame, headings: Sequence[Heading], merged: Ranges
) -> list[Finding]:
    """Tell which rows lie under a merged position but name another place."""
    rows = {
        int(str(row)): headings[column].text
        for first, last, column in merged
        if headings[column].column in _POSITION and first in cells.index
        for row in cells.loc[first:last].index[cells.loc[first:last, column].isna()]
        if cells[column][first] is not None
    }
    message = _("The position merged over several rows is of another place; it was not taken here")
    suggestion = _("Give each place a position of its own, or write the same place in each row")
    return [
        Finding(sheet, row, heading, Severity.WARNING, message, suggestion)
        for row, heading in rows.items()
    ]


def below_one_place(cells: pd.DataFrame, headings: Sequence[Heading], merged: Ranges) -> pd.Series:
    """Tell which rows lie under a merged name or address and name no place of their own."""
    below = pd.Series(data=False, index=cells.index)
    places = [i for i, heading in enumerate(headings) if heading.column in ("name", "address")]
    for first, last, column in merged:
        if column not in places or first not in cells.index or _is_area(cells[column][first]):
            continue
        rows = cells.index[(cells.index > first) & (cells.index <= last)]
        named = cells.loc[rows, places]
        same = (named.isna() | named.eq(cells.loc[first, places], axis=1)).all(axis=1)
        below[rows] |= same
    return below


def _is_area(text: object) -> bool:
    return isinstance(text, str) and AREA.match(fold(text)) is not None


def together(
    own: pd.Series, cells: pd.DataFrame, headings: Sequence[Heading], merged: Ranges
) -> pd.Series:
    """Let rows whose place is one merged cell belong together; a village is no such place.

    `own`: the row whose place each row continues.
    """
    own = own.copy()
    for first, last, column in merged:
        within = own.index[(own.index >= first) & (own.index <= last)]
        if headings[column].column not in ("name", "address", *_POSITION) or within.empty:
            continue
        text = cells[column][within[0]]
        if _is_area(text):
            continue
        same = within[(cells.loc[within, column] == text).to_numpy()]
        own[same] = own[within[0]]
    return own
