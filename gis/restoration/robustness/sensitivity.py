"""Which repairs of a plan stay when what places, roads and cameras weigh is other than thought."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.analysis.result import Analysis
from gis.core.arrays import Flags
from gis.core.choices import Proof
from gis.core.deadline import Deadline
from gis.core.language import _
from gis.core.numbers import number
from gis.demand.weights import PER_CAMERA
from gis.restoration.model.repair_options import Work, own_weights
from gis.restoration.plans.formulation import formulate
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.request import Request
from gis.restoration.robustness.assessment import nearest_solution
from gis.vocabulary.words import category_words

FACTORS = (0.5, 2.0)


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """Plans made anew, each with one row of the weights halved or doubled.

    `rows`: `category factor`, `kept` (how many repairs of the plan at hand stay), `leaving`
    and `entering` (ids, lists); those that change most first. `lines`: of each repair of the
    plan at hand, by `id`, in what part `stays` of these plans it is. `weights`: how many rows
    there are that weigh anything here; fewer are told when the time was up.
    """

    rows: pd.DataFrame
    lines: pd.Series
    weights: int

    @property
    def short(self) -> bool:
        """Tell whether some plans were not made in the time allowed."""
        return len(self.rows) < len(FACTORS) * self.weights

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "weights": self.weights,
            "changes": self.rows.to_dict("records"),
            "stays": self.lines.to_dict(),
        }

    def sentences(self) -> list[str]:
        """Say which weights decide about how many repairs."""
        always = int((self.lines == 1).sum())
        told = [
            _(
                "{always} of {all} repairs stay whichever weight is halved or doubled.",
                always=number(always),
                all=number(len(self.lines)),
            )
        ]
        names = category_words()
        return told + [
            _(
                "{category} × {factor}: {kept} stay, {leaving} leave, {entering} enter",
                category=names.get(row["category"], row["category"]),
                factor=number(row["factor"], 1),
                kept=number(row["kept"]),
                leaving=number(len(row["leaving"])),
                entering=number(len(row["entering"])),
            )
            for row in self.rows.to_dict("records")
            if row["leaving"] or row["entering"]
        ]


def sensitivity(
    analysis: Analysis,
    todo: Work,
    request: Request,
    plan: Plan,
    *,
    deadline: Deadline | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Sensitivity:
    """Make a plan anew with each row of the weights halved, and doubled.

    Of plans that bring back equally much, that nearest to the plan at hand is taken: a repair
    leaves only where leaving brings back more. All else asked stays as it is, floors too.

    Parameters
    ----------
    analysis
        Demand, its weights by category, and what sees what.
    todo
        All repairs for the goal of the request.
    request
        What the plan was asked for.
    plan
        The plan at hand, as `make_plan` gives it for the same request.
    deadline
        When no further plan is begun; None: as long as it takes.
    progress
        Called with the number of plans made, and of all; what it raises ends the work.

    Returns
    -------
    Sensitivity
        One row for each category that weighs anything here, and each of `FACTORS`.
    """
    deadline = Deadline() if deadline is None else deadline
    ids, planned = todo.repairs.table["repair_id"].to_numpy(object), plan.solution.done
    which = _weighing(analysis, todo, request)
    tries = [(category, factor) for category in which for factor in FACTORS]
    found: list[tuple[str, float, Flags]] = []
    for done, (category, factor) in enumerate(tries, start=1):
        if deadline.passed:
            break
        other = reweighed_work(analysis, todo, category, factor)
        asked = formulate(analysis, other, request, deadline=deadline)
        best = nearest_solution(asked, planned)
        if best.proof in (Proof.OPTIMAL, Proof.FEASIBLE):
            found.append((category, factor, best.among(asked.rows, len(ids)).done))
        if progress is not None:
            progress(done, len(tries))
    stays = np.array([chosen[planned] for *_of, chosen in found]).reshape(-1, planned.sum())
    part = stays.mean(axis=0) if found else np.ones(int(planned.sum()))
    rows = [
        (
            category,
            factor,
            int((planned & chosen).sum()),
            ids[planned & ~chosen].tolist(),
            ids[chosen & ~planned].tolist(),
        )
        for category, factor, chosen in found
    ]
    columns = ["category", "factor", "kept", "leaving", "entering"]
    table = pd.DataFrame(rows, columns=columns).sort_values("kept", kind="stable")
    lines = pd.Series(part, pd.Index(ids[planned], name="id"), name="stays")
    return Sensitivity(table.reset_index(drop=True), lines, len(which))


def _weighing(analysis: Analysis, todo: Work, request: Request) -> list[str]:
    """Return the rows of the weights that weigh anything a repair could bring back."""
    weights = analysis.weights
    inside = todo.repairs.mendable & todo.inside(request.commune)
    seen = np.unique(todo.views[np.flatnonzero(inside)].indices) % len(analysis.incidence.groups)
    pieces = analysis.incidence.pieces
    pieces = pieces[pieces["group"].isin(seen) & (pieces["weight"] > 0)]
    places = set(analysis.demand["category"].iloc[pieces["demand"].unique()])
    own = weights.index[weights["per"] == PER_CAMERA]
    mine = {c for c in own if (_own(analysis, todo, c, 2.0) != todo.own)[inside].any()}
    used = (places if todo.place_share else set()) | (mine if todo.own_share else set())
    return [str(category) for category in weights.index if category in used]


def reweighed_work(analysis: Analysis, todo: Work, category: str, factor: float) -> Work:
    """Return the work where all of one category weighs `factor` times as much.

    Parameters
    ----------
    analysis
        Demand, its weights by category, and what sees what.
    todo
        The work at the weights as they are.
    category
        A row of the weights: of places and roads, or of cameras of a purpose.
    factor
        What its weight is multiplied by, above 0.

    Returns
    -------
    Work
        The same repairs and views.
    """
    if analysis.weights["per"].get(category) == PER_CAMERA:
        return replace(todo, own=_own(analysis, todo, category, factor))
    factors = np.where(analysis.demand["category"] == category, factor, 1.0)
    core = analysis.incidence
    ratio = core.weighed(factors).groups["weight"] / core.groups["weight"].where(
        core.groups["weight"] > 0, 1.0
    )
    goals = len(todo.groups) // max(len(core.groups), 1)
    weight = todo.groups["weight"].to_numpy() * np.tile(ratio.to_numpy(), goals)
    return replace(todo, groups=todo.groups.assign(weight=weight))


def _own(analysis: Analysis, todo: Work, category: str, factor: float) -> NDArray[np.float64]:
    """Return the own weights where those of one purpose are `factor` times as much."""
    table = analysis.weights
    weight = table["weight"] * np.where(table.index == category, factor, 1.0)
    own = own_weights(analysis.cameras, table.assign(weight=weight)).to_numpy(float)
    goals = len(todo.own) // max(len(own), 1)
    return np.asarray(np.tile(own / goals, goals))
