"""Thiết bị dùng chung: recorders, switches, power; their state, what hangs on them, next steps."""

import streamlit as st

from gis.core.language import _
from gis.restoration.plans.shared_faults import hanging
from gis.store.equipment_work import equipment_work
from pages.components.equipment.listing import choose_unit, show_counts, units_of_commune
from pages.components.equipment.unit import show_unit
from pages.components.register.drafts import unsaved_first
from pages.components.register.equipment_table import edit_equipment
from pages.components.shared.session import choose_commune, current_snapshots, snapshot
from pages.components.shared.tabs import show_tabs

st.title(_("Shared equipment"))
taken = snapshot()
commune = choose_commune(taken.analysis)
st.markdown(_("Recorders, lines, servers, poles and whatever else several cameras need."))
everything = taken.analysis.equipment
hung = hanging(taken.analysis, taken.planner.ranking.work)
here = units_of_commune(taken.analysis, hung, commune)


def list_them() -> None:
    """Show the equipment here and, of one that is chosen, what hangs on it and what comes next."""
    if not here.any():
        st.info(
            _("No shared equipment is listed here yet. Add it under “Edit”, or load a list of it."),
            icon=":material/account_tree:",
        )
        return
    work = equipment_work(current_snapshots().store, everything)
    show_counts(taken.analysis, commune, everything[here], hung[here])
    code = choose_unit(taken.analysis, everything[here], hung[here], work[here])
    if code is not None:
        show_unit(taken.analysis, code, hung, work)


titles = {"list": _("List and state"), "edit": _("Edit, add, remove")}
show_tabs(
    {
        titles["list"]: list_them,
        titles["edit"]: lambda: edit_equipment(taken.analysis, hung, here),
    },
    key="equipment_tabs",
    default=titles["edit"] if unsaved_first() == "equipment" else None,
)
