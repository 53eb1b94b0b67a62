"""Texts in spreadsheets: what a cell and a sheet's name may hold; no text runs as a formula."""

import re

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from gis.core.language import _

LONGEST_CELL, LONGEST_TITLE = 32_767, 31
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# What XML cannot hold beside the control characters.
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufffe\uffff]")
_NO_TITLE = re.compile(r"[\[\]:*?/\\]")


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would run the text as a formula, or might.

    Parameters
    ----------
    text
        The text of a cell, as it is to be written.

    Returns
    -------
    bool
        Whether it begins with ``= + - @``, a tab or a carriage return.

    References
    ----------
    OWASP, CSV Injection.
    """
    return text.startswith(_FORMULA_STARTS)


def guarded(value: object) -> object:
    """Return a text for CSV: a formula, guarded or not, gets an apostrophe in front.

    Parameters
    ----------
    value
        Of a cell; only texts are changed.

    Returns
    -------
    object
        What `unguarded` turns back into the text.
    """
    return f"'{value}" if isinstance(value, str) and is_formula(value.lstrip("'")) else value


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given.

    Parameters
    ----------
    text
        Of a cell of a CSV file, of our own or of others.

    Returns
    -------
    str
        The text itself where it bears no guard.
    """
    return text[1:] if text.startswith("'") and is_formula(text.lstrip("'")) else text


def cell_text(text: str) -> str:
    """Return what a cell can hold of a text; a text that is cut says so at its end.

    Parameters
    ----------
    text
        Any text; characters that XML cannot hold are left out.

    Returns
    -------
    str
        At most `LONGEST_CELL` letters as a spreadsheet counts them: in units of UTF-16.
    """
    sound = xml_text(text)
    if len(sound) <= LONGEST_CELL and (sound.isascii() or _units(sound) <= LONGEST_CELL):
        return sound
    told = _("… (cut: too long for a cell)")
    room = (LONGEST_CELL - len(told)) * 2
    return sound.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + told


def xml_text(text: str) -> str:
    """Return a text without the characters that XML cannot hold.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        Not yet escaped.
    """
    return _NO_CHARACTERS.sub("", ILLEGAL_CHARACTERS_RE.sub("", text))


def _units(text: str) -> int:
    """Count characters as spreadsheets do: those beyond the first 65,536 are two."""
    return len(text.encode("utf-16-le")) // 2


def page_title(name: str, taken: list[str]) -> str:
    """Return a name that a worksheet may have beside those taken, whatever their case.

    Parameters
    ----------
    name
        What it is to be called; signs that no sheet may bear become ``_``.
    taken
        The titles of the other sheets of the workbook.

    Returns
    -------
    str
        At most `LONGEST_TITLE` letters, with `` (2)`` and so on behind one that is taken.
    """
    sound = _NO_TITLE.sub("_", cell_text(name)).strip("' ") or _("Sheet")
    known, number, ending = {title.casefold() for title in taken}, 1, ""
    while (title := sound[: LONGEST_TITLE - len(ending)] + ending).casefold() in known:
        number += 1
        ending = f" ({number})"
    return title
