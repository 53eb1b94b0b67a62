"""Workbooks of other programs: .xls, .xlsb, .ods, and web pages that say they are .xls."""

import io
from collections.abc import Sequence

import pandas as pd
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from gis.core.archives import DAMAGE
from gis.core.errors import FileError
from gis.core.language import _
from gis.ingest.formats.delimited import decoded
from gis.ingest.formats.far_cells import MAX_COLUMNS, MAX_ROWS, too_far
from gis.ingest.formats.grid import Grid
from gis.ingest.formats.markup import html_tables


def read_old_workbook(data: bytes, name: str) -> list[Grid]:
    """Read all worksheets; row numbers are those the spreadsheet shows.

    Raises
    ------
    FileError
        The workbook is damaged or locked, or a sheet is too large.
    """
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            sheets = [workbook.get_sheet_by_name(sheet) for sheet in workbook.sheet_names]
            return [_grid(sheet, name) for sheet in sheets]
    except (CalamineError, *DAMAGE) as error:
        raise FileError(_damaged(name)) from error
    except BaseException as error:
        # The reader panics over some damage, outside of all Exceptions; it cannot be imported.
        if type(error).__name__ == "PanicException":
            raise FileError(_damaged(name)) from error
        raise


def _damaged(name: str) -> str:
    return _(
        "{file}: the workbook is damaged or protected by a password; open it in the "
        "spreadsheet and save it as .xlsx without a password",
        file=name,
    )


def _grid(sheet: CalamineSheet, name: str) -> Grid:
    if sheet.total_height > MAX_ROWS or sheet.total_width > MAX_COLUMNS:
        raise FileError(too_far(name))
    return _sheet(sheet.name, sheet.to_python(skip_empty_area=False))


def read_page(data: bytes, name: str) -> list[Grid]:
    """Read the tables of a web page, which many programs save under the name of a workbook.

    Raises
    ------
    FileError
        The page is no text, or has no table.
    """
    found = [table for table in html_tables(decoded(data, name)) if any(map(any, table))]
    if not found:
        message = _(
            "{file}: this is a web page without a table; save the list itself as .xlsx", file=name
        )
        raise FileError(message)
    single = len(found) == 1
    return [
        _sheet(name if single else f"{name}, {place}", table)
        for place, table in enumerate(found, start=1)
    ]


def _sheet(name: str, rows: Sequence[Sequence[object]]) -> Grid:
    width = max(map(len, rows), default=0)
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    return Grid(name, pd.DataFrame(filled, range(1, len(rows) + 1), dtype=object))
