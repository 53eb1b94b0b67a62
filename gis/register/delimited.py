"""Comma, semicolon or tab separated text, in the encodings office programs write."""

import codecs
import csv
import io
import re
from collections.abc import Sequence
from itertools import islice

import pandas as pd

from gis.errors import FileError
from gis.language import _
from gis.register.grid import MAX_COLUMNS, Grid
from gis.register.heading_rows import SEARCHED_ROWS, find
from gis.register.legacy_text import encodings
from gis.register.limits import too_long

SEPARATORS = (",", ";", "\t", "|")
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
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
    text = decoded(data, name)
    try:
        rows = _rows(text, _separator(text, separators), name)
    except csv.Error as error:
        message = _("{file}: the file is not separated text ({reason})", file=name, reason=error)
        raise FileError(message) from error
    cells = pd.DataFrame(rows, index=range(1, len(rows) + 1), dtype=object)
    return [Grid(name, cells)]


def decoded(data: bytes, name: str) -> str:
    """Return the bytes as text.

    Raises
    ------
    FileError
        No known encoding fits, or the text has control characters.
    """
    marked = [code for mark, code in _BYTE_ORDER_MARKS.items() if data.startswith(mark)]
    for encoding in marked or encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    message = _(
        "{file}: the file is not text; save it from the spreadsheet as “CSV UTF-8”", file=name
    )
    raise FileError(message)


def _separator(text: str, separators: Sequence[str]) -> str:
    """Return the separator under which most headings are known, else the one that splits most."""
    start = "".join(islice(io.StringIO(text, newline=""), SEARCHED_ROWS))

    def headings_and_columns(separator: str) -> tuple[int, int]:
        rows = _filled_up([row[:MAX_COLUMNS] for row in _cells(start, separator)])
        header = find(rows)
        return len(header.known()) if header else 0, max(map(len, rows), default=0)

    return max(separators, key=headings_and_columns)


def _cells(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _rows(text: str, separator: str, name: str) -> list[list[str]]:
    rows = _cells(text, separator)
    if max(map(len, rows), default=0) > MAX_COLUMNS:
        raise FileError(too_long(name))
    return _filled_up(rows)


def _filled_up(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows, the short ones with empty cells at their end."""
    width = max(map(len, rows), default=0)
    return [row if len(row) == width else row + [""] * (width - len(row)) for row in rows]
