"""Rà soát: how far each commune has come, what is missing, and the files to survey with."""

import streamlit as st

from gis.language import _
from gis.upkeep.surveys import progress
from pages.components.deadline import show_dates
from pages.components.packages import offer_package, receive_packages
from pages.components.papers import offer_papers
from pages.components.rounds import show_commune, show_province
from pages.components.session import choose_commune, current_snapshots, snapshot, today, who

st.title(_("Survey"))
taken, name = snapshot(), who()
commune = choose_commune(taken)
with st.container(horizontal=True):
    offer_papers(taken, commune)
    if commune is not None:
        offer_package(taken, commune, name)
since = show_dates(name)
analysis = taken.analysis
table = progress(
    analysis.cameras, current_snapshots().store.rounds(), analysis.communes["code"],
    since=since, today=today(),
)  # fmt: skip
if commune is None:
    receive_packages(taken, name)
    show_province(taken, table)
else:
    show_commune(taken, table[table["commune_code"] == commune].iloc[0], name, since)
