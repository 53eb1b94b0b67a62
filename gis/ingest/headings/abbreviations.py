"""Headings in short: initials of words, “KP SC”, “TTHoatDong”, “HUONG_QS”, beside whole ones."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from gis.core.text import fold
from gis.ingest.headings.field_names import split_words

_LONGEST = 40
# Initials alone say something when there are as many, or three without a vowel between.
_FEWEST_INITIALS = 4
_ONSET = re.compile(r"(?:ngh|ng|nh|kh|th|tr|ch|ph|gh|gi|qu)(?=[aeiouy])")
_VOWEL = re.compile(r"[aeiouy]")


class Abbreviations:
    """Known headings, found by words that are whole or cut to their first sound."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known

    @cached_property
    def _by_letter(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for words, column in self._known.items():
            if " " in words:
                found.setdefault(words[0], []).append((tuple(words.split()), column))
        return found

    def column(self, text: str) -> str:
        """Name the column of a heading in short, empty when none or several may be meant.

        Of several headings that with the fewest words is meant.
        """
        letters, starts = _letters(text)
        if not 3 <= len(letters) <= _LONGEST:
            return ""
        found = [
            (len(words), column)
            for words, column in self._by_letter.get(letters[0], ())
            if any(_says_enough(letters, pieces) for pieces in _pieces(letters, starts, words))
        ]
        fewest = min((size for size, _column in found), default=0)
        meant = {column for size, column in found if size == fewest}
        return meant.pop() if len(meant) == 1 else ""


def _letters(text: str) -> tuple[str, frozenset[int]]:
    """Return the folded letters of a text, and where a word must begin."""
    parts = fold(split_words(text)).split()
    starts, at = set(), 0
    for part in parts:
        starts.add(at)
        at += len(part)
    return "".join(parts), frozenset(starts)


def _pieces(
    letters: str, starts: frozenset[int], words: tuple[str, ...], at: int = 0
) -> Iterator[tuple[int, ...]]:
    """Yield how many letters each word takes up: all of its own, or its first sound."""
    if not words:
        if at == len(letters):
            yield ()
        return
    for piece in _forms(words[0]):
        end = at + len(piece)
        if letters.startswith(piece, at) and not any(at < start < end for start in starts):
            for rest in _pieces(letters, starts, words[1:], end):
                yield (len(piece), *rest)


def _forms(word: str) -> tuple[str, ...]:
    onset = _ONSET.match(word)
    return tuple(dict.fromkeys((word, *([onset[0]] if onset else []), word[0])))


def _says_enough(letters: str, pieces: tuple[int, ...]) -> bool:
    """Tell whether a word is written out, or there are enough initials to be sure."""
    if max(pieces) > 2 or len(pieces) >= _FEWEST_INITIALS:
        return True
    return len(pieces) > 1 and (len(letters) > len(pieces) or _VOWEL.search(letters) is None)
