"""Translation and number writing. Messages in code are English; catalogues lie in locale/."""

from collections.abc import Callable
from contextvars import ContextVar, copy_context
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeVar

from babel.messages.pofile import read_po

T = TypeVar("T")
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
CATALOGUES = Path(__file__).resolve().parent.parent / "locale"
_VIETNAMESE = str.maketrans(",.", ".,")
_language: ContextVar[str] = ContextVar("language", default="vi")


def use_language(code: str) -> None:
    """Choose the language of the current thread or task; an unknown code means Vietnamese."""
    _language.set(code if code in LANGUAGES else "vi")


def language() -> str:
    """Return the code of the current language: ``vi`` or ``en``."""
    return _language.get()


@cache
def catalogue(code: str) -> dict[str, str]:
    """Read all catalogues of a language: message → translation. English is the source."""
    messages: dict[str, str] = {}
    for path in sorted((CATALOGUES / code).glob("*.po")):
        with path.open("rb") as file:
            messages |= {str(m.id): str(m.string) for m in read_po(file) if m.id and m.string}
    return messages


def _(message: str, **values: object) -> str:
    """Translate a message and fill its ``{name}`` places."""
    translated = catalogue(language()).get(message, message)
    return translated.format(**values) if values else translated


def in_every_language(tell: Callable[[], T]) -> list[T]:
    """Return what a function says in each language, the current one untouched."""
    told = []
    for code in LANGUAGES:
        context = copy_context()
        context.run(use_language, code)
        told.append(context.run(tell))
    return told


def number(value: float, decimals: int = 0) -> str:
    """Write a number the way the reader does: 1.234,5 in Vietnamese, 1,234.5 in English."""
    written = f"{Decimal(str(value)):,.{decimals}f}"
    return written if language() == "en" else written.translate(_VIETNAMESE)


def million_vnd(value: float) -> str:
    """Write an amount given in đồng as million đồng, one decimal, without the unit."""
    return number(value / 1e6, 1)


def date(iso: str) -> str:
    """Write an ISO date as dd/MM/yyyy; an empty text stays empty."""
    return iso and f"{iso[8:10]}/{iso[5:7]}/{iso[:4]}"
