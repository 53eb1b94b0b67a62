"""Excel workbooks: a table a sheet, texts as texts, never as formulas."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_HEAD = PatternFill("solid", fgColor="DCE6F1")
_WIDEST = 60


def workbook(table: gpd.GeoDataFrame, *, name: str) -> bytes:
    """Return a layer as one sheet; points as `lon lat` (WGS 84), other shapes as WKT."""
    flat = pd.DataFrame(table.drop(columns="geometry"))
    shapes = table.geometry
    if (shapes.dropna().geom_type == "Point").all():
        flat = flat.assign(lon=shapes.x, lat=shapes.y) if "lon" not in flat else flat
    else:
        flat = flat.assign(wkt=shapes.to_wkt())
    return sheets({name: flat})


def sheets(tables: Mapping[str, pd.DataFrame], titles: Sequence[str] = ()) -> bytes:
    """Return tables as the sheets of one workbook; `titles` stand above the first."""
    book = Workbook()
    for place, (name, table) in enumerate(tables.items()):
        page = book.active if place == 0 and book.active else book.create_sheet()
        page.title = name[:31]
        _write(page, table, titles if place == 0 else ())
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write(page: Worksheet, table: pd.DataFrame, titles: Sequence[str]) -> None:
    for row, title in enumerate(titles, start=1):
        _put(page, row, 1, title).font = Font(bold=row == 1, size=14 if row == 1 else 11)
    first = len(titles) + 1 + bool(titles)
    for column, name in enumerate(table.columns, start=1):
        head = _put(page, first, column, str(name))
        head.font, head.fill = Font(bold=True), _HEAD
        head.alignment = Alignment(wrap_text=True, vertical="top")
        longest = table[name].astype(str).str.len().max() if len(table) else 0
        width = min(max(longest, len(str(name)) // 2, 8) + 2, _WIDEST)
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = f"A{first + 1}"
    # A loop over cells: a workbook is written cell by cell.
    for row, values in enumerate(table.to_numpy(object).tolist(), start=first + 1):
        for column, value in enumerate(values, start=1):
            _put(page, row, column, value)


def _put(page: Worksheet, row: int, column: int, value: Any) -> Any:
    """Write a cell: a text stays a text, whatever it begins with; missing ones stay empty."""
    if value is None or value != value:  # noqa: PLR0124 - NaN
        return page.cell(row, column)
    if isinstance(value, str):
        cell = page.cell(row, column, ILLEGAL_CHARACTERS_RE.sub("", value)[:32_767])
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=len(value) > _WIDEST, vertical="top")
        return cell
    return page.cell(row, column, value)
