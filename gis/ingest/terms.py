"""Terms found in what people write, whatever the case, the marks and the words between.

A text becomes its known words. A word written with marks is itself, so that *mất* (lost) is
not *mắt* (eye); one without marks, or with marks that make no known word, may be any word of
the same letters. Words typed in telex without a keyboard driver (``hoatj ddoongj``) count too.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Generic, TypeVar

from gis.core.text import fold
from gis.vocabulary.word_list import word_set

Meaning = TypeVar("Meaning")

BREAK = "|"
UNKNOWN = "…"
NUMBER_SIGN = "#"
# Nobody states a fact after so many words; a longer text is prose, or an attack.
_MOST_WORDS = 200
MOST_LETTERS = 2000
_MOST_FILLER = 3
_MOST_KEPT = 1 << 16

# Words that look like a known one but for their marks.
_OTHER = word_set("any", "other word")
# "t/h", "X.H.H" are one abbreviation, "1/2" and "2.0" one number; "0/2" is none.
_SPELT = re.compile(r"[./](?<=\b[^\W\d].)(?=[^\W\d]\b)|[./,](?<=\d.)(?=\d)")
_NONE_OF = re.compile(r"0(?<!\d.) ?/ ?\d+\b")
_TONE = re.compile("(?<=.)[sfrxj](?=[^sfrxj]*$)")
_WORD = re.compile(r"[^\W_]+|[|,;.:/+&()\[\]{}\n!?–—]| -+ ")
_TELEX = (("dd", "d"), ("aa", "a"), ("ee", "e"), ("oo", "o"), ("w", ""))


def words_of(text: str) -> list[str]:
    """Return the lower-case words of a text and the signs between clauses; a long text is cut."""
    plain = unicodedata.normalize("NFC", text[:MOST_LETTERS]).lower()
    plain = _INITIAL.sub(_in_full, plain)
    plain = _ABBREVIATED.sub(r"\1 ", plain)
    plain = _RUN_TOGETHER.sub(_apart, plain)
    plain = _SPELT.sub("", _NONE_OF.sub("0", plain) if "0" in plain else plain)
    return _WORD.findall(plain)[:_MOST_WORDS]


# “Đ/ghi”, “h.động”: a word by its first letter, before one written out.
_WHOLE = {
    "ghi": "đầu",
    "thu": "đầu",
    "truyền": "đường",
    "truyen": "duong",
    "động": "hoạt",
    "dong": "hoat",
    "hiệu": "tín",
    "khẩu": "mật",
    "khoản": "tài",
    "thường": "bình",
    "hỏng": "hư",
    "giao": "bàn",
    "cấp": "xuống",
}
_INITIAL = re.compile(rf"\b([a-zđ])[./] ?({'|'.join(_WHOLE)})\b")


def _in_full(match: re.Match[str]) -> str:
    word = _WHOLE[match[2]]
    return f"{word} {match[2]}" if word[0] == match[1] or fold(word)[0] == match[1] else match[0]


# “K.hđ”, “k/hđ”: no, before what is denied.
_ABBREVIATED = re.compile(r"\b(k|ko|kh|khg)[./](?=\s?\w)")
# “KHĐ”, “HĐBT”, “KSD”: not, working or used, well.
_RUN_TOGETHER = re.compile(r"\b(k|ko|kh|khg|đ|c)?(hđ|hd|sd)(bt|tốt|tot|đc|dc)?\b")


def _apart(match: re.Match[str]) -> str:
    before, does, how = match.groups(default="")
    return f"{_OUTRIGHT.get(before, 'không' if before else '')} {does} {how}"


_OUTRIGHT = {"đ": "đang", "c": "chưa"}


@dataclass(frozen=True, slots=True)
class Term(Generic[Meaning]):
    """A term found: what it means and which of the known words it takes up."""

    first: int
    end: int
    meaning: Meaning


class TermList(Generic[Meaning]):
    """Terms and their meanings, to be found in texts.

    `listings` are ``;``-separated terms with what they mean; of two that are written alike
    the first counts. `filler` are words passed over within a term, as numbers are; `numbers`
    are those that say something. Where `plain` is given, other words that are a term alone
    need their marks: *lung* is not *lủng*.
    """

    def __init__(
        self,
        listings: Iterable[tuple[str, Meaning]],
        filler: str = "",
        numbers: Sequence[str] = (),
        plain: Collection[str] | None = None,
    ) -> None:
        terms = [
            (tuple(words_of(phrase)), meaning)
            for listing, meaning in listings
            for phrase in listing.split(";")
        ]
        self._numbers = frozenset(numbers)
        self._filler = frozenset(
            [*filler.split("; "), *map(_loose, filler.split("; ")), NUMBER_SIGN]
        )
        self._known = frozenset(word for term, _meaning in terms for word in term)
        self._known |= frozenset(filler.split("; "))
        self._alike: dict[str, list[str]] = {}
        for word in sorted(self._known):
            self._alike.setdefault(fold(word), []).append(word)
        bare = [(tuple(w for w in term if w not in self._filler), m) for term, m in terms]
        written = []
        for term, meaning in [*terms, *(short for short in bare if len(short[0]) > 1)]:
            alone = plain is not None and len(term) == 1 and term[0] not in plain
            marked = alone and not term[0].isascii()
            written.append(([(word,) if marked else _spellings(word) for word in term], meaning))
        self._root = _Node(written)
        # By whether the text has marks.
        self._words = {marks: _Words(partial(self._word, marks)) for marks in (False, True)}

    def known_words(self, text: str) -> tuple[str, ...]:
        """Return the words of a text as terms are made of; all others are `UNKNOWN`."""
        known = self._words[not text.isascii()]
        return tuple([known[word] for word in words_of(text)])

    def is_filler(self, word: str) -> bool:
        """Tell whether a known word is passed over."""
        return word in self._filler

    def find(self, words: tuple[str, ...]) -> list[Term[Meaning]]:
        """Return the terms among known words from left to right, at each place the longest."""
        found, place = [], 0
        while place < len(words):
            start = self._root.following.get(words[place])
            end, meaning = (place, None) if start is None else self._reach(start, words, place + 1)
            found += [] if meaning is None else [Term(place, end, meaning)]
            place = max(end, place + 1)
        return found

    def _reach(
        self, node: "_Node[Meaning]", words: tuple[str, ...], place: int
    ) -> tuple[int, Meaning | None]:
        """Return where the longest term from a node on ends, and its meaning."""
        best, skipped = (place, node.meaning), 0
        while place < len(words) and skipped <= _MOST_FILLER:
            following = node.following.get(words[place])
            if words[place] in self._filler:
                if following is not None:
                    best = max(best, self._reach(following, words, place + 1), key=_end)
                skipped += 1
            elif following is None:
                return best
            else:
                node = following
                best = best if node.meaning is None else (place + 1, node.meaning)
            place += 1
        return best

    def _word(self, marked: bool, word: str) -> str:  # noqa: FBT001
        """Return a word as terms write it."""
        if word in self._numbers:
            return word
        if not word[0].isalnum():
            return BREAK
        if word.isdecimal():
            return NUMBER_SIGN
        if marked and (word in self._known or word in _OTHER):
            return word if word in self._known else UNKNOWN
        letters = fold(word)
        if letters == word:
            plain = letters if letters in self._alike else _without_telex(letters)
            return _loose(plain) if plain in self._alike else UNKNOWN
        meant = [known for known in self._alike.get(letters, ()) if _is_slip(word, known)]
        return meant[0] if meant else UNKNOWN


class _Node(Generic[Meaning]):
    """What the words up to here mean, and which words go on from here.

    `terms` are the spellings of the words still to come, with what they mean. What goes on is
    made out when it is first asked for: all spellings of all terms would be half a million.
    """

    def __init__(self, terms: Sequence[tuple[Sequence[tuple[str, ...]], Meaning]]) -> None:
        self._terms = terms
        self.meaning = next((meaning for words, meaning in terms if not words), None)

    @cached_property
    def following(self) -> "dict[str, _Node[Meaning]]":
        terms = defaultdict(list)
        for words, meaning in self._terms:
            for word in words[0] if words else ():
                terms[word].append((words[1:], meaning))
        return {word: _Node(those) for word, those in terms.items()}


class _Words(dict[str, str]):
    """Words as terms write them, each made out once."""

    def __init__(self, reader: Callable[[str], str]) -> None:
        super().__init__()
        self._reader = reader

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST_KEPT:
            self.clear()
        self[word] = self._reader(word)
        return self[word]


def _end(found: tuple[int, object]) -> tuple[bool, int]:
    return found[1] is not None, found[0]


def _loose(word: str) -> str:
    """Return the word that may be any of its letters."""
    return "~" + fold(word)


def _spellings(word: str) -> tuple[str, ...]:
    """Return a word of a term with and without its marks."""
    return (word,) if word == BREAK else (word, _loose(word))


def _is_slip(written: str, meant: str) -> bool:
    """Tell whether a word lacks marks of another, or has hỏi for ngã (``hõng``, ``hoạt đông``)."""
    return not _marks(written) - _marks(meant)


def _marks(word: str) -> Counter[str]:
    letters = unicodedata.normalize("NFD", word).replace("\u0303", "\u0309")
    return Counter(c for c in letters if unicodedata.combining(c) or c == "đ")


def _without_telex(letters: str) -> str:
    """Return the letters of a word typed in telex: ``ddoongj`` is *dong*."""
    for typed, letter in _TELEX:
        letters = letters.replace(typed, letter)
    return _TONE.sub("", letters)
