"""Named plans, kept in the store: what was asked, and what it came to on the day.

A name belongs to a commune, or to the province: two communes may use the same.
"""

import unicodedata
from typing import Any, NamedTuple

import pandas as pd

from gis.analysis.result import ViewTerms
from gis.core.errors import GisError
from gis.core.language import _
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.request import Request
from gis.scenarios.records import SCENARIO_FIGURES, Scenario, from_record, to_record
from gis.store.store import Store

SCENARIO_PREFIX = "scenario:"
# Which plan a commune proposes.
PROPOSED_PREFIX = "chosen_plan:"
LONGEST_NAME = 80


class NameTakenError(GisError):
    """A plan of that name is kept in that commune already."""


class ProposedScenario(NamedTuple):
    """The plan a commune proposes: its name, what was asked, and what it came to.

    `request`: what was asked. `result`: its figures and lines, see `Scenario`; money in VND.
    """

    name: str
    request: Request
    result: dict[str, Any]


def save_scenario(
    store: Store,
    name: str,
    request: Request,
    plan: Plan,
    *,
    terms: ViewTerms = ViewTerms(),  # noqa: B008 - frozen
    who: str = "",
    replace: bool = False,
) -> None:
    """Keep a plan under a name in its commune; one of that name is only replaced if so asked.

    Parameters
    ----------
    store
        Where it is kept; with simulated cameras the plan counts as simulated.
    name
        Up to `LONGEST_NAME` letters; white space is made one blank.
    request
        What was asked; its commune is the plan's.
    plan
        What it came to.
    terms
        How cameras were looked at.
    who
        Who keeps it.
    replace
        Take the place of the plan that has the name.

    Raises
    ------
    GisError
        The name is empty or too long, or (`NameTakenError`) taken.
    """
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise GisError(_("A plan needs a name of 1 to {most} letters", most=LONGEST_NAME))
    key, value = _key(name, request.commune), to_record(name, request, plan, terms, who=who)
    taken = name_owner(store, name, request.commune)
    if taken and not replace:
        raise NameTakenError(_("A plan “{name}” is kept here already", name=taken.name))
    store.set(
        taken.key if taken else key, value, who=who, simulated=store.simulated()["cameras"] > 0
    )


def name_owner(store: Store, name: str, commune: str | None) -> Scenario | None:
    """Return the plan that has a name in a commune, None when the name is free.

    Parameters
    ----------
    store
        Where plans are kept.
    name
        Capitals and white space make no difference.
    commune
        Code of the commune; None: the province.

    Returns
    -------
    Scenario or None
        A plan that cannot be read owns only the name of its key.
    """
    for plan in list_scenarios(store):
        alike = _folded(plan.name) == _folded(name) and plan.commune == commune
        if plan.key == _key(name, commune) or (alike and not plan.wrong):
            return plan
    return None


def list_scenarios(store: Store) -> list[Scenario]:
    """Return the kept plans, the latest first; those that cannot be read come last, and say why.

    Parameters
    ----------
    store
        Where plans are kept.

    Returns
    -------
    list of Scenario
        Of all communes and the province.
    """
    held = store.settings(SCENARIO_PREFIX).items()
    plans = [
        from_record(key, key.removeprefix(SCENARIO_PREFIX), value)
        for key, value in held
        if value is not None
    ]
    return sorted(plans, key=lambda plan: plan.result.get("day", ""), reverse=True)


def find_scenario(store: Store, name: str, commune: str | None = None) -> Scenario:
    """Return the plan of a name, in a commune where one is said.

    Parameters
    ----------
    store
        Where plans are kept.
    name
        Capitals and white space make no difference.
    commune
        Code of the commune; None: wherever it is.

    Returns
    -------
    Scenario
        It may be one that cannot be read, see `Scenario.wrong`.

    Raises
    ------
    GisError
        There is none of that name, or in several communes.
    """
    found = [p for p in list_scenarios(store) if _folded(p.name) == _folded(name)]
    found = [p for p in found if commune in (None, p.commune)]
    if not found:
        raise GisError(_("No plan is kept under the name “{name}”", name=name))
    if len(found) > 1:
        codes = ", ".join(plan.commune or "–" for plan in found)
        raise GisError(
            _("“{name}” is kept in several communes ({codes}): say which", name=name, codes=codes)
        )
    return found[0]


def free_name(store: Store, name: str, commune: str | None) -> str:
    """Return a name like this one that no plan of the commune has: ``name (2)``.

    Parameters
    ----------
    store
        Where plans are kept.
    name
        The name that is wanted.
    commune
        Code of the commune; None: the province.

    Returns
    -------
    str
        At most `LONGEST_NAME` letters; the name itself where it is free.
    """
    ending, number = "", 1
    while name_owner(store, tried := name[: LONGEST_NAME - len(ending)] + ending, commune):
        number += 1
        ending = f" ({number})"
    return tried


def forget(store: Store, plan: Scenario, *, who: str = "") -> None:
    """Remove a kept plan (the history still shows it).

    Parameters
    ----------
    store
        Where it is kept.
    plan
        The plan to be removed.
    who
        Who removes it.
    """
    store.set(plan.key, None, who=who)


def choose(store: Store, plan: Scenario, *, who: str = "") -> None:
    """Mark a plan as the one its commune proposes, instead of any other.

    Parameters
    ----------
    store
        Where it is kept.
    plan
        The plan; its commune is that of its request.
    who
        Who chooses it.

    Raises
    ------
    GisError
        It cannot be read.
    """
    store.set(PROPOSED_PREFIX + (plan.parsed_request.commune or ""), plan.key, who=who)


def proposed_key(store: Store, commune: str | None) -> str:
    """Return the key of the plan a commune (None: the province) proposes, "" for none.

    Parameters
    ----------
    store
        Where plans are kept.
    commune
        Code of the commune; None: the province.

    Returns
    -------
    str
        ``scenario:COMMUNE:NAME``.
    """
    return str(store.setting(PROPOSED_PREFIX + (commune or "")) or "")


def proposed(store: Store, commune: str | None) -> ProposedScenario | None:
    """Return the plan a commune (None: the province) proposes, None where there is none.

    Parameters
    ----------
    store
        Where plans are kept.
    commune
        Code of the commune; None: the province.

    Returns
    -------
    ProposedScenario or None
        None also where the plan was removed or cannot be read.
    """
    key = proposed_key(store, commune)
    value = store.setting(key) if key.startswith(SCENARIO_PREFIX) else None
    if value is None:
        return None
    plan = from_record(key, key.removeprefix(SCENARIO_PREFIX), value)
    return None if plan.request is None else ProposedScenario(plan.name, plan.request, plan.result)


def compared(*plans: Scenario) -> pd.DataFrame:
    """Return kept plans side by side: a row each figure, a column each plan, by its key.

    Parameters
    ----------
    *plans
        Plans that can be read, each once.

    Returns
    -------
    DataFrame
        Index: `budget_vnd`, `cost_vnd` (VND), `monthly_vnd` (VND a month), `covered_weight_before`,
        `covered_weight_after`, `own_weight` (weights), `gap` (0 to 1), `repairs`, `cameras`, and
        `only_here` (repairs that no other of these plans does). A column each plan, by its key.

    Raises
    ------
    GisError
        One of them cannot be read.
    """
    ids = {plan.key: {line["id"] for line in plan.result.get("lines", ())} for plan in plans}
    table = {}
    for plan in plans:  # a handful of plans
        others = set[str]().union(*(ids[key] for key in ids if key != plan.key))
        table[plan.key] = {
            "budget_vnd": budget_vnd(plan.parsed_request),
            **{figure: plan.result[figure] for figure in SCENARIO_FIGURES},
            "repairs": len(ids[plan.key]),
            "cameras": plan.result["cameras"],
            "only_here": len(ids[plan.key] - others),
        }
    return pd.DataFrame(table)


def budget_vnd(request: Request) -> float:
    """Return the money a request says there is: all funds, up to the total."""
    return float(min(request.budgets["amount_vnd"].sum(), request.total_vnd))


def _key(name: str, commune: str | None) -> str:
    return f"{SCENARIO_PREFIX}{commune or ''}:{name}"


def _folded(name: str) -> str:
    """Return what people would say two names have in common."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
