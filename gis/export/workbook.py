"""Excel workbooks: a table a sheet, texts, never as formulas."""

import datetime as dt
import io
import math
from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gis.core.language import _
from gis.core.spreadsheet import LONGEST_CELL, cell_text, is_formula, page_title
from gis.export.in_words import column_headings, in_words
from gis.export.shapes import DEGREE_DECIMALS, GEOMETRY_KINDS

_HEAD = PatternFill("solid", fgColor="DCE6F1")
_NARROWEST, _WIDEST = 8, 60
_MONEY, _DAY = "#,##0", "dd/mm/yyyy"


def layer_workbook(table: gpd.GeoDataFrame, *, name: str) -> bytes:
    """Return a layer as one sheet to read: headings and values in words, shapes as WKT.

    Points are `lon lat` (WGS 84). A shape too long for a cell says so in its place.
    """
    flat = pd.DataFrame(table.drop(columns="geometry"))
    kind = GEOMETRY_KINDS.get(name)
    if kind == "Point":
        flat = flat if "lon" in flat else flat.assign(lon=table.geometry.x, lat=table.geometry.y)
    elif name != "equipment":
        flat = flat.assign(wkt=_wkt(table))
    told = in_words(flat)
    titles = column_headings(flat)
    money = [title for column, title in titles.items() if column.endswith("_vnd")]
    return sheets({name: told.rename(columns=titles)}, money=money)


def _wkt(table: gpd.GeoDataFrame) -> pd.Series:
    texts = table.geometry.to_wkt(rounding_precision=DEGREE_DECIMALS).astype(object)
    shown: pd.Series = texts.mask(
        texts.str.len() > LONGEST_CELL, _("too long for a cell; take GeoPackage")
    )
    return shown


def sheets(tables: Mapping[str, pd.DataFrame], **how: Any) -> bytes:
    """Return tables as the file of one workbook, see `workbook_of`."""
    return saved(workbook_of(tables, **how))


def saved(book: Workbook) -> bytes:
    """Return a workbook as a file."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def workbook_of(
    tables: Mapping[str, pd.DataFrame], titles: Sequence[str] = (), *, money: Sequence[str] = ()
) -> Workbook:
    """Return a workbook with tables as its sheets.

    Parameters
    ----------
    titles
        Lines above the first table.
    money
        The headings of amounts in đồng, shown in groups of thousands.
    """
    book = Workbook()
    for place, (name, table) in enumerate(tables.items()):
        page = book.active if place == 0 and book.active else book.create_sheet()
        page.title = page_title(name, book.sheetnames[:place])
        _write(page, table, titles if place == 0 else (), money)
    return book


def _write(
    page: Worksheet, table: pd.DataFrame, titles: Sequence[str], money: Sequence[str]
) -> None:
    for row, title in enumerate(titles, start=1):
        _put(page, row, 1, title).font = Font(bold=row == 1, size=14 if row == 1 else 11)
    first = len(titles) + 1 + bool(titles)
    for column, name in enumerate(table.columns, start=1):
        head = _put(page, first, column, str(name))
        head.font, head.fill = Font(bold=True), _HEAD
        head.alignment = Alignment(wrap_text=True, vertical="top")
        width = page.column_dimensions[get_column_letter(column)]
        width.width = _width(str(name), table.iloc[:, column - 1])
    page.freeze_panes = f"A{first + 1}"
    in_dong = {place for place, name in enumerate(table.columns, start=1) if name in money}
    # A loop over cells: a workbook is written cell by cell.
    for row, values in enumerate(table.to_numpy(object).tolist(), start=first + 1):
        for column, value in enumerate(values, start=1):
            if _is_missing(value) or value == "":
                continue
            cell = _put(page, row, column, value)
            if column in in_dong:
                cell.number_format = _MONEY


def _width(heading: str, cells: pd.Series) -> int:
    longest = max((len(str(value)) for value in cells if not _is_missing(value)), default=0)
    return min(max(longest, len(heading) // 2, _NARROWEST) + 2, _WIDEST)


def _put(page: Worksheet, row: int, column: int, value: Any) -> Any:
    """Write a cell: a text stays a text, whatever it begins with."""
    if isinstance(value, str):
        cell = page.cell(row, column, cell_text(value))
        cell.data_type = "s"
        # A style costs more than the cell: only where there is need of one.
        if is_formula(value):
            cell.quotePrefix = True
        if len(value) > _WIDEST:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell
    cell = page.cell(row, column, value)
    if isinstance(value, dt.date):
        cell.number_format = _DAY
    return cell


def _is_missing(value: object) -> bool:
    return value is None or (isinstance(value, float) and not math.isfinite(value))
