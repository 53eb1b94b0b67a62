"""The plan for every budget: the whole curve, and the plan at any point of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.core.arrays import Flags
from gis.core.choices import Proof
from gis.restoration.model.constraints import NO_PHASE, Solution, budget, stated_solution
from gis.restoration.plans.formulation import Formulation
from gis.restoration.plans.plan import Plan
from gis.restoration.solve.frontier import frontiers
from gis.restoration.solve.knapsack import MultipleChoiceKnapsack
from gis.restoration.solve.milp import solve

CURVE_POINTS = 200


@dataclass(frozen=True, eq=False)
class BudgetCurve:
    """The best plans of a question for every amount of money, where nothing else limits it.

    `formulation`: the question. What is required is paid first (`required`: flags of its repairs);
    `knapsack` is of what is left to choose (`open_repairs`: its rows). Amounts are in VND.
    """

    formulation: Formulation
    knapsack: MultipleChoiceKnapsack
    open_repairs: NDArray[np.intp]
    required: Flags

    @property
    def required_vnd(self) -> float:
        """Return what the required repairs cost."""
        return float(self.formulation.problem.cost_vnd[self.required].sum())

    @property
    def all_vnd(self) -> float:
        """Return the least amount that brings back all there is to bring back."""
        return self.required_vnd + self.knapsack.all_vnd

    @cached_property
    def curve(self) -> pd.DataFrame:
        """Return the best for `CURVE_POINTS` amounts from nothing to everything, see `table`."""
        return self.table()

    def plan(self, amount_vnd: float) -> Plan:
        """Return the best plan for an amount.

        Raises
        ------
        GisError
            The required repairs alone cost more.
        """
        within = replace(
            budget(amount_vnd),
            locked=self.formulation.limits.locked,
            excluded=self.formulation.limits.excluded,
        )
        return replace(self.formulation, limits=within).answer(self.solution(amount_vnd))

    def solution(self, amount_vnd: float) -> Solution:
        """Return the best choice for an amount, infeasible when what is required costs more."""
        problem, free = self.formulation.problem, amount_vnd - self.required_vnd
        if free < 0:
            nothing = np.full(len(problem.cost_vnd), NO_PHASE)
            return Solution(nothing, 0.0, 0.0, Proof.INFEASIBLE)
        done, best = self.required.copy(), self.knapsack.best(free)
        done[self.open_repairs[best.done]] = True
        objective, short = problem.regained(done), best.bound - best.weight
        proof = Proof.FEASIBLE if short else Proof.OPTIMAL
        return Solution(np.where(done, 0, NO_PHASE), objective, objective + short, proof)

    def table(self, points: int = CURVE_POINTS, most_vnd: float = np.inf) -> pd.DataFrame:
        """Return the curve at so many round amounts or more, up to one; see `coupled_table`."""
        free = max(min(float(self.knapsack.all_vnd), most_vnd - self.required_vnd), 0.0)
        amounts = np.append(np.arange(0.0, free, _round_step(free / points)), free)
        best = [self.knapsack.best(amount) for amount in amounts]
        always = self.formulation.problem.regained(self.required)
        weight, bound = (
            always + np.array([getattr(b, name) for b in best]) for name in ("weight", "bound")
        )
        own = self._own_weight([b.done for b in best])
        return _table(self.required_vnd + amounts, weight - own, bound - own, self.formulation)

    def _own_weight(self, choices: list[Flags]) -> NDArray[np.float64]:
        """Return what cameras count for themselves by each choice; 0 where they alone count."""
        problem = self.formulation.problem
        if problem.own_weight is None or problem.only_own:
            return np.zeros(len(choices))
        # Such a place is seen by one camera group alone: each camera group has its own weight.
        each, needs = problem.views @ problem.own_weight, problem.needs.astype(np.int64)
        wanted, own = np.diff(needs.indptr), np.zeros(len(choices))
        for k, choice in enumerate(choices):  # all at once would take gigabytes
            done = self.required.copy()
            done[self.open_repairs[choice]] = True
            own[k] = each[needs @ done.astype(np.int64) == wanted].sum()
        return own


def _round_step(most_vnd: float) -> float:
    """Return the greatest of 1, 2, 5, 10, 20, 50… đồng that is not more than an amount."""
    power = 10.0 ** np.floor(np.log10(max(most_vnd, 1.0)))
    return float(max(k * power for k in (1, 2, 5) if k * power <= max(most_vnd, 1.0)))


def separable(formulation: Formulation) -> bool:
    """Tell whether money is all that limits: then components can be solved apart.

    Parameters
    ----------
    formulation
        The question.

    Returns
    -------
    bool
        True: one phase of money without payers, communes or origins, no floors, no ceiling of the
        running cost, and room for what is required.
    """
    within, room = formulation.limits, formulation.problem.room
    if room is not None and within.locked is not None and not room.holds(within.locked):
        return False  # what makes room for what is required is not chosen freely
    return (
        within.plain
        and len(within.months) == 1
        and not within.floors
        and not np.isfinite(within.monthly_vnd)
    )


def choices(formulation: Formulation) -> BudgetCurve:
    """Return the best plans for every amount of money; see `separable`.

    Parameters
    ----------
    formulation
        A question that is `separable`; how much money it has does not matter.

    Returns
    -------
    BudgetCurve
        What the required repairs cost is paid first at every amount.

    References
    ----------
    Darwiche, A. (2001). Recursive conditioning. Artificial Intelligence 126, 5–41.

    Pisinger, D. (1995). A minimal algorithm for the multiple-choice knapsack problem. European
    Journal of Operational Research 83, 394–410.
    """
    within, none = formulation.limits, np.zeros(len(formulation.problem.cost_vnd), dtype=bool)
    required = none if within.locked is None else within.locked
    never = none if within.excluded is None else within.excluded
    rest, left, _seen = formulation.problem.conditioned(required, never)
    return BudgetCurve(
        formulation,
        MultipleChoiceKnapsack(frontiers(rest, formulation.deadline), len(left)),
        left,
        required,
    )


def coupled(
    formulation: Formulation, points: int = CURVE_POINTS
) -> Iterator[tuple[float, Solution]]:
    """Give amounts of money from 0 to everything, each with the best plan for it.

    For limits that couple components: each is solved by itself, until the deadline of all.
    Floors stay those of all the money.

    Parameters
    ----------
    formulation
        The question; its limits stay, with the amount as what may be spent in all.
    points
        The amounts are so many equal steps apart, 0 and everything among them.

    Yields
    ------
    tuple of float and Solution
        The amount in VND, and the best choice for it: infeasible, or not found, where its proof
        says so.
    """
    for amount in np.linspace(0.0, formulation.problem.cost_vnd.sum(), points + 1):
        within = replace(formulation.limits, total_vnd=float(amount))
        yield float(amount), solve(formulation.problem, within, deadline=formulation.deadline)


def coupled_table(formulation: Formulation, solved: list[tuple[float, Solution]]) -> pd.DataFrame:
    """Return what `coupled` gave as a table; amounts impossible, or not found, left out.

    Parameters
    ----------
    formulation
        The question.
    solved
        Amounts in VND with their solutions.

    Returns
    -------
    DataFrame
        `amount_vnd`, `weight` (regained × months), `bound`, `gap` (a part of the bound, 0 to 1),
        and `covered_weight` (with what is covered today; where cameras alone count, theirs).
    """
    possible = [
        (a, stated_solution(formulation.problem, formulation.limits, s))
        for a, s in solved
        if s.proof in (Proof.OPTIMAL, Proof.FEASIBLE)
    ]
    rows = [(amount, s.objective, s.bound) for amount, s in possible]
    amount_vnd, weight, bound = np.array(rows).reshape(-1, 3).T
    return _table(amount_vnd, weight, bound, formulation)


def _table(
    amount_vnd: NDArray[Any],
    weight: NDArray[Any],
    bound: NDArray[Any],
    formulation: Formulation,
) -> pd.DataFrame:
    before = (
        0.0
        if formulation.problem.only_own
        else formulation.todo.weight_covered(formulation.request.commune)
    )
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
