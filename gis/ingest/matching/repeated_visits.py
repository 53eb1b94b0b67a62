"""Exports of phone forms: cameras asked about again and again within one visit, and its day.

KoboToolbox puts each repeat group on a sheet of its own, joined by `_parent_index` to `_index`;
ODK Central into a file of its own, joined by `PARENT_KEY` to `KEY`.
"""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.ingest.cells import show
from gis.ingest.formats.grid import Grid
from gis.ingest.sheets import Sheet

_LINKS = (("_parent_index", "_index"), ("PARENT_KEY", "KEY"))
_PARENT_NAME = "_parent_table_name"
# Of the visit: when it was; all else that a program adds says nothing of the cameras.
_DAYS = ("today", "end", "start", "_submission_time", "SubmissionDate")
_OF_A_FORM = frozenset(
    {"_uuid", "_submission_time", "_index", "KEY", "SubmissionDate", "meta/instanceID", "deviceid"}
)
_TOLD = 20


def merge_visits(grids: Sequence[Grid]) -> list[Grid]:
    """Give each row of a repeat group what its visit says, in place of the visits' own sheet."""
    links = [inner for inner, _outer in _LINKS]
    if not any(inner in _headings(grid) for grid in grids for inner in links):
        return list(grids)  # whatever their names, none belongs to another
    known = {grid.name: grid for grid in grids}
    answered: dict[str, set[str]] = {}
    for name, grid in known.items():
        found = _visits(grid, known)
        if found:
            parent, link = found
            known[name], keys = _joined(grid, known[parent], link)
            answered.setdefault(parent, set()).update(keys)
    left = {name: _unanswered(known[name], keys) for name, keys in answered.items()}
    kept = [grid for name, grid in known.items() if name not in left]
    if not kept:  # sheets that each call the other their visits
        return list(grids)
    told = tuple(finding for findings in left.values() for finding in findings)
    if not told:
        return kept
    return [replace(kept[0], findings=(*kept[0].findings, *told)), *kept[1:]]


def _headings(grid: Grid) -> list[str]:
    if grid.headings is not None:
        return list(grid.headings)
    return [] if grid.cells.empty else [_text(cell) for cell in grid.cells.iloc[0]]


def _text(cell: object) -> str:
    return "" if cell is None or cell != cell else show(cell).strip()  # noqa: PLR0124 - NaN


def _visits(grid: Grid, known: dict[str, Grid]) -> tuple[str, tuple[str, str]] | None:
    """Return the sheet that a repeat group belongs to, and the columns that join them."""
    headings = _headings(grid)
    for inner, outer in _LINKS:
        if inner not in headings:
            continue
        others = [
            n for n, other in known.items() if other is not grid and outer in _headings(other)
        ]
        named = _names(grid, headings)
        chosen = [n for n in others if n in named]
        chosen = chosen or [n for n in others if inner not in _headings(known[n])]
        if chosen:
            return chosen[0], (inner, outer)
    return None


def _names(grid: Grid, headings: list[str]) -> set[str]:
    if _PARENT_NAME not in headings:
        return set()
    return {_text(cell) for cell in grid.cells[headings.index(_PARENT_NAME)]}


def _joined(grid: Grid, visits: Grid, link: tuple[str, str]) -> tuple[Grid, set[str]]:
    """Add the columns of the visits to the rows that belong to them."""
    own, theirs = _headings(grid), _headings(visits)
    inner, outer = own.index(link[0]), theirs.index(link[1])
    wanted = [i for i, text in enumerate(theirs) if i != outer and _is_told(text)]
    below = visits.cells if visits.headings is not None else visits.cells.iloc[1:]
    rows = {_text(row[outer]): [row[i] for i in wanted] for row in below.to_numpy().tolist()}
    rows = {key: row for key, row in rows.items() if key}
    empty: list[object] = [None] * len(wanted)
    keys = [_text(cell) for cell in grid.cells[inner]]
    added = [rows.get(key, empty) for key in keys]
    if grid.headings is None:
        added[0] = [theirs[i] for i in wanted]
    width = grid.cells.shape[1]
    more = pd.DataFrame(added, grid.cells.index, range(width, width + len(wanted)), dtype=object)
    headings = grid.headings and (*grid.headings, *(theirs[i] for i in wanted))
    cells = pd.concat([grid.cells, more], axis=1)
    return replace(grid, cells=cells, headings=headings), set(keys)


def _is_told(heading: str) -> bool:
    """Tell whether a column of a visit says something of its cameras; a part of a point does."""
    point = heading.endswith(("_latitude", "_longitude", "-Latitude", "-Longitude"))
    return heading in _DAYS or point or (heading != "" and not heading.startswith("_"))


def _unanswered(visits: Grid, keys: set[str]) -> list[Finding]:
    """Tell which visits list nothing."""
    headings = _headings(visits)
    outer = next(headings.index(key) for _inner, key in _LINKS if key in headings)
    below = visits.cells if visits.headings is not None else visits.cells.iloc[1:]
    rows = [
        str(row) for row, cell in below[outer].items() if _text(cell) and _text(cell) not in keys
    ]
    if not rows:
        return []
    message = _(
        "{count} visits list no camera: rows {rows}",
        count=number(len(rows)),
        rows=", ".join(rows[:_TOLD]),
    )
    return [Finding(visits.name, 0, "", Severity.NOTICE, message, "")]


def with_survey_days(sheet: Sheet) -> Sheet:
    """Take the day on which a form was filled in for that of the survey, where it asks for none."""
    texts = {heading.text: i for i, heading in enumerate(sheet.headings)}
    if sheet.equipment or sheet.has("surveyed_on") or not _OF_A_FORM & texts.keys():
        return sheet
    filled = [texts[n] for n in _DAYS if n in texts and sheet.cells[texts[n]].notna().any()]
    if not filled:
        return sheet
    headings = list(sheet.headings)
    headings[filled[0]] = replace(headings[filled[0]], column="surveyed_on")
    return replace(sheet, headings=tuple(headings))
