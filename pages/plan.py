"""Phương án phục hồi, kết nối: what to repair first with the money there is, and why."""

import streamlit as st

from gis.core.language import _
from pages.components.plan.budget_tab import plan_for_budget
from pages.components.plan.kept_plans import TABS, show_scenarios
from pages.components.plan.new_cameras import plan_new_sites
from pages.components.plan.prices import edit_prices
from pages.components.plan.ranking import show_ranking, show_survey_first
from pages.components.shared.session import choose_commune, snapshot
from pages.components.shared.tabs import show_tabs

st.title(_("Restoration and connection plan"))
taken = snapshot()
if taken.analysis.cameras.empty:
    st.stop()  # the banner above leads to where cameras are loaded
commune = choose_commune(taken.analysis)
show_tabs(
    {
        _("Plan for a budget"): lambda: plan_for_budget(taken.planner, commune),
        _("What to repair first"): lambda: show_ranking(taken.planner, commune),
        _("What to survey first"): lambda: show_survey_first(taken.analysis, commune),
        _("Kept plans"): lambda: show_scenarios(taken.planner, commune),
        _("New cameras (new investment)"): lambda: plan_new_sites(taken.planner, commune),
        _("Price list"): lambda: edit_prices(taken.planner),
    },
    key=TABS,
)
