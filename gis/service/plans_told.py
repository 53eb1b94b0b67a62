"""Kept plans as a table to read: whose, for what, of when, by whom."""

import numpy as np
import pandas as pd

from gis.choices import Goal
from gis.dates import date
from gis.language import _
from gis.numbers import million_vnd, number
from gis.planning.told import terms_told
from gis.service.kept_plans import KeptPlan
from gis.service.scenarios import budget_vnd
from gis.words import words


def plans_told(plans: list[KeptPlan], communes: pd.DataFrame, chosen: set[str]) -> pd.DataFrame:
    """Return kept plans in words, a row each; `chosen`: keys of those that are proposed."""
    names = dict(zip(communes["code"], communes["full_name"], strict=True))
    goals = words(Goal)
    rows = [_row(plan, names, goals, proposed=plan.key in chosen) for plan in plans]
    heads = [_("Name"), _("Commune"), _("What is to come back"), _("Level"),
             _("Budget (million VND)"), _("Cost (million VND)"), _("Repairs"), _("Cameras"),
             _("Kept on"), _("Kept by"), _("Remark")]  # fmt: skip
    return pd.DataFrame(np.array(rows, dtype=object).reshape(-1, len(heads)), columns=heads)


def _row(
    plan: KeptPlan, names: dict[str, str], goals: dict[str, str], *, proposed: bool
) -> list[str]:
    if plan.request is None:
        return [plan.name, *[""] * 9, plan.wrong]
    asked, came_to = plan.request, plan.result
    place = names.get(asked.commune, asked.commune) if asked.commune else _("Whole province")
    return [
        plan.name, place, goals[asked.goal],
        _("not noted") if plan.terms is None else terms_told(plan.terms),
        million_vnd(budget_vnd(asked)), million_vnd(came_to["cost_vnd"]),
        number(len(came_to["lines"])), number(came_to["cameras"]), date(came_to["day"]),
        came_to["who"], _("proposed plan") if proposed else "",
    ]  # fmt: skip
