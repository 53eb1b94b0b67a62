"""What people write of the state of a camera: its status, the part that failed, why, since when."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from gis.core.choices import Cause, FaultPart, Status
from gis.core.text import fold
from gis.ingest.states.state_terms import DEGRADED, RUNS, Force, Sign, state_terms
from gis.ingest.terms import BREAK, MOST_LETTERS, UNKNOWN, Term, TermList
from gis.vocabulary.word_list import listing, word_set

_TERMS = TermList(
    state_terms(),
    listing("any", "filler"),
    numbers=["0"],
    plain=word_set("state", "plain alone"),
)
# May stand between a denial and what it denies: no longer, in any way, yet.
_PASSED = frozenset(["còn", "~con", "bị", "~bi", "đang", "~dang", "thấy", "~thay", UNKNOWN])
_REACH = 3
_LONGEST = 200
_CLAUSES = re.compile(r"[,;+]| và ")
_SMALL_NUMBER = re.compile(r"(?<![\d/.%])\d{1,3}(?![\d/.%])")
_YEAR = re.compile(
    r"(?:\b(?:năm|nam|từ|tu|since|in|hỏng|hong|hư) |[/.(-])(20[0-4]\d)(?!\d)", re.IGNORECASE
)
# What befalls a camera that works, too: nobody pays for it, or has taken it over.
_OWED = frozenset(["", Cause.UNPAID, Cause.NOT_HANDED_OVER])
# Devices that fail when they get no power, and not the power.
_DEVICES: frozenset[str] = frozenset([FaultPart.RECORDER, FaultPart.SWITCH, FaultPart.SERVER])
_BESIDE = frozenset(["bị", "~bi", "xong", "~xong"])
_STILL = frozenset(["vẫn", "~van"])
_AGAIN = frozenset([("lại",), ("~lai",), ("tiếp",), ("~tiep",)])
_FINE = frozenset(["", Status.WORKING, Status.UNKNOWN])


@dataclass(frozen=True, slots=True)
class State:
    """What a text says of a camera; empty where it says nothing.

    `also` is a status the text names besides, in contradiction; `since` the year named with a
    fault, `noun` the first part named, failing or not. `whole`: the text says nothing else.
    `plain`: the status is said outright. `bare`: it works, and no more is said of how.
    `mending`: the part named is the one to mend, whether or not it is said that it fails.
    """

    status: str = ""
    part: str = ""
    cause: str = ""
    also: str = ""
    since: str = ""
    noun: str = ""
    whole: bool = False
    plain: bool = False
    bare: bool = False
    mending: bool = False

    @property
    def fails(self) -> bool:
        """Tell whether something is the matter."""
        return self.status not in _FINE


# “lúc có hình, lúc không”
_NOW_AND_THEN = re.compile(
    r"\b(lúc|khi|hôm|bữa) [^.\n]{1,20}\b\1 (?:không|ko|k|mất|tắt|chập|thì không)\b", re.IGNORECASE
)
_TITLES = frozenset(
    "nhà ông bà anh chị cô chú bác thầy dì cậu mợ mệ ôn cụ quán tiệm hộ".split()  # noqa: SIM905
)
_TITLES_UNMARKED = frozenset(["nha", "ong", "ba", "chi"])


def without_names(text: str) -> str:
    """Leave out what people are called: “gần nhà ông Hỏng” says nothing of a camera."""
    titles = _TITLES_UNMARKED if text.isascii() else _TITLES
    if titles.isdisjoint(text.lower().split()):
        return text
    found, named, shouted = [], False, text.isupper()
    for word in text.split():
        is_name = named and word[:1].isupper() and word.lower() not in titles
        named = word[-1:].isalpha() and not shouted if is_name else word.lower() in titles
        found.append("…" if is_name else word)
    return " ".join(found)


def read_state(text: str) -> State:
    """Read a text of any kind: ``"hỏng đầu ghi do sét năm 2022"``.

    Parameters
    ----------
    text
        As written; at most `MOST_LETTERS` of it are read.

    Returns
    -------
    State
        Status, failed part, cause and year, each empty where the text does not tell it.
    """
    plain = _NOW_AND_THEN.sub("chập chờn", without_names(text[:MOST_LETTERS]))
    state = _read(_TERMS.known_words(plain))
    years = _YEAR.findall(text[:MOST_LETTERS]) if state.fails else []
    return replace(state, since=years[-1]) if years else state


_LONGEST_SHARE = 60
_COUNTED_AS = r"(?: (?:mat|cai|camera|cam|chiec|bo|con))?"
# A number behind what it counts, or before it; of 3/5 the first.
_SHARE = re.compile(
    rf"(?:[a-z]+ ){{1,4}}(\d{{1,2}}){_COUNTED_AS}"
    rf"|(\d{{1,2}})(?: \d{{1,2}})?{_COUNTED_AS}(?: [a-z]+){{1,4}}"
)


# “Hỏng 1/3 mắt”: one, of three; “Hỏng 1/3” may be a day.
_OF_ALL = re.compile(
    r"(\d{1,2}) ?/ ?\d{1,2}(?= ?(?:mắt|mat|camera|cam|cái|chiếc|bộ)\b)", re.IGNORECASE
)


@lru_cache(maxsize=1 << 16)
def counts_in_words(cell: object) -> dict[str, int]:
    """Return how many cameras a text says are in which status; nothing unless it says so of two.

    ``"3 tốt, 2 hỏng"`` counts, ``"hỏng 01 đầu ghi, tốt"`` does not.
    """
    counts: dict[str, int] = {}
    text = cell if isinstance(cell, str) else ""
    for clause in _CLAUSES.split(text[:_LONGEST]):
        numbers, state = _SMALL_NUMBER.findall(clause), read_state(clause)
        if len(numbers) != 1 or not state.status or state.noun not in ("", FaultPart.CAMERA):
            return {}
        counts[state.status] = counts.get(state.status, 0) + int(numbers[0])
    return counts if len(counts) > 1 else {}


@lru_cache(maxsize=1 << 16)
def share_in_words(cell: object) -> tuple[str, int]:
    """Return the status a text says of some cameras only, and of how many; else nothing and 0.

    ``"hỏng 1"``, ``"hư 1 mắt"``, ``"3/5 hoạt động"``; not ``"hỏng 3 tháng"``.
    """
    text = cell if isinstance(cell, str) and len(cell) <= _LONGEST_SHARE else ""
    text = _OF_ALL.sub(r"\1", text)
    words = fold(text)
    match = _SHARE.fullmatch(words)
    state = read_state(text) if match else State()
    if match is None or not state.status or state.noun not in ("", FaultPart.CAMERA):
        return "", 0
    return state.status, int(next(filter(None, match.groups())))


def read_note(text: str) -> State:
    """Read a note: most say nothing of the state, and a fine state only where that is all.

    That a camera is not connected yet, or to be maintained, is a usual remark on one that works.
    """
    state = read_state(text)
    if state.mending and not state.status:
        return State(part=state.part or state.noun, cause=state.cause)
    remark = state.status == Status.SUSPENDED and not state.cause
    return state if (state.fails or (state.whole and state.status)) and not remark else State()


@dataclass(frozen=True, slots=True)
class _Said:
    """A sign where it stands: in which clause of the text."""

    clause: int
    sign: Sign


@lru_cache(maxsize=1 << 16)
def _read(words: tuple[str, ...]) -> State:
    terms = _TERMS.find(words)
    said = _current(_softened(_affirmed(words, _in_context(words, terms))))
    best = max((s.sign for s in said), key=_weight, default=Sign())
    best = _explained(best, said)
    covered = sum(t.end - t.first for t in terms if not t.meaning.only_leads)
    passed = sum(w == BREAK or (_is_passed(w) and w != UNKNOWN) for w in words)
    nouns = [s.sign.part for s in said if s.sign.part]
    return State(
        status=best.status,
        part=_part(said, best),
        cause=_cause(said, best),
        also=_contradiction(said, best),
        noun=next((part for part in nouns if part != FaultPart.CAMERA), "".join(nouns[:1])),
        whole=bool(terms) and covered + passed >= len(words),
        plain=best.force > Force.IMPLIED,
        bare=all(t.meaning is RUNS for t in terms),
        mending=any(t.meaning.works_on for t in terms),
    )


def _is_passed(word: str) -> bool:
    return word in _PASSED or _TERMS.is_filler(word)


def _weight(sign: Sign) -> tuple[int, bool]:
    return sign.force, sign.status not in _FINE


def _affirmed(words: tuple[str, ...], terms: list[Term[Sign]]) -> list[_Said]:
    """Return what each term says, denials applied to what they deny."""
    said: list[_Said] = []
    denial: Term[Sign] | None = None
    for term, following in zip(terms, [*terms, None][1:], strict=True):
        sign, clause = term.meaning, words[: term.first].count(BREAK)
        if sign.behind and said and not _is_near(words, term, following):
            said[-1] = replace(said[-1], sign=said[-1].sign.denied or Sign())
        elif sign.denies:
            denial = term
        elif sign.observes:
            if denial is not None:
                denial = replace(denial, end=term.end)
        elif denial is None or not _is_near(words, denial, term):
            said.append(_Said(clause, sign))
            denial = None
        elif sign.part and not (sign.status or sign.denied):
            # "không mắt nào hoạt động": what is denied comes after the noun.
            said.append(_Said(clause, sign))
            denial = replace(denial, end=term.end)
        else:
            said.append(_Said(clause, sign.denied or Sign()))
            denial = None
    if denial is not None:
        said.append(_Said(words.count(BREAK), replace(denial.meaning, denies=False)))
    return said


def _is_near(words: tuple[str, ...], term: Term[Sign], following: Term[Sign] | None) -> bool:
    """Tell whether hardly a word stands between two terms."""
    if following is None:
        return False
    between = words[term.end : following.first]
    return len(between) <= _REACH and all(map(_is_passed, between))


def _in_context(words: tuple[str, ...], terms: list[Term[Sign]]) -> list[Term[Sign]]:
    """Return the terms, saying nothing where they speak of what was, or may be one day."""
    found: list[Term[Sign]] = []
    before, end, over, wished = Sign(), 0, False, False
    for term in terms:
        between = words[end : term.first]
        beside = all(w in _BESIDE or (_TERMS.is_filler(w) and w not in _STILL) for w in between)
        wished = wished and BREAK not in between
        over = beside and (over or before.mended or (before.replaces and not wished))
        again = words[term.end : term.end + 1] in _AGAIN
        sign = term.meaning
        if over and not again:
            sign = _of_what_was(sign)
        elif wished and sign.cause == Cause.MOVED and sign.force == Force.IMPLIED:
            sign = Sign()
        elif beside and sign.own and before.part in _DEVICES:
            sign = replace(sign, part=before.part)
        found.append(replace(term, meaning=sign))
        over = over and bool(sign.part) and not sign.status
        wished = wished or sign.wishes or sign.denies or sign.cause == Cause.UNPAID
        before, end = sign, term.end
    return found


def _of_what_was(sign: Sign) -> Sign:
    """Return what a sign says of what was mended or replaced: its faults are over."""
    if sign.cause == Cause.WEAR:
        return Sign(part=FaultPart.CAMERA)  # “thay camera cũ”
    return sign if sign.status in _FINE else Sign()


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
    down = any(s.sign.force == Force.DOWN and not s.sign.part for s in said)
    if down and best.verb and best.status == Status.SUSPENDED and not best.cause:
        return replace(best, status=Status.BROKEN, force=Force.DOWN)
    if best.force == Force.DOWN:
        for s in said:
            if s.sign.status == Status.SUSPENDED and (
                s.sign.cause or s.sign.force == Force.IMPLIED
            ):
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
    causes = [Sign(), *(s.sign for s in said if s.sign.cause)]
    if best.status == Status.WORKING:
        causes = [sign for sign in causes if sign.cause in _OWED]
    strongest = max(causes, key=lambda sign: (*_known(sign.cause), sign.force))
    return strongest.cause


def _known(cause: str) -> tuple[bool, bool]:
    return cause not in ("", Cause.UNKNOWN), cause != ""


def _contradiction(said: list[_Said], best: Sign) -> str:
    """Return that it works, where the text says so besides what is the matter."""
    works = any(s.sign.status == Status.WORKING and s.sign.force == Force.WORKING for s in said)
    return str(Status.WORKING) if works and best.force >= Force.DOWN else ""
