"""Excel workbooks: a table a sheet, texts, never as formulas."""

import datetime as dt
import io
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gis.core.file_errors import writing_copies
from gis.core.language import _
from gis.core.spreadsheet import LONGEST_CELL, cell_text, is_formula, page_title
from gis.export.in_words import column_headings, in_words
from gis.export.metadata import as_lines
from gis.export.schema import LayerSchema
from gis.export.schema.field import LABEL_ENDING
from gis.export.shapes import DEGREE_DECIMALS
from gis.export.sheet_rows import RowProgress, SheetRows, is_missing, with_rows

_HEAD = PatternFill("solid", fgColor="DCE6F1")
_NARROWEST, _WIDEST = 8, 60
_MONEY, _DAY = "#,##0", "dd/mm/yyyy"


def layer_workbook(
    layers: Sequence[tuple[LayerSchema, gpd.GeoDataFrame]],
    *,
    about: Mapping[str, str] | None = None,
    progress: RowProgress | None = None,
) -> bytes:
    """Return layers as sheets to read: headings and values in words, shapes as WKT.

    Points are `lon lat` (WGS 84). A shape too long for a cell says so in its place.
    `about`: see `sheets`.
    """
    pages, money = {}, set[str]()
    for schema, table in layers:
        labels = {f.name + LABEL_ENDING for f in schema.fields if f.labelled}
        flat = pd.DataFrame(table[[name for name in schema.names if name not in labels]])
        flat = flat.assign(**_position(table, schema))
        titles = _headings(schema, flat)
        money |= {title for column, title in titles.items() if column.endswith("_vnd")}
        pages[schema.name] = in_words(flat).rename(columns=titles)
    return sheets(pages, money=[*money], about=about, progress=progress)


def _headings(schema: LayerSchema, flat: pd.DataFrame) -> dict[str, str]:
    own = {field.name: field.label for field in schema.fields if field.tell is not None}
    return column_headings(flat) | own


def _position(table: gpd.GeoDataFrame, schema: LayerSchema) -> dict[str, pd.Series]:
    if schema.geometry == "Point":
        return {} if "lon" in table else {"lon": table.geometry.x, "lat": table.geometry.y}
    return {"wkt": _wkt(table)} if schema.geometry else {}


def _wkt(table: gpd.GeoDataFrame) -> pd.Series:
    texts = table.geometry.to_wkt(rounding_precision=DEGREE_DECIMALS).astype(object)
    shown: pd.Series = texts.mask(
        texts.str.len() > LONGEST_CELL, _("too long for a cell; take GeoPackage")
    )
    return shown


def sheets(
    tables: Mapping[str, pd.DataFrame],
    *,
    money: Sequence[str] = (),
    about: Mapping[str, str] | None = None,
    progress: RowProgress | None = None,
) -> bytes:
    """Return tables, however long, as the file of one workbook that looks as `workbook_of`.

    `about`: what the file says of itself, in its properties.
    """
    book, rows = Workbook(), []
    if about:
        book.properties.title, book.properties.description = about["title"], as_lines(about)
    for place, (name, table) in enumerate(tables.items()):
        page = _page(book, place, name)
        _write_head(page, table, 1)
        rows.append(SheetRows(table, 2, _Formats(page, table, money).number))
    return with_rows(saved(book), rows, progress)


def saved(book: Workbook) -> bytes:
    """Return a workbook as a file."""
    file = io.BytesIO()
    with writing_copies():
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
        _write(_page(book, place, name), table, titles if place == 0 else (), money)
    return book


def _page(book: Workbook, place: int, name: str) -> Worksheet:
    page: Worksheet = book.active if place == 0 and book.active else book.create_sheet()
    page.title = page_title(name, book.sheetnames[:place])
    return page


def _write(
    page: Worksheet, table: pd.DataFrame, titles: Sequence[str], money: Sequence[str]
) -> None:
    for row, title in enumerate(titles, start=1):
        _put(page, row, 1, title).font = Font(bold=row == 1, size=14 if row == 1 else 11)
    first = len(titles) + 1 + bool(titles)
    _write_head(page, table, first)
    in_dong = _in_dong(table, money)
    # A loop over cells: a workbook is written cell by cell.
    for row, values in enumerate(table.to_numpy(object).tolist(), start=first + 1):
        for place, value in enumerate(values):
            if not is_missing(value) and (not isinstance(value, str) or cell_text(value)):
                _put(page, row, place + 1, value, in_dong=place in in_dong)


def _write_head(page: Worksheet, table: pd.DataFrame, row: int) -> None:
    for column, name in enumerate(table.columns, start=1):
        head = _put(page, row, column, str(name))
        head.font, head.fill = Font(bold=True), _HEAD
        head.alignment = Alignment(wrap_text=True, vertical="top")
        width = page.column_dimensions[get_column_letter(column)]
        width.width = _width(str(name), table.iloc[:, column - 1])
    page.freeze_panes = f"A{row + 1}"


def _in_dong(table: pd.DataFrame, money: Sequence[str]) -> set[int]:
    return {place for place, name in enumerate(table.columns) if name in money}


def _width(heading: str, cells: pd.Series) -> int:
    longest = max((len(str(value)) for value in cells.unique() if not is_missing(value)), default=0)
    return min(max(longest, len(heading) // 2, _NARROWEST) + 2, _WIDEST)


def _put(page: Worksheet, row: int, column: int, value: Any, *, in_dong: bool = False) -> Cell:
    """Write a cell: a text stays a text, whatever it begins with."""
    cell: Cell = page.cell(row, column)
    if isinstance(value, str):
        cell.value, cell.data_type = cell_text(value), "s"
    else:
        cell.value = value
    _format(cell, value, in_dong=in_dong)
    return cell


def _format(cell: Cell, value: Any, *, in_dong: bool) -> None:
    """Have a cell look as its value wants; a style costs, so only where there is need of one."""
    if isinstance(value, str):
        if is_formula(value):
            cell.quotePrefix = True
        if len(value) > _WIDEST:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    elif isinstance(value, dt.date):
        cell.number_format = _DAY
    if in_dong:
        cell.number_format = _MONEY


class _Formats:
    """The numbers of the formats of a sheet's cells, which its workbook knows from here on."""

    def __init__(self, page: Worksheet, table: pd.DataFrame, money: Sequence[str]) -> None:
        self._page, self._in_dong = page, _in_dong(table, money)
        long = "-" * (_WIDEST + 1)
        samples = ("", "-", "a" + long, long, 0, dt.date.min, dt.time())
        every = [(value, dong) for value in samples for dong in (False, True)]
        self._known = {
            (_kind(value), dong): self._new(value, in_dong=dong) for value, dong in every
        }

    def _new(self, value: Any, *, in_dong: bool) -> int:
        cell = WriteOnlyCell(self._page, None if isinstance(value, str) else value)
        _format(cell, value, in_dong=in_dong)
        return int(cell.style_id)

    def number(self, value: Any, place: int) -> int:
        """Return the number of the format of a value in the column at a place."""
        return self._known[_kind(value), place in self._in_dong]


def _kind(value: Any) -> Hashable:
    """Return what a value's format follows from."""
    if isinstance(value, str):
        return is_formula(value), len(value) > _WIDEST
    for kind in (dt.date, dt.time):
        if isinstance(value, kind):
            return kind
    return float
