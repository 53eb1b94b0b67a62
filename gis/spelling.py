"""One spelling for words that people write in many ways."""

import unicodedata


class _Plain(dict[int, str]):
    """What each character folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        """Take the character apart and leave its marks out."""
        parts = unicodedata.normalize("NFKD", _STROKED_D.get(chr(code), chr(code)))
        letters = (c if c.isalnum() else " " for c in parts if not unicodedata.combining(c))
        self[code] = "".join(letters).casefold()
        return self[code]


# đ and the look-alike eth are letters of their own, not letters with a mark.
_STROKED_D = {"Đ": "D", "đ": "d", "\u00d0": "D", "\u00f0": "d"}
_PLAIN = _Plain()


def fold(text: str) -> str:
    """Return the words of a text in plain lower-case ASCII letters and digits.

    Marks, case, composed or decomposed writing and punctuation make no difference:
    ``"Toạ độ – X (m)"`` and ``"TOA DO X m"`` fold to the same words.
    """
    return " ".join(text.translate(_PLAIN).split())


def phrases(listing: str) -> list[str]:
    """Split a ``;``-separated listing into its folded phrases."""
    return [fold(phrase) for phrase in listing.split(";")]
