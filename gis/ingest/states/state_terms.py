"""What the words for the state of a camera say, and what their denial says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from gis.core.choices import Cause, FaultPart, Status
from gis.vocabulary.word_list import listing, listings


class Force(IntEnum):
    """Which of several things said of one camera counts: the strongest.

    `IMPLIED` follows from a cause or a wish for repair and yields to anything said outright;
    `DOWN` is known by its effect (no signal), `BROKEN` by what is the matter.
    """

    NONE = 0
    UNKNOWN = 1
    IMPLIED = 2
    WORKING = 3
    DEGRADED = 4
    DOWN = 5
    SUSPENDED = 6
    ABANDONED = 7
    BROKEN = 8
    DISPOSAL = 9


@dataclass(frozen=True, slots=True)
class Sign:
    """What one term says.

    `verb`: the part goes with the verb (cut: a line). `denied`: what its denial says,
    nothing when that is not known. `denies`: it turns what follows into its opposite, or
    (`behind`) what stands before; with nothing to deny it says what it says. `rare`: what
    goes with it happens at times only, at night, or to a lesser part. `mended`: nothing said
    before counts any more. `now`: nothing said of the state before counts, where something
    is said after. `observes`: a verb that may stand between a denial and what it denies.
    `wishes`: what follows has not been done. `replaces`: a fault named next is of what was there
    before. `own`: a fault of the very device that is named before it. `works_on`: the part
    named with it is the one to mend.
    """

    status: str = ""
    force: Force = Force.NONE
    part: str = ""
    cause: str = ""
    denied: "Sign | None" = None
    verb: bool = False
    denies: bool = False
    behind: bool = False
    rare: bool = False
    mended: bool = False
    now: bool = False
    observes: bool = False
    wishes: bool = False
    replaces: bool = False
    own: bool = False
    works_on: bool = False

    @property
    def only_leads(self) -> bool:
        """Whether it says nothing itself, but how what follows is meant."""
        return self.observes or self.wishes or self.replaces


def _outright(status: Status, part: str = "", cause: str = "") -> Sign:
    force = Force[status.name]
    denied = Sign(Status.WORKING, Force.WORKING) if status in (Status.BROKEN, "degraded") else None
    return Sign(status, force, part, cause, denied, verb=bool(part))


def _implied(status: Status, cause: str = "", part: str = "") -> Sign:
    return Sign(status, Force.IMPLIED, part, cause, verb=bool(part))


def _denied(denied: Sign, force: Force = Force.WORKING) -> Sign:
    """Return a sign that it works, and what its denial says."""
    return Sign(Status.WORKING, force, denied=denied)


_WORKS = Sign(Status.WORKING, Force.WORKING)
_DOWN = Sign(Status.BROKEN, Force.DOWN, denied=_WORKS)
DEGRADED = _outright(Status.DEGRADED)
_MENDED = Sign(Status.WORKING, Force.WORKING, mended=True)
_TO_REPAIR = _implied(Status.BROKEN)
RUNS = _denied(_DOWN)
_SIGNS = {
    "nothing": Sign(),
    "runs": RUNS,
    "seen": _denied(_DOWN, Force.IMPLIED),
    "commissioned": _denied(_outright(Status.SUSPENDED)),
    "used": _denied(_outright(Status.ABANDONED)),
    "good": _denied(DEGRADED),
    "records": _denied(_outright(Status.DEGRADED, FaultPart.RECORDER), Force.IMPLIED),
    "mended": _MENDED,
    "degraded": DEGRADED,
    "unsteady line": _outright(Status.DEGRADED, FaultPart.LINE),
    "unsteady power": _outright(Status.DEGRADED, FaultPart.POWER),
    "leaning pole": _outright(Status.DEGRADED, FaultPart.POLE),
    "blocked": _outright(Status.DEGRADED, cause=Cause.BLOCKED_OR_TURNED),
    "worn": _outright(Status.DEGRADED, cause=Cause.WEAR),
    "wear": Sign(cause=Cause.WEAR),
    "at times": Sign(rare=True),
    "lesser part": Sign(part=FaultPart.CAMERA, rare=True),
    "down": _DOWN,
    "broken": _outright(Status.BROKEN),
    "cut line": _outright(Status.BROKEN, FaultPart.LINE),
    "cut power": _outright(Status.BROKEN, FaultPart.POWER),
    "fallen pole": _outright(Status.BROKEN, FaultPart.POLE),
    "stolen": _outright(Status.BROKEN, cause=Cause.THEFT),
    "stolen camera": _outright(Status.BROKEN, FaultPart.CAMERA, Cause.THEFT),
    "struck": _outright(Status.BROKEN, cause=Cause.WEATHER),
    "weather": _implied(Status.BROKEN, Cause.WEATHER),
    "unpaid": _implied(Status.SUSPENDED, Cause.UNPAID),
    "unpaid line": _outright(Status.SUSPENDED, FaultPart.LINE, Cause.UNPAID),
    "disconnected line": _outright(Status.SUSPENDED, FaultPart.LINE),
    "disconnected power": _outright(Status.SUSPENDED, FaultPart.POWER),
    "no line yet": _outright(Status.SUSPENDED, FaultPart.LINE),
    "no power yet": _outright(Status.SUSPENDED, FaultPart.POWER),
    "locked out": _outright(Status.SUSPENDED, FaultPart.ACCOUNT, Cause.ACCOUNT_LOST),
    "moved": _implied(Status.SUSPENDED, Cause.MOVED),
    "taken down": _outright(Status.SUSPENDED, cause=Cause.MOVED),
    "not handed over": _implied(Status.SUSPENDED, Cause.NOT_HANDED_OVER),
    "suspended": _outright(Status.SUSPENDED),
    "not connected": _implied(Status.SUSPENDED),
    "lost address": Sign(Status.BROKEN, Force.DOWN, FaultPart.LINE, denied=_WORKS, verb=True),
    "repair of line": _implied(Status.BROKEN, part=FaultPart.LINE),
    "abandoned": _outright(Status.ABANDONED),
    "unknown": _outright(Status.UNKNOWN, cause=Cause.UNKNOWN),
    "disposal": _outright(Status.DISPOSAL),
    "no longer": Sign(Status.DISPOSAL, Force.IMPLIED, denies=True),
    "gone": _implied(Status.DISPOSAL),
    "now": Sign(now=True),
    "to repair": _TO_REPAIR,
    "observed": Sign(observes=True),
    "not seen": replace(_DOWN, denies=True),
    "wish": Sign(wishes=True),
    "replaces": Sign(replaces=True),
    "replaces now": Sign(replaces=True, works_on=True),
    "denial": Sign(denies=True),
    "denial behind": Sign(denies=True, behind=True),
}


def _each(starts: str, ends: str) -> str:
    """Join each start with each end."""
    return ";".join(f"{a} {b}" for a in starts.split(";") for b in ends.split(";"))


def state_terms() -> Iterator[tuple[str, Sign]]:
    """Yield terms and what they say; the first of two that are alike counts."""
    for means, terms in listings("state"):
        if means in _SIGNS and means != "denial":
            yield terms, _SIGNS[means]
    yield _each(listing("state", "denial"), listing("state", "observed")), _SIGNS["denial"]
    yield from _losses()
    yield from _lost_keys()
    yield from _debts()
    yield from _repairs()
    for part, nouns in listings("part"):
        yield nouns, Sign(part=part)
    yield listing("state", "denial"), _SIGNS["denial"]


def _losses() -> Iterator[tuple[str, Sign]]:
    """Yield that there is no power, line or picture: ``mất điện``, ``không có mạng``."""
    verbs = listing("lost", "verb")
    for part in (FaultPart.LINE, FaultPart.POWER):
        lost = replace(_DOWN, part=part, verb=True)
        yield _each(verbs, listing("lost", part)), lost
    yield _each(verbs, listing("lost", "own power")), replace(lost, own=True)
    yield _each(verbs, listing("lost", "picture")), _DOWN


def _lost_keys() -> Iterator[tuple[str, Sign]]:
    """Yield that nobody has the password or the account: ``không ai nhớ mật khẩu``."""
    verbs, keys = listing("locked", "verb"), listing("locked", "noun")
    for terms in (_each(verbs, keys), _each(keys, verbs)):
        yield terms, _SIGNS["locked out"]


def _debts() -> Iterator[tuple[str, Sign]]:
    """Yield that nobody pays for the line, the power or anything: ``chưa đóng cước``."""
    for things, part in (("line", FaultPart.LINE), ("power", FaultPart.POWER), ("any", "")):
        unpaid = _implied(Status.SUSPENDED, Cause.UNPAID, part)
        yield _each(listing("unpaid", "verb"), listing("unpaid", things)), unpaid


def _repairs() -> Iterator[tuple[str, Sign]]:
    """Yield that it is mended, under repair, to be repaired, or cannot be."""
    verbs = listing("repair", "verb")
    yield _each("đã; mới; vừa; đã được; được", verbs), _MENDED
    yield _each(verbs, "xong"), _MENDED
    yield _each("đã; mới; vừa; đã được", listing("state", "repair of line")), _MENDED
    yield _each("đang", verbs + "; bảo trì; bảo dưỡng"), _SIGNS["suspended"]
    yield _each(listing("repair", "wish"), verbs), _TO_REPAIR
    yield (
        "sửa; sửa chữa; khắc phục; phục hồi; xử lý; xử lí",
        Sign(denied=_SIGNS["broken"], works_on=True),
    )
