"""How people write the name of a commune: its kind, its marks, the district beside it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from gis.core.text import fold

FORMER, TODAY = "former", "today"
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
XA, PHUONG, THI_TRAN, DAC_KHU = "xã", "phường", "thị trấn", "đặc khu"
# Words before a name, folded; the units that stand for a whole district say so.
KIND_WORDS = {
    **dict.fromkeys(("xa", "x", "cax", "ca xa"), XA),
    **dict.fromkeys(("phuong", "p", "ph", "f", "cap", "ca phuong"), PHUONG),
    **dict.fromkeys(("thi tran", "tt", "ttr", "t tr", "t t", "catt"), THI_TRAN),
    **dict.fromkeys(("nong truong", "nt", "ttnt"), THI_TRAN),
    **dict.fromkeys(("dac khu", "dk", "huyen dao", "dao"), DAC_KHU),
}
DISTRICT_WORDS = frozenset(
    {"huyen", "h", "thi xa", "tx", "t x", "thanh pho", "tp", "t p", "cah", "catx", "catp"}
)
PROVINCE_WORDS = frozenset({"tinh", "t"})
# Written with marks, a word for a kind has these; “Xá”, of Hồ Xá, is none.
_MARKED_KINDS = frozenset(
    {
        "xã",
        "phường",
        "thị trấn",
        "đặc khu",
        "đảo",
        "huyện đảo",
        "đk",
        "nông trường",
        "ca xã",
        "ca phường",
        "huyện",
        "thị xã",
        "thành phố",
        "tỉnh",
    }
)
# Highland names that people spell in several ways.
_SPELT_FREELY = frozenset({"dakrong", "krongklang"})
_FORMER = re.compile(r"\(?\b(?:cũ|cu|trước đây)\b\)?", re.IGNORECASE)
_TODAY = re.compile(r"\(?\bmới\b\)?", re.IGNORECASE)
# “X.” is a commune as often as a tenth section, and “H.” a district.
_ORDINAL = re.compile(r"^\s*(?!X\.)(?:[IVX]{1,5}|\d{1,2}|[A-Ga-g])\s?[.)/:-]\s+")
_PART = re.compile(
    r"[,;()\n/|]|\s[-–—]\s|\s(?=(?:huyện|tỉnh|thị xã|thành phố|tx|tp|h)\b[.\s])", re.IGNORECASE
)
_ENGLISH_KIND = re.compile(r"\b(?:commune|ward|township|town)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class NamePart:
    """A piece of text between separators: the kind word before it, if any, and the rest."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A commune's name as somebody wrote it.

    `kind` is the unit stated, else empty; `beside` what else stands between separators.
    `era`: `FORMER` or `TODAY` when the writer said so, else empty. `marked`: marks stand
    somewhere in the text, so that a word without them has none.
    """

    name: str
    kind: str = ""
    beside: tuple[NamePart, ...] = ()
    era: str = ""
    marked: bool = False

    @property
    def district(self) -> str:
        """Return the district stated beside the name, named as such or not; else empty."""
        said = [part for part in self.beside if part.kind in DISTRICT_WORDS]
        bare = [part for part in self.beside if _may_be_district(part)]
        return next((part.name for part in said + bare), "")

    @property
    def province(self) -> str:
        """Return the province stated beside the name as such, or Quảng Bình; else empty."""
        return next((part.name for part in self.beside if _is_province(part)), "")


def parse_name(text: str) -> WrittenName:
    """Take a written name apart: ``"TT. Gio Linh (cũ), huyện Gio Linh"`` → Gio Linh, Gio Linh."""
    text = unicodedata.normalize("NFC", text)
    era = FORMER if _FORMER.search(text) else TODAY if _TODAY.search(text) else ""
    text = _ENGLISH_KIND.sub(" ", text)
    bare = _TODAY.sub(" ", _FORMER.sub(" ", _ORDINAL.sub("", text, count=1)))
    first, *rest = [*parts_of(bare)] or [NamePart("", "")]
    name = re.sub(r"^0+(?=\d)", "", first.name)
    kind = KIND_WORDS.get(first.kind, first.kind)
    return WrittenName(name, kind, tuple(rest), era, marked=not text.isascii())


def parts_of(text: str) -> Iterator[NamePart]:
    """Take a text apart at its separators, each part without the kind word before its name."""
    for piece in _PART.split(text):
        words = _WORD.findall(piece)
        kind = ""
        while ahead := words_of_kind(words):
            kind = kind or " ".join(fold(word) for word in words[:ahead])
            words = words[ahead:]
        if words:
            yield NamePart(kind, " ".join(words))


def words_of_kind(words: list[str]) -> int:
    """Return how many of the first words say what kind of unit follows; 0 for none."""
    for count in (2, 1):
        if len(words) > count and kind_words(words[:count]):
            return count
    return 0


def kind_words(words: list[str]) -> str:
    """Return the words folded if they say what kind of unit follows, else nothing."""
    written = " ".join(words).casefold()
    said = fold(written)
    known = said in KIND_WORDS or said in DISTRICT_WORDS or said in PROVINCE_WORDS
    return said if known and (written.isascii() or written in _MARKED_KINDS) else ""


def _is_province(part: NamePart) -> bool:
    return part.kind in PROVINCE_WORDS or (not part.kind and plain_key(part.name) == "quangbinh")


def _may_be_district(part: NamePart) -> bool:
    return not part.kind and plain_key(part.name) not in {"vietnam", "quangbinh", "quangtri"}


@lru_cache(maxsize=1 << 16)
def plain_key(name: str) -> str:
    """Return the letters and digits of a name without marks, case or spaces; y is i."""
    return fold(name).replace(" ", "").replace("y", "i")


def marked_letters(name: str) -> list[str]:
    """Return the letters of a name, each with its marks, and y as i."""
    letters: list[str] = []
    for c in unicodedata.normalize("NFD", name.casefold()).replace("y", "i"):
        if unicodedata.combining(c) and letters:
            letters[-1] += c
        elif c.isalnum():
            letters.append(c)
    return letters


def marks_fit(written: str, known: str) -> bool:
    """Tell whether a written name may mean a known one of the same plain letters.

    A word written without any mark fits every word; one with marks must have all of the
    known one's, wherever in the word the tone stands: Hoá and Hóa are one.
    """
    if plain_key(known) in _SPELT_FREELY:
        return True
    letters, place = marked_letters(known), 0
    for word in _WORD.findall(unicodedata.normalize("NFC", written)):
        own = marked_letters(word)
        theirs = letters[place : place + len(own)]
        place += len(own)
        if not "".join(own).isascii() and _tone_last(own) != _tone_last(theirs):
            return False
    return True


def same_marks(written: str, known: str) -> bool:
    """Tell whether two names of the same plain letters have the same marks."""
    return marks_fit(written, known) and marks_fit(known, written)


def _tone_last(letters: list[str]) -> str:
    marks = "".join(letters)
    tones = sorted(c for c in marks if c in TONES)
    return "".join(c for c in marks if c not in TONES) + "".join(tones)
