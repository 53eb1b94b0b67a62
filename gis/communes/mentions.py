"""Communes named inside a text: in an address, a unit's name, the title of a list."""

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache

from gis.communes.names import (
    DISTRICT_WORDS,
    FORMER,
    KIND_WORDS,
    PROVINCE_WORDS,
    TODAY,
    NamePart,
    WrittenName,
    kind_words,
    plain_key,
)
from gis.core.text import fold

_LONGEST_NAME, _LONGEST_BARE, _LONGEST_TEXT = 4, 30, 2000
_WORD = re.compile(r"[^\W\d_]+|\d+")
# A cheap look before the text is taken apart.
_LIKELY = re.compile(
    r"xã|xa\b|phường|phuong|thị trấn|thi tran|đặc khu|dac khu|đảo|nông trường"
    r"|\b(?:x|p|ph|f|tt|ttr|t\.tr?|nt|ttnt|đk|cax|cap|catt)(?:[.\s]|\d)",
    re.IGNORECASE,
)
_JOINS = re.compile(r"[\s.:\"“”'-]*")
_FORMER_AFTER = re.compile(r"\s*+\(?\s*(?:cũ|cu|trước đây)\b", re.IGNORECASE)
_TODAY_AFTER = re.compile(r"\s*+\(?\s*mới\b", re.IGNORECASE)
_ERA_WRITTEN = re.compile(r"\s*+\(?\s*(?:cũ|cu|trước đây|mới)\b\)?", re.IGNORECASE)
_SPELT_OUT = frozenset(
    {
        "xa",
        "phuong",
        "thi tran",
        "dac khu",
        "dao",
        "huyen dao",
        "nong truong",
        "ca xa",
        "ca phuong",
        "huyen",
        "thi xa",
        "thanh pho",
        "tinh",
    }
)
_FIRST_WORDS = frozenset(
    phrase.split()[0] for phrase in (*KIND_WORDS, *DISTRICT_WORDS, *PROVINCE_WORDS)
)
_STRAY = frozenset({"x", "f", "h", "t", "t t", "t x", "t p"})
# Where the first unit, also a district or province, may begin.
_BEGINS = re.compile(
    _LIKELY.pattern + r"|huyện|huyen|thị xã|thi xa|thành phố|thanh pho|tỉnh|tinh"
    r"|\b(?:h|tx|t\.x|tp|t\.p|cah|catx|catp|ca|t)[.\s]",
    re.IGNORECASE,
)
# What leads to a commune, or borders on it, is not in it.
_ELSEWHERE = frozenset(fold("liên giáp đi về đến hướng gần sang tới qua").split())
# A capitalised word straight after a name makes it a longer one, unless it is one of these.
_FOLLOWS = frozenset(
    fold(
        "huyện tỉnh thị thành TP TX H T cũ mới năm tháng ngày quản lý phục vụ đặt tại do lập "
        "theo thuộc sau trước và với số camera danh sách công an UBND trạm trường Việt"
    ).split()
)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A unit named in a text, whether of the past or of today, and where (from the end)."""

    place: int
    part: NamePart
    era: str = ""
    end: int = 0

    @property
    def beside(self) -> bool:
        """Whether it is a district or a province, not a commune."""
        return self.part.kind in DISTRICT_WORDS or self.part.kind in PROVINCE_WORDS

    @property
    def is_label(self) -> bool:
        """Whether it may be the number of a point as well as that of a ward."""
        return self.part.kind in {"p", "f"} and self.part.name.isdecimal()


class Gazetteer:
    """Finds known communes and districts in texts; `communes districts` are plain keys."""

    def __init__(self, communes: Container[str], districts: Container[str]) -> None:
        self._communes, self._districts = communes, districts
        # Addresses differ in their beginnings; what follows “xã” repeats.
        self._units = lru_cache(maxsize=1 << 14)(self._read_units)

    def mentions(
        self, text: str, *, bare: bool = False, district: bool = False
    ) -> list[WrittenName]:
        """Return the communes named after a word for their kind, such as “xã” or “P.”.

        “P5” may be a point on a plan: it is a ward where a district is named, in the text or
        beside it (`district`). `bare`: a name that fills the text between two commas counts
        without such a word, unless districts were called so too.
        """
        text = _plain_text(text)
        found = [*self._units(_tail(text))] if _LIKELY.search(text) else []
        if bare:
            found += self._bare(text)
        return [
            WrittenName(
                *(one.part.name, KIND_WORDS.get(one.part.kind, ""), _around(one, found), one.era),
                marked=not text.isascii(),
            )
            for one in found
            if not one.beside and (district or not one.is_label or _around(one, found))
        ]

    def quoted(self, text: str) -> str:
        """Return the words that name a commune after a word for its kind, a former one first."""
        text = _plain_text(text)
        units = self._units(_tail(text)) if _LIKELY.search(text) else ()
        found = [one for one in units if not one.beside]
        if not found:
            return ""
        one = max(found, key=lambda one: one.era == FORMER)
        end = len(text) + one.end
        era = _ERA_WRITTEN.match(text, end) if one.era else None
        return text[len(text) + one.place : era.end() if era else end]

    def districts(self, text: str) -> list[str]:
        """Return the names of the districts named after “huyện”, “TP” and the like."""
        found = self._units(_plain_text(text))
        return [one.part.name for one in found if one.part.kind in DISTRICT_WORDS]

    def _read_units(self, text: str) -> tuple[_Found, ...]:
        return tuple(_units(text, _words(text), self._communes, self._districts))

    def _bare(self, text: str) -> Iterator[_Found]:
        for piece in re.finditer(r"[^,;()\n]+", text):
            name = piece[0].strip()
            key = plain_key(name) if len(name) <= _LONGEST_BARE else ""
            if key in self._districts:
                yield _Found(piece.start() - len(text), NamePart("huyen", name))
            elif key in self._communes and not key.isdecimal():
                yield _Found(piece.start() - len(text), NamePart("", name))


def _plain_text(text: str) -> str:
    return unicodedata.normalize("NFC", text[:_LONGEST_TEXT]).replace("_", " ")


def _tail(text: str) -> str:
    """Return the text from shortly before the first unit named; marks decide what “xa” is."""
    begins = _BEGINS.search(text)
    start = max(0, begins.start() - 12) if begins else 0
    tail = text[text.find(" ", start) + 1 :] if start else text
    return tail if tail.isascii() == text.isascii() else text


def _words(text: str) -> list[_Word]:
    return [_Word(m[0], fold(m[0]), m.start(), m.end()) for m in _WORD.finditer(text)]


def _around(one: _Found, found: list[_Found]) -> tuple[NamePart, ...]:
    """Return the districts and provinces named, those after the commune first."""
    beside = [other for other in found if other.beside]
    ordered = sorted(beside, key=lambda other: (other.place < one.place, other.place))
    return tuple(other.part for other in ordered)


def _units(
    text: str, words: list[_Word], communes: Container[str], districts: Container[str]
) -> Iterator[_Found]:
    place = 0
    while place < len(words):
        begins = words[place].folded in _FIRST_WORDS
        kind, first = _kind_at(text, words, place) if begins else ("", place)
        if not kind:
            place += 1
            continue
        count = _name_at(text, words, first, _known(kind, communes, districts))
        elsewhere = place > 0 and words[place - 1].folded in _ELSEWHERE
        if count and not elsewhere and not _goes_on(text, words, first + count):
            name = " ".join(word.text for word in words[first : first + count])
            name = name.lstrip("0") if name.isdecimal() else name
            era = _era(text, words, place, first + count)
            end = words[first + count - 1].end - len(text)
            yield _Found(words[place].start - len(text), NamePart(kind, name), era, end)
            if name.isdecimal() and (more := _name_at(text, words, first + count, districts)):
                of = " ".join(word.text for word in words[first + count :][:more])
                yield _Found(words[first + count].start - len(text), NamePart("huyen", of))
        place = first + count


def _kind_at(text: str, words: list[_Word], place: int) -> tuple[str, int]:
    """Return the kind word that begins here and where the name after it begins."""
    kind, first = "", place
    while ahead := _kind_words(text, words, first):
        kind = kind or " ".join(word.folded for word in words[first : first + ahead])
        first += ahead
    return kind, first


def _kind_words(text: str, words: list[_Word], place: int) -> int:
    for count in (2, 1):
        part = words[place : place + count]
        said = kind_words([word.text for word in part])
        last = place + count
        if len(part) == count and last < len(words) and said and _meant(text, part, said):
            return count if _joined(text, words, last - 1) else 0
    return 0


def _meant(text: str, part: list[_Word], said: str) -> bool:
    """Tell “xã” from “xa”, far, and the sign P. from a stray letter."""
    if said in _SPELT_OUT:
        return text.isascii() or not all(word.text.isascii() for word in part)
    return said not in _STRAY or part[0].text.isupper() or text[part[-1].end :][:1] == "."


def _joined(text: str, words: list[_Word], place: int) -> bool:
    return _JOINS.fullmatch(text, words[place].end, words[place + 1].start) is not None


def _known(kind: str, communes: Container[str], districts: Container[str]) -> Container[str]:
    if kind in PROVINCE_WORDS:
        return {"quangtri", "quangbinh"}
    return districts if kind in DISTRICT_WORDS else communes


def _name_at(text: str, words: list[_Word], first: int, known: Container[str]) -> int:
    """Return how many words the longest known name has that begins here."""
    for count in range(min(_LONGEST_NAME, len(words) - first), 0, -1):
        part = words[first : first + count]
        together = all(_joined(text, words, first + i) for i in range(count - 1))
        key = plain_key(" ".join(word.text for word in part))
        if together and (key.lstrip("0") if key.isdecimal() else key) in known:
            return count
    return 0


def _goes_on(text: str, words: list[_Word], place: int) -> bool:
    """Tell whether the name goes on: “xã Hải Lăng Thượng” does not name Hải Lăng."""
    if not 0 < place < len(words):
        return False
    before, word = words[place - 1], words[place]
    if before.text.isdecimal():
        return False
    spaces = text[before.end : word.start].strip(" ") == ""
    one_style = before.text.isupper() and len(before.text) > 1
    capital = word.text[0].isupper() and not one_style
    return spaces and capital and word.folded not in _FOLLOWS


def _era(text: str, words: list[_Word], place: int, after: int) -> str:
    rest = text[words[after - 1].end : words[after - 1].end + 20]
    if _FORMER_AFTER.match(rest):
        return FORMER
    now = place > 0 and "nay" in {word.folded for word in words[max(0, place - 2) : place]}
    return TODAY if now or _TODAY_AFTER.match(rest) else ""
