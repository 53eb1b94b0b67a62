"""Translation. Messages in code are English; catalogues lie in locale/."""

from collections.abc import Callable
from contextvars import ContextVar, copy_context
from functools import cache
from typing import TypeVar

from babel.messages.pofile import read_po

from gis.core.paths import CATALOGUES

T = TypeVar("T")
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
_language: ContextVar[str] = ContextVar("language", default="vi")


def use_language(code: str) -> None:
    """Choose the language of the current thread or task; an unknown code means Vietnamese.

    Parameters
    ----------
    code
        One of `LANGUAGES`: ``vi`` or ``en``.
    """
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
    """Return what a function says in each language, the current one untouched.

    Parameters
    ----------
    tell
        Called without arguments, once for each language.

    Returns
    -------
    list
        What it returned, in the order of `LANGUAGES`.
    """
    told = []
    for code in LANGUAGES:
        context = copy_context()
        context.run(use_language, code)
        told.append(context.run(tell))
    return told
