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

    Parameters
    ----------
    text
        In any writing, of any language.

    Returns
    -------
    str
        Words with one blank between them; "" of a text without letters and digits.
    """
    return " ".join(text.translate(_PLAIN).split())


def phrases(listing: str) -> list[str]:
    """Split a ``;``-separated listing into its folded phrases.

    Parameters
    ----------
    listing
        Phrases as people write them.

    Returns
    -------
    list
        In their order, see `fold`; an empty listing is one empty phrase.
    """
    return [fold(phrase) for phrase in listing.split(";")]


# The alphabet: â and đ are letters of their own; f, j, w and z stand where Latin has them.
_LETTERS = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_LETTERS)}
# Dictionaries put the tones in this order: ngang, huyền, hỏi, ngã, sắc, nặng.
_TONES = "\u0300\u0309\u0303\u0301\u0323"


def vietnamese_order(text: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """Return a key that sorts texts as a Vietnamese dictionary does.

    Syllable by syllable: first its letters, then its tones. Case and punctuation do not count.

    Parameters
    ----------
    text
        A name, composed or decomposed.

    Returns
    -------
    tuple
        Of each syllable the ranks of its letters, then of its tones (ngang, huyền, hỏi, ngã, sắc,
        nặng); to be compared with others alone.
    """
    return tuple(_syllable(word) for word in _words(text))


def _words(text: str) -> list[str]:
    written = unicodedata.normalize("NFC", text).casefold()
    return "".join(c if c.isalnum() else " " for c in written).split()


def _syllable(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    parts = unicodedata.normalize("NFD", word)
    tones = tuple(_TONES.index(c) + 1 for c in parts if c in _TONES)
    bare = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
    return tuple(_RANK.get(c, len(_RANK) + ord(c)) for c in bare), tones
