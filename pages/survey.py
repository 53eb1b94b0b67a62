"""Rà soát: how far each commune has come, what is missing, and the files to survey with."""

import streamlit as st

from gis.core.clock import today
from gis.core.language import _
from gis.register.queries import in_commune
from gis.survey.progress import progress
from pages.components.shared.papers import offer_papers
from pages.components.shared.session import choose_commune, current_snapshots, snapshot, who
from pages.components.survey.deadline import show_dates
from pages.components.survey.packages import offer_package, receive_packages
from pages.components.survey.rounds import show_commune, show_province

st.title(_("Survey"))
taken, name = snapshot(), who()
commune = choose_commune(taken.analysis)
with st.container(horizontal=True):
    offer_papers(taken.analysis, commune)
    if commune is not None:
        offer_package(taken.analysis, commune, name)
since = show_dates(name)
analysis = taken.analysis
table = progress(
    analysis.cameras,
    current_snapshots().store.rounds(),
    analysis.communes["code"],
    since=since,
    today=today(),
)
if commune is None:
    receive_packages(taken.analysis, name)
    show_province(taken.analysis, table)
else:
    show_commune(taken.planner, in_commune(table, commune).iloc[0], name, since)
