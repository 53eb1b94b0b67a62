"""What every commune is to get back at least, and what that costs the province."""

from dataclasses import replace

import numpy as np
import pandas as pd

from gis.restoration.exact import solve
from gis.restoration.limits import Limits, report
from gis.restoration.problem import Problem


def floors(
    world: Problem, limits: Limits, least: float, share: pd.Series, *, time_limit_s: float = 5.0
) -> dict[str, float]:
    """Return, by commune, `least` times the best its share of the free money could bring back.

    The best is that of the same programme with the places of this commune alone and every
    fund, and the ceiling of running cost, scaled by its share; all repairs at full cost. So
    with several payers, phases or ceilings the floor holds for each. What is locked is paid
    first, by all funds alike. For shares that sum to 1 and `least` ≤ 1 all floors together
    can be kept: the communes' own choices together cost no more than there is. Cameras count
    for themselves in a commune where no place or road could be brought back.

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
    """
    part = share / share.sum() if share.sum() > 0 else share * 0.0
    return {
        str(code): least * _best(world, limits, code, float(part[code]), time_limit_s)
        for code in share.index
    }


def _best(world: Problem, limits: Limits, code: object, part: float, time_limit_s: float) -> float:
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
    return solve(inside, scaled, time_limit_s=time_limit_s).objective


def price_of_fairness(world: Problem, limits: Limits, with_floors: float) -> float:
    """Return how much more would come back without floors, in weight × months, as it is told."""
    if not any(limits.floors.values()):
        return 0.0
    free = replace(limits, floors={})
    return report(world, free, solve(world, free)).objective - with_floors
