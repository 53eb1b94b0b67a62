"""A request, as the problem it is, and its answer as a plan."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gis.analysis import Analysis
from gis.choices import Proof
from gis.errors import GisError
from gis.planning.request import Request, commune_shares, limits
from gis.planning.work import Work
from gis.restoration.fairness import floors, price_of_fairness
from gis.restoration.infeasible import why_not
from gis.restoration.limits import Limits, Solution, report
from gis.restoration.marginal import without_waste
from gis.restoration.plan import Plan, plan
from gis.restoration.problem import Problem


@dataclass(frozen=True, eq=False)
class Question:
    """A request, as the problem it is: what can be bought for what, within which limits.

    `rows`: which of the work's repairs the world's are.
    """

    todo: Work
    request: Request
    world: Problem
    rows: NDArray[np.intp]
    limits: Limits

    def answer(self, found: Solution) -> Plan:
        """Return the plan that a solution is, without what nothing hangs on.

        Raises
        ------
        GisError
            There is none: the text says which limit cannot be kept, and by how much.
        """
        world, within, todo = self.world, self.limits, self.todo
        if found.proof == Proof.INFEASIBLE:
            raise GisError(why_not(world, within))
        lean = without_waste(world, within, found)
        fair = report(world, within, lean).objective
        cameras = todo.cameras[["camera_id", "commune_code"]].assign(
            own_weight=todo.own, inside=todo.inside(self.request.commune)
        )
        return plan(world, within, lean, self.rows, todo.repairs, cameras,
                    before=todo.weight_covered(self.request.commune),
                    price_of_fairness=price_of_fairness(world, within, fair))  # fmt: skip


def question(
    analysis: Analysis, todo: Work, request: Request, problem: Problem | None = None
) -> Question:
    """Return the problem that a request is (`problem`: instead of the work's own).

    Raises
    ------
    GisError
        A repair is not known, or a limit is none.
    """
    keep, whole = limits(todo, request), todo.problem if problem is None else problem
    code = whole.commune_code
    places = np.ones(len(code), bool) if request.commune is None else code == request.commune
    world, rows = whole.part(places, keep.locked)
    if world.only_own:  # cameras alone count here: in full
        world = world.scaled(1 / todo.own_share)
    inside = keep.of(rows)
    if request.floor > 0:
        share = commune_shares(analysis, todo, request)
        inside = replace(inside, floors=floors(world, inside, request.floor, share))
    return Question(todo, request, world, rows, inside)
