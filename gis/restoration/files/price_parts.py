"""What a line of a price list is the price of: words of offices and suppliers, with their units."""

import re
from collections.abc import Iterator
from functools import lru_cache

import pandas as pd

from gis.core.choices import EquipmentKind, FaultPart, Kind
from gis.core.language import in_every_language
from gis.core.text import fold
from gis.ingest.choice_terms import read_values
from gis.ingest.choice_words import read_choice
from gis.restoration.files.price_works import before_camera, caused_row, read_cause, work_row
from gis.restoration.model.prices import ANY, read_prices, row_of
from gis.vocabulary.words import price_words

# A camera without its kind: its price is that of the usual kinds that have no line of their own.
EVERY_KIND = "camera"
CAMERA_KINDS = ("fixed", "turret", "dome")
# What no camera and no shared equipment is called.
_OWN = {
    "disk": r"o cung|o dia|dia cung|hdd|ssd|hard dis[ck]",
    "fibre": r"(?:cap|day|soi|tuyen|keo) (?:soi )?quang|optical fibre",
    "upgrade": r"nang (?:cap )?(?:bang thong|toc do|duong truyen|goi cuoc)",
    "connection": r"dau noi|ket noi|hoa mang",
    "line_fee": r"(?:phi|thue) (?:dich vu )?(?:duong truyen|internet|mang|ftth|wifi|4g|sim|kenh)"
    r"|cuoc|thue bao",
    "electricity": r"tien dien|dien nang|dien tieu thu|chi phi dien|cuoc dien",
    "service": r"(?:dich vu|goi|hop dong|nhan cong|cong|chi phi)? ?(?:bao tri|bao duong)",
}
_OWN_WORDS = [(part, re.compile(rf"\b(?:{words})\b")) for part, words in _OWN.items()]
_CAMERA = re.compile(r"\b(?:camera|cam)\b")
# Work and small things, mostly named with what they belong to.
_BESIDE = re.compile(
    r"\b(?:nhan cong|tien cong|cong tho|cong lap|lap dat|van chuyen|the nho|chan de|gia do|"
    r"gia treo|jack|bnc|day nguon|vo hop|hop ky thuat|vat tu phu|phu kien|dau bam|ong luon|kep|"
    r"(?:day|cap) mang|cat ?[56]e?)\b"
)
_LONGEST = 200

_UNITS = {
    "each": "cai; chiec; bo; cot; tru; camera; cam; mat; con; o; tu; thiet bi; diem; vi tri; "
    "lan; may; qua; each; piece; pcs; unit; set; he thong; dau; tai khoan; moi; cong; luot; "
    "su co; vu",
    "metre": "m; met; md; m dai; met dai; metre; meter",
    "km": "km; kilomet",
    "month": "thang; cai thang; duong thang; kenh thang; thue bao thang; month",
    "year": "nam; year; cai nam; camera nam",
    "200 m of fibre": "200 m; 200 m cap; 200 m cap quang",
}
_UNIT_WORDS = {word: unit for unit, words in _UNITS.items() for word in words.split("; ")}
# Price in the unit stated × this = price in the unit of the list.
_SHARES = {("km", "metre"): 1e-3, ("year", "month"): 1 / 12, ("month", "year"): 12.0}
_AT_END = re.compile(r"(?:\(([^()]*)\)|[/-] ?(\w+(?: \w+)?))\s*$|\b(tháng|thang)$", re.IGNORECASE)
# A line of another unit than its words' part has: the monthly fee of a line, its cable by metre.
_IN_UNIT = {
    ("line", "month"): "line_fee",
    ("line", "year"): "line_fee",
    ("power", "month"): "electricity",
    ("connection", "month"): "line_fee",
}
_ONCE = frozenset({"each", "200 m of fibre"})


@lru_cache(maxsize=1 << 12)
def price_part(text: str, unit: str = "") -> tuple[str, float]:
    """Return the part of the price list that a text names, and what its price is to be times.

    Empty where the list has no such part, or none in this unit: ``"Cáp quang (m)"`` is the
    fibre, ``"Đường truyền"`` a month the running line.

    Parameters
    ----------
    text
        What a row names, as it is written.
    unit
        Its unit, as it is written; "" where none is stated.

    Returns
    -------
    part
        A row of the price list, `EVERY_KIND` for any camera, or "".
    factor
        What the stated price is multiplied by to be one of the list's unit.
    """
    known = read_prices()["unit"]
    stated = _unit(unit) or _unit_within(text)
    for named in _said(text[:_LONGEST]):
        part = _IN_UNIT.get((named, stated), named)
        factor = _factor(stated, _unit_of(part, known), _usual(part))
        if factor:
            return part, factor
    return "", 1.0


def price_row(part: str, work: str = "", cause: str = "", unit: str = "") -> tuple[str, float]:
    """Return the row that the cells of a line name, and what its price is to be times.

    The thing, the work and the cause may stand in columns of their own.

    Parameters
    ----------
    part
        What is mended, as it is written.
    work
        What is done.
    cause
        Why it failed.
    unit
        The unit of the price.

    Returns
    -------
    row
        See `prices.row_of`; `EVERY_KIND` for any camera, "" where the list has none.
    factor
        What the stated price is multiplied by to be one of the list's unit.
    """
    why = read_cause(cause) if cause else ""
    if not why:
        both = f"{work} {part}".strip()
        return price_part(part if part and not work_row(both) else both, unit)
    named = next(_said(part[:_LONGEST]), "")
    known = read_prices()["unit"]
    row = caused_row(named.partition(":")[0], why, set(known.index), every_kind=EVERY_KIND)
    factor = _factor(_unit(unit), _unit_of(row, known), _usual(row)) if row else 0.0
    return (row, factor) if factor else ("", 1.0)


def _said(text: str) -> Iterator[str]:
    """Give the rows that a text may name, the likeliest first."""
    exact = _labels().get(fold(text))
    if exact:
        yield exact
        return
    work = work_row(text)
    yield from [work] if work else _named(text)


def _unit_of(row: str, known: pd.Series) -> str:
    """Return the unit of a row, also of one that the list has not yet."""
    part, _colon, cause = row.partition(":")
    part = CAMERA_KINDS[0] if part == EVERY_KIND else part
    rows = (row_of(part, cause), row_of(ANY, cause), part)
    return str(next(known[name] for name in rows if name in known.index))


def _named(text: str) -> Iterator[str]:
    """Give the parts that a text may name, the likeliest first."""
    words = fold(text)
    at = {part: found.start() for part, pattern in _OWN_WORDS if (found := pattern.search(words))}
    camera = _CAMERA.search(words)
    first = min(at, key=at.__getitem__, default="")
    if first and not (camera and camera.start() < at[first]):
        yield first
        return
    if _BESIDE.search(words):
        return
    known = set(read_prices().index)
    equipment = [v for v in read_values(before_camera(text), EquipmentKind) if v in known]
    kinds = [kind for kind in read_values(text, Kind) if kind in known]
    yield from [*equipment, *kinds][:1]
    if not (equipment or kinds):
        yield from _chosen(text, known)
    if camera and not (kinds or equipment):
        yield EVERY_KIND


def _chosen(text: str, known: set[str]) -> Iterator[str]:
    for choices in (EquipmentKind, Kind, FaultPart):
        try:
            found = read_choice(text, choices)
        except ValueError:
            continue
        if found in known:
            yield found


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    parts = list(read_prices().index)
    labels = {fold(words[part]): part for words in in_every_language(price_words) for part in parts}
    labels |= {fold(words[ANY]): ANY for words in in_every_language(price_words)}
    return labels | {fold(part): part for part in parts}


def _unit(text: str) -> str:
    """Return a unit of the list, the text itself when it is none, empty for none stated."""
    words = fold(text[:_LONGEST]).removeprefix("dong ").removeprefix("vnd ")
    return _unit_labels().get(words) or _UNIT_WORDS.get(words, words)


def _unit_within(text: str) -> str:
    """Return the unit that stands at the end of a name: ``"Cáp quang (m)"``, ``"Cước tháng"``."""
    found = _AT_END.search(text)
    words = fold(next(filter(None, found.groups()), "")) if found else ""
    return _UNIT_WORDS.get(words, "")


@lru_cache(maxsize=1)
def _unit_labels() -> dict[str, str]:
    units = set(read_prices()["unit"])
    told = in_every_language(price_words)
    labels = {fold(words[unit]): unit for words in told for unit in units}
    return labels | {fold(unit): unit for unit in units}


def _factor(stated: str, unit: str, usual: float) -> float:
    """Return what turns a price in one unit into one in another, 0 where nothing does.

    `usual`: units in one repair; a price for one repair is shared out among them.
    """
    if not stated or stated == unit or {stated, unit} <= _ONCE:
        return 1.0
    if stated == "each" and usual > 1:
        return 1 / usual
    return _SHARES.get((stated, unit), 0.0)


def _usual(row: str) -> float:
    """Return how many units of a row one repair usually takes."""
    quantity, cause = read_prices()["quantity"], row.partition(":")[2]
    return float(quantity.get(row, quantity.get(row_of(ANY, cause), 1.0)))
