"""What people count in: units with their words, and those that headings name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gis.core.text import fold

LONGEST_HEADING, LONGEST_TITLE = 300, 3000
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
    | _words("k;ng;thousand;nghin;ngan;nghin dong;ngan dong;nghin d;ngan d", 1e3)
    | _words("tram nghin;tram ngan;tram nghin dong;tram ngan dong", 1e5)
    | _words("tram trieu;tram trieu dong", 1e8)
    | _words(
        "tr;trd;tr d;trieu;trieu dong;trieu d;trieu vnd;tr dong;tr vnd;million;million vnd", 1e6
    )
    | _words("ty;ti;ty dong;ti dong;ty d;ty vnd;billion;billion vnd", 1e9)
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
    "kbps": Unit(
        _words("kbps;kb s;kbit s;kb")
        | _words("mbps;mb s;mbit s;mb;m", 1e3)
        | _words("gbps;gb s;gbit s", 1e6)
    ),
    "tb": Unit(_words("tb;terabyte;tera") | _words("gb;gigabyte;giga", 1e-3)),
    "s": Unit(_words("s;giay;sec;seconds") | _words("phut;min;minutes", 60)),
    DONG: Unit(_MONEY | _A_MONTH, whole=True),
    MONTHLY: Unit(_MONEY | _A_MONTH | _A_YEAR, whole=True),
    PLAIN: Unit({}),
}
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
_HEADING_RATE = [
    (re.compile(r"\bmbps\b|\bmb s\b|\bmbit\b"), 1e3),
    (re.compile(r"\bkbps\b|\bkb s\b|\bkbit\b"), 1.0),
]
_HEADING_STORAGE = [(re.compile(r"\btb\b"), 1.0), (re.compile(r"\bgb\b"), 1e-3)]
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)")
_UNIT_NAMED = re.compile(r"(?:dvt|don vi tinh|don vi) ?")
_YEARLY = re.compile(rf"\b(?:hang|moi|1|mot) nam\b|\b(?:{_MONEY_WORD}|trieu|tr|ty|nghin) nam\b")
_UNIT_ABOVE = re.compile(
    rf"\b(?:don vi tinh|dvt) (tr|trieu|nghin)\b|\b(?:don vi|don vi tinh|dvt) "
    rf"((?:ty|trieu|tr|nghin|ngan|1 ?000) ?{_MONEY_WORD})\b"
)


def heading_factor(text: str, unit: str) -> float | None:
    """Return the multiple of the unit that a heading names, None where it names none.

    Parameters
    ----------
    text
        A heading; only its first 300 letters are read.
    unit
        One of `UNITS`: that of the column. Multiples are known of ``m kbps tb`` and money.

    Returns
    -------
    float or None
        By what the column's numbers are to be multiplied; an amount a year is divided by 12 in
        columns of amounts a month.
    """
    words = fold(text[:LONGEST_HEADING])
    if unit == "m":
        return _factor(words, _HEADING_LENGTH)
    if unit in ("kbps", "tb"):
        return _factor(words, _HEADING_RATE if unit == "kbps" else _HEADING_STORAGE)
    if unit not in (DONG, MONTHLY):
        return None
    alone = [_UNIT_NAMED.sub("", fold(part)) for part in _BRACKETS.findall(text[:LONGEST_HEADING])]
    known = [_factor(words, _HEADING_MONEY), *(_factor(part, _BRACKET_MONEY) for part in alone)]
    factor = next((found for found in known if found is not None), None)
    yearly = unit == MONTHLY and _YEARLY.search(words)
    return (factor or 1.0) / 12 if yearly else factor


def unit_above(title: str) -> float | None:
    """Return the multiple of a đồng that a line above the headings names: ``ĐVT: triệu đồng``.

    Parameters
    ----------
    title
        The lines above the headings; only their first 3,000 letters are read.

    Returns
    -------
    float or None
        Đồng for each unit named: 1e6 for *triệu đồng*; None where it names none.
    """
    named = _UNIT_ABOVE.search(fold(title[:LONGEST_TITLE]))
    return None if named is None else heading_factor(f"({named[1] or named[2]})", DONG)


def _factor(words: str, patterns: list[tuple[re.Pattern[str], float]]) -> float | None:
    return next((f for pattern, f in patterns if pattern.search(words)), None)
