"""A request, as the problem it is, and its answer as a plan."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from gis.analysis.result import Analysis
from gis.core.choices import Proof
from gis.core.deadline import Deadline
from gis.core.errors import GisError, NotFoundYetError
from gis.core.language import _
from gis.restoration.model.constraints import Constraints, Phases, Solution
from gis.restoration.model.problem import Problem
from gis.restoration.model.repair_options import Work
from gis.restoration.plans.plan import Plan, plan
from gis.restoration.plans.request import Request, commune_shares, limits, named_repairs
from gis.restoration.solve.fairness import guarantee, price_of_fairness
from gis.restoration.solve.infeasibility import why_not
from gis.restoration.solve.marginal import without_waste


@dataclass(frozen=True, eq=False)
class Formulation:
    """A request, as the problem it is: what can be bought for what, within which limits.

    `todo`, `request`: what it was made of. `problem`: of the scope of the request alone; `rows`:
    which of the work's repairs the problem's are. `limits`: what a plan must keep to, for these
    repairs. `deadline`: of all that is solved for it. `start`: a choice that keeps all floors, None
    where there are none.
    """

    todo: Work
    request: Request
    problem: Problem
    rows: NDArray[np.intp]
    limits: Constraints
    deadline: Deadline = field(default_factory=Deadline)
    start: Phases | None = None

    def answer(self, solution: Solution) -> Plan:
        """Return the plan that a solution is, without what nothing hangs on.

        Raises
        ------
        GisError
            There is none: the text says which limit cannot be kept, and by how much.
        NotFoundYetError
            None was found in the time allowed.
        """
        problem, within, todo = self.problem, self.limits, self.todo
        if solution.proof == Proof.INFEASIBLE:
            raise GisError(why_not(problem, within, self.deadline))
        if solution.proof == Proof.NOT_FOUND:
            raise NotFoundYetError(
                _(
                    "Nothing was found yet in the time allowed: allow more time, "
                    "or ask for less at once"
                )
            )
        lean = without_waste(problem, within, solution)
        cameras = todo.cameras[["camera_id", "commune_code"]].assign(
            own_weight=todo.own, inside=todo.inside(self.request.commune)
        )
        price = price_of_fairness(problem, within, lean, self.deadline)
        return plan(
            problem,
            within,
            lean,
            self.rows,
            todo.repairs,
            cameras,
            before=todo.weight_covered(self.request.commune),
            price_of_fairness=price,
        )


def formulate(
    analysis: Analysis,
    todo: Work,
    request: Request,
    problem: Problem | None = None,
    deadline: Deadline | None = None,
) -> Formulation:
    """Return the problem that a request is (`problem`: instead of the work's own).

    Parameters
    ----------
    analysis
        What the work is of; its communes get the floors.
    todo
        All repairs for the goal of the request.
    request
        Money (VND), phases, floors, required and excluded repairs.
    problem
        Taken instead of the work's own: with the same repairs, at other costs or of other views.
    deadline
        Of the floors, and of all that is solved for the answer; None: as long as it takes.

    Returns
    -------
    Formulation
        The problem of the scope alone, with limits for its repairs.

    Raises
    ------
    GisError
        A repair is not known, or a limit is none; floors were not found by the deadline.
    """
    deadline = Deadline() if deadline is None else deadline
    request = named_repairs(todo, request)
    keep, whole = limits(todo, request), todo.problem if problem is None else problem
    code = whole.commune_code
    places = np.ones(len(code), bool) if request.commune is None else code == request.commune
    problem, rows = whole.part(places, keep.locked)
    if problem.only_own:  # cameras alone count here: in full
        problem = problem.scaled(1 / todo.own_share)
    inside, start = keep.of(rows), None
    if request.floor > 0:
        share = commune_shares(analysis, todo, request)
        least = guarantee(problem, inside, request.floor, share, deadline=deadline)
        inside, start = replace(inside, floors=least.floors), least.phase
    return Formulation(todo, request, problem, rows, inside, deadline, start)
