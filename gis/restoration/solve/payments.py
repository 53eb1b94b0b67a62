"""What money a choice of repairs must keep to, asked in whole đồng.

Whether funds that may not pay everything can bear a choice is a flow from repairs to funds
(Ford and Fulkerson 1956). Where they cannot, the least cut names funds T that are asked for
more than they hold, and what no choice may exceed in a phase:

    Σ_r max(0, cost[r] − Σ_{f not in T} most[r,f]) · x[r] ≤ Σ_{f in T} amount[f]
"""

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from gis.core.arrays import Flags, Floats, Ints
from gis.restoration.model.constraints import Constraints, Phases
from gis.restoration.model.problem import Problem

# No repair costs more, as far as sums of whole numbers are concerned.
_MOST_VND = 1e14


@dataclass(frozen=True, eq=False)
class Ceiling:
    """What repairs done in some phases may cost together: `each_vnd` of all repairs.

    `each_vnd`: of all repairs, whole VND; `phases`: those that count, from 0 on; `most_vnd`: what
    they may cost together. Of a capacity: what they may take of it, below 0 for what adds room.
    """

    each_vnd: Ints
    phases: tuple[int, ...]
    most_vnd: int


def whole_vnd(amounts_vnd: Floats) -> Ints:
    """Return amounts in whole đồng.

    Parameters
    ----------
    amounts_vnd
        VND; endless ones become a very great number.

    Returns
    -------
    ndarray
        Whole numbers in the same shape.
    """
    return np.round(np.minimum(amounts_vnd, _MOST_VND)).astype(np.int64)


def ceilings(problem: Problem, limits: Constraints) -> Iterator[Ceiling]:
    """Give what all that is done in some phases must not exceed, what never binds left out.

    Parameters
    ----------
    problem
        Costs and running costs of repairs, and what is scarce.
    limits
        Money by phase, the total, and the ceiling of the running cost.

    Yields
    ------
    Ceiling
        Money first, then capacities, each up to the end of every phase.
    """
    cost, count = whole_vnd(problem.cost_vnd), len(limits.months)
    amounts = np.bincount(limits.phase, limits.amount_vnd, minlength=count)
    every = tuple(range(count))
    asked: list[tuple[Ints, tuple[int, ...], float]]
    asked = [(cost, (t,), amounts[t]) for t in every] if limits.plain else []
    asked.append((cost, every, limits.total_vnd))
    # What is done never stops running: the last phase has it all.
    asked.append((whole_vnd(problem.monthly_vnd), every, limits.monthly_vnd))
    for each_vnd, phases, most_vnd in asked:
        if most_vnd < each_vnd.sum():
            yield Ceiling(each_vnd, phases, _whole_most(most_vnd))
    if problem.room is not None:
        for take, free in zip(problem.room.take.toarray(), problem.room.free, strict=True):
            yield from (Ceiling(take, every[: t + 1], int(free)) for t in every)


def out_of_reach(problem: Problem, limits: Constraints) -> Flags:
    """Tell which repairs no money can pay in which phase, phases × repairs.

    Parameters
    ----------
    problem
        Costs and running costs of repairs.
    limits
        Funds and their shares, the total, and the ceiling of the running cost.

    Returns
    -------
    ndarray
        Flags, phases × repairs.
    """
    cost, repairs = whole_vnd(problem.cost_vnd), len(problem.cost_vnd)
    most = np.zeros((len(limits.months), repairs))
    if limits.share is None:
        most += np.bincount(limits.phase, limits.amount_vnd, minlength=len(most))[:, None]
    else:
        pay = most_paid(problem, limits).tocoo()
        np.add.at(most, (limits.phase[pay.col], pay.row), pay.data)
    most = np.minimum(most, limits.total_vnd)
    flags: Flags = (cost > most) | (whole_vnd(problem.monthly_vnd) > limits.monthly_vnd)
    return flags


def most_paid(problem: Problem, limits: Constraints) -> sparse.csr_array:
    """Return the most each fund may pay of each repair, in whole đồng: repairs × funds.

    A part of a cost that is no whole đồng is rounded up, so that parts make the whole.

    Parameters
    ----------
    problem
        Costs of repairs.
    limits
        Funds and the parts of each repair they may bear; its `share` is not None.

    Returns
    -------
    csr_array
        Whole VND.
    """
    shares = sparse.csr_array(limits.share).tocoo()
    part = np.ceil(np.round(shares.data * whole_vnd(problem.cost_vnd)[shares.row], 3))
    most = np.minimum(part, np.floor(limits.amount_vnd)[shares.col]).astype(np.int64)
    return sparse.csr_array((most, (shares.row, shares.col)), shape=shares.shape)


def breach(problem: Problem, limits: Constraints, phase: Phases) -> Ceiling | None:
    """Return a ceiling that a choice exceeds, None where it keeps to all.

    Parameters
    ----------
    problem
        Repairs and what is scarce.
    limits
        What the choice must keep to, floors apart.
    phase
        Of each repair, from 0 on, `NO_PHASE` where it is not done.

    Returns
    -------
    Ceiling or None
        Where funds may not bear everything, what they cannot bear together.

    References
    ----------
    Ford, L. R. and Fulkerson, D. R. (1956). Maximal flow through a network. Canadian Journal of
    Mathematics 8, 399–404.
    """
    for ceiling in ceilings(problem, limits):
        if ceiling.each_vnd[np.isin(phase, ceiling.phases)].sum() > ceiling.most_vnd:
            return ceiling
    if limits.plain:
        return None
    most = most_paid(problem, limits)
    found = (
        _unpaid(problem, limits, most, t, np.flatnonzero(phase == t))
        for t in range(len(limits.months))
    )
    return next((ceiling for ceiling in found if ceiling is not None), None)


def unpaid_vnd(problem: Problem, limits: Constraints, done: Flags) -> int:
    """Return how much of what repairs cost no fund can bear, in whichever phase it pays.

    Parameters
    ----------
    problem
        Costs of repairs.
    limits
        Funds and the parts of each repair they may bear.
    done
        Flags of the repairs that are to be paid.

    Returns
    -------
    int
        VND.
    """
    cost, amount = whole_vnd(problem.cost_vnd), np.floor(limits.amount_vnd).astype(np.int64)
    most, every = most_paid(problem, limits), np.arange(len(amount))
    network = _network(cost, amount, most, np.flatnonzero(done), every)
    return int(cost[done].sum()) - int(nx.maximum_flow_value(network, "repairs", "money"))


def _unpaid(
    problem: Problem, limits: Constraints, most: sparse.csr_array, t: int, done: NDArray[np.intp]
) -> Ceiling | None:
    """Return what funds of a phase are asked too much for, None where they bear what is done."""
    cost, amount = whole_vnd(problem.cost_vnd), np.floor(limits.amount_vnd).astype(np.int64)
    if not cost[done].sum():
        return None
    funds = np.flatnonzero(limits.phase == t)
    network = _network(cost, amount, most, done, funds)
    paid, (asked, _rest) = nx.minimum_cut(network, "repairs", "money")
    if paid == cost[done].sum():
        return None
    held = np.array([f for f in funds if ("fund", f) in asked], dtype=np.intp)
    others = most[:, np.setdiff1d(funds, held)].sum(axis=1)
    return Ceiling((cost - others).clip(min=0), (t,), int(amount[held].sum()))


def _network(
    cost: Ints,
    amount: Ints,
    most: sparse.csr_array,
    done: NDArray[np.intp],
    funds: NDArray[np.intp],
) -> nx.DiGraph:
    """Return money as it may flow: from repairs through funds, in whole numbers of Python."""
    network = nx.DiGraph()
    network.add_nodes_from(["repairs", "money"])
    network.add_weighted_edges_from(
        (("repairs", ("repair", r), int(cost[r])) for r in done), weight="capacity"
    )
    network.add_weighted_edges_from(
        ((("fund", f), "money", int(amount[f])) for f in funds), weight="capacity"
    )
    pay = most[done][:, funds].tocoo()
    edges = zip(done[pay.row], funds[pay.col], pay.data, strict=True)
    network.add_weighted_edges_from(
        ((("repair", r), ("fund", f), int(vnd)) for r, f, vnd in edges), weight="capacity"
    )
    return network


def _whole_most(most_vnd: float) -> int:
    return int(np.floor(min(most_vnd, 1e18) + 1e-3))
