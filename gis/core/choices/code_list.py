"""A list of codes: each value as it is stored, the word people read, the phrases they write."""

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Self

from gis.core.language import in_every_language
from gis.core.text import fold, phrases


class CodeList(StrEnum):
    """Stored values, each with its word and, where files may say it, what people write for it.

    `written` lists phrases parted by ``;``; the first is the term of administrative Vietnamese,
    which people are shown when a word is not understood.
    """

    written: str
    _tell: Callable[[], str]

    def __new__(cls, value: str, tell: Callable[[], str] | None = None, written: str = "") -> Self:
        """Make a member of its value, its word in the current language, and its phrases."""
        member = str.__new__(cls, value)
        member._value_ = value
        member._tell = tell or value.__str__
        member.written = written
        return member

    @property
    def word(self) -> str:
        """Return the word in the current language."""
        return self._tell()

    @classmethod
    def vocabulary(cls) -> dict[str, str]:
        """Return what people read or write for the values, folded → the value."""
        return _vocabulary(cls)


@cache
def _vocabulary(codes: type[CodeList]) -> dict[str, str]:
    shown = in_every_language(lambda: {fold(code.word): str(code) for code in codes})
    written = {
        phrase: str(code)
        for code in codes
        for phrase in [fold(str(code)), *phrases(code.written)]
        if phrase
    }
    return {phrase: value for words in (*shown, written) for phrase, value in words.items()}
