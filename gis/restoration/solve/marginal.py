"""What hangs on each repair of a choice, and which of them nothing hangs on."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gis.core.arrays import Flags, Floats
from gis.restoration.model.constraints import NO_PHASE, Constraints, Solution, budget
from gis.restoration.model.problem import Problem
from gis.restoration.solve.milp import solve

# Weights below this are rounding.
NEGLIGIBLE = 1e-9


def lost_if_dropped(problem: Problem, limits: Constraints, solution: Solution) -> Floats:
    """Return, for each repair, the weight × months lost if it alone were not done.

    A demand node is lost when everything that sees it again waits for the repair. Gains are not
    additive: these weights may add up to less than what all bring back together. Without what
    adds room, those lose their channel that are missed least.

    Parameters
    ----------
    problem
        Repairs, camera groups and demand nodes.
    limits
        How many months each phase counts.
    solution
        The choice that is looked at.

    Returns
    -------
    ndarray
        One number a repair, 0 of those not done.
    """
    lost = np.zeros(len(problem.cost_vnd))
    adding = np.zeros(len(lost), bool) if problem.room is None else problem.room.adding
    for t, months in enumerate(limits.months):
        done = solution.done & (solution.phase <= t)
        lost += months * _lost(problem, done)
        for r in np.flatnonzero(done & adding):  # a station or two
            lost[r] += months * _lost_with_room(problem, done, int(r))
    return np.where(solution.done, lost, 0.0)


def _lost(problem: Problem, done: Flags) -> NDArray[np.float64]:
    active = np.flatnonzero(problem.active(done))
    needs, views = (m[active].astype(np.int64) for m in (problem.needs, problem.views))
    seeing = np.asarray(views.sum(axis=0)).ravel()
    through = (needs.T @ views).tocoo()
    every = through.data == seeing[through.col]
    weight = problem.weight[through.col[every]]
    return np.bincount(through.row[every], weight, minlength=len(done)).astype(float)


def _lost_with_room(problem: Problem, done: Flags, repair: int) -> float:
    """Return the least weight lost when what adds room is not done."""
    one = np.arange(len(done)) == repair
    room = problem.room
    assert room is not None  # noqa: S101 - only what adds room comes here
    sharing = room.sharing(one) & done
    while (more := sharing | (room.sharing(sharing) & done)).sum() > sharing.sum():
        sharing = more  # what comes after it in order goes with it
    kept = done & ~one & ~sharing
    rest, _left, seen = problem.conditioned(kept, ~done | one)
    best = solve(rest, budget(np.inf))
    return problem.regained(done) - float(problem.weight[seen].sum()) - best.objective


def without_waste(problem: Problem, limits: Constraints, solution: Solution) -> Solution:
    """Return the solution without repairs nothing hangs on, the costliest dropped first.

    Locked ones stay. The objective is the same: dropping what is not missed loses nothing.

    Parameters
    ----------
    problem
        Repairs, camera groups and demand nodes; costs in VND.
    limits
        Its `locked` repairs, and how many months each phase counts.
    solution
        A choice that keeps to the limits.

    Returns
    -------
    Solution
        The same with fewer repairs, or itself.
    """
    locked = np.zeros(len(solution.phase), bool) if limits.locked is None else limits.locked
    phase = solution.phase.copy()
    while True:
        now = replace(solution, phase=phase)
        idle = now.done & ~locked & (lost_if_dropped(problem, limits, now) <= NEGLIGIBLE)
        if not idle.any():
            return now
        useless = idle & ~_needed(problem, now.done)
        if not useless.any():  # each can be spared, but perhaps not all of them
            useless = _costliest(problem, now, idle)
            if not useless.any():
                return now
        phase = np.where(useless, NO_PHASE, phase)


def _costliest(problem: Problem, now: Solution, idle: Flags) -> Flags:
    """Choose one to be dropped: the costliest, or first who has the room that it makes."""
    one: Flags = np.arange(len(idle)) == np.flatnonzero(idle)[np.argmax(problem.cost_vnd[idle])]
    if problem.room is None or not (one & problem.room.adding).any():
        return one
    without = np.where(one, NO_PHASE, now.phase)
    phases = range(int(now.phase.max()) + 1)
    if all(problem.room.holds((without != NO_PHASE) & (without <= t)) for t in phases):
        return one
    spared = np.flatnonzero(problem.room.sharing(one) & idle & ~one)
    if not len(spared):  # who has room cannot do without: look at the others
        rest = idle & ~one
        return _costliest(problem, now, rest) if rest.any() else rest
    return np.asarray(np.arange(len(idle)) == spared[0])


def _needed(problem: Problem, done: Flags) -> Flags:
    """Tell which repairs anything that sees a demand node waits for."""
    active = problem.active(done) & (np.diff(problem.views.indptr) > 0)
    needed: Flags = np.diff(problem.needs[np.flatnonzero(active)].tocsc().indptr) > 0
    return needed if problem.room is None else needed | problem.room.extending(needed)
