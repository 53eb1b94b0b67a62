"""The plan for every budget: the whole curve, and the plan at any point of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.core.choices import Proof
from gis.restoration.model.constraints import NOT_DONE, Solution, budget, report
from gis.restoration.model.problem import Flags
from gis.restoration.plans.formulation import Question
from gis.restoration.plans.plan import Plan
from gis.restoration.solve.frontier import frontiers
from gis.restoration.solve.knapsack import Division
from gis.restoration.solve.milp import solve

POINTS = 200


@dataclass(frozen=True, eq=False)
class Choices:
    """The best plans of a question for every amount of money, where nothing else limits it.

    What is required is paid first; `division` is of what is left to choose (`left`: its rows).
    """

    asked: Question
    division: Division
    left: NDArray[np.intp]
    required: Flags

    @property
    def required_vnd(self) -> float:
        """Return what the required repairs cost."""
        return float(self.asked.world.cost_vnd[self.required].sum())

    @property
    def all_vnd(self) -> float:
        """Return the least amount that brings back all there is to bring back."""
        return self.required_vnd + self.division.all_vnd

    @cached_property
    def curve(self) -> pd.DataFrame:
        """Return the best for `POINTS` amounts from nothing to everything, see `table`."""
        return self.table()

    def plan(self, amount_vnd: float) -> Plan:
        """Return the best plan for an amount.

        Raises
        ------
        GisError
            The required repairs alone cost more.
        """
        within = replace(
            budget(amount_vnd), locked=self.asked.limits.locked, excluded=self.asked.limits.excluded
        )
        return replace(self.asked, limits=within).answer(self.solution(amount_vnd))

    def solution(self, amount_vnd: float) -> Solution:
        """Return the best choice for an amount, infeasible when what is required costs more."""
        world, free = self.asked.world, amount_vnd - self.required_vnd
        if free < 0:
            nothing = np.full(len(world.cost_vnd), NOT_DONE)
            return Solution(nothing, 0.0, 0.0, Proof.INFEASIBLE)
        done, best = self.required.copy(), self.division.best(free)
        done[self.left[best.done]] = True
        objective, short = world.regained(done), best.bound - best.weight
        proof = Proof.FEASIBLE if short else Proof.OPTIMAL
        return Solution(np.where(done, 0, NOT_DONE), objective, objective + short, proof)

    def table(self, points: int = POINTS, most_vnd: float = np.inf) -> pd.DataFrame:
        """Return the curve at so many round amounts or more, up to one; see `coupled_table`."""
        free = max(min(float(self.division.all_vnd), most_vnd - self.required_vnd), 0.0)
        amounts = np.append(np.arange(0.0, free, _round_step(free / points)), free)
        best = [self.division.best(amount) for amount in amounts]
        always = self.asked.world.regained(self.required)
        weight, bound = (
            always + np.array([getattr(b, name) for b in best]) for name in ("weight", "bound")
        )
        own = self._own_weight([b.done for b in best])
        return _table(self.required_vnd + amounts, weight - own, bound - own, self.asked)

    def _own_weight(self, choices: list[Flags]) -> NDArray[np.float64]:
        """Return what cameras count for themselves by each choice; 0 where they alone count."""
        world = self.asked.world
        if world.own_weight is None or world.only_own:
            return np.zeros(len(choices))
        # Such a place is seen by one revival alone: each revival has its own weight.
        each, needs = world.views @ world.own_weight, world.needs.astype(np.int64)
        wanted, own = np.diff(needs.indptr), np.zeros(len(choices))
        for k, choice in enumerate(choices):  # all at once would take gigabytes
            done = self.required.copy()
            done[self.left[choice]] = True
            own[k] = each[needs @ done.astype(np.int64) == wanted].sum()
        return own


def _round_step(most_vnd: float) -> float:
    """Return the greatest of 1, 2, 5, 10, 20, 50… đồng that is not more than an amount."""
    power = 10.0 ** np.floor(np.log10(max(most_vnd, 1.0)))
    return float(max(k * power for k in (1, 2, 5) if k * power <= max(most_vnd, 1.0)))


def separable(asked: Question) -> bool:
    """Tell whether money is all that limits: then components can be solved apart."""
    within, room = asked.limits, asked.world.room
    if room is not None and within.locked is not None and not room.holds(within.locked):
        return False  # what makes room for what is required is not chosen freely
    return (
        within.plain
        and len(within.months) == 1
        and not within.floors
        and not np.isfinite(within.monthly_vnd)
    )


def choices(asked: Question) -> Choices:
    """Return the best plans for every amount of money; see `separable`."""
    within, none = asked.limits, np.zeros(len(asked.world.cost_vnd), dtype=bool)
    required = none if within.locked is None else within.locked
    never = none if within.excluded is None else within.excluded
    rest, left, _seen = asked.world.given(required, never)
    return Choices(asked, Division(frontiers(rest, asked.deadline), len(left)), left, required)


def coupled(asked: Question, points: int = POINTS) -> Iterator[tuple[float, Solution]]:
    """Give amounts of money from 0 to everything, each with the best plan for it.

    For limits that couple components: each is solved by itself, until the deadline of all.
    Floors stay those of all the money.
    """
    for amount in np.linspace(0.0, asked.world.cost_vnd.sum(), points + 1):
        within = replace(asked.limits, total_vnd=float(amount))
        yield float(amount), solve(asked.world, within, deadline=asked.deadline)


def coupled_table(asked: Question, solved: list[tuple[float, Solution]]) -> pd.DataFrame:
    """Return what `coupled` gave as a table; amounts impossible, or not found, left out.

    Returns
    -------
    DataFrame
        `amount_vnd`, `weight` (regained × months), `bound`, `gap` (a part of the bound), and
        `covered_weight` (with what is covered today; where cameras alone count, theirs).
    """
    possible = [
        (a, report(asked.world, asked.limits, s))
        for a, s in solved
        if s.proof in (Proof.OPTIMAL, Proof.FEASIBLE)
    ]
    rows = [(amount, s.objective, s.bound) for amount, s in possible]
    amount_vnd, weight, bound = np.array(rows).reshape(-1, 3).T
    return _table(amount_vnd, weight, bound, asked)


def _table(
    amount_vnd: NDArray[Any],
    weight: NDArray[Any],
    bound: NDArray[Any],
    asked: Question,
) -> pd.DataFrame:
    before = 0.0 if asked.world.only_own else asked.todo.weight_covered(asked.request.commune)
    gap = np.divide(bound - weight, bound, out=np.zeros(len(bound)), where=bound > 0)
    return pd.DataFrame(
        {
            "amount_vnd": amount_vnd.astype(float),
            "weight": weight,
            "bound": bound,
            "gap": gap,
            "covered_weight": before + weight,
        }
    )
