"""What other weights would change of a plan, and what fairness costs: from a terminal."""

from argparse import Namespace
from dataclasses import replace
from typing import Any

from gis.analysis.result import Analysis, basis
from gis.cli import Answer, Command
from gis.cli.inputs import add_inputs, analysis
from gis.cli.planning import planned
from gis.cli.requests import add_request, request, stated_prices
from gis.core.deadline import Deadline
from gis.core.errors import NotFoundYetError
from gis.core.language import _
from gis.restoration.model.repair_options import Work, work
from gis.restoration.plans.chance_constraint import caution_sentence, fit
from gis.restoration.plans.descriptions import repair_names
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request
from gis.restoration.robustness.equity import equity
from gis.restoration.robustness.sensitivity import sensitivity


def add(command: Command) -> None:
    """Add the commands."""
    weighed = command(
        "sensitivity",
        _sensitivity,
        _("which repairs of the plan stay whichever weight is halved or doubled"),
    )
    fair = command("equity", _equity, _("what the province gives up for a floor of every commune"))
    for parser in (weighed, fair):
        add_inputs(parser)
        add_request(parser)


def _sensitivity(options: Namespace) -> Answer:
    found = analysis(options)
    todo, made, asked = planned(options, found)
    deadline = Deadline(options.time_limit)
    told = sensitivity(found, todo, asked, made, deadline=deadline)
    names, lines = repair_names(todo, found.communes), told.sentences()
    lines += [
        _(
            "{name} ({id}): stays in {count} of {all}",
            name=names[line],
            id=line,
            count=round(part * len(told.rows)),
            all=len(told.rows),
        )
        for line, part in zip(told.lines.index.tolist(), told.lines.tolist(), strict=True)
        if part < 1
    ]
    return basis(found) | told.as_dict(), "\n".join(lines)


def _equity(options: Namespace) -> Answer:
    found = analysis(options)
    todo = work(found, options.goal, prices=stated_prices(options), weigh=options.weigh)
    told = equity(
        found, todo, request(options, found.communes), deadline=Deadline(options.time_limit)
    )
    answer = basis(found) | told.as_dict()
    return answer, "\n".join(told.sentences())


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
