"""How much of a file is read. What goes beyond is told, and nobody waits for it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.ingest.formats.grid import MAX_COLUMNS, Grid

# What one cell of a spreadsheet holds, and how many letters of one are quoted in a message.
MAX_LETTERS, QUOTED_LETTERS, MAX_MESSAGE = 32_767, 200, 1500
MAX_SHEETS = 100
MAX_ROWS = 2_000_000
_MAX_WHOLE = 2**63
# What `_single` may change.
_TO_SIMPLIFY = (np.ndarray, list, tuple, dict, bytes, int)

T = TypeVar("T")


def first_parts(parts: Sequence[T], name: str) -> tuple[Sequence[T], tuple[Finding, ...]]:
    """Return the first `MAX_SHEETS` sheets or layers of a file; a warning tells of the others."""
    if len(parts) <= MAX_SHEETS:
        return parts, ()
    message = _(
        "The file has {count} sheets or layers; only the first {limit} were read",
        count=number(len(parts)),
        limit=number(MAX_SHEETS),
    )
    suggestion = _("Split the file, or remove the sheets that list no cameras")
    return parts[:MAX_SHEETS], (Finding(name, 0, "", Severity.WARNING, message, suggestion),)


def with_notice(grids: list[Grid], findings: tuple[Finding, ...]) -> list[Grid]:
    """Return the sheets, the first with what is to be said of the whole file."""
    return [replace(grid, findings=findings + grid.findings) for grid in grids[:1]] + grids[1:]


def too_long(name: str) -> str:
    """Return why a list is not read."""
    return _(
        "{file}: the list has more than {rows} rows or {columns} columns; split the file",
        file=name,
        rows=number(MAX_ROWS),
        columns=number(MAX_COLUMNS),
    )


def bounded(grid: Grid) -> Grid:
    """Return the sheet with cells of one value each, and texts of at most `MAX_LETTERS`.

    A list (as GeoJSON may hold) becomes its parts with commas, any other structure its JSON.
    A warning tells of each column with longer texts.
    """
    if grid.headings is None and all(_is_plain(grid.cells[place].tolist()) for place in grid.cells):
        return grid
    columns, findings = {}, list(grid.findings)
    for place in grid.cells:
        cells = [_single(cell) for cell in grid.cells[place].tolist()]
        if grid.headings is not None:
            cells = [_encodable(cell) if cell.__class__ is str else cell for cell in cells]
        long = [
            i for i, cell in enumerate(cells) if cell.__class__ is str and len(cell) > MAX_LETTERS
        ]
        for i in long:
            cells[i] = cells[i][:MAX_LETTERS]
        findings += _cut(grid, place, long)
        columns[place] = pd.Series(cells, grid.cells.index, dtype=object)
    headings = grid.headings and tuple(_encodable(text)[:MAX_LETTERS] for text in grid.headings)
    cells_now = pd.DataFrame(columns, index=grid.cells.index, dtype=object)
    return replace(grid, cells=cells_now, headings=headings, findings=tuple(findings))


def _is_plain(cells: list[Any]) -> bool:
    """Tell whether cells, as most sheets have them, hold one bounded value each."""
    if any(issubclass(kind, _TO_SIMPLIFY) for kind in set(map(type, cells))):
        return False
    return max((len(cell) for cell in cells if cell.__class__ is str), default=0) <= MAX_LETTERS


def shortened(finding: Finding) -> Finding:
    """Return the finding with a message that can be shown, whatever it quotes."""
    if len(finding.message) <= MAX_MESSAGE:
        return finding
    return replace(finding, message=finding.message[:MAX_MESSAGE] + "…")


def _cut(grid: Grid, place: Any, long: list[int]) -> list[Finding]:
    if not long:
        return []
    heading = grid.headings[place] if grid.headings else ""
    row = int(grid.cells.index[long[0]])
    message = _(
        "{count} cells are longer than {limit} letters and were cut there",
        count=number(len(long)),
        limit=number(MAX_LETTERS),
    )
    suggestion = _("Keep long texts in a file of their own")
    return [Finding(grid.name, row, heading, Severity.WARNING, message, suggestion)]


def _single(cell: Any) -> Any:
    if isinstance(cell, np.ndarray):
        cell = cell.tolist()
    if isinstance(cell, (list, tuple)):
        return ", ".join(str(_single(part)) for part in cell) or None
    if isinstance(cell, dict):
        return json.dumps(cell, ensure_ascii=False, default=str)
    if isinstance(cell, bytes):
        return cell[:MAX_LETTERS].hex()
    if isinstance(cell, int) and abs(cell) >= _MAX_WHOLE:
        return f"{cell:.16e}" if abs(cell) < 10**300 else None
    return cell


def _encodable(text: str) -> str:
    """Return a text that can be stored: halves of a character that JSON may hold are lost."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
