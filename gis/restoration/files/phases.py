"""When money of a plan may be spent, as offices write it: ``"Quý này"``, ``"Quý I/2027"``."""

import re
from datetime import date

from gis.core.text import fold

THIS_QUARTER, THIS_YEAR, FROM_NEXT_YEAR = 1, 2, 3
MOST_PHASES = 12

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_PHASE = re.compile(r"(?:dot|giai doan|ky|phase|lan)? ?(\d{1,2}|iv|v?i{0,3})")
_WORDS = {
    FROM_NEXT_YEAR: re.compile(r"\bnam (?:sau|toi|ke tiep|tiep theo)\b|\bnext year\b"),
    THIS_QUARTER: re.compile(r"\b(?:quy (?:nay|hien tai)|thang nay|truoc mat|ngay|this quarter)\b"),
    THIS_YEAR: re.compile(
        r"\b(?:nam (?:nay|hien tai)|cuoi nam|con lai|quy (?:sau|toi)|trong nam|this year)\b"
    ),
}
_YEAR = re.compile(r"\b(20\d\d)\b")
_QUARTER = re.compile(r"\bquy (\d|iv|i{1,3})\b")
_MONTH = re.compile(r"\bthang (\d{1,2})\b")
_LONGEST = 100


def read_phase(text: str, today: date) -> float:
    """Return the phase a text names, 1 for none: this quarter, this year, from next year on.

    Parameters
    ----------
    text
        As an office writes it; only its beginning is read.
    today
        What “this quarter” is counted from.

    Returns
    -------
    float
        A whole number from 1 to `MOST_PHASES`.

    Raises
    ------
    ValueError
        The text names no phase.
    """
    words = fold(text[:_LONGEST])
    if not words:
        return 1.0
    phase = _numbered(words) or _in_words(words) or _in_calendar(words, today)
    if not 1 <= phase <= MOST_PHASES:
        raise ValueError(text)
    return float(phase)


def _numbered(words: str) -> int:
    match = _PHASE.fullmatch(words)
    if match is None or not match[1]:
        return 0
    return _ROMAN.get(match[1]) or (int(match[1]) if match[1].isdecimal() else 0)


def _in_words(words: str) -> int:
    return next((phase for phase, said in _WORDS.items() if said.search(words)), 0)


def _in_calendar(words: str, today: date) -> int:
    """Return the phase of a year, quarter or month of the calendar, 0 for none."""
    year, quarter, month = (p.search(words) for p in (_YEAR, _QUARTER, _MONTH))
    if not (year or quarter or month):
        return 0
    when = int(year[1]) if year else today.year
    if when > today.year:
        return FROM_NEXT_YEAR
    part = (_ROMAN.get(quarter[1]) or int(quarter[1])) if quarter else 0
    part = part or ((int(month[1]) + 2) // 3 if month else 0)
    now = (today.month + 2) // 3
    return THIS_QUARTER if 0 < part <= now else THIS_YEAR
