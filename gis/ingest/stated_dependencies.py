"""What a list says of shared equipment without a heading of ours: layers of lines, bare codes."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.schema import split_ids
from gis.core.text import fold
from gis.ingest.cells import show
from gis.ingest.formats.grid import Grid
from gis.ingest.headings.headers import name_columns
from gis.ingest.served_cameras import codes_by_key, named_codes
from gis.ingest.sheets import Sheet, SheetRole

_SHAPES = frozenset({"LineString", "MultiLineString", "Polygon", "MultiPolygon"})
_CODES = ("camera_id", "equipment_id")
_ROWS_LOOKED_AT = 1000


def points_alone(grids: Sequence[Grid]) -> tuple[list[Grid], list[Finding]]:
    """Leave out the layers of lines and areas without codes, where a file has others too."""
    drawn = [grid for grid in grids if _is_drawn(grid)]
    if len(drawn) == len(grids):
        return list(grids), []
    message = _("This layer holds lines or areas, not points; it was left out")
    suggestion = _("Nothing is to be done if it shows cables, roads or borders")
    told = [Finding(g.name, 0, "", Severity.NOTICE, message, suggestion) for g in drawn]
    return [grid for grid in grids if not _is_drawn(grid)], told


def _is_drawn(grid: Grid) -> bool:
    """Tell a layer whose every row is a line or an area, and that gives none of them a code."""
    headings = list(grid.headings or ())
    place = next((headings.index(name) for name in ("lon", "x") if name in headings), None)
    if place is None or grid.cells.empty or not grid.cells[place].isin(_SHAPES).all():
        return False
    named = name_columns(headings, equipment=True).headings
    return not any(
        column.column in _CODES and grid.cells[i].notna().any() for i, column in enumerate(named)
    )


def with_dependencies(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Take a column of codes of the file's equipment for what the cameras depend on."""
    codes = {
        show(cell)
        for sheet in sheets
        if sheet.equipment
        for cell in sheet.column("equipment_id")
        if cell is not None
    }
    if not codes:
        return list(sheets)
    return [
        _depending(sheet, codes) if sheet.role is SheetRole.CAMERAS else sheet for sheet in sheets
    ]


def by_name(depends_on: pd.Series, equipment: pd.DataFrame) -> pd.Series:
    """Return links with equipment that is named in place of its code by its code.

    A name that several pieces of equipment bear is left as it is.
    """
    ids = set(equipment["equipment_id"])
    names = equipment["name"].map(fold)
    once = ~names.duplicated(keep=False) & (names != "")
    codes = dict(zip(names[once], equipment["equipment_id"][once], strict=True))

    def coded(text: str) -> str:
        parts = split_ids(text)
        return ";".join(p if p in ids else codes.get(fold(p), p) for p in parts)

    known = {text: coded(text) for text in depends_on.unique()}
    return pd.Series([known[text] for text in depends_on], depends_on.index, dtype=str)


def _depending(sheet: Sheet, codes: set[str]) -> Sheet:
    if sheet.has("depends_on"):
        return sheet
    by_key = codes_by_key(codes)

    def names_equipment(cells: pd.Series) -> bool:
        texts = {show(cell) for cell in cells.dropna().head(_ROWS_LOOKED_AT)}
        return bool(texts) and all(named_codes(text, by_key) for text in texts)

    unread = [i for i, heading in enumerate(sheet.headings) if not heading.column and heading.text]
    place = next((i for i in unread if names_equipment(sheet.cells[i])), None)
    if place is None:
        return sheet
    headings = list(sheet.headings)
    headings[place] = replace(headings[place], column="depends_on")
    return replace(sheet, headings=tuple(headings))
