"""What one cell says: a count, a text; numbers are `gis.core.numbers`'s, days `gis.core.dates`'s.

Each reader takes a tidied cell (never empty) and raises ValueError when it cannot be read.
"""

import datetime as dt
import re

from gis.core import numbers
from gis.core.dates import read_date
from gis.core.text import fold
from gis.ingest.formats.grid import Uncalculated

_LONGEST_COUNT = 40
_VIEWS_WITHIN = re.compile(r"\(\s?(\d{1,3})\s?(?:mắt|camera|cam)\s?\)", re.IGNORECASE)
_SUM = re.compile(r"\d{1,3}(?:\s?\+\s?\d{1,3}){1,5}")
_SMALL_COUNTS = {
    word: place
    for place, word in enumerate("mot hai ba bon nam sau bay tam chin muoi".split(), start=1)  # noqa: SIM905
}
_TICKS = frozenset({"x", "v", "co", "yes"})
# Frame sizes sold under a name.
_RESOLUTIONS = {
    (1280, 720): "1mp 720p hd",
    (1280, 960): "13mp",
    (1920, 1080): "2mp 20mp 1080p fullhd fhd",
    (2304, 1296): "3mp",
    (2560, 1440): "4mp 40mp 1440p 2k",
    (2592, 1944): "5mp",
    (3840, 2160): "8mp 80mp 2160p 4k",
}


decimal_of_cell = numbers.decimal


def number_of_cell(cell: object) -> float:
    """Read a number of metres, or of nothing in particular."""
    return numbers.read_number(cell, "m")


def read_count(cell: object) -> float:
    """Read how many; a tick (x, ✓, có) means all that the row speaks of: infinite."""
    if is_tick(cell):
        return float("inf")
    if isinstance(cell, str) and (written := _count_in_words(cell)):
        return float(written)
    count = numbers.read_number(cell, fits=float.is_integer)
    if count < 0 or not count.is_integer():
        raise ValueError(cell)
    return count


def _count_in_words(text: str) -> int:
    """Return a small count written out: ``hai``, ``2 + 1``, ``1 bộ (4 mắt)``; 0 for none."""
    if match := _VIEWS_WITHIN.search(text[:_LONGEST_COUNT]):
        return int(match[1])
    if _SUM.fullmatch(text[:_LONGEST_COUNT]):
        return sum(int(part) for part in text.split("+"))
    return _SMALL_COUNTS.get(fold(text), 0) if len(text) < _LONGEST_COUNT else 0


def is_tick(cell: object) -> bool:
    """Tell whether a cell only says yes: x, ✓, có."""
    return isinstance(cell, str) and (fold(cell) in _TICKS or cell in numbers.TICKS)


def read_resolution(cell: object) -> tuple[int, int]:
    """Read width and height in pixels: ``1920x1080``, ``2 MP``, ``1080p``, ``4K``."""
    text = fold(str(cell))
    if match := re.fullmatch(r"(\d{3,5}) ?x ?(\d{3,5})( (px|pixel))?", text.replace("*", "x")):
        width, height = int(match[1]), int(match[2])
        if width and height:
            return width, height
    short = re.sub(r"mega ?pixels?|mpx|mpixel", "mp", text).replace(" ", "")
    for size, names in _RESOLUTIONS.items():
        if short in names.split():
            return size
    raise ValueError(cell)


def read_text(cell: object) -> str:
    """Read a text; whole numbers lose the ``.0`` a spreadsheet gives them.

    Parameters
    ----------
    cell
        Not empty; a day becomes ``2025-11-04``, a truth value “có” or “không”.

    Returns
    -------
    str
        A text as it stands.

    Raises
    ------
    ValueError
        The cell is a formula without a result.
    """
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, (dt.date, dt.datetime)):
        return read_date(cell)
    if isinstance(cell, Uncalculated):
        raise ValueError(cell)
    return show(cell)


def show(cell: object) -> str:
    """Return what a cell shows, to be quoted in a message.

    Parameters
    ----------
    cell
        Of any kind; whole numbers lose their ``.0``.

    Returns
    -------
    str
        In full: the caller cuts what is too long.
    """
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
