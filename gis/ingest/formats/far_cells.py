"""Cells that stand far from a sheet's list: a blank typed into XFD99999 makes no list longer.

A spreadsheet is read as the rectangle of all its cells, so one cell far away costs more than
the whole list. Such cells are left out and told.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from gis.core.errors import FileError
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number

MAX_ROWS, MAX_COLUMNS = 200_000, 256
# So many empty rows or columns separate what belongs together from what was left there.
FAR_ROWS, FAR_COLUMNS = 1000, 40
_TOLD = 5

# A quick look that passes over most sheets: row 200,000 or more, or a column after Z.
_MAYBE_FAR = re.compile(rb"""r=["'](?:[A-Z]?(?:[2-9]\d{5}|\d{7})|[A-Z]{2})""")
_ROW = re.compile(rb"""<row\b[^<>]{0,300}?\br=["'](\d{1,10})["']""")
# A cell with a value, a formula or a text of its own; formatted empty ones hold nothing.
_FILLED = re.compile(
    rb"""<c\b[^<>]{0,200}?\br=["']([A-Z]{1,7})(\d{1,10})["'][^<>]{0,200}>(?=<[fvi])"""
)
# Cells that state no place of their own, in a row far down.
_UNSTATED = re.compile(
    rb"""<row\b[^<>]{0,300}?\br=["'](?:[2-9]\d{5}|\d{7,})["'][^<>]{0,300}><c(?![^<>]{0,200}\br=)"""
)


@dataclass(frozen=True, slots=True)
class NearCells:
    """The XML of a worksheet without its far cells, and the names of those left out."""

    content: bytes
    left_out: tuple[str, ...] = ()


NO_CELLS = NearCells(b"")


def near_cells(content: bytes, name: str) -> NearCells:
    """Leave out what stands more than `FAR_ROWS` or `FAR_COLUMNS` from everything else.

    Raises
    ------
    FileError
        What hangs together goes beyond `MAX_ROWS` or `MAX_COLUMNS`.
    """
    written = set(map(int, _ROW.findall(content)))
    together = _end(written, FAR_ROWS) == max(written, default=0)
    if together and not _MAYBE_FAR.search(content):
        return NearCells(content)
    rows, columns = set(), set()
    for match in _FILLED.finditer(content):
        columns.add(match[1])
        rows.add(match[2])
    row = _end(set(map(int, rows)), FAR_ROWS)
    column = _end({column_index(letters) + 1 for letters in columns}, FAR_COLUMNS)
    if row >= MAX_ROWS or column > MAX_COLUMNS or _UNSTATED.search(content):
        raise FileError(too_far(name))
    return _within(content, row, column)


def far_finding(sheet: str, left_out: tuple[str, ...]) -> Finding:
    """Return the warning that cells were left out."""
    message = _(
        "{count} cells far from the list were not read: {cells}",
        count=number(len(left_out)),
        cells=", ".join(left_out[:_TOLD]) + ("…" if len(left_out) > _TOLD else ""),
    )
    suggestion = _("Move them beside the list if they belong to it, else delete them")
    return Finding(sheet, 0, "", Severity.WARNING, message, suggestion)


def column_index(letters: bytes) -> int:
    """Return the place of a column, from 0: A, B, … Z, AA."""
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def _end(places: set[int], far: int) -> int:
    """Return the last of the places (from 1) before a gap of so many."""
    order = sorted(places)
    return next((a for a, b in pairwise([0, *order]) if b - a > far and a), max(order, default=0))


def _within(content: bytes, last_row: int, last_column: int) -> NearCells:
    kept, left_out, start = [], [], 0
    for match in _FILLED.finditer(content):
        if int(match[2]) <= last_row and column_index(match[1]) < last_column:
            continue
        end = content.find(b"</c>", match.end())
        if end < 0 or match.start() < start:
            continue
        kept.append(content[start : match.start()])
        left_out.append((match[1] + match[2]).decode())
        start = end + len(b"</c>")
    return NearCells(b"".join([*kept, content[start:]]), tuple(left_out))


def too_far(name: str) -> str:
    """Return why a workbook with cells beyond `MAX_ROWS` or `MAX_COLUMNS` is not read."""
    return _(
        "{file}: a sheet has cells beyond row {rows} or column {columns}; delete the unused rows "
        "and columns, or split the file",
        file=name,
        rows=number(MAX_ROWS),
        columns=number(MAX_COLUMNS),
    )
