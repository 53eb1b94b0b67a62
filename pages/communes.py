"""Xã, phường, đặc khu: all communes in one league table; a number tells what is behind it."""

import streamlit as st

from gis.core.language import _
from pages.components.communes.ground import show_ground_table
from pages.components.communes.league import show_league
from pages.components.shared.charts import communes_chart
from pages.components.shared.papers import offer_papers
from pages.components.shared.session import snapshot
from pages.components.shared.tabs import show_tabs
from pages.components.shared.terms import show_basis
from pages.components.shared.weeks import show_weeks_of_communes

st.title(_("Communes, wards, special zone"))
taken = snapshot()
offer_papers(taken.analysis, None)
communes = taken.analysis.communes


def show_drawn() -> None:
    """Show how many cameras of each commune see, most that do not first."""
    st.altair_chart(
        communes_chart(communes.sort_values(["not_seeing", "unconfirmed"], ascending=False)),
        width="stretch",
        key="communes_chart",
        alt=_("Cameras by state and commune"),
    )


tabs = {
    _("League table"): lambda: show_league(taken.planner),
    _("Places and ground seen"): lambda: show_ground_table(taken.analysis),
    _("Chart"): show_drawn,
    _("Week by week"): lambda: show_weeks_of_communes(taken.analysis),
}
show_tabs(tabs, key="communes_tabs")
show_basis(taken.analysis)
