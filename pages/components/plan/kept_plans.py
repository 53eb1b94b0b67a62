"""Kept plans of a commune, or of all: opened again, proposed, compared, removed."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from gis.communes.listing import commune_names
from gis.core.dates import date
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import million_vnd, number
from gis.runtime.plan_cache import Planner
from gis.scenarios.records import Scenario
from gis.scenarios.reopening import request_today
from gis.scenarios.scenarios import choose, compared, forget, list_scenarios, proposed_key
from gis.scenarios.table import scenario_table
from pages.components.plan.request import ask_again
from pages.components.shared.markdown import plain
from pages.components.shared.session import current_snapshots, lacks_name, who
from pages.components.shared.tables import show_table

TABS = "plan_tabs"


def show_scenarios(planner: Planner, commune: str | None) -> None:
    """Show the plans kept in a commune, or all; one can be opened, proposed or removed."""
    store = current_snapshots().store
    plans = [p for p in list_scenarios(store) if commune is None or p.wrong or p.commune == commune]
    if not plans:
        st.info(_("No plan is kept yet: make one, name it, keep it."), icon=":material/bookmark:")
        return
    proposed = {proposed_key(store, plan.commune) for plan in plans}
    table = scenario_table(plans, planner.analysis.communes, proposed)
    show_table(table, key=f"kept_plans-{commune}")
    names = commune_names(planner.analysis.communes)
    labels = {plan.key: _label(plan, names) for plan in plans}
    _offer_actions(planner, {plan.key: plan for plan in plans}, labels)
    sound = {plan.key: plan for plan in plans if not plan.wrong}
    keys = st.multiselect(
        _("Compare"),
        list(sound),
        default=list(sound)[:2],
        format_func=labels.__getitem__,
        key=f"plans_compared-{list(sound)}",
    )
    if keys:
        st.table(_in_words(compared(*(sound[key] for key in keys)), labels))


def _label(plan: Scenario, names: pd.Series) -> str:
    """Return a plan's name with its commune and day, which tell it from others of that name."""
    day = date(plan.result["day"]) if plan.result else ""
    return " · ".join(filter(None, (plan.name, names.get(plan.commune, ""), day)))


def _offer_actions(planner: Planner, plans: dict[str, Scenario], labels: dict[str, str]) -> None:
    chosen, *buttons = st.columns([5, 2, 2, 2], vertical_alignment="bottom")
    key = chosen.selectbox(
        _("Kept plan"),
        list(plans),
        format_func=labels.__getitem__,
        key="kept_plan",
        index=None,
        placeholder=_("Choose a plan"),
    )
    plan = None if key is None else plans[key]
    sound = plan is not None and not plan.wrong
    does: list[tuple[str, str, Callable[..., None], bool]] = [
        (_("Open"), ":material/folder_open:", _open, sound),
        (_("Propose"), ":material/star:", _choose, sound),
        (_("Remove"), ":material/delete:", _forget, plan is not None and bool(who())),
    ]
    for place, (title, icon, act, can) in zip(buttons, does, strict=True):
        place.button(
            title,
            icon=icon,
            disabled=not can,
            key=f"kept_plan-{act.__name__}",
            on_click=partial(act, planner, plan),
            width="stretch",
        )
    if plan is not None:
        lacks_name()
    if plan is not None and plan.wrong:
        st.error(plain(plan.wrong), icon=":material/error:")


def _open(planner: Planner, plan: Scenario) -> None:
    """Ask what the plan asks, on the tab that plans for a budget."""
    try:
        todo = planner.work(plan.parsed_request.goal, plan.parsed_request.weigh)
        ask_again(request_today(plan, planner.analysis, todo), plan.terms, opened=plan.key)
        st.session_state[TABS] = _("Plan for a budget")
    except GisError as error:
        st.error(plain(error))


def _choose(_planner: Planner, plan: Scenario) -> None:
    try:
        choose(current_snapshots().store, plan, who=who())
    except GisError as error:
        st.error(plain(error), icon=":material/error:")
        return
    st.toast(_("Proposed: {name}", name=plain(plan.name)))


def _forget(_planner: Planner, plan: Scenario) -> None:
    try:
        forget(current_snapshots().store, plan, who=who())
    except GisError as error:
        st.error(plain(error), icon=":material/error:")
        return
    st.toast(_("Removed: {name}", name=plain(plan.name)))


def _in_words(table: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """Return the comparison in words: figures as rows, plans as columns."""
    rows: dict[str, tuple[str, Callable[[float], str]]] = {
        "budget_vnd": (_("Budget (million VND)"), million_vnd),
        "cost_vnd": (_("Cost (million VND)"), million_vnd),
        "monthly_vnd": (_("Running cost a month (million VND)"), million_vnd),
        "repairs": (_("Repairs"), number),
        "cameras": (_("Cameras that see again"), number),
        "covered_weight_before": (_("Weight covered on that day"), partial(number, decimals=1)),
        "covered_weight_after": (_("Weight covered after"), partial(number, decimals=1)),
        "own_weight": (_("Own weight of the cameras"), partial(number, decimals=1)),
        "only_here": (_("Repairs only in this plan"), number),
    }
    told = {}
    for row, (label, writer) in rows.items():  # a handful of figures, each written its own way
        told[label] = [writer(float(value)) for value in table.transpose()[row]]
    return pd.DataFrame(told, index=[plain(labels[str(key)]) for key in table]).transpose()
