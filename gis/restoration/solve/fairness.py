"""What every commune is to get back at least, and what that costs the province."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.core.choices import Proof
from gis.core.deadline import Deadline
from gis.core.errors import NotFoundYetError
from gis.core.language import _
from gis.restoration.model.constraints import (
    NO_PHASE,
    Constraints,
    Phases,
    Solution,
    stated_solution,
    value,
)
from gis.restoration.model.problem import Problem
from gis.restoration.model.room import Room
from gis.restoration.solve.decomposition import best_by_components
from gis.restoration.solve.milp import solve
from gis.restoration.solve.warm_start import first_choice

# Money that rounding takes from a whole đồng.
HARDLY_VND = 1e-3


@dataclass(frozen=True, eq=False)
class Guarantee:
    """What every commune is to get back at least: `floors`, by its code.

    `phase`: what the communes choose for it by themselves, all together: in a plan it keeps
    every floor.
    """

    floors: dict[str, float]
    phase: Phases


def floors(
    problem: Problem,
    limits: Constraints,
    least: float,
    share: pd.Series,
    *,
    deadline: Deadline | None = None,
) -> dict[str, float]:
    """Return, by commune, `least` times the best its share of the free money could bring back.

    The best is that of the same programme with the demand nodes of this commune alone and every
    fund, and the ceiling of running cost, scaled by its share; all repairs at full cost. So
    with several payers, phases or ceilings the floor holds for each. What is locked is paid
    first, by all funds alike. Room of channels, bandwidth and disks, free or bought, is parted
    by what the communes' cameras would take of it. For shares that sum to 1 and `least` ≤ 1 all
    floors together can be kept: the communes' own choices together cost no more than there is.
    Cameras count for themselves in a commune where no place or road could be brought back.

    Parameters
    ----------
    problem
        Repairs, camera groups and demand nodes; costs in VND.
    limits
        All the money there is; its own floors are left aside.
    least
        The part α that is guaranteed, from 0 to 1.
    share
        Of each commune code; what is not in it has none.
    deadline
        Of all communes together; None: as long as it takes.

    Returns
    -------
    dict
        Commune code → least weight × months, also where it is 0.

    Raises
    ------
    NotFoundYetError
        The best of a commune was not found, or not proven, by the deadline.
    """
    return guarantee(problem, limits, least, share, deadline=deadline).floors


def guarantee(
    problem: Problem,
    limits: Constraints,
    least: float,
    share: pd.Series,
    *,
    deadline: Deadline | None = None,
) -> Guarantee:
    """Return the floors of all communes with what they choose for it, see `floors`.

    Parameters
    ----------
    problem
        Repairs, camera groups and demand nodes; costs in VND.
    limits
        All the money there is; its own floors are left aside.
    least
        The part α that is guaranteed, from 0 to 1.
    share
        Of each commune code.
    deadline
        Of all communes together; None: as long as it takes.

    Returns
    -------
    Guarantee
        Floors in weight × months, and a choice that keeps them.

    Raises
    ------
    NotFoundYetError
        The best of a commune was not found, or not proven, by the deadline.
    """
    deadline = Deadline() if deadline is None else deadline
    part = share / share.sum() if share.sum() > 0 else share * 0.0
    problem = _without_locked_room(problem, limits)
    found: dict[str, float] = {}
    phase, rooms = np.full(len(problem.cost_vnd), NO_PHASE), _parted(problem)
    for code in share.index:  # each is a programme of its own
        mine = replace(problem, room=rooms.get(code))
        best, chosen = _best(mine, limits, code, float(part[code]), deadline)
        found[str(code)] = least * best
        # What two communes choose is done when the first of them wants it.
        both = np.where(phase == NO_PHASE, chosen, np.minimum(phase, chosen))
        phase = np.where(chosen == NO_PHASE, phase, both)
    return Guarantee(found, phase)


def _without_locked_room(problem: Problem, limits: Constraints) -> Problem:
    """Return the problem with the room that what is locked takes, or adds, taken for good."""
    if problem.room is None or limits.locked is None:
        return problem
    room, locked = problem.room, limits.locked
    left = room.free - room.take @ locked.astype(np.int64)
    return replace(problem, room=Room(room.without(locked).take, left))


def _parted(problem: Problem) -> dict[object, Room]:
    """Return, by commune, its part of all room there is or may be, by what it would take of it."""
    if problem.room is None:
        return {}
    codes, number = np.unique(problem.commune_code, return_inverse=True)
    inside = sparse.csr_array((np.ones(len(number)), (np.arange(len(number)), number)))
    uses = problem.needs.T.astype(np.int64) @ problem.views.astype(np.int64) @ inside > 0
    taken = (problem.room.take.maximum(0) @ uses.astype(np.int64)).toarray()
    return {code: _part_of(problem.room, taken[:, k], taken) for k, code in enumerate(codes)}


def _part_of(room: Room, mine: NDArray[np.int64], taken: NDArray[np.int64]) -> Room:
    """Return a part of what is free and of what widens it; nothing is taken of an order."""
    of_all, take = taken.sum(axis=1), room.take.tocoo()
    shared = of_all > 0
    all_, each = np.where(shared, of_all, 1), np.where(shared, mine, 1)
    part = -(-take.data * each[take.row] // all_[take.row])
    data = np.where(take.data < 0, part, take.data)
    parted = sparse.csr_array((data, (take.row, take.col)), shape=take.shape)
    return Room(parted, room.free.clip(min=0) * each // all_)


def _best(
    problem: Problem, limits: Constraints, code: object, part: float, deadline: Deadline
) -> tuple[float, Phases]:
    """Return the best that a commune can bring back by itself, and the choice it is."""
    nodes = problem.commune_code == code
    if not nodes.any() or part <= 0:
        return 0.0, np.full(len(problem.cost_vnd), NO_PHASE)
    inside, repairs = problem.part(nodes)
    locked = np.zeros(len(problem.cost_vnd), bool) if limits.locked is None else limits.locked
    total = limits.there_vnd
    free = max(total - problem.cost_vnd[locked].sum(), 0.0) / total if total > 0 else 0.0
    cost, monthly = (
        np.where(locked[repairs], 0.0, each) for each in (inside.cost_vnd, inside.monthly_vnd)
    )
    inside = replace(inside, cost_vnd=cost, monthly_vnd=monthly, weight=inside.main_weight)
    running = max(limits.monthly_vnd - problem.monthly_vnd[locked].sum(), 0.0)
    scaled = replace(
        limits.of(repairs),
        amount_vnd=limits.amount_vnd * free * part,
        total_vnd=limits.total_vnd * free * part,
        monthly_vnd=running * part,
        locked=None,
        floors={},
    )
    found = _solved(inside, scaled, deadline)
    if found.proof != Proof.OPTIMAL:
        raise NotFoundYetError(_("The floors of the communes were not found in the time allowed"))
    return found.objective, found.among(repairs, len(problem.cost_vnd)).phase


def _solved(
    problem: Problem, limits: Constraints, deadline: Deadline, start: Phases | None = None
) -> Solution:
    """Return the best: from components that share nothing but money, where nothing else limits."""
    deadline.check()
    whole = replace(limits, total_vnd=np.floor(limits.there_vnd + HARDLY_VND))
    done = best_by_components(problem, whole, np.zeros(len(problem.cost_vnd)))
    if done is None:
        start = first_choice(problem, limits, deadline=deadline) if start is None else start
        return solve(problem, limits, deadline=deadline, start=start)
    phase = np.where(done, 0, NO_PHASE)
    objective = value(problem, limits, phase)
    return Solution(phase, objective, objective, Proof.OPTIMAL)


def price_of_fairness(
    problem: Problem, limits: Constraints, fair: Solution, deadline: Deadline | None = None
) -> float:
    """Return how much more would come back without floors, in weight × months, as it is told.

    Parameters
    ----------
    problem
        Repairs, camera groups and demand nodes; costs in VND.
    limits
        Money, phases and floors.
    fair
        The best choice with floors.
    deadline
        None: as long as it takes.

    Returns
    -------
    float
        0 where there are no floors; NaN where it is not known by the deadline.

    References
    ----------
    Bertsimas, D., Farias, V. F. and Trichakis, N. (2011). The price of fairness. Operations
    Research 59, 17–31.
    """
    deadline = Deadline() if deadline is None else deadline
    if not any(limits.floors.values()):
        return 0.0
    if deadline.passed:
        return float("nan")
    free = replace(limits, floors={})
    best = _solved(problem, free, deadline, fair.phase)
    if best.proof != Proof.OPTIMAL:
        return float("nan")
    return (
        stated_solution(problem, free, best).objective
        - stated_solution(problem, free, fair).objective
    )
