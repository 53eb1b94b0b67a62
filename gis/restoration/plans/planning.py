"""Plans: the best set of repairs for the money there is, or the ranked list as far as it goes."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gis.analysis.result import Analysis
from gis.core.choices import Proof
from gis.core.deadline import Deadline
from gis.core.errors import GisError
from gis.core.language import _
from gis.register.queries import lies_in
from gis.restoration.model.constraints import NO_PHASE, Phases, Solution, value
from gis.restoration.model.repair_options import Work
from gis.restoration.plans.budget_curve import choices, separable
from gis.restoration.plans.chance_constraint import fitting_plan
from gis.restoration.plans.formulation import Formulation, formulate
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.request import Request, required
from gis.restoration.solve.greedy import choice_of_steps, rank
from gis.restoration.solve.milp import GapCallback, solve
from gis.restoration.solve.payments import breach
from gis.restoration.solve.warm_start import best_start

METHODS = ("exact", "greedy")


def make_plan(
    analysis: Analysis,
    todo: Work,
    request: Request,
    *,
    method: str = "exact",
    deadline: Deadline | None = None,
    tell: GapCallback | None = None,
) -> Plan:
    """Return the best plan (``exact``) or the ranked list's (``greedy``), see `Request`.

    Parameters
    ----------
    analysis
        What the work is of.
    todo
        All repairs for the goal of the request.
    request
        Money (VND), phases, floors, required and excluded repairs.
    method
        ``exact``: the best; ``greedy``: the ranked list as far as the money reaches.
    deadline
        When the best found so far is the answer; None: as long as it takes.
    tell
        Told now and then the best found so far, and what no plan exceeds (weight × months).

    Returns
    -------
    Plan
        With its proof, or with the bound that was reached.

    Raises
    ------
    GisError
        A repair is not known; nothing can keep to what is asked (the text says by how
        much); or the ranked list is asked to keep to what it cannot.
    NotFoundYetError
        There may be one, but none was found by the deadline.
    Stopped
        The deadline was called off.

    References
    ----------
    Church, R. and ReVelle, C. (1974). The maximal covering location problem. Papers of the Regional
    Science Association 32, 101–118.
    """
    if request.fits:
        if method != "exact":
            raise GisError(
                _("The ranked list takes costs as they are listed: ask for the best plan")
            )
        return fitting_plan(analysis, todo, request, deadline or Deadline())
    asked = formulate(analysis, todo, request, deadline=deadline)
    return asked.answer(_greedy(asked) if method == "greedy" else _exact(asked, tell))


def _exact(formulation: Formulation, tell: GapCallback | None = None) -> Solution:
    """Return the best: from its components where they prove it, else by the whole programme."""
    first = None
    if separable(formulation) and not formulation.deadline.passed:
        first = choices(formulation).solution(formulation.limits.there_vnd)
        if first.proof != Proof.FEASIBLE:
            return first
    start = _start(formulation) if first is None else first.phase
    found = solve(
        formulation.problem,
        formulation.limits,
        deadline=formulation.deadline,
        start=start,
        tell=tell,
    )
    return found if first is None or found.objective >= first.objective else first


def _start(formulation: Formulation) -> Phases | None:
    """Return what the search begins with; what is known already where no time is left."""
    if formulation.deadline.passed:
        return formulation.start
    return best_start(
        formulation.problem, formulation.limits, formulation.deadline, formulation.start
    )


def _greedy(formulation: Formulation) -> Solution:
    problem, within = formulation.problem, formulation.limits
    if not within.plain or len(within.months) > 1 or within.floors:
        raise GisError(_("The ranked list takes one budget, without phases, funds or floors"))
    bound = solve(problem, within, deadline=formulation.deadline, relaxed=True)
    if bound.proof == Proof.INFEASIBLE:
        return bound
    phase = np.where(_ranked(formulation)[formulation.rows], 0, NO_PHASE)
    if breach(problem, within, phase) is not None:  # what is required leaves no room
        return Solution(phase, 0.0, bound.bound, Proof.NOT_FOUND)
    objective = value(problem, within, phase)
    return Solution(phase, objective, max(bound.bound, objective), Proof.FEASIBLE)


def _ranked(formulation: Formulation) -> NDArray[np.bool_]:
    """Tell what the ranked list does as far as the money reaches, the required first."""
    todo, request = formulation.todo, formulation.request
    ids, groups = todo.repairs.table["repair_id"], todo.groups
    weight = groups["weight"].to_numpy() * todo.place_share
    weight = np.where(lies_in(groups, request.commune), weight, 0.0)
    out = ids.isin(request.excluded).to_numpy(np.int64)
    possible = todo.repairs.mendable & (todo.repairs.needs.astype(np.int64) @ out == 0)
    room = todo.repairs.room
    room = None if room is None else room.without(out > 0)
    steps = rank(
        replace(todo.repairs, mendable=possible, room=room),
        todo.views,
        weight,
        todo.covered,
        budget_vnd=formulation.limits.there_vnd,
        monthly_vnd=formulation.limits.monthly_vnd,
        first=np.flatnonzero(required(todo, request)),
        own=todo.own * todo.own_share * todo.inside(request.commune),
    )
    return choice_of_steps(steps, len(ids))
