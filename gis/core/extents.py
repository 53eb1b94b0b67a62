"""What a text says there is to mend beside its cause: months owed, metres of cable, a disk."""

import math
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from gis.core.numbers import read_number

# Nothing is done more often in one repair: months that are owed, metres of fibre.
MOST_QUANTITY = 100_000
_MONTHS = re.compile(r"(?<![\w.,/])(\d{1,3}) ?(?:tháng|thang|months?)\b")
_OWED = re.compile(
    r"\b(?:nợ|cước|chưa (?:đóng|nộp|trả|thanh toán)|tồn đọng|tiền (?:điện|mạng)|"
    r"no|cuoc|chua (?:dong|nop|tra|thanh toan)|ton dong|tien (?:dien|mang)|owed|unpaid)\b"
)
_METRES = re.compile(r"(?<![\w.,+])(\d{1,5}(?:[.,]\d{1,3})?) ?(km|mét|met|m)\b")
# Marks count here: “đây” is no cable.
_CABLE = re.compile(r"\b(?:cáp|cap|dây|day|quang|fibre|fiber|cable)\b")
# Before metres of something else: how high, how far.
_ELSEWHERE = re.compile(r"\b(?:cao|cách|cach|xa|sâu|rộng)\b")
_JUST_BEFORE = 15
_DISK = re.compile(r"\b(?:ổ cứng|ổ đĩa|đĩa cứng|o cung|hdd|hard (?:disk|drive))\b")
# Letters before and after a number within which stands what it counts.
_BEFORE, _AFTER = 40, 30
_LONGEST = 500


@lru_cache(maxsize=1 << 14)
def months_owed(text: str) -> float:
    """Return the months a text says are owed, ``"nợ cước 6 tháng"``; NaN where it says none.

    Parameters
    ----------
    text
        A remark, with or without marks; only its first 500 letters are read.

    Returns
    -------
    float
        More than 0; the first number of months that stands near a word of owing.
    """
    return _near(text, _MONTHS, _OWED, lambda found: float(found[1]))


@lru_cache(maxsize=1 << 14)
def metres_of(text: str) -> float:
    """Return the metres of cable a text names, ``"kéo lại 350 m cáp"``; NaN for none.

    Parameters
    ----------
    text
        A remark, with or without marks; only its first 500 letters are read.

    Returns
    -------
    float
        Metres, above 0 up to `MOST_QUANTITY`; kilometres are turned into metres. How high or how
        far something is does not count.
    """
    return _near(text, _METRES, _CABLE, _read_metres)


def names_disk(text: str) -> bool:
    """Tell whether a text names the disk of a recorder.

    Parameters
    ----------
    text
        A remark, with or without marks; only its first 500 letters are read.

    Returns
    -------
    bool
        Whether a hard disk is spoken of, in Vietnamese or English.
    """
    return _DISK.search(unicodedata.normalize("NFC", text[:_LONGEST]).lower()) is not None


def _read_metres(found: re.Match[str]) -> float:
    return read_number(found[1]) * (1000.0 if found[2] == "km" else 1.0)


def _near(
    text: str,
    number: re.Pattern[str],
    beside: re.Pattern[str],
    read: Callable[[re.Match[str]], float],
) -> float:
    """Return the first number that has certain words close to it."""
    text = unicodedata.normalize("NFC", text[:_LONGEST]).lower()
    for found in number.finditer(text):
        start, end = found.span()
        if _ELSEWHERE.search(text[max(start - _JUST_BEFORE, 0) : start]):
            continue
        if not beside.search(text[max(start - _BEFORE, 0) : end + _AFTER]):
            continue
        try:
            count = read(found)
        except ValueError:
            continue
        if 0 < count <= MOST_QUANTITY:
            return count
    return math.nan
