"""Where one text says a camera looks: degrees, compass words, both, ranges, inside a sentence.

Vietnamese words win: ``N`` is Nam, south, unless other letters of the cell or of its column
are English, or a number beside it says north.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise, takewhile

import numpy as np

from gis.core.text import fold
from gis.ingest.cells import number_of_cell
from gis.ingest.directions.compass import (
    ENGLISH,
    FILLERS,
    FULL_WORDS,
    NUMBERING,
    RANGE_WORDS,
    SWEPT,
    TURNING,
    VIETNAMESE,
    Group,
    Token,
    azimuths_of,
    groups_of,
    languages,
    languages_of,
    letters_of,
    tokens_of,
)

# Azimuth and, where a range was written, the angle it spans; degrees.
Look = tuple[float, float]
# A number and a word that lie further apart than this cannot both be right.
MAX_APART_DEG = 45.0
_LONGEST_TEXT = 1000

# A comma between digits is a decimal one.
_LIST = re.compile(
    r"(?:(?<!\s)\s+)?(?:[;&+\n/|]|,(?!\d)|,\s+|\b(?:và|va|and|hoặc)\b)\s*", re.IGNORECASE
)
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_COMMAS = re.compile(r"(?:(?<!\s)\s+)?,\s*")
# “1/4 Đông”: how much of it, or which of four.
_FRACTION = re.compile(r"(?<![\d/])\d ?/ ?\d(?![\d/°])")
_TURNS = frozenset({*TURNING, "quay", "ptz", "speed"})
# Leads from what a camera does to where: “hướng nhìn về phía Bắc”.
_LEADING = frozenset(fold("hướng nhìn quay chiếu về ra phía theo").split())
_POINTING = frozenset(fold("hướng phía chính").split())
# Degrees of something else than a direction.
_OTHER_ANGLES = frozenset(fold("nghiêng mở cúi chúc rộng ống kính fov hfov tilt zoom so").split())
_LIKELY_REMARK = re.compile("hướng|huong|phía|phia|°|º|˚|độ", re.IGNORECASE)
_ALL_AROUND = frozenset(fold("xoay quét toàn cảnh bao quát tròn ptz speed dome").split())


@dataclass(frozen=True, slots=True)
class Bearings:
    """The views a text names, in order.

    `apart`: a number and the word beside it disagree; the number was taken. `loose`: the
    text says more than directions. `axis`: two opposite words with a dash or nothing between;
    `sweep`: one camera goes from the one to the other, nobody knows which way round. `around`:
    it turns all round.
    """

    looks: tuple[Look, ...]
    apart: bool = False
    loose: bool = False
    axis: bool = False
    sweep: bool = False
    around: bool = False


def read_looks(cell: object) -> tuple[Look, ...]:
    """Read one cell as the views it names, see `read_bearings`."""
    return read_bearings(cell).looks


def read_bearings(cell: object, *, english: bool = False) -> Bearings:
    """Read one cell as the views it names, in order.

    A range runs clockwise from its first end to its second: `350-20` looks to 5° and
    spans 30°. Views are separated by ``;``, ``/``, ``và`` or a comma; without a range a
    view's angle is NaN. Numbers are not brought into 0–360. `english`: a lone ``N`` is north.

    Raises
    ------
    ValueError
        A part of the cell is no direction.
    """
    if not isinstance(cell, str):
        return Bearings(((number_of_cell(cell), np.nan),))
    if len(cell) > _LONGEST_TEXT or _FRACTION.search(cell):
        raise ValueError(cell)
    text = unicodedata.normalize("NFC", cell).strip()
    bare = _BRACKETS.sub(lambda m: m[0] if _says_something(m[0]) else " ", text)
    own = languages(bare)
    north = ENGLISH in own or (english and VIETNAMESE not in own)
    texts = _merged([part for part in _split(bare) if part.strip()], english=north)
    spoken = [part for part in texts if len(texts) == 1 or not _is_remark(part)]
    parts = [_read_part(part, english=north) for part in spoken or texts]
    looks = tuple(look for part in parts for look in part.looks)
    return Bearings(
        looks,
        apart=any(part.apart for part in parts),
        loose=any(part.loose for part in parts) or bare != text or spoken != texts,
        axis=len(parts) == 1 and parts[0].axis,
        sweep=any(part.sweep for part in parts),
        around=any(part.around for part in parts),
    )


def read_remark(text: str) -> Bearings:
    """Read a direction in a remark: “126° SE”, “hướng Bắc”; of “2 mắt hướng Bắc” none is.

    Raises
    ------
    ValueError
        The remark names no direction, or only some of the cameras'.
    """
    text = unicodedata.normalize("NFC", text[:_LONGEST_TEXT])
    if not _LIKELY_REMARK.search(text) or NUMBERING.search(text):
        raise ValueError(text)
    english = ENGLISH in languages(text)
    tokens = tokens_of(text)
    groups, _rest = groups_of(tokens, english=english)
    beside = [g for g in groups if _marked_beside(tokens, g) or _is_aimed(tokens, g)]
    if len(beside) != 1:
        raise ValueError(text)
    near = _marked_beside(tokens, beside[0])
    azimuth = near[0].value if near else beside[0].azimuths[0]
    apart = bool(near) and _apart(azimuth, beside[0]) > MAX_APART_DEG
    return Bearings(((azimuth, np.nan),), apart=apart, loose=True)


def _marked_beside(tokens: list[Token], group: Group) -> list[Token]:
    """Return the degrees straight before or after a direction in words."""
    return [
        token
        for token in tokens[max(0, group.first - 1) : group.first]
        + tokens[group.after : group.after + 1]
        if token.marked and 0 <= token.value <= 360
    ]


def _is_aimed(tokens: list[Token], group: Group) -> bool:
    """Tell “nhìn về hướng Bắc” from “lệch hướng Bắc” and from a place “phía Bắc”."""
    before = [fold(token.text) for token in reversed(tokens[max(0, group.first - 6) : group.first])]
    leading = list(takewhile(_LEADING.__contains__, before))
    looks = "huong" in leading or not {"nhin", "quay", "chieu"}.isdisjoint(leading)
    astray = before[len(leading) : len(leading) + 1] == ["lech"]
    return looks and not astray and _is_pointed(tokens, group)


def _says_something(text: str) -> bool:
    return any(token.kind == "number" or letters_of(token) for token in tokens_of(text))


def _is_remark(part: str) -> bool:
    """Tell whether a part of several speaks of something else, in words: “nhìn ra chợ”."""
    return len(part.split()) > 1 and not _says_something(part)


def _split(text: str) -> list[str]:
    if text.count(",") > 1 and not re.search(r"[^\d\s.,°-]", text):
        return _COMMAS.split(text)
    return _LIST.split(text)


def _merged(parts: list[str], *, english: bool) -> list[str]:
    """Put a number and the word for it together again: ``130°, Đông Nam`` is one view."""
    merged: list[str] = []
    for part in parts:
        together = f"{merged[-1]} {part}" if merged else ""
        if (
            together
            and _is_one(merged[-1], part)
            and (len(parts) == 2 or not _read_part(together, english=english).apart)
        ):
            merged[-1] = together
        else:
            merged.append(part)
    return merged


def _is_one(one: str, other: str) -> bool:
    kinds = [
        {t.kind for t in tokens_of(text) if t.kind == "number" or letters_of(t)}
        for text in (one, other)
    ]
    return kinds in ([{"number"}, {"word"}], [{"word"}, {"number"}])


def _read_part(part: str, *, english: bool) -> Bearings:
    tokens = tokens_of(part)
    quadrant = _quadrant(tokens, english=english)
    if quadrant is not None:
        return Bearings(((quadrant, np.nan),))
    words = {fold(token.text) for token in tokens if token.kind == "word"}
    if words & _TURNS and _turns_around(tokens):
        return Bearings((), around=True)
    if words & _ALL_AROUND and any(token.value == 360 for token in tokens):
        return Bearings(((0.0, 360.0),), loose=True)
    groups, rest = groups_of(tokens, english=english)
    numbers = [token for token in tokens if token.kind == "number"]
    if rest:
        return _from_sentence(tokens, groups, [n for n in numbers if n.marked], rest)
    return _from_plain(tokens, groups, numbers)


def _turns_around(tokens: list[Token]) -> bool:
    """Tell “quay 360”: a camera that turns looks nowhere in particular."""
    return any(token.value in (355, 360) for token in tokens)


def _from_plain(tokens: list[Token], groups: list[Group], numbers: list[Token]) -> Bearings:
    """Read a part that says nothing but a direction."""
    if len(numbers) == 2 and not groups and _is_range(tokens):
        return Bearings((_span(numbers[0].value, numbers[1].value, limit=360.0),))
    if len(numbers) == 1 and len(groups) <= 1:
        apart = bool(groups) and _apart(numbers[0].value, groups[0]) > MAX_APART_DEG
        counts = apart and numbers[0].value in range(1, 10) and not numbers[0].marked
        azimuth = groups[0].azimuths[0] if counts else numbers[0].value
        return Bearings(((azimuth, np.nan),), apart=apart and not counts)
    if numbers or not groups:
        raise ValueError(tokens)
    if len(groups) == 1:
        return Bearings(((groups[0].azimuths[0], np.nan),))
    return _from_pair(tokens, groups)


def _from_pair(tokens: list[Token], groups: list[Group]) -> Bearings:
    start, end = (group.azimuths[0] for group in groups[:2])
    said = {token.text.casefold() for token in tokens}
    opposite = abs(start - end) == 180.0
    in_english = not said & FULL_WORDS.keys() and not said & set("bđdt")
    if len(groups) > 2 or (opposite and not in_english):
        if len(groups) > 2:
            raise ValueError(tokens)
        sweep = bool({fold(word) for word in said} & SWEPT)
        return Bearings(((start, np.nan), (end, np.nan)), axis=True, sweep=sweep)
    if not in_english and (end - start) % 360 > 180:
        start, end = end, start
    return Bearings((_span(start, end, limit=180.0),))


def _is_range(tokens: list[Token]) -> bool:
    """Tell whether a dash or “đến” stands between the two numbers."""
    first, last = (i for i, token in enumerate(tokens) if token.kind == "number")
    between = tokens[first + 1 : last]
    return any(t.kind == "dash" or fold(t.text) in RANGE_WORDS for t in between)


def _span(start: float, end: float, *, limit: float) -> Look:
    """Return the middle and the width of a range that runs clockwise."""
    width = (end - start) % 360 or 360.0
    if max(start, end) > 360 or width > limit:
        raise ValueError((start, end))
    return (start + width / 2) % 360, width


def _apart(azimuth: float, group: Group) -> float:
    """Return how far a number lies from the nearest sense of a word."""
    return min(abs((azimuth - word + 180) % 360 - 180) for word in group.azimuths)


def _from_sentence(
    tokens: list[Token], groups: list[Group], numbers: list[Token], rest: list[str]
) -> Bearings:
    """Read a direction out of other words: marked degrees, else what follows “hướng”."""
    if len(numbers) == 1 and not _OTHER_ANGLES & set(rest) and 0 <= numbers[0].value <= 360:
        place = tokens.index(numbers[0])
        beside = [g for g in groups if place in (g.first - 1, g.after)]
        apart = bool(beside) and _apart(numbers[0].value, beside[0]) > MAX_APART_DEG
        return Bearings(((numbers[0].value, np.nan),), apart=apart, loose=True)
    pointed = [group for group in groups if _is_pointed(tokens, group)]
    if not pointed or _leads_on(tokens, pointed):
        raise ValueError(tokens)
    return Bearings(tuple((group.azimuths[0], np.nan) for group in pointed), loose=True)


def _is_pointed(tokens: list[Token], group: Group) -> bool:
    """Tell “hướng Đông” from “hướng Đông Hà” and from “chợ Đông”."""
    before = fold(tokens[group.first - 1].text) if group.first else ""
    following = tokens[group.after].text if group.after < len(tokens) else ""
    goes_on = following[:1].isupper() and not following.isupper()
    return before in _POINTING and not goes_on


def _leads_on(tokens: list[Token], groups: list[Group]) -> bool:
    """Tell whether a way is described, “từ Bắc vào Nam”, and not where a camera looks."""
    return any(
        fold(before.text) == "tu" and place + 1 in {group.first for group in groups}
        for place, (before, _after) in enumerate(pairwise(tokens))
    )


def _quadrant(tokens: list[Token], *, english: bool) -> float | None:
    """Read a surveyor's bearing: ``N45E``, ``bắc 45 đông``."""
    said = [token for token in tokens if fold(token.text) not in FILLERS]
    if [token.kind for token in said] != ["word", "number", "word"]:
        return None
    (first, number, last) = said
    said_in = languages_of([first, last])
    azimuths = [
        azimuths_of(letters_of(end) or "?", said_in, english=english) for end in (first, last)
    ]
    if not all(azimuths) or not 0 <= number.value <= 90:
        return None
    start, side = (one[0] for one in azimuths)
    if start % 180 or side % 180 != 90:
        return None
    turn = number.value if (side == 90) == (start == 0) else -number.value
    return (start + turn) % 360
