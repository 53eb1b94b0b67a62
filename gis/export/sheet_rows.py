"""The rows of long sheets, written into a workbook of which openpyxl wrote all the rest.

A cell of openpyxl's own costs 15 µs and half a kilobyte, and a register has a million.
"""

import datetime as dt
import io
import math
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from gis.core.spreadsheet import cell_text

AT_ONCE = 1000
# Told how many rows are written, and how many there are.
RowProgress = Callable[[int, int], None]
_END = b"</sheetData>"


@dataclass(frozen=True, eq=False)
class SheetRows:
    """A table, the number of its first row on the sheet, and how its cells look.

    `style_of`: the workbook's number for the format of a value in the column at a place.
    """

    table: pd.DataFrame
    first: int
    style_of: Callable[[Any, int], int]

    @property
    def last(self) -> int:
        """Return the number of the last row on the sheet."""
        return self.first + len(self.table) - 1

    def xml(self) -> Iterator[str]:
        """Return the rows as the file holds them, `AT_ONCE` at a time."""
        for start in range(0, len(self.table), AT_ONCE):
            part = self.table.iloc[start : start + AT_ONCE]
            places = range(part.shape[1])
            columns = [self._cells(place, part.iloc[:, place], start) for place in places]
            rows = zip(*columns, strict=True) if columns else repeat((), len(part))
            yield "".join(
                f'<row r="{number}">{"".join(cells)}</row>'
                for number, cells in enumerate(rows, start=self.first + start)
            )

    def _cells(self, place: int, values: pd.Series, start: int) -> list[str]:
        letter, known = get_column_letter(place + 1), dict[str, str]()
        cells = []
        # A loop over cells: a workbook is written cell by cell.
        for number, value in enumerate(values.astype(object).tolist(), start=self.first + start):
            if is_missing(value):
                rest = ""
            elif isinstance(value, str):
                if value not in known:
                    known[value] = _text(value, self.style_of(value, place))
                rest = known[value]
            else:
                rest = _value(value, self.style_of(value, place))
            cells.append(f'<c r="{letter}{number}"{rest}' if rest else "")
        return cells


def with_rows(
    book: bytes, pages: Sequence[SheetRows], progress: RowProgress | None = None
) -> bytes:
    """Return a workbook's file with the rows of each of its sheets, in their order, beneath."""
    by_name = {f"xl/worksheets/sheet{n}.xml": rows for n, rows in enumerate(pages, start=1)}
    every, done, file = max(sum(len(rows.table) for rows in pages), 1), 0, io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, _archive(file) as new:
        for name in old.namelist():
            if name not in by_name:
                new.writestr(name, old.read(name))
                continue
            rows = by_name[name]
            above, below = _resized(old.read(name), rows).split(_END)
            with new.open(name, "w") as page:
                page.write(above)
                for part in rows.xml():
                    page.write(part.encode())
                    done = min(done + AT_ONCE, every)
                    if progress is not None:
                        progress(done, every)
                page.write(_END + below)
    return file.getvalue()


def is_missing(value: object) -> bool:
    """Tell whether a value leaves its cell empty."""
    if isinstance(value, float):
        return not math.isfinite(value)
    return value is None or value is pd.NaT or value is pd.NA


def _archive(file: io.BytesIO) -> zipfile.ZipFile:
    return zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4)


def _resized(page: bytes, rows: SheetRows) -> bytes:
    """Say in a sheet's head how far its table reaches: some readers go no further."""
    letter = get_column_letter(max(rows.table.shape[1], 1))
    start = page.index(b'<dimension ref="')
    end = page.index(b"/>", start)
    reach = f'<dimension ref="A1:{letter}{rows.last}"'.encode()
    return page[:start] + reach + page[end:]


def _text(value: str, style: int) -> str:
    text = cell_text(value)
    if not text:  # nothing, or nothing but what no cell can hold
        return ""
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    shown = escape(text, {"\r": "&#13;"})
    return f' s="{style}" t="inlineStr"><is><t{space}>{shown}</t></is></c>'


def _value(value: Any, style: int) -> str:
    if isinstance(value, bool | np.bool_):
        return f' s="{style}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, dt.date | dt.time):
        value = to_excel(value)
    elif not isinstance(value, int | float):
        value = float(value)  # of another library; what is no number is refused
    return f' s="{style}"><v>{value}</v></c>'
