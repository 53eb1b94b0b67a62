"""What one cell says: a count, a date, a text; numbers are `gis.numbers`'s.

Each reader takes a tidied cell (never empty) and raises ValueError when it cannot be read.
"""

import datetime as dt
import re

from gis import numbers
from gis.register.grid import Uncalculated
from gis.spelling import fold

_EXCEL_EPOCH = dt.datetime(1899, 12, 30, tzinfo=dt.UTC)
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:[ T].*)?")
_YEAR_MONTH_DAY = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[ T].*)?")
_MONTH_YEAR = re.compile(r"(?:tháng ?|t)?(\d{1,2})[/.\- ](?:năm )?(\d{4})", re.IGNORECASE)
_QUARTER = re.compile(r"quý (i{1,3}|iv|[1-4])[/.\- ]+(?:năm )?(\d{4})", re.IGNORECASE)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
# Of two years the first: since then something stands there.
_YEAR = re.compile(
    r"(?:năm )?((?:19|20)\d{2})(?:\s*[-–/]\s*(?:năm )?(?:19|20)\d{2})?", re.IGNORECASE
)
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


decimal = numbers.decimal


def read_number(cell: object) -> float:
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
    text = re.sub(r" ?(?:mega ?pixels?|mpx?)$", "mp", text)
    for size, names in _RESOLUTIONS.items():
        if text.replace(" ", "") in names.split():
            return size
    raise ValueError(cell)


def read_date(cell: object) -> str:
    """Read a day as ISO text: dd/mm/yyyy, ISO, a spreadsheet date, a month or a year.

    A month or year alone stands for its first day.
    """
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, str):
        return _written_date(cell)
    serial = read_number(cell)
    if 1950 <= serial <= 2100:
        return dt.date(int(serial), 1, 1).isoformat()
    if not 20_000 <= serial <= 80_000:
        raise ValueError(cell)
    return (_EXCEL_EPOCH + dt.timedelta(days=serial)).date().isoformat()


def _written_date(text: str) -> str:
    text = re.sub(r"^ngày ", "", text, flags=re.IGNORECASE)
    if match := _YEAR_MONTH_DAY.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := _DAY_MONTH_YEAR.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif match := _MONTH_YEAR.fullmatch(text):
        day, (month, year) = 1, map(int, match.groups())
    elif match := _QUARTER.fullmatch(text):
        quarter = _QUARTERS.get(match[1].lower()) or int(match[1])
        day, month, year = 1, 3 * quarter - 2, int(match[2])
    elif match := _YEAR.fullmatch(text):
        day, month, year = 1, 1, int(match[1])
    else:
        raise ValueError(text)
    return dt.date(year + 2000 if year < 100 else year, month, day).isoformat()


def read_text(cell: object) -> str:
    """Read a text; whole numbers lose the ``.0`` a spreadsheet gives them."""
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, (dt.date, dt.datetime)):
        return read_date(cell)
    if isinstance(cell, Uncalculated):
        raise ValueError(cell)
    return show(cell)


def show(cell: object) -> str:
    """Return what a cell shows, to be quoted in a message."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
