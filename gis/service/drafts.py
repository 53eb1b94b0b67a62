"""What visitors have not yet saved, kept on the server so that it survives a reload.

A draft is known by an id that cannot be guessed and stands in the visitor's address. Drafts
live as long as the program runs; those not used for longest give way.
"""

import json
import secrets
from functools import cache
from threading import Lock
from typing import Any

from gis.errors import GisError
from gis.language import _

MOST_DRAFTS = 500
MOST_LETTERS = 2_000_000
MOST_LETTERS_IN_ALL = 50_000_000


class Drafts:
    """Drafts by id; each holds plain values by the name of the part of the app they belong to."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: dict[str, dict[str, str]] = {}

    def begin(self, like: str = "") -> str:
        """Return the id of a new draft; it begins with what that of another id holds."""
        begun = secrets.token_urlsafe(16)
        with self._lock:
            self._held[begun] = dict(self._held.get(like, {}))
            self._make_room()
        return begun

    def read(self, draft: str, part: str) -> Any:
        """Return what was last written to a part of a draft, None when nothing was."""
        with self._lock:
            text = self._used(draft).get(part)
        return None if text is None else json.loads(text)

    def write(self, draft: str, part: str, value: Any) -> None:
        """Keep a plain value as a part of a draft; None removes the part.

        Raises
        ------
        GisError
            The draft would be too large.
        """
        with self._lock:
            parts = {name: text for name, text in self._used(draft).items() if name != part}
            if value is not None:
                parts[part] = json.dumps(value, ensure_ascii=False)
            if _letters(parts) > MOST_LETTERS:
                raise GisError(_("Too much is not yet saved: save it before you go on"))
            self._held[draft] = parts
            self._make_room()

    def is_empty(self, draft: str) -> bool:
        """Tell whether nothing is kept under an id."""
        with self._lock:
            return not self._held.get(draft)

    def _used(self, draft: str) -> dict[str, str]:
        """Return the parts of a draft, which becomes the one used last."""
        parts = self._held.pop(draft, {})
        if parts:
            self._held[draft] = parts
        return parts

    def _make_room(self) -> None:
        sizes = {draft: _letters(parts) for draft, parts in self._held.items()}
        letters = sum(sizes.values())
        while len(self._held) > MOST_DRAFTS or letters > MOST_LETTERS_IN_ALL:
            oldest = next(iter(self._held))
            letters -= sizes[oldest]
            del self._held[oldest]


def _letters(parts: dict[str, str]) -> int:
    return sum(map(len, parts.values()))


@cache
def drafts() -> Drafts:
    """Return the drafts of this process."""
    return Drafts()
