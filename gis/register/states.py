"""What people write of the state of a camera: its status, the part that failed, why, since when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from gis.choices import Cause, FaultPart, Status
from gis.register.state_terms import DEGRADED, Force, Sign, state_terms
from gis.register.terms import BREAK, UNKNOWN, Term, Terms
from gis.register.vocabulary import listing, word_set

_TERMS = Terms(
    state_terms(),
    listing("any", "filler"),
    numbers=["0"],
    marked=word_set("state", "marked alone"),
)
# May stand between a denial and what it denies: no longer, in any way, yet.
_PASSED = frozenset(["còn", "~con", "bị", "~bi", "đang", "~dang", "thấy", "~thay", UNKNOWN])
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
_FINE = frozenset(["", Status.WORKING, Status.UNKNOWN])


@dataclass(frozen=True, slots=True)
class State:
    """What a text says of a camera; empty where it says nothing.

    `also` is a status the text names besides, in contradiction; `since` the year named with a
    fault, `noun` the first part named, failing or not. `whole`: the text says nothing else.
    `plain`: the status is said outright.
    """

    status: str = ""
    part: str = ""
    cause: str = ""
    also: str = ""
    since: str = ""
    noun: str = ""
    whole: bool = False
    plain: bool = False

    @property
    def fails(self) -> bool:
        """Tell whether something is the matter."""
        return self.status not in _FINE


def read_state(text: str) -> State:
    """Read a text of any kind: ``"hỏng đầu ghi do sét năm 2022"``."""
    state = _read(_TERMS.known_words(text))
    years = _YEAR.findall(text) if state.fails else []
    return replace(state, since=years[-1]) if years else state


@dataclass(frozen=True, slots=True)
class _Said:
    """A sign where it stands: in which clause of the text."""

    clause: int
    sign: Sign


@lru_cache(maxsize=1 << 16)
def _read(words: tuple[str, ...]) -> State:
    terms = _TERMS.find(words)
    said = _current(_softened(list(_affirmed(words, terms))))
    best = max((s.sign for s in said), key=_weight, default=Sign())
    best = _explained(best, said)
    covered = sum(term.end - term.first for term in terms)
    passed = sum(w == BREAK or (_is_passed(w) and w != UNKNOWN) for w in words)
    nouns = [s.sign.part for s in said if s.sign.part]
    return State(
        status=best.status,
        part=_part(said, best),
        cause=_cause(said, best),
        also=_contradiction(said, best),
        noun=next((part for part in nouns if part != FaultPart.CAMERA), *nouns[:1] or [""]),
        whole=bool(terms) and covered + passed >= len(words),
        plain=best.force > Force.IMPLIED,
    )


def _is_passed(word: str) -> bool:
    return word in _PASSED or _TERMS.is_filler(word)


def _weight(sign: Sign) -> tuple[int, bool]:
    return sign.force, sign.status not in _FINE


def _affirmed(words: tuple[str, ...], terms: list[Term[Sign]]) -> Iterator[_Said]:
    """Yield what each term says, denials applied to what they deny."""
    denied_to, denial = -1, Sign()
    for term in terms:
        sign, between = term.meaning, words[max(denied_to, 0) : term.first]
        clause = words[: term.first].count(BREAK)
        if sign.denies:
            denied_to, denial = term.end, replace(sign, denies=False)
            continue
        denied = denied_to >= 0 and all(map(_is_passed, between)) and len(between) <= 3
        if denied and not sign.status and sign.denied is None and sign.part:
            denied_to = term.end  # "không mắt nào hoạt động": the noun is passed over
            yield _Said(clause, sign)
            continue
        denied_to = -1
        yield _Said(clause, (sign.denied or Sign()) if denied else sign)
    if denied_to >= 0:
        yield _Said(words.count(BREAK), denial)


def _softened(said: list[_Said]) -> list[_Said]:
    """Make unsteady what fails at times only."""
    rare = {s.clause for s in said if s.sign.rare}
    down = (Force.DOWN, Force.BROKEN)
    return [
        replace(s, sign=replace(s.sign, status=DEGRADED.status, force=DEGRADED.force))
        if s.clause in rare and s.sign.force in down
        else s
        for s in said
    ]


def _current(said: list[_Said]) -> list[_Said]:
    """Leave out what was before: before a repair, before "now"."""
    for place in range(len(said) - 1, -1, -1):
        sign = said[place].sign
        if sign.mended or (sign.now and any(s.sign.status for s in said[place:])):
            return said[place:]
    return said


def _explained(best: Sign, said: list[_Said]) -> Sign:
    """Return that a camera is suspended, not broken, if it is off as nobody pays or has it."""
    if best.force == Force.DOWN:
        for s in said:
            if s.sign.status == Status.SUSPENDED and s.sign.cause:
                return s.sign
    return best


def _part(said: list[_Said], best: Sign) -> str:
    """Return the part that what is the matter goes with."""
    if best.status and best.status in _FINE:
        return ""
    force = {
        s.clause: max(t.sign.force for t in said if t.clause == s.clause and not t.sign.part)
        for s in said
        if not s.sign.part
    }
    fine = {s.clause for s in said if s.sign.status == Status.WORKING} - {
        s.clause for s in said if s.sign.status not in _FINE
    }
    named = [
        (_part_weight(s, force.get(s.clause, 0), best), -place, s.sign.part)
        for place, s in enumerate(said)
        if s.sign.part and s.clause not in fine
    ]
    weight, _place, part = max(named, default=(0.0, 0, ""))
    return part if weight > 0 else ""


def _part_weight(said: _Said, clause_force: int, best: Sign) -> float:
    sign = said.sign
    if sign.verb:
        return float(sign.force)
    if sign.part != FaultPart.CAMERA:
        return 1.0 + clause_force
    seen_only = best.force in (Force.DOWN, Force.SUSPENDED, Force.ABANDONED) or (
        best.force == Force.DEGRADED and not sign.rare
    )
    return 0.0 if seen_only else 0.2


def _cause(said: list[_Said], best: Sign) -> str:
    if best.status == Status.WORKING:
        return ""
    causes = [Sign(), *(s.sign for s in said if s.sign.cause)]
    strongest = max(causes, key=lambda sign: (*_known(sign.cause), sign.force))
    return strongest.cause


def _known(cause: str) -> tuple[bool, bool]:
    return cause not in ("", Cause.UNKNOWN), cause != ""


def _contradiction(said: list[_Said], best: Sign) -> str:
    """Return that it works, where the text says so besides what is the matter."""
    works = any(s.sign.status == Status.WORKING and s.sign.force == Force.WORKING for s in said)
    return str(Status.WORKING) if works and best.force >= Force.DOWN else ""
