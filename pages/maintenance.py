"""Bảo dưỡng: what is due, what it costs in a year, and which technical rules are met."""

import streamlit as st

from gis.core.clock import today
from gis.core.language import _
from gis.register.queries import in_commune
from gis.survey.maintenance import MAINTENANCE_SETTING, due, read_intervals
from pages.components.maintenance.maintenance import ask_intervals, show_due, show_standards
from pages.components.shared.papers import offer_papers
from pages.components.shared.session import choose_commune, current_snapshots, snapshot
from pages.components.shared.tabs import show_tabs

st.title(_("Maintenance"))
taken, store = snapshot(), current_snapshots().store
commune = choose_commune(taken.analysis)
offer_papers(taken.analysis, commune)
cameras = taken.analysis.cameras
intervals = read_intervals(overrides=store.setting(MAINTENANCE_SETTING))


def show_visits() -> None:
    """Show what is due here, most overdue first."""
    table = due(cameras, taken.analysis.equipment, intervals, today=today())
    show_due(taken.analysis, commune, in_commune(table, commune).reset_index(drop=True))


here = in_commune(cameras, commune)
show_tabs(
    {
        _("Due"): show_visits,
        _("Intervals and costs"): lambda: ask_intervals(intervals),
        _("Technical standards"): lambda: show_standards(taken.analysis, here),
    },
    key="maintenance_tabs",
)
