"""Compass words in a text, Vietnamese and English, and the numbers beside them."""

import re
from dataclasses import dataclass

from gis.core.text import fold
from gis.ingest.cells import decimal_of_cell

VIETNAMESE, ENGLISH = "vietnamese", "english"
_STEP_DEG = 22.5
_VIETNAMESE = (
    *("b", "bdb", "db", "ddb", "d", "ddn", "dn", "ndn"),
    *("n", "ntn", "tn", "ttn", "t", "ttb", "tb", "btb"),
)
_ENGLISH = (
    *("n", "nne", "ne", "ene", "e", "ese", "se", "sse"),
    *("s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw"),
)
FULL_WORDS = {"bắc": "b", "bac": "b", "đông": "d", "dong": "d", "nam": "n", "tây": "t", "tay": "t"}
_POINTS = {"north": "n", "east": "e", "south": "s", "west": "w"}
_ENGLISH_WORD = re.compile(r"(?:north|east|south|west){1,2}")
_TOKEN = re.compile(
    r"(?P<number>(?:(?<!\w)[-+])?\d+(?:[.,]\d+)?)"
    r"(?P<mark>\s?(?:°|º|˚|o\b|độ\b|do\b|deg\b|degrees?\b)(?:\s?\d{1,2}\s?['′’])?)?"
    r"|(?P<word>[^\W\d_]+)|(?P<dash>[-–—÷~]|→)",
    re.IGNORECASE,
)
RANGE_WORDS = frozenset({"den", "to", "toi", "sang", "qua"})
# A camera that turns, not one that looks both ways.
TURNING = frozenset({"quet", "xoay", "dao"})
# What goes from one side to the other may be said with these too.
SWEPT = RANGE_WORDS | TURNING | {"tu"}
# How many, and which of several: no bearings.
NUMBERING = re.compile(
    r"\b(?:camera|cam|mắt)\s?(?:số\s?)?\d{1,4}\s?:?|"
    r"\bhướng\s*(?:số\s*)?\d\s*:|^\s*\d[.)]\s+(?=[^\W\d])|"
    r"(?<!\d)\d{1,4}\s?(?:hướng|phía|chiều|mắt|camera|cam|cái|chiếc|mét|m|mp)\b",
    re.IGNORECASE,
)
FILLERS = frozenset(
    fold(
        "hướng phía góc phương vị quay nhìn về ra camera cam chiếu quan sát lắp đặt khoảng tầm "
        "chính theo là mắt xuống lên từ azimuth direction bearing heading facing view look "
        "true hai ba bốn các cả cùng hơi chếch đo được la bàn ở"
    ).split()
)


# No direction has more figures.
_LONGEST_NUMBER, _LONGEST_TEXT = 12, 1000


@dataclass(frozen=True, slots=True)
class Token:
    """A number, word or dash of a text; `marked`: a number with a sign or word for degrees."""

    kind: str
    text: str
    value: float = float("nan")
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Compass words that say one direction: every azimuth they may mean, likeliest first."""

    first: int
    after: int
    azimuths: tuple[float, ...]


def languages(cell: object) -> set[str]:
    """Tell which languages the compass words of a cell are in; a lone N tells neither."""
    return languages_of(tokens_of(cell)) if isinstance(cell, str) else set()


def languages_of(tokens: list[Token]) -> set[str]:
    """Tell which languages compass words are in."""
    found = set()
    for token in tokens:
        letters = letters_of(token)
        word = token.text.casefold()
        if letters is None or (letters == "n" == word):
            continue
        vietnamese = word in FULL_WORDS or (letters in _VIETNAMESE and letters != "n")
        found.add(VIETNAMESE if vietnamese else ENGLISH)
    return found


def tokens_of(text: str) -> list[Token]:
    """Take a text apart, without what says how many cameras there are, or which."""
    found = []
    for m in _TOKEN.finditer(NUMBERING.sub(" ", text[:_LONGEST_TEXT])):
        if m["number"] and len(m["number"]) <= _LONGEST_NUMBER:
            minutes = re.search(r"(?<!\d)(\d+)\s?['′’]", m["mark"] or "")
            value = decimal_of_cell(m["number"]) + (int(minutes[1]) / 60 if minutes else 0.0)
            found.append(Token("number", m["number"], value, bool(m["mark"])))
        else:
            found.append(Token("word" if m["word"] or m["number"] else "dash", m[0]))
    return found


def letters_of(token: Token) -> str | None:
    """Return a compass word as its letters; None for any other word."""
    word = token.text.casefold()
    if token.kind != "word":
        return None
    if word in FULL_WORDS:
        return FULL_WORDS[word]
    plain = fold(word)
    if _ENGLISH_WORD.fullmatch(plain):
        return re.sub("(n|e|s|w)[a-z]{3,4}?(?=[nesw]|$)", r"\1", plain)
    known = plain in _VIETNAMESE or plain in _ENGLISH
    # Marks tell words from letters: “bê” is no “b”; đ is one.
    return plain if known and plain == word.replace("đ", "d") else None


def groups_of(tokens: list[Token], *, english: bool) -> tuple[list[Group], list[str]]:
    """Return the directions said in words, and the words that say something else."""
    groups, rest, place = [], [], 0
    while place < len(tokens):
        group = _group_at(tokens, place, english=english)
        if group:
            groups.append(group)
        elif tokens[place].kind == "word":
            rest.append(fold(tokens[place].text))
        place = group.after if group else place + 1
    passed = FILLERS | SWEPT
    return groups, [word for word in rest if word not in passed]


def _group_at(tokens: list[Token], place: int, *, english: bool) -> Group | None:
    """Return the longest direction that begins here: “Đông”, “Đông Nam”, “Đông-Nam”."""
    best, letters, at = None, "", place
    while at < len(tokens) and len(letters) < 3:
        said = letters_of(tokens[at])
        if said is None:
            break
        letters += said
        at += 1
        if azimuths := azimuths_of(letters, languages_of(tokens[place:at]), english=english):
            best = Group(place, at, azimuths)
        at += at < len(tokens) and tokens[at].text in "-–—"
    return best


def azimuths_of(letters: str, said_in: set[str], *, english: bool) -> tuple[float, ...]:
    """Return what compass letters may mean, likeliest first, in the languages they are in."""
    orders = {VIETNAMESE: _VIETNAMESE, ENGLISH: _ENGLISH}
    likely = (ENGLISH, VIETNAMESE) if english else (VIETNAMESE, ENGLISH)
    known = [orders[name] for name in likely if name in said_in or not said_in]
    return tuple(order.index(letters) * _STEP_DEG for order in known if letters in order)
