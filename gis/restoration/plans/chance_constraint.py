"""Whether a plan keeps within its money, and plans that do so in most draws of the costs.

A cost from the price list is a guess, and most guesses are too low: drawn many times, a plan
that spends all its money hardly ever fits. See docs/uncertainty.md.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from gis.analysis.result import Analysis
from gis.core.arrays import Flags, Floats
from gis.core.choices import Proof
from gis.core.deadline import Deadline
from gis.core.language import _
from gis.core.numbers import million_vnd, number
from gis.restoration.model.constraints import NO_PHASE, Constraints, Phases, Solution
from gis.restoration.model.problem import Problem
from gis.restoration.model.repair_options import Work
from gis.restoration.model.uncertainty import cost_draws, wilson
from gis.restoration.plans.formulation import Formulation, formulate
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.request import Request, limits
from gis.restoration.solve.decomposition import best_solution
from gis.restoration.solve.fairness import price_of_fairness
from gis.restoration.solve.payments import breach

# So many draws of the costs; of money that may not pay everything fewer, each is a flow.
DRAWS, FLOWS = 1000, 200
# A plan that is to fit does so in nine of ten draws, where nothing else is said.
NINE_OF_TEN = 0.9
# Between which parts of the draws a cost is told.
LOW, HIGH = 0.05, 0.95
# Of a normal sum nine of ten lie below its mean and so many standard deviations.
CAUTION_SD = 1.2815515655446004
# So often the caution is halved between too little and enough.
HALVINGS = 7


@dataclass(frozen=True)
class Fit:
    """How surely a plan keeps within its money: ceilings, phases and funds as they are.

    `share`: of so many `draws` of the costs, 0 to 1; `low`, `high`: what share it would be of ever
    so many, see `wilson`. `low_vnd`, `high_vnd`: 5 % and 95 % of its cost, in VND. No draws are
    needed where nothing it does is an estimate.
    """

    share: float
    low: float
    high: float
    low_vnd: float
    high_vnd: float
    draws: int

    def sentence(self) -> str:
        """Say how surely it keeps within its money, and what it may cost."""
        if not self.draws:
            return _("Within the budget for certain: every cost is stated.") if self.share else ""
        return _(
            "Chance to stay within the budget: {share} % (between {low} and {high} %, "
            "{draws} draws); it may cost {least} to {most} million VND.",
            share=number(100 * self.share, 1),
            low=number(100 * self.low, 1),
            high=number(100 * self.high, 1),
            draws=number(self.draws),
            least=million_vnd(self.low_vnd),
            most=million_vnd(self.high_vnd),
        )

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "within_budget": self.share,
            "within_budget_low": self.low,
            "within_budget_high": self.high,
            "cost_low_vnd": self.low_vnd,
            "cost_high_vnd": self.high_vnd,
            "cost_draws": self.draws,
        }


def caution_sentence(cautious: Plan, nominal: Plan, fits: float) -> str:
    """Say what a plan that fits in most draws brings back less than one by the listed costs.

    Parameters
    ----------
    cautious
        The plan that keeps within its money in the part `fits` of the draws.
    nominal
        The best plan for the same money by the listed costs.
    fits
        The part of the draws asked for, above 0 to 1.

    Returns
    -------
    str
        One sentence: the weight × months it brings back less, and what part of `nominal` that is.
    """
    less = max(nominal.solution.objective - cautious.solution.objective, 0.0)
    part = less / nominal.solution.objective if nominal.solution.objective > 0 else 0.0
    return _(
        "Sure of its money in {fits} % of draws: brings back {less} less weight ({part} %) "
        "than the plan that trusts the listed costs.",
        fits=number(100 * fits),
        less=number(less, 2),
        part=number(100 * part, 1),
    )


@dataclass(frozen=True, eq=False)
class Money:
    """What repairs of a table may cost, and the limits of a request on what is spent.

    `table`: of the repairs. `within`: the limits. `costs`: draws × repairs, in VND.
    """

    table: pd.DataFrame
    within: Constraints
    costs: Floats

    def kept(self, phase: Phases) -> Flags:
        """Tell in which draws a choice of phases keeps within all money there is."""
        rows = np.flatnonzero(phase != NO_PHASE)
        phase, costs, within = phase[rows], self.costs[:, rows], self.within.of(rows)
        monthly = self.table["monthly_vnd"].to_numpy(float)[rows]
        if within.plain:
            amount = np.bincount(within.phase, within.amount_vnd, minlength=len(within.months))
            spent = costs @ (phase[:, None] == np.arange(len(amount)))
            kept: Flags = (spent <= np.floor(amount)).all(axis=1)
            running = np.round(monthly).sum() <= within.monthly_vnd
            kept &= (spent.sum(axis=1) <= within.total_vnd) & running
            return kept
        return np.array([breach(_bare(row, monthly), within, phase) is None for row in costs])

    @cached_property
    def mean(self) -> Floats:
        """Return the mean of the drawn costs of each repair."""
        return np.asarray(self.costs.mean(axis=0))

    def cautious(self, caution: float) -> Floats:
        """Return costs so many standard deviations above their mean, none above its greatest."""
        most = self.costs.max(axis=0)
        if np.isinf(caution):
            return np.asarray(most)
        cost: Floats = np.minimum(np.ceil(self.mean + caution * self.costs.std(axis=0)), most)
        return cost

    def least(self, share: float) -> Floats:
        """Return the mean of the cheapest draws of each repair, so many that a plan must fit.

        Whatever fits in that part of the draws, at these costs it fits too.
        """
        number = max(int(np.ceil(share * len(self.costs))), 1)
        return np.asarray(np.sort(self.costs, axis=0)[:number].mean(axis=0))


def _bare(cost_vnd: Floats, monthly_vnd: Floats) -> Problem:
    """Return repairs alone, with what they cost."""
    needs, views = (sparse.csr_array((0, n), dtype=bool) for n in (len(cost_vnd), 0))
    return Problem(cost_vnd, monthly_vnd, needs, views, np.empty(0), np.empty(0, object))


def money_of(todo: Work, request: Request, *, seed: int = 1) -> Money:
    """Return what the repairs of a request may cost.

    Parameters
    ----------
    todo
        All repairs and what they cost.
    request
        Its money and phases.
    seed
        Of the draws.

    Returns
    -------
    Money
        `DRAWS` draws, `FLOWS` where money is bound to payers, communes or origins; VND.
    """
    within = limits(todo, request)
    draws = np.arange(DRAWS if within.plain else FLOWS)
    return Money(todo.repairs.table, within, cost_draws(todo.repairs.table, draws, seed=seed))


def fit(todo: Work, request: Request, plan: Plan, *, seed: int = 1) -> Fit:
    """Return how surely a plan keeps within the money of the request it was made for.

    Parameters
    ----------
    todo
        All repairs and what they cost.
    request
        What the plan was asked for: its money and phases.
    plan
        The plan that is looked at.
    seed
        Of the draws: the same seed gives the same ones.

    Returns
    -------
    Fit
        `share` by `DRAWS` draws of the costs, `FLOWS` where money is bound to payers, communes or
        origins; its range is Wilson's score interval.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22, 209–212.
    """
    table, phase = todo.repairs.table, plan.solution.phase
    done = np.flatnonzero(phase != NO_PHASE)
    asked, within = table.iloc[done], limits(todo, request).of(done)
    draws = (DRAWS if within.plain else FLOWS) if asked["estimated"].any() else 0
    costs = cost_draws(asked, np.arange(max(draws, 1)), seed=seed)
    share = float(Money(asked, within, costs).kept(phase[done]).mean())
    low, high = wilson(share, draws or np.inf)
    low_vnd, high_vnd = np.quantile(costs.sum(axis=1), [LOW, HIGH])
    return Fit(share, float(low), float(high), float(low_vnd), float(high_vnd), draws)


def fitting_plan(
    analysis: Analysis, todo: Work, request: Request, deadline: Deadline, *, seed: int = 1
) -> Plan:
    """Return a plan that keeps within the money in the part `request.fits` of all draws.

    Every estimated cost counts as its mean and so many standard deviations, as few as are
    enough, found by halving; each such plan is tried on the draws themselves. Of those that
    fit, that which brings back most is taken. It is told by the costs as they are listed; its
    bound is what no plan exceeds that fits in so many draws (`Money.least`).

    Parameters
    ----------
    analysis
        What the work is of.
    todo
        All repairs for the goal of the request.
    request
        What is asked; its `fits` is above 0.
    deadline
        Of all plans that are tried.
    seed
        Of the draws.

    Returns
    -------
    Plan
        Its costs are those listed, in VND.

    Raises
    ------
    GisError
        Not even what is required fits; see `Formulation.answer`.
    NotFoundYetError
        None was found by the deadline.
    """
    search = _Search(analysis, todo, request, deadline, money_of(todo, request, seed=seed))
    too_little, enough = -CAUTION_SD, CAUTION_SD
    if not search.fits(enough):
        search.fits(np.inf)
        too_little, enough = enough, 3 * CAUTION_SD
    for _halving in range(HALVINGS):
        if deadline.passed:
            break
        caution = (too_little + enough) / 2
        if search.fits(caution):
            enough = caution
        else:
            too_little = caution
    return search.answer()


@dataclass(eq=False)
class _Search:
    """The plans tried so far, and the best of those that fit: its question and its choice."""

    analysis: Analysis
    todo: Work
    request: Request
    deadline: Deadline
    money: Money
    best: tuple[Formulation, Solution] | None = None
    none: tuple[Formulation, Solution] | None = None

    def asked(self, costs: Floats, **other: Any) -> Formulation:
        """Return the question when repairs cost so much."""
        problem = replace(self.todo.problem, cost_vnd=costs)
        request = replace(self.request, fits=0.0, **other)
        return formulate(self.analysis, self.todo, request, problem, self.deadline)

    def fits(self, caution: float) -> bool:
        """Tell whether the best plan with so much caution fits; it is noted if it does."""
        asked = self.asked(self.money.cautious(caution))
        start = None if self.best is None else self.best[1].phase
        part = self.deadline.within(self.deadline.left_s / 3)  # others are still to be tried
        found = best_solution(asked.problem, asked.limits, part, start)
        if found.proof not in (Proof.OPTIMAL, Proof.FEASIBLE):
            self.none = asked, found
            return False
        phase = found.among(asked.rows, len(self.todo.repairs.table)).phase
        if self.money.kept(phase).mean() < self.request.fits:
            return False
        if self.best is None or found.objective > self.best[1].objective:
            self.best = asked, found
        return True

    def answer(self) -> Plan:
        """Return the best plan found, told by the costs as they are listed."""
        if self.best is None:
            assert self.none is not None  # noqa: S101 - at its greatest cost, all that fits fits
            asked, found = self.none
            return asked.answer(found)  # says why there is none
        asked, found = self.best
        most = self.asked(self.money.least(self.request.fits), floor=0.0)
        bound = best_solution(most.problem, most.limits, self.deadline).bound
        proof = Proof.OPTIMAL if bound <= found.objective * (1 + 1e-9) else Proof.FEASIBLE
        told = self.asked(self.todo.problem.cost_vnd, floor=0.0).answer(
            replace(found, bound=max(bound, found.objective), proof=proof)
        )
        price = price_of_fairness(asked.problem, asked.limits, found, self.deadline)
        floors = replace(told.limits, floors=asked.limits.floors)
        return replace(told, limits=floors, price_of_fairness=price)
