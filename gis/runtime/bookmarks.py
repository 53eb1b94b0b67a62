"""What visitors ask of the pages, kept on the server so that it survives a reload.

A bookmark is known by an id that cannot be guessed and stands in the visitor's address.
Bookmarks live as long as the program runs; those not used for longest give way.
"""

import json
import secrets
from functools import cache
from threading import Lock
from typing import Any

from gis.core.errors import GisError
from gis.core.language import _

MOST_BOOKMARKS = 500
MOST_BOOKMARK_LETTERS = 2_000_000
MOST_LETTERS_IN_ALL = 50_000_000


class Bookmarks:
    """Bookmarks by id; each holds plain values by the name of the part they belong to."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: dict[str, dict[str, str]] = {}

    def begin(self, like: str = "") -> str:
        """Return the id of a new bookmark; it begins with what that of another id holds."""
        begun = secrets.token_urlsafe(16)
        with self._lock:
            self._keep(begun, dict(self._used(like)))
        return begun

    def read(self, bookmark: str, part: str) -> Any:
        """Return what was last written to a part of a bookmark, None when nothing was."""
        with self._lock:
            text = self._used(bookmark).get(part)
        return None if text is None else json.loads(text)

    def write(self, bookmark: str, part: str, value: Any) -> None:
        """Keep a plain value as a part of a bookmark; None removes the part.

        Raises
        ------
        GisError
            It would be too large.
        """
        with self._lock:
            parts = {name: text for name, text in self._used(bookmark).items() if name != part}
            if value is not None:
                parts[part] = json.dumps(value, ensure_ascii=False)
            if _letters(parts) > MOST_BOOKMARK_LETTERS:
                raise GisError(_("Too much is asked at once to be kept for a reload of the page"))
            self._keep(bookmark, parts)

    def is_empty(self, bookmark: str) -> bool:
        """Tell whether nothing is kept under an id."""
        with self._lock:
            return not self._held.get(bookmark)

    def _used(self, bookmark: str) -> dict[str, str]:
        """Return the parts of a bookmark, which becomes the one used last."""
        parts = self._held.get(bookmark, {})
        self._keep(bookmark, parts)
        return parts

    def _keep(self, bookmark: str, parts: dict[str, str]) -> None:
        self._held.pop(bookmark, None)
        if parts:
            self._held[bookmark] = parts
        sizes = {bookmark: _letters(parts) for bookmark, parts in self._held.items()}
        letters = sum(sizes.values())
        while len(self._held) > MOST_BOOKMARKS or letters > MOST_LETTERS_IN_ALL:
            oldest = next(iter(self._held))
            letters -= sizes[oldest]
            del self._held[oldest]


def _letters(parts: dict[str, str]) -> int:
    return sum(map(len, parts.values()))


@cache
def bookmarks() -> Bookmarks:
    """Return the bookmarks of this process."""
    return Bookmarks()
