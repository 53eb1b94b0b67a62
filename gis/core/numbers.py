"""Numbers as people write and read them: digits and separators, units, money, parts of a whole.

One point or comma before exactly three digits may group thousands or begin the decimals.
The unit tells (there is no part of a đồng, a pixel or a day), the range of the column tells
(no direction is 45.500°), and how the rest of the column is written tells; where nothing
does, the number is refused with both readings.
"""

import math
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import islice
from typing import TypeVar

import pandas as pd

from gis.core import numerals
from gis.core.language import _, language
from gis.core.text import fold
from gis.core.units import DONG, MONTHLY, PLAIN, UNITS

# Ways of writing "nothing here" where a number, date or word should stand.
BLANKS = frozenset(
    {
        *("", "n a", "na", "nan", "null", "none", "khong", "khong co", "khong ro", "chua ro"),
        *("chua co", "chua xac dinh", "khong xac dinh", "chua cap nhat", "dang cap nhat"),
        *("trong", "bo trong", "de trong", "khong ap dung", "blank", "empty"),
    }
)
# Signs that say yes.
TICKS = frozenset("✓✔☑√●■◉⬤•+*")
LONGEST_NUMBER = numerals.LONGEST
_TELLING = 1000
MILLION = 1e6
Amount = TypeVar("Amount", float, pd.Series)
# Fewer đồng buy nothing: such an amount was meant in another unit.
LEAST_VND = 1000.0
_LEAST_PRICE_VND = 10_000.0
_NUMERAL = re.compile(r"([.,]?[0-9](?:[0-9.,' ]*[0-9])?)")
_RANGE = re.compile(
    r"([^-~\u00f7\u2192]*?) ?(?:[-~\u00f7\u2192]+>? ?|(?:đến|den|tới|toi|hoặc|hay) )"
)
_EITHER = re.compile("hoặc|hay")
_ONE_PER = re.compile(r"/ ?1 ?(?=[a-zăđ])")
_VIETNAMESE = str.maketrans(",.", ".,")


class AmbiguousNumberError(ValueError):
    """A number that can be read in more than one way; `readings` are the ways."""

    def __init__(self, text: object, readings: Iterable[float], unit: str) -> None:
        self.readings = tuple(readings)
        told = _(" or ").join(in_one_way(value, unit) for value in self.readings)
        super().__init__(_("“{value}” can be read as {readings}", value=text, readings=told))


class SpanError(AmbiguousNumberError):
    """Two numbers with a line or a word such as *đến* between them: from the one to the other."""


def read_number(
    cell: object,
    unit: str = "",
    *,
    factor: float = 1.0,
    fits: Callable[[float], bool] = math.isfinite,
    mark: str = "",
) -> float:
    """Read a number, with its unit or without; either decimal separator.

    Parameters
    ----------
    cell
        A text, or a number as a workbook holds it; nothing else is read.
    unit
        One of `UNITS`: in it the number is returned.
    factor
        The multiple of the unit that the heading names, overruled by one in the cell.
    fits
        Which values can be right, where there are several; what is out of range by every
        reading is returned for the caller to refuse.
    mark
        The decimal separator of the column, where one is known; see `decimal_mark`.

    Returns
    -------
    float
        Finite, in `unit`.

    Raises
    ------
    AmbiguousNumberError
        Several readings can be right.
    ValueError
        The cell says no number, or not a finite one.
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return numerals.finite(cell) * factor
    if not isinstance(cell, str):
        raise ValueError(cell)
    if len(cell) < 16 and cell.isascii() and cell.isdigit():  # most are so
        return float(cell) * factor
    readings = _readings(cell, unit, factor, mark)
    possible = [value for value in readings if fits(value)] or readings[:1]
    if len(possible) > 1:
        raise AmbiguousNumberError(cell, possible, unit)
    return possible[0]


def read_amount(
    cell: object,
    unit: str = DONG,
    *,
    factor: float = 1.0,
    unit_known: bool = True,
    mark: str = "",
    most: float = math.inf,
) -> float:
    """Read money in đồng: ``12.500.000``, ``12,5 triệu``, ``2tr5``; see `read_number`.

    No range helps here: who writes ``2.000 tỷ`` does not mean two. Parts of a đồng below
    `LEAST_VND` were meant in millions or in đồng, nobody knows; so was every amount below it
    where no unit is named at all.

    Parameters
    ----------
    cell, factor, mark
        See `read_number`.
    unit
        `DONG`, or `MONTHLY` of amounts a month.
    unit_known
        Whether the heading names the unit.
    most
        No single thing costs more đồng: who writes 500000 under *triệu đồng* meant đồng.

    Returns
    -------
    float
        Đồng, to four decimals.

    Raises
    ------
    ValueError
        See `read_number`.
    """
    amount = read_number(cell, unit, factor=factor, mark=mark)
    own_unit = isinstance(cell, str) and re.search(r"[^\W\d_]", cell)
    named = unit_known or own_unit
    least = LEAST_VND * min(factor, 1.0)
    if 0 < amount < least and factor <= 1 and (amount % 1 or not named):
        raise AmbiguousNumberError(cell, (amount, amount * 1e6), DONG)
    if amount > most and factor > 1 and not own_unit:
        raise AmbiguousNumberError(cell, (amount, *_less(amount, factor, most)), DONG)
    return float(round(amount, 4))


def _less(amount: float, factor: float, most: float) -> list[float]:
    """Return what an amount beyond all measure was meant to be: likely in đồng, or thousands."""
    smaller = dict.fromkeys((amount / max(factor, 1e3), amount / 1e3, amount / 1e6))
    return [one for one in smaller if _LEAST_PRICE_VND <= one <= most and one % 1 == 0][:1]


def read_share(text: str) -> float:
    """Read a part of a whole: ``60 %``, ``0,6``.

    Parameters
    ----------
    text
        A number from 0 to 1, or one from 0 to 100 before a ``%``.

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    ValueError
        It is no part from 0 to 1.
    """
    plain, percent = text.strip(), 1.0
    if plain.endswith("%"):
        plain, percent = plain.removesuffix("%"), 100.0
    share = read_number(plain, PLAIN, fits=lambda value: 0 <= value <= percent) / percent
    if not 0 <= share <= 1:
        raise ValueError(text)
    return share


def decimal(written: str) -> float:
    """Read digits where one separator alone begins the decimals, as coordinates have it.

    Parameters
    ----------
    written
        Digits without a unit; a sign may stand before them.

    Returns
    -------
    float
        ``106,123`` and ``106.123`` are alike.

    Raises
    ------
    ValueError
        They are no number.
    """
    digits = numerals.plain_text(written)
    sign = -1.0 if digits.startswith("-") else 1.0
    return sign * numerals.read_digits(digits.lstrip("+-"))[0]


def decimal_mark(cells: Iterable[object]) -> str:
    """Return the separator that begins decimals in all texts of a column that tell, or "".

    Parameters
    ----------
    cells
        Of one column; its first thousand different texts are asked, other things say nothing.

    Returns
    -------
    str
        ``.`` or ``,``; "" where no text tells, or two contradict each other.
    """
    texts = dict.fromkeys(
        cell for cell in cells if isinstance(cell, str) and len(cell) <= LONGEST_NUMBER
    )
    marks = {numerals.decimal_separator(text) for text in islice(texts, _TELLING)}
    told = marks - {""}
    return told.pop() if len(told) == 1 else ""


def is_blank(text: str) -> bool:
    """Tell whether a text says that there is nothing.

    Parameters
    ----------
    text
        Of a cell: one of `BLANKS` in any writing; a tick is not blank.

    Returns
    -------
    bool
        True of "" too.
    """
    if text in TICKS:
        return False
    return len(text) <= LONGEST_NUMBER and not text[:1].isdecimal() and fold(text) in BLANKS


def number(value: float, decimals: int = 0) -> str:
    """Write a number the way the reader does: 1.234,5 in Vietnamese, 1,234.5 in English.

    Parameters
    ----------
    value
        Finite.
    decimals
        So many are written, zeros too.

    Returns
    -------
    str
        In the current language, without unit.
    """
    written = f"{Decimal(str(value)):,.{decimals}f}"
    return written if language() == "en" else written.translate(_VIETNAMESE)


def in_millions(vnd: Amount) -> Amount:
    """Return amounts given in đồng in millions of đồng: one, or a column of a table.

    Parameters
    ----------
    vnd
        Đồng, NaN where not known.

    Returns
    -------
    float or Series
        Million đồng, on the same index.
    """
    return vnd / MILLION


def million_vnd(vnd: float, decimals: int = 1) -> str:
    """Write an amount given in đồng as million đồng, without the unit; one not known is a dash.

    Parameters
    ----------
    vnd
        Đồng; NaN is not known.
    decimals
        Of the million.

    Returns
    -------
    str
        In the current language.
    """
    return "–" if math.isnan(vnd) else number(in_millions(vnd), decimals)


def in_one_way(value: float, unit: str = "") -> str:
    """Write a number so that it has only one reading; money with its unit.

    Parameters
    ----------
    value
        Finite, in the unit.
    unit
        One of `UNITS`; only that of money is written.

    Returns
    -------
    str
        In the current language, no thousands grouped but in money.
    """
    if unit in (DONG, MONTHLY):
        return _("{amount} đồng", amount=number(value, 0 if value % 1 == 0 else 2))
    plain = f"{value:.6f}".rstrip("0").rstrip(".")
    return plain if language() == "en" else plain.replace(".", ",")


def short_amount(vnd: float) -> str:
    """Write money as people do, exactly: ``12,5 triệu``, ``2 tỷ``, else ``12.345.678``.

    Parameters
    ----------
    vnd
        Whole đồng, from 0 on.

    Returns
    -------
    str
        In the current language; read again it is the same amount.
    """
    if MILLION <= vnd < 1e9 and vnd % 1e5 == 0:
        return _("{count} million", count=_shortest(in_millions(vnd)))
    if 1e9 <= vnd < 1e12 and vnd % 1e8 == 0:
        return _("{count} billion", count=_shortest(vnd / 1e9))
    return _shortest(vnd)


def _shortest(value: float) -> str:
    return number(value, 0 if value % 1 == 0 else 1)


def _readings(text: str, unit: str, factor: float, mark: str) -> list[float]:
    """Return what a text may say, in the unit; what is more likely comes first."""
    plain = _ONE_PER.sub("/", numerals.plain_text(text))
    before, *rest = _NUMERAL.split(plain)
    negative, leading = numerals.words_before(before)
    if len(rest) == 2:
        values = _single(rest[0], leading + rest[1], unit, factor, mark)
    elif len(rest) == 4 and leading in ("", "tu"):
        values = _double(text, rest, unit, factor, mark)
    else:
        raise ValueError(text)
    return [numerals.finite(-value if negative else value) for value in values]


def _single(digits: str, after: str, unit: str, factor: float, mark: str) -> list[float]:
    multiple, more = numerals.multiple_of(after, unit, factor)
    found = numerals.read_digits(digits)
    if len(found) == 2:
        if UNITS[unit].whole and multiple <= 1:
            found = found[1:]
        elif mark:
            found = found[:1] if mark in digits else found[1:]
    return [(value + more) * multiple for value in found]


def _double(text: str, parts: list[str], unit: str, factor: float, mark: str) -> list[float]:
    """Read ``3 triệu 500 nghìn``, ``2tr5``, ``4m5``; a range is ambiguous."""
    first, between, second, after = parts
    if ends := _RANGE.fullmatch(between):
        low = _single(first, ends[1] or after, unit, factor, mark)
        high = _single(second, after, unit, factor, mark)
        error = AmbiguousNumberError if _EITHER.search(between) else SpanError
        raise error(text, (low[0], high[0]), unit)
    multiple, half = numerals.multiple_of(between, unit, factor)
    if unit not in (DONG, MONTHLY, "m") or half or not fold(between):
        raise ValueError(text)
    if fold(after):
        rest = _single(second, after, unit, factor, mark)[-1]
    else:
        rest = float(f"0.{second}") * multiple if second.isdigit() and len(second) < 4 else math.inf
    if rest >= multiple:
        raise ValueError(text)
    return [value + rest for value in _single(first, between, unit, factor, mark)]
