"""What must hold before a commune's survey goes a step further along the chain of duty."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from gis.core.choices import RoundState, Status
from gis.core.language import _
from gis.core.numbers import number
from gis.core.schema import split_ids
from gis.register.availability import DOWN

# Days on which something is said to have been seen or done.
_DONE_ON = ("surveyed_on", "repaired_on", "accepted_on", "live_verified_on", "maintained_on")
CHECK_COLUMNS = ["check", "holds", "hard", "found", "advice"]


@dataclass(frozen=True)
class Facts:
    """What is known of a commune before a step.

    `counts`: numbers of cameras: all, by what they lack (see `progress.progress`), and those of
    `count_lacks`. `outcomes`: what becomes of those that do not work, `Account.counts`, and
    `seeing`. `sentence`: how these add up. `plan`: what the plan proposed for the commune is
    called, "" when there is none; `plan_wrong`: why it cannot be made from today's register;
    `plan_differing`: repairs in which it then differs from the one that was kept. `changed`:
    cameras that differ from what was submitted last. `drafted_by`: who took the first step.
    `simulated`: the register is made up. `doubles`: pairs of cameras that may be one.
    """

    counts: Mapping[str, int]
    outcomes: Mapping[str, int]
    sentence: str
    plan: str = ""
    plan_wrong: str = ""
    plan_differing: int = 0
    changed: int = 0
    drafted_by: str = ""
    simulated: bool = False
    doubles: int = 0


def count_lacks(
    cameras: pd.DataFrame, equipment: pd.DataFrame, waiting: pd.Series, *, today: str
) -> dict[str, int]:
    """Count cameras of a commune: all, and those with something that must not be.

    Parameters
    ----------
    cameras
        Those of the commune, canonical columns.
    equipment
        All there is, canonical columns.
    waiting
        Whether a repair of each camera waits for acceptance.
    today
        ISO date.

    Returns
    -------
    states, no_cause, waiting, unlisted, future
        With a state there is, failed without a cause, repaired but not accepted, behind
        equipment nobody has listed, with a day of work that is still to come.
    """
    needs = cameras["depends_on"].map(split_ids).explode().dropna()
    strange = needs.index[~needs.isin(equipment["equipment_id"])].nunique()
    future = pd.DataFrame({day: cameras[day] > today for day in _DONE_ON}, index=cameras.index)
    failed = cameras["status"].isin(DOWN)
    return {
        "states": int(cameras["status"].isin(list(Status)).sum()),
        "no_cause": int((failed & (cameras["cause"] == "")).sum()),
        "waiting": int(waiting.sum()),
        "unlisted": int(strange),
        "future": int(future.any(axis=1).sum()),
    }


# A step is refused where one of these does not hold; all others may be passed with a reason.
HARD = frozenset({"sums", "future"})
_ONLY_LATER = ("unchanged", "second_person")


def check_step(facts: Facts, *, step: str, who: str) -> pd.DataFrame:
    """Return what was checked before a step: one row a check, those that fail first.

    Parameters
    ----------
    facts
        What is known of the commune.
    step
        The `RoundState` that the step leads to.
    who
        Who wants to take it.

    Returns
    -------
    check, holds, hard
        Its name; whether it holds; whether the step is refused when it does not.
    found, advice
        What is so, and what to do ("" where it holds), in words.
    """
    later = _ONLY_LATER if step == RoundState.DRAFTED else ()
    found, advice = _found(facts), _advice()
    rows = [
        (name, holds, name in HARD, found[name], "" if holds else advice[name])
        for name, holds in _holds(facts, step, who).items()
        if name not in later
    ]
    rows.sort(key=lambda row: (row[1], not row[2]))
    return pd.DataFrame(rows, columns=CHECK_COLUMNS)


def _holds(facts: Facts, step: str, who: str) -> dict[str, bool]:
    got, outcomes = facts.counts, facts.outcomes
    plan = bool(facts.plan) or not _mendable(facts)
    approved_by_drafter = step == RoundState.APPROVED and who == facts.drafted_by
    lacks = ("unknown", "not_located", "no_cause", "missing", "waiting", "unlisted", "future")
    return {
        "cameras": got["cameras"] > 0,
        "surveyed": got["surveyed"] == got["cameras"],
        **{name: got[name] == 0 for name in lacks},
        "doubles": facts.doubles == 0,
        "sums": _adds_up(got, outcomes),
        "plan": plan and not facts.plan_wrong,
        "plan_current": facts.plan_differing == 0,
        "real": not facts.simulated,
        "unchanged": facts.changed == 0,
        "second_person": not approved_by_drafter,
    }


def _adds_up(got: Mapping[str, int], outcomes: Mapping[str, int]) -> bool:
    """Tell whether each camera is counted once: by its state, its sight, and what becomes of it."""
    parts = ("planned", "later", "survey", "disposal", "unlisted")
    down = sum(outcomes[part] for part in parts)
    seen = outcomes["seeing"] + outcomes["not_working"] + outcomes["unconfirmed"]
    return got["cameras"] == got["states"] == seen and outcomes["not_working"] == down


def _mendable(facts: Facts) -> int:
    return facts.outcomes["planned"] + facts.outcomes["later"]


def _found(facts: Facts) -> dict[str, str]:
    count = {name: number(value) for name, value in facts.counts.items()}
    share = number(100 * facts.counts["surveyed"] / max(facts.counts["cameras"], 1))
    return {
        "cameras": _("{count} cameras in the register", count=count["cameras"]),
        "surveyed": _(
            "{count} of {total} cameras surveyed ({share} %)",
            count=count["surveyed"],
            total=count["cameras"],
            share=share,
        ),
        "unknown": _("{count} cameras whose state is not known", count=count["unknown"]),
        "not_located": _("{count} cameras without a position", count=count["not_located"]),
        "no_cause": _("{count} cameras that failed, without a cause", count=count["no_cause"]),
        "missing": _("{count} cameras that lack what the order asks for", count=count["missing"]),
        "waiting": _("{count} repairs wait for acceptance", count=count["waiting"]),
        "unlisted": _(
            "{count} cameras behind equipment that nobody has listed", count=count["unlisted"]
        ),
        "future": _(
            "{count} cameras with a day of work that is still to come", count=count["future"]
        ),
        "doubles": _(
            "{count} pairs of cameras may be one listed twice", count=number(facts.doubles)
        ),
        "sums": _sums(facts),
        "plan": _plan(facts),
        "plan_current": _(
            "{count} repairs of the proposed plan are otherwise on today's register",
            count=number(facts.plan_differing),
        ),
        "real": _("The data are simulated") if facts.simulated else _("The data are not simulated"),
        "unchanged": _(
            "{count} cameras differ from what was submitted last", count=number(facts.changed)
        ),
        "second_person": _("Drafted by {name}", name=facts.drafted_by),
    }


def _sums(facts: Facts) -> str:
    got = {name: number(value) for name, value in facts.outcomes.items()}
    said = _(
        "{total} cameras = {seeing} seeing + {down} not working + {unsure} not confirmed.",
        total=number(facts.counts["cameras"]),
        seeing=got["seeing"],
        down=got["not_working"],
        unsure=got["unconfirmed"],
    )
    return f"{said} {facts.sentence}"


def _plan(facts: Facts) -> str:
    if facts.plan_wrong:
        return _(
            "The proposed plan {plan} cannot be made today: {reason}",
            plan=facts.plan,
            reason=facts.plan_wrong,
        )
    if facts.plan:
        return _("Proposed plan: {plan}", plan=facts.plan)
    if not _mendable(facts):
        return _("No camera needs a plan")
    return _("No plan is proposed; {count} cameras can be repaired", count=number(_mendable(facts)))


def _advice() -> dict[str, str]:
    return {
        "cameras": _("Load the list; if there is no camera in this place, say so"),
        "surveyed": _("Survey the others, or say why not"),
        "unknown": _("Survey them, and write their state down"),
        "not_located": _("Take their position, on the map or on the spot"),
        "no_cause": _("Write down what failed, and why"),
        "missing": _("See “What is missing” below"),
        "waiting": _("Accept them, with name, day and photo"),
        "unlisted": _("List the equipment, with its state"),
        "future": _("Correct these days in the register"),
        "doubles": _("Look at them under “Camera register”, and remove the second"),
        "sums": _("Open the register and correct the state of the cameras"),
        "plan": _("Make a plan, keep it, and mark it as the one proposed"),
        "plan_current": _("Open the plan, see what differs, and keep it anew"),
        "real": _("For exercise only: not for use"),
        "unchanged": _("Look at what differs below; return the survey if it must be drafted anew"),
        "second_person": _("Somebody else than who drafted it should approve"),
    }
