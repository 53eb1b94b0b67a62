"""A kept plan that was opened: what it came to on its day, beside what it comes to now."""

import pandas as pd
import streamlit as st

from gis.core.dates import date
from gis.core.language import _
from gis.core.numbers import million_vnd
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.request import Request, as_values
from gis.runtime.plan_cache import Planner
from gis.scenarios.records import Scenario
from gis.scenarios.reopening import (
    dropped,
    reopening_sentences,
    request_today,
    scenario_change_words,
    scenario_differences,
)
from gis.scenarios.scenarios import list_scenarios
from pages.components.plan.request import OPENED, remember_request
from pages.components.shared.markdown import plain
from pages.components.shared.session import current_snapshots
from pages.components.shared.tables import show_table


def show_opened(planner: Planner, request: Request, told: Plan) -> None:
    """Say which kept plan is open, and what differs from the day it was kept."""
    key = st.session_state[OPENED]
    found = [
        plan
        for plan in list_scenarios(current_snapshots().store)
        if plan.key == key and plan.request
    ]
    if not found:
        return
    plan = found[0]
    todo = planner.work(request.goal, request.weigh)
    asked = request_today(plan, planner.analysis, todo)
    name, day, by = plain(plan.name), date(plan.result["day"]), plain(plan.result["who"])
    with st.container(border=True, key="plan_opened_box"):
        about, button = st.columns([6, 1], vertical_alignment="center")
        button.button(
            _("Close"),
            icon=":material/close:",
            key="plan_close",
            on_click=_close,
            args=(request.commune,),
            width="stretch",
        )
        opened = _(
            "Opened: **{name}**, kept on {day}{by}", name=name, day=day, by=f" ({by})" if by else ""
        )
        if as_values(asked) != as_values(request):
            about.markdown(opened)
            st.caption(
                _(
                    "The conditions have been changed since it was opened: what differs is no "
                    "longer told."
                )
            )
            return
        about.markdown(opened)
        _show_differences(plan, scenario_differences(plan, planner.analysis, todo, told), told)
        if ids := dropped(plan, asked):
            st.warning(
                _(
                    "Required or excluded when it was kept, and no repair any more: {ids}",
                    ids=plain(", ".join(ids)),
                ),
                icon=":material/info:",
            )


def _show_differences(plan: Scenario, found: pd.DataFrame, told: Plan) -> None:
    lines = reopening_sentences(plan, found, told)
    if not lines:
        st.caption(_("Nothing differs from when it was kept."))
        return
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))
    if len(found):
        words = scenario_change_words()
        table = pd.DataFrame(
            {
                _("Repair"): found["name"],
                _("Code"): found["id"],
                _("What differs"): found["change"].map(words),
                _("When kept (million VND)"): found["then_vnd"].map(million_vnd),
                _("Now (million VND)"): found["now_vnd"].map(million_vnd),
            }
        )
        show_table(table, key="plan_differences")


def _close(commune: str | None) -> None:
    st.session_state[OPENED] = ""
    remember_request(commune)
