"""What to repair first, the best plan for a budget, and what repairs cost."""

from argparse import Namespace
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from gis.analysis.result import Analysis, basis, survey_first
from gis.cli import (
    Answer,
    Command,
    add_who,
    count,
)
from gis.cli.inputs import add_inputs, analysis_of_options
from gis.cli.requests import add_goal, add_request, request, stated_prices
from gis.cli.robust import fit_fields
from gis.core.choices import Goal, Proof
from gis.core.deadline import Deadline
from gis.core.errors import GisError
from gis.core.findings import Finding
from gis.core.language import _
from gis.core.numbers import million_vnd, number
from gis.register.queries import in_commune
from gis.restoration.model.budgets import unconfirmed_vnd
from gis.restoration.model.repair_options import Work, work
from gis.restoration.plans.account import account
from gis.restoration.plans.budget_curve import (
    CURVE_POINTS,
    choices,
    coupled,
    coupled_table,
    separable,
)
from gis.restoration.plans.costs import Costs, costs, running
from gis.restoration.plans.descriptions import detail_sentence, fairness_in_words, repair_names
from gis.restoration.plans.formulation import formulate
from gis.restoration.plans.loads import loads
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.pricing import pricing
from gis.restoration.plans.ranking import rank_repairs, ranking_lines_in_words
from gis.restoration.plans.request import Request, named_repairs
from gis.restoration.plans.shared_faults import fault_sentences, shared_faults
from gis.restoration.robustness.assessment import judge
from gis.restoration.robustness.report import RobustnessReport, robustness_lines
from gis.scenarios.scenarios import NameTakenError, save_scenario
from gis.store.store import Store
from gis.vocabulary.words import words


def add(command: Command) -> None:
    """Add the commands.

    Parameters
    ----------
    command
        Adds a command and returns its parser.
    """
    ranked = command("rank", _rank, _("what to repair first"))
    add_inputs(ranked)
    add_goal(ranked)
    planned = command("plan", _plan, _("the best set of repairs for the money there is"))
    add_inputs(planned)
    add_request(planned)
    planned.add_argument("--draws", type=count, metavar="N", help=_("judge the plan by N draws"))
    planned.add_argument("--keep", metavar="NAME", help=_("keep the plan under this name"))
    planned.add_argument("--replace", action="store_true", help=_("replace a plan of this name"))
    add_who(planned)
    curved = command("curve", _curve, _("the best plan for every amount of money"))
    add_inputs(curved)
    add_request(curved)
    curved.add_argument(
        "--points",
        type=count,
        default=CURVE_POINTS,
        metavar="N",
        help=_("how many amounts from nothing to everything"),
    )


def _rank(options: Namespace) -> Answer:
    found = analysis_of_options(options)
    prices = stated_prices(options)
    ranked = rank_repairs(found, goal=options.goal, prices=prices, weigh=options.weigh)
    table = ranking_lines_in_words(found, ranked)
    names = repair_names(ranked.work, found.communes)
    faults = shared_faults(ranked.work, names, commune=options.commune)
    first = survey_first(found)
    if options.commune is not None:
        table = table[table["communes"].map(lambda codes: options.commune in codes)]
        first = in_commune(first, options.commune)
    answer = _basis(found) | {
        "goal": options.goal,
        "weigh": options.weigh,
        "shared": faults.to_dict("records"),
        "ranking": table.to_dict("records"),
        "survey_first": first["camera_id"].tolist(),
    }
    return answer, "\n".join(
        fault_sentences(faults)
        + [
            f"{r['rank']}. {', '.join(r['repairs'])}: {number(r['cost_vnd'])} đ. {r['why']}"
            for r in answer["ranking"]
        ]
    )


def _basis(analysis: Analysis, remarks: Iterable[Finding] = ()) -> dict[str, Any]:
    findings = [f.as_dict() for f in (*analysis.findings, *remarks)]
    return basis(analysis) | {"findings": findings}


def planned(options: Namespace, analysis: Analysis) -> tuple[Work, Plan, Request]:
    """Return the plan that options ask for, the work it chooses from, and the request."""
    todo, made, asked, _deadline = _planned(options, analysis)
    return todo, made, asked


def _planned(options: Namespace, analysis: Analysis) -> tuple[Work, Plan, Request, Deadline]:
    """Return also the deadline: time runs from when it is known what can be chosen from."""
    todo = work(analysis, options.goal, prices=stated_prices(options), weigh=options.weigh)
    asked = named_repairs(todo, request(options, analysis.communes))
    deadline = Deadline(options.time_limit)
    made = make_plan(analysis, todo, asked, method=options.method, deadline=deadline)
    return todo, made, asked, deadline


def _plan(options: Namespace) -> Answer:
    if options.keep and options.cameras is not None:
        raise GisError(_("Plans of files are not kept: they belong to no store"))
    found = analysis_of_options(options)
    todo, made, asked, deadline = _planned(options, found)
    if options.keep:
        _keep(options, asked, made, found)
    judged = _judged(options, found, asked, made, deadline)
    spent = _spent(options, found, todo, asked, made)
    told = account(found, todo, options.goal, made, commune=options.commune)
    sure, said = fit_fields(found, todo, asked, made, deadline)
    priced = pricing(todo).iloc[made.lines["repair"]]
    answer = (
        _basis(found, asked.findings)
        | made.as_dict()
        | {
            "goal": options.goal,
            "weigh": options.weigh,
            "method": options.method,
            "unconfirmed_vnd": unconfirmed_vnd(asked.budgets),
            "repairs": _repairs_priced(made, priced),
            "costs": spent.as_dict(),
            "account": told.counts,
            "account_sentence": told.sentence(),
            "without_repair": told.beyond_money.to_dict("records"),
            "loads": loads(found, todo, options.goal, made, commune=options.commune).as_dict(),
        }
        | sure
    )
    lines = [
        *(f"{f.sheet}:{f.row} {f.column}: {f.message} {f.suggestion}" for f in asked.findings),
        *_lines(made, repair_names(todo, found.communes), priced),
        *_summary(made, unconfirmed_vnd(asked.budgets)),
        told.sentence(),
        *detail_sentence(found, options.commune),
        *spent.sentences(),
        *filter(None, [spent.spare_sentence()]),
        *said,
    ]
    if judged is not None:
        answer |= judged.as_dict() | {"repairs": judged.in_words(answer["repairs"])}
        lines += robustness_lines(made, judged)
    return answer, "\n".join(lines)


def _judged(
    options: Namespace, analysis: Analysis, request: Request, plan: Plan, deadline: Deadline
) -> RobustnessReport | None:
    """Return how sure the plan is, where draws are asked for."""
    if options.draws is None:
        return None
    prices, draws = stated_prices(options), options.draws
    return judge(analysis, request, plan, prices=prices, draws=draws, deadline=deadline)


def _spent(
    options: Namespace, analysis: Analysis, todo: Work, request: Request, plan: Plan
) -> Costs:
    prices = stated_prices(options)
    return costs(
        analysis,
        formulate(analysis, todo, replace(request, floor=0.0)),
        plan,
        monthly_vnd=running(analysis, prices, options.commune),
        connected=lambda: work(analysis, Goal.LIVE, prices=prices),
    )


def _repairs_priced(plan: Plan, priced: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the repairs of a plan, each with what is done and whence its price is."""
    said = priced[["work", "source"]].set_axis(["action", "price_source"], axis=1)
    both = zip(plan.as_dict()["repairs"], said.to_dict("records"), strict=True)
    return [line | more for line, more in both]


def _keep(options: Namespace, request: Request, plan: Plan, analysis: Analysis) -> None:
    try:
        save_scenario(
            Store(options.store),
            options.keep,
            request,
            plan,
            terms=analysis.terms,
            who=options.who,
            replace=options.replace,
        )
    except NameTakenError as error:
        message = _("{reason}; keep it under another name, or add --replace", reason=error)
        raise GisError(message) from error


def _curve(options: Namespace) -> Answer:
    found = analysis_of_options(options)
    todo = work(found, options.goal, prices=stated_prices(options), weigh=options.weigh)
    asked = formulate(
        found, todo, request(options, found.communes), deadline=Deadline(options.time_limit)
    )
    if separable(asked):
        points = choices(asked).table(options.points, asked.limits.there_vnd)
    else:
        points = coupled_table(asked, list(coupled(asked, options.points)))
    answer = _basis(found) | {
        "goal": options.goal,
        "weigh": options.weigh,
        "points": points.to_dict("records"),
    }
    return answer, points.to_string(index=False)


def _lines(plan: Plan, names: pd.Series, priced: pd.DataFrame) -> list[str]:
    lines = []
    said = zip(plan.lines.to_dict("records"), priced["work"], priced["source"], strict=True)
    for place, (row, action, source) in enumerate(said, start=1):
        weight = row["own_weight"] if plan.only_own else row["gain_weight"]
        told = _(
            "phase {phase}; weight {weight} hangs on it; cameras: {count}",
            phase=row["phase"],
            weight=number(weight, 2),
            count=len(row["cameras"]),
        )
        lines.append(
            f"{place}. {names[row['id']]} ({row['id']}), {action}: {number(row['cost_vnd'])} đ "
            f"({source}); {told}"
        )
    return lines


def _summary(plan: Plan, unconfirmed: float) -> list[str]:
    found = plan.solution
    told = [
        _(
            "{count} repairs for {cost} million VND, {monthly} million VND a month; covered weight "
            "{before} → {after}",
            count=number(len(plan.lines)),
            cost=million_vnd(plan.cost_vnd),
            monthly=million_vnd(plan.monthly_vnd, 2),
            before=number(plan.before, 2),
            after=number(plan.after, 2),
        ),
        _(
            "{proof}: {objective} of at most {bound} (gap {gap} %)",
            proof=words(Proof)[found.proof],
            objective=number(found.objective, 2),
            bound=number(found.bound, 2),
            gap=number(100 * found.gap, 2),
        ),
    ]
    if plan.limits.floors:
        floors = ", ".join(f"{c}: {number(f, 2)}" for c, f in plan.limits.floors.items())
        told.append(_("Floors: {floors}.", floors=floors) + " " + fairness_in_words(plan))
    if unconfirmed:
        told.append(
            _(
                "{amount} đồng are not spent: nobody has confirmed what they may pay for",
                amount=number(unconfirmed),
            )
        )
    return told
