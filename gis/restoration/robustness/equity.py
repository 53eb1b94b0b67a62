"""What the province gives up for what every commune is sure of: gain against floor."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from gis.analysis.result import Analysis
from gis.core.choices import Proof
from gis.core.deadline import Deadline
from gis.core.errors import NotFoundYetError
from gis.core.language import _
from gis.core.numbers import number
from gis.restoration.model.constraints import Phases, Solution, stated_solution, value
from gis.restoration.model.repair_options import Work
from gis.restoration.plans.formulation import Formulation, formulate
from gis.restoration.plans.request import Request
from gis.restoration.solve.decomposition import best_solution

# The floors α that are tried.
FLOORS = tuple(k / 10 for k in range(11))


@dataclass(frozen=True, eq=False)
class Equity:
    """The best plans for floors from nothing to all that each commune's share could buy it.

    `points`: `floor` (α), `weight` (× months) that comes back, `bound`, `gap`, and `least`:
    the least part that any commune gets of what its share could buy it. Floors for which
    nothing was found in the time allowed are left out.
    """

    points: pd.DataFrame

    def as_dict(self) -> dict[str, Any]:
        """Return the points as plain values."""
        return {"equity": self.points.to_dict("records")}

    def sentences(self) -> list[str]:
        """Say what comes back for each floor."""
        return [
            _(
                "Floor {floor} %: weight {weight} comes back (gap {gap} %); the commune worst off "
                "gets {least} % of what its share could buy it",
                floor=number(100 * row["floor"]),
                weight=number(row["weight"], 2),
                gap=number(100 * row["gap"], 2),
                least=number(100 * row["least"]),
            )
            for row in self.points.to_dict("records")
        ]


def equity(
    analysis: Analysis,
    todo: Work,
    request: Request,
    *,
    deadline: Deadline | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Equity:
    """Return what comes back for each of `FLOORS`, all else asked as it is.

    The best plan without floors is the best for all it keeps to. Of the others the greatest is
    looked for first: what keeps to it keeps to every lesser one, and the next search begins
    there. Each takes its part of the time that is left.

    Parameters
    ----------
    analysis
        The communes, and what sees what.
    todo
        All repairs for the goal of the request.
    request
        What is asked; its own floor and `fits` are left aside.
    deadline
        When each floor takes the best found by then; None: as long as it takes.
    progress
        Called with the number of steps done, and of all; what it raises ends the work.

    Returns
    -------
    Equity
        One point for each floor of `FLOORS` (0, 0.1, … 1) that was solved.

    Raises
    ------
    GisError
        What is asked cannot be, with any floor.
    NotFoundYetError
        The floors were not found by the deadline.
    """
    deadline, steps = Deadline() if deadline is None else deadline, len(FLOORS) + 1
    tell = progress or (lambda _done, _all: None)
    tell(0, steps)
    asked = formulate(analysis, todo, replace(request, floor=1.0, fits=0.0), deadline=deadline)
    tell(1, steps)
    free = best_solution(asked.problem, replace(asked.limits, floors={}), deadline)
    enough = _least(asked, free) if free.proof == Proof.OPTIMAL else -1.0
    start: Phases | None = None
    points = []
    for done, floor in enumerate(reversed(FLOORS), start=2):
        within = replace(
            asked.limits, floors={c: floor * v for c, v in asked.limits.floors.items()}
        )
        part = deadline.within(deadline.left_s / (steps + 1 - done))
        found = free if floor <= enough else best_solution(asked.problem, within, part, start)
        tell(done, steps)
        if found.proof == Proof.INFEASIBLE and floor == 0:
            replace(asked, limits=within).answer(found)  # says why there is none
        if found.proof not in (Proof.OPTIMAL, Proof.FEASIBLE):
            continue
        start = found.phase
        told = stated_solution(asked.problem, within, found)
        points.append((floor, told.objective, told.bound, told.gap, _least(asked, found)))
    if not points:
        raise NotFoundYetError(
            _("Nothing was found yet in the time allowed: allow more time, or ask for less at once")
        )
    columns = ["floor", "weight", "bound", "gap", "least"]
    return Equity(pd.DataFrame(points[::-1], columns=columns))


def _least(formulation: Formulation, solution: Solution) -> float:
    """Return the least part any commune gets of what its share could buy it."""
    problem, parts = formulation.problem, [np.inf]
    for code, best in formulation.limits.floors.items():
        if best <= 0:
            continue
        mine = replace(problem, weight=np.where(problem.commune_code == code, problem.weight, 0.0))
        parts.append(value(mine, formulation.limits, solution.phase) / best)
    return float(min(parts)) if len(parts) > 1 else 1.0
