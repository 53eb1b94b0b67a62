"""Plans: the best set of repairs for the money there is, or the ranked list as far as it goes."""

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.analysis import Analysis
from gis.choices import Proof
from gis.errors import GisError
from gis.language import _
from gis.planning.request import Request, commune_shares, limits
from gis.planning.work import Work
from gis.restoration.exact import solve
from gis.restoration.fairness import floors, price_of_fairness
from gis.restoration.infeasible import why_not
from gis.restoration.limits import NOT_DONE, Limits, Solution, value
from gis.restoration.marginal import without_waste
from gis.restoration.plan import Plan, plan
from gis.restoration.problem import Problem
from gis.restoration.ranking import chosen, rank
from gis.restoration.repairs import Repairs

METHODS = ("exact", "greedy")


def make_plan(analysis: Analysis, todo: Work, request: Request, *, method: str = "exact") -> Plan:
    """Return the best plan (``exact``) or the ranked list's (``greedy``), see `Request`.

    Raises
    ------
    GisError
        A repair is not known; nothing can keep to what is asked (the text says by how
        much); or the ranked list is asked to keep to what it cannot.
    """
    share = commune_shares(analysis, request) if request.floor > 0 else None
    world, inside, rows = asked_of(todo.problem, limits(todo, request), request, share)
    found = _found(todo, request, world, inside, rows, method)
    if found.proof == Proof.INFEASIBLE:
        raise GisError(why_not(world, inside))
    found = without_waste(world, inside, found)
    return plan(world, inside, found, rows, todo.repairs, todo.cameras,
                before=todo.weight_covered(request.commune),
                price_of_fairness=price_of_fairness(world, inside, found.objective))  # fmt: skip


def asked_of(
    world: Problem, keep: Limits, request: Request, share: pd.Series | None
) -> tuple[Problem, Limits, NDArray[np.intp]]:
    """Return what counts of a problem, its limits with floors, and which repairs take part.

    `share`: each commune's part of the free money, None without floors.
    """
    code = world.commune_code
    places = np.ones(len(code), bool) if request.commune is None else code == request.commune
    part, rows = world.part(places, keep.locked)
    inside = keep.of(rows)
    if share is not None:
        inside = replace(inside, floors=floors(part, inside, request.floor, share))
    return part, inside, rows


def _found(
    todo: Work,
    request: Request,
    world: Problem,
    inside: Limits,
    rows: NDArray[np.intp],
    method: str,
) -> Solution:
    if method == "exact":
        return solve(world, inside, time_limit_s=request.time_limit_s)
    if not inside.plain or len(inside.months) > 1 or inside.floors:
        raise GisError(_("The ranked list takes one budget, without phases, funds or floors"))
    bound = solve(world, inside, relaxed=True)
    if bound.proof == Proof.INFEASIBLE:
        return bound
    done = _ranked(todo, request, inside)[rows]
    phase = np.where(done, 0, NOT_DONE)
    objective = value(world, inside, phase)
    return Solution(phase, objective, max(bound.bound, objective), Proof.FEASIBLE)


def _ranked(todo: Work, request: Request, inside: Limits) -> NDArray[np.bool_]:
    """Tell what the ranked list does as far as the money reaches, the required first."""
    ids, groups = todo.repairs.table["repair_id"], todo.groups
    weight = groups["weight"].to_numpy()
    if request.commune is not None:
        weight = np.where(groups["commune_code"] == request.commune, weight, 0.0)
    out = ids.isin(request.excluded).to_numpy(np.int64)
    possible = todo.repairs.mendable & (todo.repairs.needs.astype(np.int64) @ out == 0)
    steps = rank(
        Repairs(todo.repairs.table, todo.repairs.needs, possible), todo.views, weight, todo.covered,
        budget_vnd=inside.there_vnd, monthly_vnd=inside.monthly_vnd,
        first=np.flatnonzero(ids.isin(request.locked)),
    )  # fmt: skip
    return chosen(steps, len(ids))
