"""How far a plan holds when costs, weights or fairness are other than taken for granted."""

from dataclasses import replace
from typing import Any

from gis.analysis.result import Analysis
from gis.core.deadline import Deadline
from gis.core.errors import NotFoundYetError
from gis.restoration.model.repair_options import Work
from gis.restoration.plans.chance_constraint import caution_sentence, fit
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request


def fit_fields(
    analysis: Analysis, todo: Work, request: Request, plan: Plan, deadline: Deadline
) -> tuple[dict[str, Any], list[str]]:
    """Return how surely a plan keeps within its money, and what it costs that it does."""
    sure = fit(todo, request, plan)
    # Of a plan that buys nothing, its money is no question.
    said = [] if plan.lines.empty else [sure.sentence()]
    answer, lines = {"fits": request.fits} | sure.as_dict(), said
    if not request.fits:
        return answer, lines
    try:
        nominal = make_plan(analysis, todo, replace(request, fits=0.0), deadline=deadline)
    except NotFoundYetError:
        return answer, lines
    answer["nominal_objective"] = nominal.solution.objective
    return answer, [*lines, caution_sentence(plan, nominal, request.fits)]
