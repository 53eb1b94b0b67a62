"""The best plan for one budget, from components that share nothing: exact, and fast."""

from dataclasses import replace

import numpy as np
from scipy import sparse

from gis.core.arrays import Flags, Floats
from gis.core.choices import Proof
from gis.core.deadline import Deadline
from gis.restoration.model.constraints import NO_PHASE, Constraints, Phases, Solution, value
from gis.restoration.model.problem import Problem
from gis.restoration.solve.frontier import frontiers, labels_by_camera
from gis.restoration.solve.knapsack import MultipleChoiceKnapsack
from gis.restoration.solve.milp import solve

# Larger components are left to the mixed-integer programme.
LARGEST = 60


def best_by_components(problem: Problem, limits: Constraints, prefer: Floats) -> Flags | None:
    """Return what the best plan does; None where this is not the way to find it.

    It is for one budget without phases, funds, floors, balance or monthly ceiling, in components of
    at most `LARGEST` repairs, and costs in whole đồng.

    Parameters
    ----------
    problem
        Repairs, camera groups and demand nodes; costs in VND.
    limits
        Money, required and excluded repairs.
    prefer
        What doing each repair is worth beside what it brings back, see `milp.solve`.

    Returns
    -------
    ndarray or None
        Flags of the repairs; proven best.
    """
    locked, out = _flags(problem, limits.locked), _flags(problem, limits.excluded)
    left = int(np.floor(limits.there_vnd + 1e-3)) - round(problem.cost_vnd[locked].sum())
    simple = limits.plain and len(limits.months) == 1 and not any(limits.floors.values())
    simple &= limits.balance is None
    if not simple or np.isfinite(limits.monthly_vnd) or left < 0 or (locked & out).any():
        return None
    rest, free, _seen = problem.conditioned(locked, out)
    if rest.room is not None and (rest.room.free < 0).any():
        return None
    valued = _valued(rest, prefer[free])
    if np.bincount(labels_by_camera(valued)[1]).max(initial=0) > LARGEST:
        return None
    # What does not soon fall apart is not worth solving piece by piece: it is only bounded.
    best = MultipleChoiceKnapsack(frontiers(valued, solving=False), len(free)).best(left)
    if best.bound > best.weight:
        return None
    done = locked.copy()
    done[free[best.done]] = True
    return done


def best_solution(
    problem: Problem, limits: Constraints, deadline: Deadline, start: Phases | None = None
) -> Solution:
    """Return the best choice: by components where they give it, else by the whole programme.

    Parameters
    ----------
    problem
        Repairs, camera groups and demand nodes; costs in VND.
    limits
        Money, phases, floors, required and excluded repairs.
    deadline
        When the best found by then is returned.
    start
        A choice to begin with.

    Returns
    -------
    Solution
        Objective and bound in weight × months.

    Raises
    ------
    Stopped
        Who asked does not wait any more.
    GisError
        The solver gives up for another reason than time.
    """
    done = best_by_components(problem, limits, np.zeros(len(problem.cost_vnd)))
    if done is None:
        return solve(problem, limits, deadline=deadline, start=start)
    phase = np.where(done, 0, NO_PHASE)
    best = value(problem, limits, phase)
    return Solution(phase, best, best, Proof.OPTIMAL)


def _flags(problem: Problem, flags: Flags | None) -> Flags:
    return np.zeros(len(problem.cost_vnd), bool) if flags is None else flags


def _valued(problem: Problem, prefer: Floats) -> Problem:
    """Return the problem with a node of its own for each repair that is needed or adds room.

    Such a node weighs what doing the repair is worth in itself, which may be below 0.
    """
    used = np.diff(problem.needs.tocsc().indptr) > 0
    needed = np.flatnonzero(used if problem.room is None else used | problem.room.extending(used))
    own = sparse.eye_array(len(prefer), dtype=bool, format="csr")[needed]
    alone = sparse.eye_array(len(needed), dtype=bool, format="csr")
    return replace(
        problem,
        needs=sparse.vstack([problem.needs, own], format="csr").astype(bool),
        views=sparse.block_diag([problem.views, alone], format="csr").astype(bool),
        weight=np.concatenate([problem.weight, prefer[needed]]),
        commune_code=np.concatenate([problem.commune_code, np.full(len(needed), "", object)]),
        own_weight=None,
    )
