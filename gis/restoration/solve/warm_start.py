"""A choice of repairs to begin with: the ranked list, as far as money, funds and phases reach.

It is what the exact programme starts from, and what is told where time does not allow more.
Whether it keeps to all that is asked is asked of the programme itself (`milp.solve`).
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.core.arrays import Flags, Floats, Rows
from gis.core.deadline import Deadline
from gis.restoration.model.constraints import NO_PHASE, Constraints, Phases, value
from gis.restoration.model.problem import Problem
from gis.restoration.model.repairs import Repairs
from gis.restoration.solve.greedy import Step, rank_within
from gis.restoration.solve.payments import most_paid, whole_vnd


def first_choice(
    problem: Problem,
    limits: Constraints,
    begin: Phases | None = None,
    *,
    deadline: Deadline | None = None,
) -> Phases:
    """Return a choice by weight per đồng, each bundle in the first phase that can pay it.

    What is required comes first. What is chosen by the deadline is a choice, too.

    Parameters
    ----------
    problem
        Repairs, camera groups and demand nodes; costs in VND.
    limits
        Money, phases, required and excluded repairs.
    begin
        A choice that comes next after what is required, each repair in its phase as far as money
        goes.
    deadline
        None: as long as it takes.

    Returns
    -------
    ndarray
        The phase of each repair, `NO_PHASE` where it is not done.
    """
    money = _Money(problem, limits, Deadline() if deadline is None else deadline)
    first = np.zeros(0, dtype=np.intp) if limits.locked is None else np.flatnonzero(limits.locked)
    money.place(first)
    for t in range(len(limits.months) if begin is not None else 0):
        money.pay(money.left_out(np.flatnonzero(begin == t)), t)
    done = np.flatnonzero(money.phase != NO_PHASE)
    rank_within(_as_repairs(problem, limits), problem.views, problem.weight, money, first=done)
    return money.phase


def best_start(
    problem: Problem, limits: Constraints, deadline: Deadline, begin: Phases | None = None
) -> Phases:
    """Return the better of what is first chosen with and without a choice that keeps all floors.

    It takes half of the time there is at most: the search is to have the rest.

    Parameters
    ----------
    problem
        Repairs, camera groups and demand nodes; costs in VND.
    limits
        Money, phases, floors, required and excluded repairs.
    deadline
        Of the search that follows.
    begin
        A choice that keeps all floors.

    Returns
    -------
    ndarray
        The phase of each repair; it keeps the floors where one of the choices does.
    """
    half = deadline.within(deadline.left_s / 2)
    found = [first_choice(problem, limits, deadline=half)]
    if begin is not None:
        found.append(first_choice(problem, limits, begin, deadline=half))
    fair = [phase for phase in found if _fair(problem, limits, phase)]
    return max(fair or found, key=lambda phase: value(problem, limits, phase))


def _fair(problem: Problem, limits: Constraints, phase: Phases) -> bool:
    """Tell whether a choice keeps to all floors."""
    seen = [problem.covered((phase != NO_PHASE) & (phase <= t)) for t in range(len(limits.months))]
    gain = pd.Series(problem.weight * (limits.months @ np.array(seen)), problem.commune_code)
    floors = pd.Series(limits.floors, dtype=float)
    regained = gain.groupby(level=0).sum().reindex(floors.index, fill_value=0.0)
    return bool((regained >= floors).all())


def _as_repairs(problem: Problem, limits: Constraints) -> Repairs:
    """Return camera groups as cameras, with the repairs they wait for; none that is excluded."""
    shared = np.diff(problem.needs.tocsc().indptr) > 1
    table = pd.DataFrame({"cost_vnd": problem.cost_vnd, "monthly_vnd": problem.monthly_vnd})
    table["target"] = np.where(shared, "equipment", "camera")
    out = np.zeros(len(shared), bool) if limits.excluded is None else limits.excluded
    room = None if problem.room is None else problem.room.without(out)
    possible: Flags = problem.needs.astype(np.int64) @ out.astype(np.int64) == 0
    return Repairs(table, problem.needs, possible, room)


class _Money:
    """What is left of the money, in whole đồng, and in which phase each repair is done."""

    def __init__(self, problem: Problem, limits: Constraints, deadline: Deadline) -> None:
        self.deadline = deadline
        self.cost, self.monthly = whole_vnd(problem.cost_vnd), whole_vnd(problem.monthly_vnd)
        self.cheapest = self.cost.min() if len(self.cost) else 0
        self.phase = np.full(len(self.cost), NO_PHASE)
        self.fund_phase, self.phases = limits.phase, len(limits.months)
        self.most = None if limits.plain else most_paid(problem, limits)
        self.funds = np.floor(limits.amount_vnd)
        if limits.plain:
            self.funds = np.bincount(limits.phase, self.funds, minlength=self.phases)
        self.total, self.running = limits.total_vnd, limits.monthly_vnd
        self.room = problem.room

    @property
    def closed(self) -> bool:
        """Tell whether time is up, or even the cheapest is too dear."""
        left = min(self.total, self.funds.sum())
        return self.deadline.passed or bool(left < self.cheapest)

    def affords(self, step: Step) -> bool:
        """Do a step in the first phase that can pay it, or tell that none can."""
        return self.place(self.left_out(step.repairs))

    def left_out(self, repairs: Rows) -> Rows:
        """Return those of some repairs that are not done yet."""
        left: Rows = repairs[self.phase[repairs] == NO_PHASE]
        return left

    def place(self, repairs: Rows) -> bool:
        """Do repairs together in one phase, else each in the first that can pay it."""
        if any(self.pay(repairs, t) for t in range(self.phases)):
            return True
        if self.phases == 1 or len(repairs) < 2:
            return False
        before = self.phase.copy(), self.funds.copy(), self.total, self.running
        if all(any(self.pay(one, t) for t in range(self.phases)) for one in repairs[:, None]):
            return True
        self.phase, self.funds, self.total, self.running = before
        return False

    def pay(self, repairs: Rows, t: int) -> bool:
        """Do repairs in a phase, all or none."""
        cost, running = float(self.cost[repairs].sum()), float(self.monthly[repairs].sum())
        if cost > self.total or running > self.running or not self._holds(repairs, t):
            return False
        left = self._funds_less(repairs, cost, t)
        if left is None:
            return False
        self.funds, self.total, self.running = left, self.total - cost, self.running - running
        self.phase[repairs] = t
        return True

    def _holds(self, repairs: Rows, t: int) -> bool:
        """Tell whether there is room by the end of every phase, were repairs done in one."""
        if self.room is None:
            return True
        phase = self.phase.copy()
        phase[repairs] = t
        by_then = ((phase != NO_PHASE) & (phase <= s) for s in range(self.phases))
        return all(self.room.holds(done) for done in by_then)

    def _funds_less(self, repairs: Rows, cost: float, t: int) -> Floats | None:
        """Return what the funds hold once they have paid, None where they cannot."""
        left = self.funds.copy()
        if self.most is None:
            left[t] -= cost
            return left if left[t] >= 0 else None
        for repair in repairs:  # what one takes of a fund another has not
            part = slice(*self.most.indptr[repair : repair + 2])
            funds, most = self.most.indices[part], self.most.data[part]
            now = self.fund_phase[funds] == t
            if not _shared_out(left, funds[now], most[now], float(self.cost[repair])):
                return None
        return left


def _shared_out(left: Floats, funds: NDArray[np.int32], most: Floats, cost: float) -> bool:
    """Let funds pay a cost in their order, each as much as it may and holds."""
    can = np.minimum(left[funds], most)
    paid = np.diff(np.minimum(np.cumsum(can), cost), prepend=0.0)
    left[funds] -= paid
    return bool(paid.sum() >= cost)
