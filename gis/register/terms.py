"""Terms found in what people write, whatever the case, the marks and the words between.

A text becomes its known words. A word written with marks is itself, so that *mất* (lost) is
not *mắt* (eye); one without marks, or with marks that make no known word, may be any word of
the same letters. Words typed in telex without a keyboard driver (``hoatj ddoongj``) count too.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from gis.register.vocabulary import word_set
from gis.spelling import fold

Meaning = TypeVar("Meaning")

BREAK = "|"
UNKNOWN = "…"
NUMBER = "#"
# Nobody states a fact after so many words; a longer text is prose, or an attack.
_MOST_WORDS = 200
_MOST_LETTERS = 2000

# Words that look like a known one but for their marks.
_OTHER = word_set("any", "other word")
_SEPARATOR = re.compile(r"[,;.:/+&()\[\]{}\n!?–—]| -+ ")
# "t/h", "X.H.H" are one abbreviation, "1/2" and "2.0" one number; "0/2" is none.
_SPELT = re.compile(r"(?<=\b[^\W\d])[./](?=[^\W\d]\b)|(?<=\d)[./,](?=\d)")
_NONE_OF = re.compile(r"\b0\s?/\s?\d+\b")
_TONE = re.compile("(?<=.)[sfrxj](?=[^sfrxj]*$)")
_WORD = re.compile(r"[^\W_]+|\|")
_TELEX = (("dd", "d"), ("aa", "a"), ("ee", "e"), ("oo", "o"), ("w", ""))


def words_of(text: str) -> list[str]:
    """Return the lower-case words of a text, `BREAK` where a clause ends; long ones are cut."""
    plain = unicodedata.normalize("NFC", text[:_MOST_LETTERS]).lower()
    clauses = _SEPARATOR.sub(f" {BREAK} ", _SPELT.sub("", _NONE_OF.sub("0", plain)))
    return _WORD.findall(clauses)[:_MOST_WORDS]


@dataclass(frozen=True, slots=True)
class Term(Generic[Meaning]):
    """A term found: what it means and which of the known words it takes up."""

    first: int
    end: int
    meaning: Meaning


class Terms(Generic[Meaning]):
    """Terms and their meanings, to be found in texts.

    `listings` are ``;``-separated terms with what they mean; of two that are written alike
    the first counts. `filler` are words passed over within a term, as numbers are; `numbers`
    are those that say something. `marked` words need their marks where they stand alone.
    """

    def __init__(
        self,
        listings: Iterable[tuple[str, Meaning]],
        filler: str = "",
        numbers: Sequence[str] = (),
        marked: Collection[str] = (),
    ) -> None:
        terms = [
            (tuple(words_of(phrase)), meaning)
            for listing, meaning in listings
            for phrase in listing.split(";")
        ]
        self._numbers = frozenset(numbers)
        self._filler = frozenset([*filler.split("; "), *map(_loose, filler.split("; ")), NUMBER])
        self._known = frozenset(word for term, _meaning in terms for word in term)
        self._known |= frozenset(filler.split("; "))
        self._alike: dict[str, list[str]] = {}
        for word in sorted(self._known):
            self._alike.setdefault(fold(word), []).append(word)
        self._meanings: dict[tuple[str, ...], Meaning] = {}
        bare = [(tuple(w for w in term if w not in self._filler), m) for term, m in terms]
        for term, meaning in [*terms, *bare]:
            spellings = [term] if len(term) == 1 and term[0] in marked else _spellings(term)
            for written in spellings:
                self._meanings.setdefault(written, meaning)
        self._meanings.pop((), None)
        self._longest = max(len(term) for term, _meaning in terms) + 2
        self._known_word = lru_cache(maxsize=1 << 16)(self._word)

    def known_words(self, text: str) -> tuple[str, ...]:
        """Return the words of a text as terms are made of; all others are `UNKNOWN`."""
        marked = not text.isascii()
        return tuple([self._known_word(word, marked) for word in words_of(text)])

    def is_filler(self, word: str) -> bool:
        """Tell whether a known word is passed over."""
        return word in self._filler

    def find(self, words: tuple[str, ...]) -> list[Term[Meaning]]:
        """Return the terms among known words from left to right, at each place the longest."""
        found, place = [], 0
        while place < len(words):
            term = self._at(words, place)
            found += [term] if term else []
            place = term.end if term else place + 1
        return found

    def _at(self, words: tuple[str, ...], place: int) -> Term[Meaning] | None:
        if words[place] in (UNKNOWN, BREAK):
            return None
        for end in range(min(place + self._longest, len(words)), place, -1):
            written = words[place:end]
            if written in self._meanings:
                return Term(place, end, self._meanings[written])
            if written[0] in self._filler or written[-1] in self._filler:
                continue
            bare = tuple([word for word in written if word not in self._filler])
            if bare in self._meanings:
                return Term(place, end, self._meanings[bare])
        return None

    def _word(self, word: str, marked: bool) -> str:  # noqa: FBT001 - a key of the cache
        """Return a word as terms write it."""
        if word == BREAK or word in self._numbers:
            return word
        if word.isdecimal():
            return NUMBER
        if marked and (word in self._known or word in _OTHER):
            return word if word in self._known else UNKNOWN
        letters = fold(word)
        if letters == word:
            plain = letters if letters in self._alike else _without_telex(letters)
            return _loose(plain) if plain in self._alike else UNKNOWN
        meant = [known for known in self._alike.get(letters, ()) if _is_slip(word, known)]
        return meant[0] if meant else UNKNOWN


def _loose(word: str) -> str:
    """Return the word that may be any of its letters."""
    return "~" + fold(word)


def _spellings(term: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return a term's words with and without their marks, in every combination."""
    written: list[tuple[str, ...]] = [()]
    for word in term:
        forms = (word,) if word == BREAK else (word, _loose(word))
        written = [(*start, form) for start in written for form in forms]
    return written


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
