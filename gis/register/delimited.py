"""Comma, semicolon or tab separated text, in the encodings office programs write."""

import codecs
import csv
import io
import re
import unicodedata
from itertools import islice

import pandas as pd

from gis.errors import FileError
from gis.language import _
from gis.register.grid import Grid
from gis.register.heading_rows import SEARCHED_ROWS, find
from gis.register.legacy_text import CODES, legacy_code, syllables

SEPARATORS = (",", ";", "\t", "|")
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_LINES_LOOKED_AT = 2000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
csv.field_size_limit(1_000_000)


def read_delimited(data: bytes, name: str) -> list[Grid]:
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
        rows = _rows(text, _separator(text))
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
    for encoding in marked or _unmarked(data):
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


def _unmarked(data: bytes) -> list[str]:
    """Guess from the zero bytes that UTF-16 puts between plain letters."""
    if b"\0" in data:
        return ["utf-16-le" if data[1:2] == b"\0" else "utf-16-be"]
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return ["latin-1"] if _is_legacy(data) else ["cp1258", "latin-1"]
    return ["utf-8"]


def _is_legacy(data: bytes) -> bool:
    """Tell whether the bytes read better in a code of before Unicode than in page 1258."""
    old = data.decode("latin-1").splitlines()[:_LINES_LOOKED_AT]
    code = legacy_code(old)
    in_1258 = data.decode("cp1258", errors="replace").splitlines()[:_LINES_LOOKED_AT]
    modern = sum(syllables(unicodedata.normalize("NFC", line)) for line in in_1258)
    return code != "" and sum(syllables(CODES[code](line)) for line in old) > modern


def _separator(text: str) -> str:
    """Return the separator under which most headings are known, else the one that splits most."""
    start = "".join(islice(io.StringIO(text, newline=""), SEARCHED_ROWS))

    def headings_and_columns(separator: str) -> tuple[int, int]:
        rows = _rows(start, separator)
        header = find(rows)
        return len(header.known()) if header else 0, max(map(len, rows), default=0)

    return max(SEPARATORS, key=headings_and_columns)


def _rows(text: str, separator: str) -> list[list[str]]:
    """Return the rows, the short ones filled up with empty cells."""
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    width = max(map(len, rows), default=0)
    return [row if len(row) == width else row + [""] * (width - len(row)) for row in rows]
