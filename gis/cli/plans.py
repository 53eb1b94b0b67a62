"""The plans that are kept: shown, compared, opened again, proposed, removed."""

from argparse import Namespace
from dataclasses import asdict
from typing import Any

from gis.cli import Answer, Command, add_who, doer
from gis.cli.inputs import add_inputs, analysis_of_options, communes_of_options
from gis.cli.requests import stated_prices
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import million_vnd
from gis.restoration.model.repair_options import work
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import as_values
from gis.scenarios.records import Scenario
from gis.scenarios.reopening import (
    dropped,
    reopening_sentences,
    request_today,
    scenario_change_words,
    scenario_differences,
)
from gis.scenarios.scenarios import (
    choose,
    compared,
    find_scenario,
    forget,
    list_scenarios,
    proposed_key,
)
from gis.scenarios.table import scenario_table
from gis.store.store import Store


def add(command: Command) -> None:
    """Add the command.

    Parameters
    ----------
    command
        Adds a command and returns its parser.
    """
    added = command("plans", _plans, _("show, compare, open or remove plans kept under a name"))
    add_inputs(added)
    does = added.add_mutually_exclusive_group()
    does.add_argument(
        "--compare", nargs="+", default=[], metavar="NAME", help=_("kept plans side by side")
    )
    does.add_argument("--open", metavar="NAME", help=_("make the plan anew, and say what differs"))
    does.add_argument("--choose", metavar="NAME", help=_("mark it as the plan proposed"))
    does.add_argument("--remove", metavar="NAME", help=_("remove a kept plan"))
    add_who(added)


def _plans(options: Namespace) -> Answer:
    if options.cameras is not None:
        raise GisError(_("Plans of files are not kept: they belong to no store"))
    store, place = Store(options.store), options.commune
    if options.remove:
        forget(store, find_scenario(store, options.remove, place), who=doer(options))
    if options.choose:
        choose(store, find_scenario(store, options.choose, place), who=options.who)
    if options.open:
        return _open(options, find_scenario(store, options.open, place))
    if options.compare:
        plans = [find_scenario(store, name, place) for name in options.compare]
        table = compared(*plans).set_axis([plan.name for plan in plans], axis=1)
        return {"plans": table.to_dict()}, table.to_string()
    plans = [plan for plan in list_scenarios(store) if place is None or plan.commune == place]
    chosen = {proposed_key(store, plan.commune) for plan in plans}
    told = scenario_table(plans, communes_of_options(options), chosen)
    lines = [" · ".join(filter(None, row)) for row in told.to_numpy().tolist()]
    return {"plans": [_as_dict(plan, chosen) for plan in plans]}, "\n".join(lines)


def _as_dict(plan: Scenario, chosen: set[str]) -> dict[str, Any]:
    return {
        "name": plan.name,
        "commune": plan.commune,
        "chosen": plan.key in chosen,
        "wrong": plan.wrong,
        "request": plan.request and as_values(plan.request),
        "terms": plan.terms and asdict(plan.terms),
        "result": plan.result,
    }


def _open(options: Namespace, plan: Scenario) -> Answer:
    asked = plan.parsed_request
    terms = {} if plan.terms is None else asdict(plan.terms)
    found = analysis_of_options(Namespace(**vars(options) | terms | {"commune": asked.commune}))
    todo = work(found, asked.goal, prices=stated_prices(options), weigh=asked.weigh)
    request = request_today(plan, found, todo)
    made = make_plan(found, todo, request)
    changes, unknown = scenario_differences(plan, found, todo, made), dropped(plan, request)
    answer = made.as_dict() | {
        "name": plan.name,
        "commune": asked.commune,
        "simulated": found.provenance.simulated,
        "kept": plan.result,
        "differences": changes.to_dict("records"),
        "dropped": unknown,
    }
    words = scenario_change_words()
    lines = [
        f"{row['name']} ({row['id']}): {words[row['change']]}; "
        f"{million_vnd(row['then_vnd'])} → {million_vnd(row['now_vnd'])}"
        for row in changes.to_dict("records")
    ]
    same = [] if lines else [_("Nothing differs from when it was kept.")]
    return answer, "\n".join([*reopening_sentences(plan, changes, made), *lines, *same, *unknown])
