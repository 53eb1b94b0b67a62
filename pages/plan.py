"""Phương án phục hồi, kết nối: what to repair first with the money there is, and why."""

import streamlit as st

from gis.language import _
from pages.components.investment import plan_new_sites
from pages.components.keeping import compare_plans
from pages.components.planning import plan_for_budget
from pages.components.prices import edit_prices
from pages.components.ranking import show_ranking, show_survey
from pages.components.session import choose_commune, snapshot

st.title(_("Restoration and connection plan"))
taken = snapshot()
commune = choose_commune(taken)
best, ranked, survey, compared, anew, prices = st.tabs(
    [_("Plan for a budget"), _("What to repair first"), _("What to survey first"),
     _("Compare plans"), _("New cameras (new investment)"), _("Price list")]
)  # fmt: skip
with best:
    plan_for_budget(taken, commune)
with ranked:
    show_ranking(taken, commune)
with survey:
    show_survey(taken, commune)
with compared:
    compare_plans()
with anew:
    plan_new_sites(taken, commune)
with prices:
    edit_prices(taken)
