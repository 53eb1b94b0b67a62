"""The words for kinds of cameras and equipment, and for who paid and who pays."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from gis.core.choices import CodeList, EquipmentKind, Kind, Origin, Payer
from gis.ingest.terms import BREAK, MOST_LETTERS, TermList
from gis.vocabulary.word_list import listings

# What the words of each choice are called in the vocabulary; of several values in one clause
# the one that stands first there counts, before all one that is called “first”.
_NAMES: dict[type[CodeList], str] = {
    Kind: "kind",
    Origin: "origin",
    Payer: "payer",
    EquipmentKind: "equipment",
}
# Numbers that say something: a turn, and the programme of that number.
_NUMBERS: dict[type[CodeList], tuple[str, ...]] = {Kind: ("180", "360"), Origin: ("135", "1719")}
LISTED = frozenset(_NAMES)
_SEVERAL = re.compile(r"[,+;/&\n]| và ")
_JOINT = re.compile(r"[,+;/&\n()\[\]:]|\bvà\b", re.IGNORECASE)

# “2 thân 1 xoay”: as many of each.
_COUNTS = re.compile(r"(?<![\w.,])\d{1,2} (?=[^\W\d]{3})")


@dataclass(frozen=True, slots=True)
class _Value:
    """A value and how much it counts: less further down the listing, least when faint."""

    name: str
    rank: int
    faint: bool


@cache
def _terms(choices: type[CodeList]) -> TermList[_Value]:
    name = _NAMES[choices]
    written = [(str(value), value.written) for value in choices]
    parts = listings("part") if choices is EquipmentKind else ()
    rows = [*listings(name), *parts, *written]
    ranks = {value: -place for place, value in enumerate(dict.fromkeys(v for v, _t in rows))}
    nothing = [(terms, _Value("", 0, faint=True)) for value, terms in rows if value == "nothing"]
    faint = [(t, _Value(v, ranks.get(v, -99), faint=True)) for v, t in listings(f"{name} faint")]
    first = [(t, _Value(v, 1, faint=False)) for v, t in listings(f"{name} first")]
    values = [(t, _Value(v, ranks[v], faint=False)) for v, t in rows if v in list(choices)]
    return TermList([*nothing, *faint, *first, *values], numbers=_NUMBERS.get(choices, ()))


@lru_cache(maxsize=1 << 16)
def read_values(text: str, choices: type[CodeList]) -> tuple[str, ...]:
    """Return the values that a text names, in its order; several only where it lists several.

    ``"Dome xoay"`` is one thing, a PTZ; ``"PTZ + thân"`` are two.

    Parameters
    ----------
    text
        As written; at most `MOST_LETTERS` of it are read.
    choices
        The code list whose values are looked for.

    Returns
    -------
    tuple
        Stored values, empty where none is named.
    """
    text = text[:MOST_LETTERS]
    if len(_COUNTS.findall(text)) > 1:
        text = _COUNTS.sub(r" + \g<0>", text)
    several = f" {BREAK} " if _SEVERAL.search(text.lower()) else " "
    return _values(_terms(choices).known_words(_JOINT.sub(several, text)), choices)


@lru_cache(maxsize=1 << 14)
def _values(words: tuple[str, ...], choices: type[CodeList]) -> tuple[str, ...]:
    found = [term for term in _terms(choices).find(words) if term.meaning.name]
    strong = [term for term in found if not term.meaning.faint] or found
    clauses: dict[int, list[_Value]] = {}
    for term in strong:
        clauses.setdefault(words[: term.first].count(BREAK), []).append(term.meaning)
    named = [
        said[0] if choices is EquipmentKind else max(said, key=lambda value: value.rank)
        for said in clauses.values()
    ]
    return tuple(dict.fromkeys(value.name for value in named))
