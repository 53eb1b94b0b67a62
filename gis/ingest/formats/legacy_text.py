"""Vietnamese written for fonts of before Unicode: TCVN3 (ABC) and VNI, seen as Latin-1.

TCVN3 gives each letter one code (TCVN 5712:1993, VN3); its capitals with a tone are small
letters in a capital font. VNI writes the mark behind the letter.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache

import pandas as pd

from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.ingest.formats.grid import Grid

_TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)
_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_OVER = {
    "â": "\u0302",
    **{mark: "\u0302" + tone for mark, tone in zip("áàåãä", _TONES.values(), strict=True)},
    "ê": "\u0306",
    **{mark: "\u0306" + tone for mark, tone in zip("éèúüë", _TONES.values(), strict=True)},
}
_VNI_MARKS = _TONES | _OVER
_VNI_LETTERS = str.maketrans("ôöñîæóòÔÖÑÎÆÓÒ", "ơưđỵỉĩịƠƯĐỴỈĨỊ")
_VNI = re.compile(f"([aeouyôö])([{''.join(_VNI_MARKS)}])", re.IGNORECASE)

_UNICODE_ONLY = re.compile("[\u0102-\u01b0\u0300-\u0323\u1ea0-\u1ef9]")
_OLD = re.compile("[\u00a1-\u00ff]")
_LETTERS = re.compile(r"[^\W\d_]+")
_SIGN = re.compile("[\u00a1-\u00bf\u00d7\u00f7]")
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    "[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_MARKED_CONSONANT = re.compile(r"[^\W_aeiouy][\u0300-\u0323]")
_MARKS = dict.fromkeys(map(ord, _TONES.values()))
# What no text in Unicode has: a capital with a mark within a word, or a rare sign beside a
# letter; µ, ±, ñ are common.
_TELLING = {
    "TCVN3 (ABC)": re.compile(
        "[a-z][\u00c6-\u00cc\u00ce-\u00d6\u00d8\u00dc-\u00df]"
        "|[a-zA-Z][\u00a1-\u00a6\u00a8\u00aa\u00ac\u00ad\u00b6-\u00b9]"
    ),
    "VNI": _VNI,
}
# Fewer texts of a column are no evidence, where others are in Unicode.
_FEWEST_LEGACY = 2
_TEXTS_LOOKED_AT, _ROWS_LOOKED_AT, _BYTES_LOOKED_AT = 2000, 5000, 8000


def tcvn3(text: str) -> str:
    """Turn TCVN3 (ABC) text, seen as Latin-1, into Unicode (NFC)."""
    return " ".join(
        map(_one_case, zip(text.split(" "), text.translate(_TCVN3).split(" "), strict=True))
    )


def _one_case(word: tuple[str, str]) -> str:
    """Make a word a capital one when all its plain letters are."""
    before, after = word
    plain = [c for c in before if c.isascii() and c.isalpha()]
    return after.upper() if len(plain) > 1 and all(map(str.isupper, plain)) else after


def vni(text: str) -> str:
    """Turn VNI text, seen as Latin-1, into Unicode (NFC)."""

    def marked(match: re.Match[str]) -> str:
        letter = match[1].translate(_VNI_LETTERS)
        return letter + _VNI_MARKS[match[2].lower()]

    return unicodedata.normalize("NFC", _VNI.sub(marked, text).translate(_VNI_LETTERS))


CODES: dict[str, Callable[[str], str]] = {"TCVN3 (ABC)": tcvn3, "VNI": vni}


@lru_cache(maxsize=1 << 14)
def count_syllables(text: str) -> int:
    """Count the words with marks that are Vietnamese syllables, less those that are not."""
    words = [word for chunk in text.split() for word in _words(chunk) if not word.isascii()]
    return sum(1 if _is_syllable(word) else -1 for word in words)


def _words(chunk: str) -> list[str]:
    """Return the words of a chunk without blanks; signs that were letters stay in theirs."""
    start = _LETTERS.match(chunk)
    rest = chunk[start.end() :] if start else chunk
    if _SIGN.search(rest):
        return [start[0], rest] if start else [rest]
    return _LETTERS.findall(chunk)


def _is_syllable(word: str) -> bool:
    apart = unicodedata.normalize("NFD", word.lower())
    plain = unicodedata.normalize("NFC", apart.translate(_MARKS))
    one_tone = len(apart) - len(apart.translate(_MARKS)) <= 1
    return (
        one_tone and not _MARKED_CONSONANT.search(apart) and _SYLLABLE.fullmatch(plain) is not None
    )


def legacy_code(texts: Iterable[str]) -> str:
    """Return which of `CODES` most texts are written in, empty when Unicode fits as well."""
    old = [text for text in texts if _OLD.search(text) and not _UNICODE_ONLY.search(text)]
    old = list(dict.fromkeys(old))[:_TEXTS_LOOKED_AT]
    scores = {"": sum(map(count_syllables, old))} | {
        name: sum(count_syllables(decode(text)) for text in old) for name, decode in CODES.items()
    }
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > max(scores[""], 0) else ""


def encodings(data: bytes) -> list[str]:
    """Return what bytes without a mark may be written in, the likeliest first.

    UTF-16 shows by its many zero bytes, UTF-8 by its form; else page 1258, or the fonts of before
    Unicode (as Latin-1), whichever makes most Vietnamese syllables.
    """
    start = data[:_BYTES_LOOKED_AT]
    if start.count(0) * 10 > len(start):  # a few stray ones are in no other code for that
        return ["utf-16-le" if data[1:2] == b"\0" else "utf-16-be"]
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return ["latin-1"] if _is_legacy(data) else ["cp1258", "latin-1"]
    return ["utf-8"]


def _is_legacy(data: bytes) -> bool:
    """Tell whether the bytes read better in a code of before Unicode than in page 1258."""
    old = data.decode("latin-1").splitlines()[:_TEXTS_LOOKED_AT]
    code = legacy_code(old)
    in_1258 = data.decode("cp1258", errors="replace").splitlines()[:_TEXTS_LOOKED_AT]
    modern = sum(count_syllables(unicodedata.normalize("NFC", line)) for line in in_1258)
    return code != "" and sum(count_syllables(CODES[code](line)) for line in old) > modern


def field_decoder(fields: Iterable[bytes]) -> Callable[[bytes], str]:
    """Return how the fields of a table are to be read, each perhaps cut within a letter."""
    fields = list(dict.fromkeys(field for field in fields if not field.isascii()))
    if any(map(_is_utf8, fields)) and all(map(_begins_as_utf8, fields)):
        return lambda field: field.decode("utf-8", errors="ignore")
    likely = encodings(b"\n".join(field for field in fields if not _is_utf8(field)))[0]
    return lambda field: field.decode(likely, errors="replace")


def _is_utf8(field: bytes) -> bool:
    try:
        return bool(field.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _begins_as_utf8(field: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(field)
    except UnicodeDecodeError:
        return False
    return True


def modernised(grid: Grid) -> tuple[Grid, list[Finding]]:
    """Turn the legacy texts of a sheet into Unicode.

    Parameters
    ----------
    grid
        Texts that hold letters only Unicode has stay as they are. On a sheet that has such texts
        too, the others are turned only where they read better so.

    Returns
    -------
    tuple
        The sheet, the same where nothing is to be turned, and a notice of how many cells were.
    """
    top = grid.cells.head(_ROWS_LOOKED_AT)
    texts = [cell for column in top for cell in top[column] if isinstance(cell, str)]
    texts += grid.headings or ()
    code = legacy_code(texts)
    if not code:
        return grid, []
    mixed = any(_UNICODE_ONLY.search(text) for text in texts)
    reader = _reader(code, only_better=mixed)
    columns = {
        name: column.map(reader) if not mixed or _is_legacy_column(column, code) else column
        for name, column in grid.cells.items()
    }
    cells = pd.DataFrame(columns, grid.cells.index)
    titles = pd.Series(grid.headings or (), dtype=object)
    legacy = not mixed or _is_legacy_column(titles, code)
    headings = grid.headings and tuple(map(str, titles.map(reader) if legacy else titles))
    count = int((cells.astype(str) != grid.cells.astype(str)).to_numpy().sum())
    message = _("{count} cells in {code} were turned into Unicode", count=number(count), code=code)
    suggestion = _("Check some names below; if they read wrong, save the file in Unicode first")
    notice = Finding(grid.name, 0, "", Severity.NOTICE, message, suggestion)
    return replace(grid, cells=cells, headings=headings), [notice]


def _reader(code: str, *, only_better: bool) -> Callable[[object], object]:
    def modern(cell: object) -> object:
        if not isinstance(cell, str) or not _OLD.search(cell) or _UNICODE_ONLY.search(cell):
            return cell
        read = CODES[code](cell)
        return cell if only_better and count_syllables(read) <= count_syllables(cell) else read

    return modern


def _is_legacy_column(column: pd.Series, code: str) -> bool:
    """Tell whether a column beside Unicode ones is of before Unicode: not for one odd cell.

    Its texts that can be nothing else must be several, and no fewer than those only Unicode has.
    """
    texts = [cell for cell in column.drop_duplicates() if isinstance(cell, str)]
    modern = sum(map(bool, map(_UNICODE_ONLY.search, texts)))
    old = sum(map(bool, map(_TELLING[code].search, texts)))
    return old >= max(_FEWEST_LEGACY, modern)
