"""Numbers as people write them: digits and separators, units, money, parts of a whole.

One point or comma before exactly three digits may group thousands or begin the decimals.
The unit tells (there is no part of a đồng, a pixel or a day), the range of the column tells
(no direction is 45.500°), and how the rest of the column is written tells; where nothing
does, the number is refused with both readings.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from gis.language import _, language, number
from gis.spelling import fold

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
# No number a person writes is longer, with its unit and all.
LONGEST = 80
LONGEST_HEADING, LONGEST_TITLE = 300, 3000
_TELLING = 1000
# Fewer đồng buy nothing: such an amount was meant in another unit.
LEAST_VND = 1000.0
# Units of `UNITS`: money, money a month, and numbers that are counted in nothing.
DONG, MONTHLY, PLAIN = "vnd", "vnd a month", "plain"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number is counted in: how people write it, and its multiples.

    `words`: folded words → how many of the unit. `whole`: there are no parts of one.
    """

    words: Mapping[str, float]
    whole: bool = False


def _words(listing: str, multiple: float = 1.0) -> dict[str, float]:
    return dict.fromkeys(listing.split(";"), multiple)


_LENGTHS = (
    _words("m;met;metre;metres;meter;meters")
    | _words("km;kilomet;ki lo met;cay so", 1e3)
    | _words("cm;centimet;xang ti met", 1e-2)
    | _words("mm;milimet;mi li met", 1e-3)
)
_MONEY = (
    _words("d;dong;vnd;vn d;dong chan;dong vn")
    | _words("k;ng;nghin;ngan;nghin dong;ngan dong;nghin d;ngan d", 1e3)
    | _words("tram nghin;tram ngan;tram nghin dong;tram ngan dong", 1e5)
    | _words("tram trieu;tram trieu dong", 1e8)
    | _words("tr;trd;tr d;trieu;trieu dong;trieu d;trieu vnd;tr dong;tr vnd", 1e6)
    | _words("ty;ti;ty dong;ti dong;ty d;ty vnd", 1e9)
)
_A_MONTH = {
    f"{word} {per}".strip(): multiple
    for word, multiple in (_MONEY | {"": 1.0}).items()
    for per in ("thang", "mot thang", "moi thang", "month", "a month")
}
_A_YEAR = {
    f"{word} {per}".strip(): multiple / 12
    for word, multiple in (_MONEY | {"": 1.0}).items()
    for per in ("nam", "mot nam", "moi nam", "year", "a year")
}
UNITS = {
    "": Unit(_words("kenh;camera;cam;cai;chiec;mat;bo;thiet bi;channels"), whole=True),
    "m": Unit(_LENGTHS),
    "mm": Unit({word: 1e3 * metres for word, metres in _LENGTHS.items()}),
    "deg": Unit(_words("do;deg;degree;degrees")),
    "px": Unit(_words("px;pixel;pixels;diem anh"), whole=True),
    "days": Unit(
        _words("ngay;day;days") | _words("tuan;week;weeks", 7) | _words("thang;month;months", 30),
        whole=True,
    ),
    "mbps": Unit(_words("mbps;mb s;mbit s;mb") | _words("gbps;gb s;gbit s", 1e3)),
    "s": Unit(_words("s;giay;sec;seconds") | _words("phut;min;minutes", 60)),
    DONG: Unit(_MONEY | _A_MONTH, whole=True),
    MONTHLY: Unit(_MONEY | _A_MONTH | _A_YEAR, whole=True),
    PLAIN: Unit({}),
}
_SIGNS = str.maketrans(
    "\u2212\u2013\u2014\u2010\u2011\u2019\u2018\u00b4`\u00ba\u02da\u20ab", "-----''''°°đ"
)
_NUMERAL = re.compile(r"([.,]?[0-9](?:[0-9.,' ]*[0-9])?)")
_GROUPED = re.compile(r"([1-9][0-9]{0,2}(?:([.,' ])[0-9]{3})(?:\2[0-9]{3})*)(?:([.,])([0-9]+))?")
_DECIMAL = re.compile(r"([0-9]*)[.,]([0-9]+)")
_APPROXIMATE = re.compile(
    r"^(?:(?:khoang|tam|chung|uoc|tinh|du kien|du tinh|gan|hon|xap xi|about)\b ?)+"
)
_ESTIMATED = re.compile(r" ?\b(?:du kien|uoc tinh|du tinh|tam tinh)$")
_RANGE = re.compile(
    r"([^-~\u00f7\u2192]*?) ?(?:[-~\u00f7\u2192]+>? ?|(?:đến|den|tới|toi|hoặc|hay) )"
)
_ONE_PER = re.compile(r"/ ?1 ?(?=[a-zăđ])")
# What headings and the line above them call the multiples of a đồng. Names of places are
# written alike (Triệu Phong, Đồng Hới, ngân sách): the words stand before "đồng" or alone in
# brackets.
_MULTIPLES = {"(?<!cong )(?:ty|ti)": 1e9, "(?:trieu|tr)": 1e6, "(?:nghin|ngan|1 ?000)": 1e3}
_MONEY_WORD = "(?:dong|vnd|vn d|d)"
_MORE = r"(?: (?:1|mot|moi|thang|nam|chua|da|gom|co|du kien)\b.*)?"
_HEADING_MONEY = [
    *((re.compile(rf"\b{words} ?{_MONEY_WORD}\b"), f) for words, f in _MULTIPLES.items()),
    (re.compile(r"\bvnd\b"), 1.0),
]
_BRACKET_MONEY = [
    *((re.compile(rf"^{words}{_MORE}$"), f) for words, f in _MULTIPLES.items()),
    (re.compile(rf"^{_MONEY_WORD}{_MORE}$"), 1.0),
]
_HEADING_LENGTH = [(re.compile(r"\bkm\b"), 1e3), (re.compile(r"\bcm\b"), 1e-2)]
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)")
_UNIT_NAMED = re.compile(r"(?:dvt|don vi tinh|don vi) ?")
_YEARLY = re.compile(rf"\b(?:hang|moi|1|mot) nam\b|\b(?:{_MONEY_WORD}|trieu|tr|ty|nghin) nam\b")
_UNIT_ABOVE = re.compile(
    rf"\b(?:don vi tinh|dvt) (tr|trieu|nghin)\b|\b(?:don vi|don vi tinh|dvt) "
    rf"((?:ty|trieu|tr|nghin|ngan|1 ?000) ?{_MONEY_WORD})\b"
)


class AmbiguousNumberError(ValueError):
    """A number that can be read in more than one way; `readings` are the ways."""

    def __init__(self, text: object, readings: Iterable[float], unit: str) -> None:
        self.readings = tuple(readings)
        told = _(" or ").join(_told(value, unit) for value in self.readings)
        super().__init__(_("“{value}” can be read as {readings}", value=text, readings=told))


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
    unit
        One of `UNITS`: in it the number is returned.
    factor
        The multiple of the unit that the heading names, overruled by one in the cell.
    fits
        Which values can be right, where there are several; what is out of range by every
        reading is returned for the caller to refuse.
    mark
        The decimal separator of the column, where one is known; see `decimal_mark`.

    Raises
    ------
    AmbiguousNumberError
        Several readings can be right.
    ValueError
        The cell says no number, or not a finite one.
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _finite(cell) * factor
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
) -> float:
    """Read money in đồng: ``12.500.000``, ``12,5 triệu``, ``2tr5``; see `read_number`.

    No range helps here: who writes ``2.000 tỷ`` does not mean two. Parts of a đồng below
    `LEAST_VND` were meant in millions or in đồng, nobody knows; so was every amount below it
    where no unit is named at all.
    """
    amount = read_number(cell, unit, factor=factor, mark=mark)
    named = unit_known or (isinstance(cell, str) and re.search(r"[^\W\d_]", cell))
    least = LEAST_VND * min(factor, 1.0)
    if 0 < amount < least and factor <= 1 and (amount % 1 or not named):
        raise AmbiguousNumberError(cell, (amount, amount * 1e6), DONG)
    return float(round(amount, 4))


def read_share(text: str) -> float:
    """Read a part of a whole: ``60 %``, ``0,6``.

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

    Raises
    ------
    ValueError
        They are no number.
    """
    digits = _plain(written)
    sign = -1.0 if digits.startswith("-") else 1.0
    return sign * _numerals(digits.lstrip("+-"))[0]


def decimal_mark(cells: Iterable[object]) -> str:
    """Return the separator that begins decimals in all texts of a column that tell, or "".

    Its first thousand different texts are asked.
    """
    texts = dict.fromkeys(cell for cell in cells if isinstance(cell, str) and len(cell) <= LONGEST)
    marks = {_mark(text) for text in islice(texts, _TELLING)}
    told = marks - {""}
    return told.pop() if len(told) == 1 else ""


def heading_factor(text: str, unit: str) -> float | None:
    """Return the multiple of the unit that a heading names, None where it names none."""
    words = fold(text[:LONGEST_HEADING])
    if unit == "m":
        return _factor(words, _HEADING_LENGTH)
    if unit not in (DONG, MONTHLY):
        return None
    alone = [_UNIT_NAMED.sub("", fold(part)) for part in _BRACKETS.findall(text[:LONGEST_HEADING])]
    known = [_factor(words, _HEADING_MONEY), *(_factor(part, _BRACKET_MONEY) for part in alone)]
    factor = next((found for found in known if found is not None), None)
    yearly = unit == MONTHLY and _YEARLY.search(words)
    return (factor or 1.0) / 12 if yearly else factor


def unit_above(title: str) -> float | None:
    """Return the multiple of a đồng that a line above the headings names: ``ĐVT: triệu đồng``."""
    named = _UNIT_ABOVE.search(fold(title[:LONGEST_TITLE]))
    return None if named is None else heading_factor(f"({named[1] or named[2]})", DONG)


def _factor(words: str, patterns: list[tuple[re.Pattern[str], float]]) -> float | None:
    return next((f for pattern, f in patterns if pattern.search(words)), None)


def is_blank(text: str) -> bool:
    """Tell whether a text says that there is nothing."""
    if text in TICKS:
        return False
    return len(text) <= LONGEST and not text[:1].isdecimal() and fold(text) in BLANKS


def _plain(text: str) -> str:
    """Return a text in plain digits, signs and blanks."""
    if len(text) > LONGEST:
        raise ValueError(text[:LONGEST])
    composed = text if text.isascii() else unicodedata.normalize("NFKC", text.translate(_SIGNS))
    return " ".join(composed.split()).lower()


def _readings(text: str, unit: str, factor: float, mark: str) -> list[float]:
    """Return what a text may say, in the unit; what is more likely comes first."""
    plain = _ONE_PER.sub("/", _plain(text))
    before, *rest = _NUMERAL.split(plain)
    negative, leading = _before(before)
    if len(rest) == 2:
        values = _single(rest[0], leading + rest[1], unit, factor, mark)
    elif len(rest) == 4 and leading in ("", "tu"):
        values = _double(text, rest, unit, factor, mark)
    else:
        raise ValueError(text)
    return [_finite(-value if negative else value) for value in values]


def _before(text: str) -> tuple[bool, str]:
    """Return whether a minus stands before the number, and which unit does (``VNĐ 500.000``)."""
    if not text:
        return False, ""
    if set(re.sub(r"[\w ]", "", text)) - set("-+~\u2248:"):
        raise ValueError(text)
    return text.rstrip().endswith("-"), _APPROXIMATE.sub("", fold(text))


def _single(digits: str, after: str, unit: str, factor: float, mark: str) -> list[float]:
    multiple, more = _multiple(after, unit, factor)
    numerals = _numerals(digits)
    if len(numerals) == 2:
        if UNITS[unit].whole and multiple <= 1:
            numerals = numerals[1:]
        elif mark:
            numerals = numerals[:1] if mark in digits else numerals[1:]
    return [(value + more) * multiple for value in numerals]


def _double(text: str, parts: list[str], unit: str, factor: float, mark: str) -> list[float]:
    """Read ``3 triệu 500 nghìn``, ``2tr5``, ``4m5``; a range is ambiguous."""
    first, between, second, after = parts
    if ends := _RANGE.fullmatch(between):
        low = _single(first, ends[1] or after, unit, factor, mark)
        high = _single(second, after, unit, factor, mark)
        raise AmbiguousNumberError(text, (low[0], high[0]), unit)
    multiple, half = _multiple(between, unit, factor)
    if unit not in (DONG, MONTHLY, "m") or half or not fold(between):
        raise ValueError(text)
    if fold(after):
        rest = _single(second, after, unit, factor, mark)[-1]
    else:
        rest = float(f"0.{second}") * multiple if second.isdigit() and len(second) < 4 else math.inf
    if rest >= multiple:
        raise ValueError(text)
    return [value + rest for value in _single(first, between, unit, factor, mark)]


def _multiple(after: str, unit: str, factor: float) -> tuple[float, float]:
    """Return how many of the unit the words behind a number mean, and the half more of *rưỡi*."""
    if not after:
        return factor, 0.0
    if set(re.sub(r"[\w ]", "", after)) - set("./,-()°:;"):
        raise ValueError(after)
    words = _ESTIMATED.sub("", fold(after))
    half = 0.5 if words.endswith(" ruoi") else 0.0
    words = words.removesuffix(" ruoi")
    known = UNITS[unit].words
    if words and words not in known:
        raise ValueError(after)
    return (known[words] if words else factor), half


def _numerals(digits: str) -> list[float]:
    """Return what digits with separators may say: decimals first, then groups of thousands."""
    if digits.isdigit():
        return [float(digits)]
    grouped, split = _GROUPED.fullmatch(digits), _DECIMAL.fullmatch(digits)
    if grouped and grouped[2] != grouped[3]:
        whole = float(re.sub(r"[.,' ]", "", grouped[1]) + "." + (grouped[4] or "0"))
        return [float(f"{split[1]}.{split[2]}"), whole] if split else [whole]
    if not split:
        raise ValueError(digits)
    return [float(f"{split[1]}.{split[2]}")]


def _mark(text: str) -> str:
    """Return the decimal separator a text can only have, or ""."""
    digits = re.search(r"[0-9][0-9.,]*[0-9]", text)
    marks = re.sub(r"[0-9]", "", digits[0]) if digits else ""
    if not digits or not marks or len(_readable(digits[0])) != 1:
        return ""
    if len(set(marks)) == 2 or len(marks) == 1:
        return marks[-1]
    return "," if marks[0] == "." else "."


def _readable(digits: str) -> list[float]:
    try:
        return _numerals(digits)
    except ValueError:
        return []


def _finite(value: float) -> float:
    try:
        number_ = float(value)
    except OverflowError as error:
        raise ValueError(str(value)[:LONGEST]) from error
    if not math.isfinite(number_):
        raise ValueError(value)
    return number_


def _told(value: float, unit: str) -> str:
    """Write a reading so that it has only one."""
    if unit in (DONG, MONTHLY):
        return _("{amount} đồng", amount=number(value, 0 if value % 1 == 0 else 2))
    plain = f"{value:.6f}".rstrip("0").rstrip(".")
    return plain if language() == "en" else plain.replace(".", ",")
