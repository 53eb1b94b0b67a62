"""How far a plan holds when costs, weights or fairness are other than taken for granted."""

from dataclasses import replace
from typing import Any

from gis.analysis import Analysis
from gis.deadline import Deadline
from gis.errors import NotFoundYetError
from gis.planning.fitting import caution_sentence, fit
from gis.planning.plans import make_plan
from gis.planning.request import Request
from gis.planning.work import Work
from gis.restoration.plan import Plan


def fit_told(
    found: Analysis, todo: Work, asked: Request, made: Plan, deadline: Deadline
) -> tuple[dict[str, Any], list[str]]:
    """Return how surely a plan keeps within its money, and what it costs that it does."""
    sure = fit(todo, asked, made)
    answer, lines = {"fits": asked.fits} | sure.as_dict(), [sure.sentence()]
    if not asked.fits:
        return answer, lines
    try:
        nominal = make_plan(found, todo, replace(asked, fits=0.0), deadline=deadline)
    except NotFoundYetError:
        return answer, lines
    answer["nominal_objective"] = nominal.solution.objective
    return answer, [*lines, caution_sentence(made, nominal, asked.fits)]
