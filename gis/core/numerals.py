"""The parts of a number as people write it: its digits with separators, the words around them."""

import math
import re
import unicodedata

from gis.core.text import fold
from gis.core.units import UNITS

# No number a person writes is longer, with its unit and all.
LONGEST = 80
_SIGNS = str.maketrans(
    "\u2212\u2013\u2014\u2010\u2011\u2019\u2018\u00b4`\u00ba\u02da\u20ab", "-----''''°°đ"
)
_GROUPED = re.compile(r"([1-9][0-9]{0,2}(?:([.,' ])[0-9]{3})(?:\2[0-9]{3})*)(?:([.,])([0-9]+))?")
_DECIMAL = re.compile(r"([0-9]*)[.,]([0-9]+)")
_APPROXIMATE = re.compile(
    r"^(?:(?:khoang|tam|chung|uoc|tinh|du kien|du tinh|gan|hon|xap xi|about)\b ?)+"
)
_ESTIMATED = re.compile(r" ?\b(?:du kien|uoc tinh|du tinh|tam tinh)$")


def plain_text(text: str) -> str:
    """Return a text in plain digits, signs and blanks."""
    if len(text) > LONGEST:
        raise ValueError(text[:LONGEST])
    composed = text if text.isascii() else unicodedata.normalize("NFKC", text.translate(_SIGNS))
    return " ".join(composed.split()).lower()


def words_before(text: str) -> tuple[bool, str]:
    """Return whether a minus stands before the number, and which unit does (``VNĐ 500.000``)."""
    if not text:
        return False, ""
    if set(re.sub(r"[\w ]", "", text)) - set("-+~\u2248:"):
        raise ValueError(text)
    return text.rstrip().endswith("-"), _APPROXIMATE.sub("", fold(text))


def multiple_of(after: str, unit: str, factor: float) -> tuple[float, float]:
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


def read_digits(digits: str) -> list[float]:
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


def decimal_separator(text: str) -> str:
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
        return read_digits(digits)
    except ValueError:
        return []


def finite(value: float) -> float:
    """Return a number as one of floating point; infinite ones are none (ValueError)."""
    try:
        number = float(value)
    except OverflowError as error:
        raise ValueError(str(value)[:LONGEST]) from error
    if not math.isfinite(number):
        raise ValueError(value)
    return number
