"""Comma, semicolon or tab separated text, in the encodings office programs write."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest
from statistics import median_high

import numpy as np
import pandas as pd

from gis.core.errors import FileError
from gis.core.language import _
from gis.core.spreadsheet import unguarded
from gis.ingest.formats.file_limits import too_long
from gis.ingest.formats.grid import MAX_COLUMNS, Grid, by_distinct
from gis.ingest.formats.legacy_text import encodings
from gis.ingest.headings.heading_rows import SEARCHED_ROWS, find_heading_rows

SEPARATORS = (",", ";", "\t", "|")
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
# Programs leave a stray one in a cell; where there are more, the bytes are no text.
_LETTERS_PER_CONTROL = 30
# A quick look that spares most files the one cell by cell.
_MAYBE_GUARDED = re.compile(r"'[=+\-@\t\r]")
_ROWS_AT_ONCE = 20_000
csv.field_size_limit(1_000_000)


def read_delimited(data: bytes, name: str, *, separators: Sequence[str] = SEPARATORS) -> list[Grid]:
    """Read separated text into one grid; rows are numbered as a spreadsheet numbers them.

    The encoding is told by the byte order mark, else it is UTF-8, else the one of code page
    1258, TCVN3 and VNI that makes most Vietnamese syllables; the last two are left as they
    are, to be turned into Unicode with a notice. The separator is the one under which most
    headings are known.

    Raises
    ------
    FileError
        The bytes are no text, or a quoted cell never ends.
    """
    encoding = _encoding(data, name)
    text = data.decode(encoding)
    guarded = _MAYBE_GUARDED.search(text) is not None
    try:
        separator = _separator(text, separators)
        del text  # as large as the list: its cells are read from the bytes
        lines = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
        parts = list(_parts(csv.reader(lines, delimiter=separator), name, guarded=guarded))
    except csv.Error as error:
        message = _("{file}: the file is not separated text ({reason})", file=name, reason=error)
        raise FileError(message) from error
    cells = pd.concat(parts) if parts else pd.DataFrame(index=range(1, 1), dtype=object)
    ragged = len({part.shape[1] for part in parts}) > 1
    return [Grid(name, cells.fillna("") if ragged else cells)]


def _parts(rows: Iterator[list[str]], name: str, *, guarded: bool) -> Iterator[pd.DataFrame]:
    """Give the cells in tables of so many rows, short rows filled up with empty cells.

    In each, cells that say the same are one text: long lists repeat themselves.
    """
    first = 1
    while part := list(islice(rows, _ROWS_AT_ONCE)):
        if max(map(len, part)) > MAX_COLUMNS:
            raise FileError(too_long(name))
        columns = enumerate(zip_longest(*part, fillvalue=""))
        cells = {
            place: by_distinct(np.array(column, dtype=object), unguarded if guarded else str)
            for place, column in columns
        }
        yield pd.DataFrame(cells, range(first, first + len(part)), dtype=object)
        first += len(part)


def decoded(data: bytes, name: str) -> str:
    """Return the bytes as text.

    Raises
    ------
    FileError
        No known encoding fits, or the text is full of control characters.
    """
    return data.decode(_encoding(data, name))


def _encoding(data: bytes, name: str) -> str:
    marked = [code for mark, code in _BYTE_ORDER_MARKS.items() if data.startswith(mark)]
    for encoding in marked or encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_CONTROL.findall(text)) * _LETTERS_PER_CONTROL <= len(text):
            return encoding
    message = _(
        "{file}: the file is not text; save it from the spreadsheet as “CSV UTF-8”", file=name
    )
    raise FileError(message)


def _separator(text: str, separators: Sequence[str]) -> str:
    """Return the separator under which most headings are known, else the one that splits most."""
    start = "".join(islice(io.StringIO(text, newline=""), SEARCHED_ROWS))

    def headings_and_columns(separator: str) -> tuple[int, int]:
        rows = [row[:MAX_COLUMNS] for row in _cells(start, separator)]
        header = find_heading_rows(_filled_up(rows))
        # As most rows have, not the longest: a cell may list many things.
        return len(header.known()) if header else 0, median_high([0, *map(len, rows)])

    return max(separators, key=headings_and_columns)


def _cells(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _filled_up(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows, the short ones with empty cells at their end."""
    width = max(map(len, rows), default=0)
    return [row if len(row) == width else row + [""] * (width - len(row)) for row in rows]
