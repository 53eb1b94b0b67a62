"""What becomes of every camera that does not work: in the plan, later, or not by money at all."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from gis.analysis.result import Analysis
from gis.core.arrays import Flags
from gis.core.choices import Availability, Goal, Outcome, Status
from gis.core.language import _
from gis.core.numbers import number
from gis.register.availability import accepted, availability, dependence, live
from gis.restoration.model.connections import ways
from gis.restoration.model.repair_options import Work
from gis.restoration.plans.loads import without_room
from gis.restoration.plans.plan import Plan
from gis.vocabulary.labels import display_names

# Where it holds, what becomes of the camera, why, and what to do.
Reason = tuple[Flags | pd.Series, Outcome, pd.Series | str, str]


@dataclass(frozen=True, eq=False)
class Account:
    """The cameras of a scope that do not reach the goal today, and what becomes of each.

    `cameras`: `camera_id name address commune_code`, `sight` (down, or unconfirmed),
    `outcome` (see `Outcome`), `why` no repair brings it back, or no room is left for it, and
    `advice`, what to do (both "" where money alone decides).
    """

    cameras: pd.DataFrame

    @property
    def counts(self) -> dict[str, int]:
        """Count those known to be down, in all and by outcome, and those not confirmed."""
        down = self.cameras["sight"] == Availability.DOWN
        each = self.cameras["outcome"][down].value_counts()
        told = {str(outcome): int(each.get(outcome, 0)) for outcome in Outcome}
        return {"not_working": int(down.sum())} | told | {"unconfirmed": int((~down).sum())}

    @property
    def without_room(self) -> pd.DataFrame:
        """Return the cameras left for later for which no room is left: no channel, no bandwidth."""
        table = self.cameras
        left = table[(table["outcome"] == Outcome.LATER) & (table["why"] != "")]
        return left.reset_index(drop=True)

    @property
    def beyond_money(self) -> pd.DataFrame:
        """Return the cameras that no repair brings back, those known to be down first."""
        left = self.cameras[~self.cameras["outcome"].isin([Outcome.PLANNED, Outcome.LATER])]
        return left.sort_values("sight", kind="stable", ignore_index=True)

    def sentence(self) -> str:
        """Say how the number of cameras that do not work adds up."""
        counts = self.counts
        parts = {
            Outcome.PLANNED: _("in the plan"),
            Outcome.LATER: _("left for later"),
            Outcome.SURVEY: _("to be surveyed"),
            Outcome.DISPOSAL: _("proposed for disposal"),
            Outcome.UNLISTED: _("behind equipment not listed"),
        }
        first = (Outcome.PLANNED, Outcome.LATER)
        sums = [
            f"{number(counts[o])} {told}" for o, told in parts.items() if counts[o] or o in first
        ]
        said = _(
            "{count} cameras that do not work = {sums}.",
            count=number(counts["not_working"]),
            sums=" + ".join(sums),
        )
        if not counts["unconfirmed"]:
            return said
        more = _(
            "Besides, {count} cameras whose state is not confirmed.",
            count=number(counts["unconfirmed"]),
        )
        return f"{said} {more}"


def account(
    analysis: Analysis,
    todo: Work,
    goal: str,
    plan: Plan,
    *,
    commune: str | None = None,
    today: pd.DataFrame | None = None,
) -> Account:
    """Return what becomes of each camera of a scope that does not reach the goal today.

    Parameters
    ----------
    analysis
        The cameras and equipment, in canonical columns.
    todo
        All repairs for the same goal.
    goal
        ``see``, ``live`` or ``both``. For both a camera is down until it is live at headquarters;
        one that the plan makes see again, or live, is in the plan.
    plan
        The plan that decides who is in it, and who is left for later.
    commune
        Code of the commune; None: the province.
    today
        What `states` gives for the goal, if there already.

    Returns
    -------
    Account
        One row a camera that does not reach the goal today, or of which that is not known.
    """
    cameras, goals = analysis.cameras, 2 if goal == Goal.BOTH else 1
    stuck = states(analysis, goal) if today is None else today

    def of_any_goal(flags: Flags) -> Flags:
        return np.asarray(flags.reshape(goals, len(cameras)).any(axis=0))

    flags = np.zeros(len(todo.cameras), dtype=bool)
    flags[plan.cameras] = True
    planned, mendable = of_any_goal(flags), of_any_goal(todo.repairs.mendable)
    inside = of_any_goal(todo.inside(commune))
    outcome = np.where(mendable, Outcome.LATER, stuck["outcome"])
    outcome = np.where(planned, Outcome.PLANNED, outcome)
    reasons = without_room(todo, plan, len(cameras)).mask(pd.Series(planned), "")
    advice = np.where(reasons != "", _("Make room, see the loads"), "")
    table = cameras[["camera_id", "name", "address", "commune_code"]].assign(
        sight=stuck["sight"],
        outcome=outcome,
        why=stuck["why"].mask(mendable, reasons),
        advice=stuck["advice"].mask(mendable, advice),
    )
    chosen = (stuck["sight"] != Availability.UP).to_numpy() & inside
    return Account(table[chosen].reset_index(drop=True))


def states(analysis: Analysis, goal: str) -> pd.DataFrame:
    """Return `sight` of each camera for a goal, and what keeps any repair from bringing it back.

    Parameters
    ----------
    analysis
        The cameras and equipment, in canonical columns.
    goal
        ``see``; for ``live`` and ``both`` the picture must reach headquarters.

    Returns
    -------
    DataFrame
        Index of the cameras: `sight` (see `Availability`) and `outcome why advice`, as in
        `Account`, as if none could be mended; "" where nothing keeps repairs from bringing it back.
    """
    cameras, equipment = analysis.cameras, analysis.equipment
    live_too = goal != Goal.SEE
    state = live(cameras, equipment) if live_too else availability(cameras, equipment)["sight"]
    reached = dependence(cameras, equipment)
    needs, unlisted = reached.needs, reached.dangling
    if live_too:
        path = ways(cameras, equipment)
        needs, unlisted = ((needs + path.needs) > 0).tocsr(), unlisted + path.dangling
    reasons = _reasons(cameras, equipment, needs, unlisted > 0)
    which = np.select([np.asarray(flags) for flags, *_rest in reasons], range(len(reasons)))
    told = pd.DataFrame("", index=cameras.index, columns=["outcome", "why", "advice"])
    for k, (_flags, outcome, why, advice) in enumerate(reasons):  # a handful of reasons
        rows = which == k
        told.loc[rows, "outcome"], told.loc[rows, "advice"] = outcome, advice
        told.loc[rows, "why"] = why[rows] if isinstance(why, pd.Series) else why
    return told.assign(sight=state)


def _reasons(
    cameras: pd.DataFrame, equipment: pd.DataFrame, needs: sparse.csr_array, unlisted: Flags
) -> list[Reason]:
    """Return all that can keep a camera from the goal; of those that hold the first decides."""
    names = display_names(equipment, otherwise="equipment_id")
    old, unknown = (
        _first(needs, (equipment["status"] == status).to_numpy(), names)
        for status in (Status.DISPOSAL, Status.UNKNOWN)
    )
    return [
        (
            cameras["status"] == Status.DISPOSAL,
            Outcome.DISPOSAL,
            _("Proposed for disposal"),
            _("Decide on disposal; a new camera is new investment"),
        ),
        (
            old != "",
            Outcome.DISPOSAL,
            _each(old, _disposal),
            _("Replace the equipment, or move its cameras to another"),
        ),
        (
            unlisted,
            Outcome.UNLISTED,
            _("Depends on equipment that nobody has listed"),
            _("List the equipment, with its state"),
        ),
        (
            cameras["status"] == Status.UNKNOWN,
            Outcome.SURVEY,
            _("Its state is not known"),
            _("Survey it"),
        ),
        (unknown != "", Outcome.SURVEY, _each(unknown, _unknown), _("Survey the equipment")),
        (
            ~accepted(cameras),
            Outcome.SURVEY,
            _("Repaired, not yet accepted"),
            _("Accept the repair, with name and photo"),
        ),
        (
            np.ones(len(cameras), bool),
            Outcome.SURVEY,
            _("Its picture is not yet verified"),
            _("Verify the picture at headquarters"),
        ),
    ]


def _first(needs: sparse.csr_array, which: Flags, names: pd.Series) -> pd.Series:
    """Return the name of the first of some equipment that each camera needs, "" for none."""
    columns = np.flatnonzero(which)
    links = needs[:, columns].tocoo()
    found = pd.Series(links.col, links.row).groupby(level=0).min()
    told = names.iloc[columns].reset_index(drop=True).reindex(found).set_axis(found.index)
    return told.reindex(range(needs.shape[0]), fill_value="")


def _each(names: pd.Series, sentence: Callable[[str], str]) -> pd.Series:
    return names.map({name: sentence(name) for name in names.unique()})


def _disposal(name: str) -> str:
    return _("{equipment} is proposed for disposal", equipment=name)


def _unknown(name: str) -> str:
    return _("The state of {equipment} is not known", equipment=name)
