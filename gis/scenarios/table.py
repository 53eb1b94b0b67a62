"""Kept plans as a table to read: whose, for what, of when, by whom."""

import numpy as np
import pandas as pd

from gis.communes.listing import commune_names
from gis.core.choices import Goal
from gis.core.dates import date
from gis.core.language import _
from gis.core.numbers import million_vnd, number
from gis.restoration.plans.descriptions import terms_sentence
from gis.scenarios.records import Scenario
from gis.scenarios.scenarios import budget_vnd
from gis.vocabulary.words import words


def scenario_table(plans: list[Scenario], communes: pd.DataFrame, chosen: set[str]) -> pd.DataFrame:
    """Return kept plans in words, a row each; `chosen`: keys of those that are proposed.

    Parameters
    ----------
    plans
        The kept plans, also those that cannot be read.
    communes
        `code` and `full_name`.
    chosen
        Keys of the plans that are proposed.

    Returns
    -------
    DataFrame
        Texts under headings in the language of the reader; money in million VND.
    """
    names = commune_names(communes)
    goals = words(Goal)
    rows = [_row(plan, names, goals, proposed=plan.key in chosen) for plan in plans]
    heads = [
        _("Name"),
        _("Kept on"),
        _("Kept by"),
        _("What is to come back"),
        _("Level"),
        _("Remark"),
        _("Commune"),
        _("Budget (million VND)"),
        _("Cost (million VND)"),
        _("Repairs"),
        _("Cameras"),
    ]
    return pd.DataFrame(np.array(rows, dtype=object).reshape(-1, len(heads)), columns=heads)


def kept_lines(plans: list[Scenario], chosen: set[str]) -> pd.DataFrame:
    """Return the repairs of kept plans, a row each; plans that cannot be read have none.

    Parameters
    ----------
    plans
        The kept plans.
    chosen
        Keys of those that are proposed.

    Returns
    -------
    DataFrame
        `line_id plan commune_code proposed repair target name cost_vnd kept_on`: money in VND,
        None where it was not noted; days ISO; of plans of the province no commune.
    """
    rows = [
        {
            "line_id": f"{plan.key}:{line['id']}",
            "plan": plan.name,
            "commune_code": plan.commune,
            "proposed": plan.key in chosen,
            "repair": line["id"],
            "target": line["target"],
            "name": line["name"],
            "cost_vnd": line["cost_vnd"],
            "kept_on": plan.result["day"],
        }
        for plan in plans
        if plan.request is not None
        for line in plan.result["lines"]
    ]
    return pd.DataFrame(rows, columns=[*_LINE])


_LINE = (
    *("line_id", "plan", "commune_code", "proposed", "repair", "target", "name", "cost_vnd"),
    "kept_on",
)


def _row(plan: Scenario, names: pd.Series, goals: dict[str, str], *, proposed: bool) -> list[str]:
    if plan.request is None:
        return [plan.name, "", "", "", "", plan.wrong, *[""] * 5]
    asked, came_to = plan.request, plan.result
    place = names.get(asked.commune, asked.commune) if asked.commune else _("Whole province")
    return [
        plan.name,
        date(came_to["day"]),
        came_to["who"],
        goals[asked.goal],
        _("not noted") if plan.terms is None else terms_sentence(plan.terms),
        _("proposed plan") if proposed else "",
        place,
        million_vnd(budget_vnd(asked)),
        million_vnd(came_to["cost_vnd"]),
        number(len(came_to["lines"])),
        number(came_to["cameras"]),
    ]
