"""Danh mục camera: load files, list and edit what is there, find what nobody answers for."""

import streamlit as st

from gis.core.language import _
from gis.core.numbers import number
from gis.drill_down import drill_down
from gis.register.queries import located
from pages.components.register.by_hand import by_hand
from pages.components.register.data_quality import show_orphans, show_suspects
from pages.components.register.drafts import unsaved_first
from pages.components.register.edit_table import edit_table
from pages.components.register.editing import bulk_change
from pages.components.register.history import show_history
from pages.components.register.listing import choose_cameras
from pages.components.register.places import upload_demand
from pages.components.register.upload import upload_register
from pages.components.register.weights import edit_weights, try_weights
from pages.components.shared.session import choose_commune, snapshot
from pages.components.shared.tables import show_findings
from pages.components.shared.tabs import show_tabs

st.title(_("Camera register"))
taken = snapshot()
asked = st.query_params.get("xem", "")
commune = choose_commune(taken.analysis)


def load_places() -> None:
    """Take files of places and roads; say, and change, how much each category weighs."""
    upload_demand(taken.analysis)
    with st.expander(
        _("How much each category weighs"),
        icon=":material/balance:",
        key="weights_folded",
        on_change="rerun",
    ) as folded:
        edit_weights(taken.analysis)
        if folded.open:
            try_weights(taken.planner)


def list_and_edit() -> None:
    """Show the cameras asked for as a table that can be edited."""
    cameras = drill_down(taken.analysis, asked or "cameras", commune=commune).cameras
    if asked not in ("", "cameras") and st.button(_("Show all cameras again"), key="all_again"):
        del st.query_params["xem"]
        st.rerun()
    cameras = choose_cameras(taken.analysis, cameras)
    st.caption(_("{count} cameras", count=number(len(cameras))))
    if not located(cameras).all():
        st.page_link(
            "pages/map.py", label=_("Put those without position on the map"), icon=":material/map:"
        )
    edit_table(taken.analysis, cameras)
    show_findings(taken.analysis.findings)
    with st.expander(_("Change all cameras listed"), icon=":material/edit_note:"):
        bulk_change(cameras)


def _first() -> str | None:
    """Return the tab the page begins with: the one whose changes are asked for, or not saved."""
    return _("List and edit") if asked or unsaved_first() == "camera" else None


show_tabs(
    {
        _("Load a register file"): lambda: upload_register(taken.analysis),
        _("Load places and roads"): load_places,
        _("List and edit"): list_and_edit,
        _("Add, copy, remove"): lambda: by_hand(taken.analysis),
        _("Nobody answers for"): lambda: show_orphans(taken.analysis, commune),
        _("Listed twice?"): lambda: show_suspects(taken.planner, commune),
        _("History"): lambda: show_history(taken.analysis),
    },
    key="register_tabs",
    default=_first(),
)
