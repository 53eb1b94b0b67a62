"""Bảo dưỡng: what is due, what it costs in a year, and which technical rules are met."""

import pandas as pd
import streamlit as st

from gis.language import _
from gis.upkeep.maintenance import due, read_intervals
from pages.components.session import choose_commune, current_snapshots, snapshot, today
from pages.components.visits import ask_intervals, show_due, show_standards

st.title(_("Maintenance"))
taken, store = snapshot(), current_snapshots().store
commune = choose_commune(taken)
cameras = taken.analysis.cameras
intervals = read_intervals()
intervals.update(pd.DataFrame.from_dict(store.setting("maintenance") or {}, orient="index"))
visits, rules, standards = st.tabs([_("Due"), _("Intervals and costs"), _("Technical standards")])
with visits:
    table = due(cameras, taken.analysis.equipment, intervals, today=today())
    if commune is not None:
        table = table[table["commune_code"] == commune].reset_index(drop=True)
    show_due(taken, table)
with rules:
    ask_intervals(intervals)
with standards:
    show_standards(
        taken, cameras if commune is None else cameras[cameras["commune_code"] == commune]
    )
