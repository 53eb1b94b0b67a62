"""Tổng quan: the province or one commune at a glance, and the way to a decision."""

import streamlit as st

from gis.core.language import _
from pages.components.overview.budget_options import show_money
from pages.components.overview.first_steps import show_first_steps
from pages.components.overview.sections import (
    show_cameras,
    show_ground,
    show_reasons,
    show_survey,
    show_unseen,
    show_worst,
)
from pages.components.shared.banners import lead_to_data, lead_to_places
from pages.components.shared.papers import offer_papers
from pages.components.shared.session import choose_commune, snapshot
from pages.components.shared.shared_faults import show_shared_faults
from pages.components.shared.terms import show_basis
from pages.components.shared.weeks import show_weeks

st.title(_("Overview"))
taken = snapshot()
show_first_steps(taken.analysis)
if taken.analysis.cameras.empty:
    lead_to_data()
    st.stop()

commune = choose_commune(taken.analysis)
offer_papers(taken.analysis, commune)
show_shared_faults(taken.planner, commune)
now = taken.summary(commune)
show_cameras(taken.analysis, commune, now)
if taken.analysis.demand.empty:
    lead_to_places()
else:
    st.subheader(_("What is not seen"))
    show_unseen(taken.analysis, commune, now)

why, money = st.columns([4, 5], gap="large")
with why:
    st.subheader(_("Why do they not see?"))
    show_reasons(taken.analysis, commune, now)
with money:
    st.subheader(_("What does money bring back?"))
    bought = st.container()
if commune is None:
    st.subheader(_("Where do most not see?"))
    show_worst(taken.analysis)
st.subheader(_("Week by week"))
show_weeks(taken.analysis, commune)
st.subheader(_("To be found out first"))
show_survey(taken.analysis, commune, now)
st.page_link("pages/survey.py", label=_("Survey"), icon=":material/fact_check:")
st.subheader(_("Ground the cameras see (ha)"))
show_ground(taken.analysis, commune, now.sums)
show_basis(taken.analysis, commune)
with bought:  # last, as it takes longest
    show_money(taken.planner, commune)
