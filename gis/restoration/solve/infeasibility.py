"""Why nothing can keep to what is asked, and by how much."""

from dataclasses import replace

import numpy as np

from gis.core.arrays import Flags
from gis.core.choices import Proof
from gis.core.deadline import Deadline
from gis.core.language import _
from gis.core.numbers import number
from gis.restoration.model.constraints import Constraints
from gis.restoration.model.problem import Problem
from gis.restoration.solve.milp import solve
from gis.restoration.solve.payments import unpaid_vnd


def why_not(problem: Problem, limits: Constraints, deadline: Deadline | None = None) -> str:
    """Say which of the limits cannot be kept, and by how much it is missed.

    Parameters
    ----------
    problem
        Repairs, camera groups and demand nodes; costs in VND.
    limits
        What cannot be kept together.
    deadline
        Of the search for the reason; None: as long as it takes.

    Returns
    -------
    str
        One sentence; amounts in VND.
    """
    deadline = Deadline() if deadline is None else deadline
    locked = np.zeros(len(problem.cost_vnd), bool) if limits.locked is None else limits.locked
    cost, there = problem.cost_vnd[locked].sum(), limits.there_vnd
    if cost > there:
        return _(
            "The required repairs cost {cost} đồng: {more} more than the budget of {there}",
            cost=number(cost),
            more=number(cost - there),
            there=number(there),
        )
    monthly = problem.monthly_vnd[locked].sum()
    if monthly > limits.monthly_vnd:
        return _(
            "The required repairs run at {cost} đồng a month: {more} more than the ceiling",
            cost=number(monthly),
            more=number(monthly - limits.monthly_vnd),
        )
    # Without floors nothing else is left that could be in the way, but what is scarce.
    fair = any(least > 0 for least in limits.floors.values())
    if not fair or not _possible(problem, limits, deadline):
        if problem.room is not None and _possible(replace(problem, room=None), limits, deadline):
            return _("There is not room enough for what is required: channels, bandwidth or disks")
        return _(
            "No fund may bear {cost} đồng of the required repairs: their commune, payer, "
            "origin or phase does not allow it",
            cost=number(_unpaid_vnd(problem, limits, locked)),
        )
    return _floors(problem, limits, deadline)


def _possible(problem: Problem, limits: Constraints, deadline: Deadline) -> bool:
    found = solve(problem, replace(limits, floors={}), deadline=deadline)
    return found.proof != Proof.INFEASIBLE


def _unpaid_vnd(problem: Problem, limits: Constraints, locked: Flags) -> float:
    """Return how much of the required repairs' cost the funds cannot bear at their best."""
    if limits.plain:
        cost = problem.cost_vnd[locked].sum()
        return float(max(cost - limits.amount_vnd.max(initial=0.0), 0.0))
    return float(unpaid_vnd(problem, limits, locked))


def _floors(problem: Problem, limits: Constraints, deadline: Deadline) -> str:
    """Name the floor that is out of reach, or say that they are all together."""
    for code, least in limits.floors.items():
        if least <= 0:
            continue
        inside, rows = problem.part(problem.commune_code == code, limits.locked)
        best = solve(inside, replace(limits.of(rows), floors={}), deadline=deadline)
        if best.proof == Proof.NOT_FOUND:
            return _(
                "Nothing keeps to all floors; which of them is out of reach was not found "
                "in the time allowed"
            )
        if best.bound < least:
            return _(
                "Commune {code} can regain at most {best} of the {least} asked for it",
                code=code,
                best=number(best.bound, 1),
                least=number(least, 1),
            )
    return _("Each floor can be kept, but not all of them together")
