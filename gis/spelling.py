"""One spelling for words that people write in many ways."""

import unicodedata
from functools import lru_cache

# đ and the look-alike eth are letters of their own, not letters with a mark.
_STROKED_D = str.maketrans("Đđ\u00d0\u00f0", "DdDd")
# Longer texts do not come again.
_WORTH_KEEPING = 200


def fold(text: str) -> str:
    """Return the words of a text in plain lower-case ASCII letters and digits.

    Marks, case, composed or decomposed writing and punctuation make no difference:
    ``"Toạ độ – X (m)"`` and ``"TOA DO X m"`` fold to the same words.
    """
    return _folded(text) if len(text) <= _WORTH_KEEPING else _folded.__wrapped__(text)


@lru_cache(maxsize=1 << 16)
def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(_STROKED_D))
    letters = (" " if not c.isalnum() else c for c in plain if not unicodedata.combining(c))
    return " ".join("".join(letters).casefold().split())


def phrases(listing: str) -> list[str]:
    """Split a ``;``-separated listing into its folded phrases."""
    return [fold(phrase) for phrase in listing.split(";")]
