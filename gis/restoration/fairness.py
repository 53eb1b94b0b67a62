"""What every commune is to get back at least, and what that costs the province."""

from dataclasses import replace

import numpy as np
import pandas as pd
from scipy import sparse

from gis.choices import Proof
from gis.deadline import Deadline
from gis.errors import NotFoundYetError
from gis.language import _
from gis.restoration.apart import best_apart
from gis.restoration.exact import solve
from gis.restoration.limits import NOT_DONE, Limits, Solution, report, value
from gis.restoration.problem import Problem
from gis.restoration.room import Room

# So long is the best of one commune looked for.
COMMUNE_S = 5.0


def floors(
    world: Problem,
    limits: Limits,
    least: float,
    share: pd.Series,
    *,
    deadline: Deadline | None = None,
) -> dict[str, float]:
    """Return, by commune, `least` times the best its share of the free money could bring back.

    The best is that of the same programme with the places of this commune alone and every
    fund, and the ceiling of running cost, scaled by its share; all repairs at full cost. So
    with several payers, phases or ceilings the floor holds for each. What is locked is paid
    first, by all funds alike. What is free of channels, bandwidth and disks is parted by what
    the communes' cameras would take of it. For shares that sum to 1 and `least` ≤ 1 all floors
    together can be kept: the communes' own choices together cost no more than there is. Cameras
    count for themselves in a commune where no place or road could be brought back.

    Parameters
    ----------
    least
        The part α that is guaranteed, from 0 to 1.
    share
        Of each commune code; what is not in it has none.

    Returns
    -------
    dict
        Commune code → least weight × months, also where it is 0.

    Raises
    ------
    NotFoundYetError
        The best of a commune was not found by the deadline.
    """
    deadline = Deadline() if deadline is None else deadline
    part = share / share.sum() if share.sum() > 0 else share * 0.0
    rooms = _parted(world)
    return {
        str(code): least
        * _best(replace(world, room=rooms.get(code)), limits, code, float(part[code]), deadline)
        for code in share.index
    }


def _parted(world: Problem) -> dict[object, Room]:
    """Return, by commune, its part of what is free of all that is scarce."""
    if world.room is None:
        return {}
    codes, number = np.unique(world.commune_code, return_inverse=True)
    inside = sparse.csr_array((np.ones(len(number)), (np.arange(len(number)), number)))
    uses = world.needs.T.astype(np.int64) @ world.views.astype(np.int64) @ inside > 0
    taken = world.room.take.maximum(0) @ uses.astype(np.int64)
    each, free = taken.toarray(), world.room.free
    mine = free.clip(min=0)[:, None] * each // np.maximum(each.sum(axis=1), 1)[:, None]
    return {code: Room(world.room.take, mine[:, k]) for k, code in enumerate(codes)}


def _best(world: Problem, limits: Limits, code: object, part: float, deadline: Deadline) -> float:
    places = world.commune_code == code
    if not places.any() or part <= 0:
        return 0.0
    inside, repairs = world.part(places)
    locked = np.zeros(len(world.cost_vnd), bool) if limits.locked is None else limits.locked
    total = limits.there_vnd
    free = max(total - world.cost_vnd[locked].sum(), 0.0) / total if total > 0 else 0.0
    inside = replace(inside, cost_vnd=np.where(locked[repairs], 0.0, inside.cost_vnd),
                     weight=inside.main_weight)  # fmt: skip
    scaled = replace(
        limits.of(repairs),
        amount_vnd=limits.amount_vnd * free * part,
        total_vnd=limits.total_vnd * free * part,
        monthly_vnd=limits.monthly_vnd * part,
        locked=None,
        floors={},
    )
    found = solve(inside, scaled, deadline=deadline.within(COMMUNE_S))
    if found.proof == Proof.NOT_FOUND:
        raise NotFoundYetError(_("The floors of the communes were not found in the time allowed"))
    return found.objective


def price_of_fairness(
    world: Problem, limits: Limits, fair: Solution, deadline: Deadline | None = None
) -> float:
    """Return how much more would come back without floors, in weight × months, as it is told.

    NaN where that is not known by the deadline. `fair`: the best choice with floors.
    """
    if not any(limits.floors.values()):
        return 0.0
    free = replace(limits, floors={})
    done = best_apart(world, free, np.zeros(len(world.cost_vnd)))
    if done is not None:
        phase = np.where(done, 0, NOT_DONE)
        best = Solution(phase, value(world, free, phase), 0.0, Proof.OPTIMAL)
    else:
        best = solve(world, free, deadline=deadline, start=fair.phase)
    if best.proof != Proof.OPTIMAL:
        return float("nan")
    return report(world, free, best).objective - report(world, free, fair).objective
