"""Danh mục camera: load files, list and edit what is there, find what nobody answers for."""

import streamlit as st

from gis.export.behind import behind
from gis.language import _
from gis.numbers import number
from gis.spelling import fold
from pages.components.demand import upload_demand
from pages.components.doubts import show_orphans, show_suspects
from pages.components.edit_table import edit_table
from pages.components.editing import bulk_change
from pages.components.figures import show_findings
from pages.components.history import show_history
from pages.components.session import choose_commune, snapshot
from pages.components.tabs import show_tabs
from pages.components.uploads import upload_register
from pages.components.weights import edit_weights, try_weights

st.title(_("Camera register"))
taken = snapshot()
asked = st.query_params.get("xem", "")


def load_places() -> None:
    """Take files of places and roads; say, and change, how much each category weighs."""
    upload_demand(taken)
    with st.expander(
        _("How much each category weighs"), icon=":material/balance:", key="weights_folded",
        on_change="rerun",
    ) as folded:  # fmt: skip
        edit_weights(taken)
        if folded.open:
            try_weights(taken)


def list_and_edit() -> None:
    """Show the cameras asked for as a table that can be edited."""
    commune = choose_commune(taken)
    cameras = behind(taken.analysis, asked or "cameras", commune=commune).cameras
    if asked not in ("", "cameras") and st.button(_("Show all cameras again"), key="all_again"):
        del st.query_params["xem"]
        st.rerun()
    text, only = st.columns([2, 1], vertical_alignment="bottom")
    wanted = text.text_input(_("Search by code, name or address"), key="register_search").strip()
    if wanted:
        words = cameras["camera_id"] + " " + cameras["name"] + " " + cameras["address"]
        cameras = cameras[words.map(fold).str.contains(fold(wanted), regex=False)]
    if only.toggle(_("Only those without position"), key="register_unlocated"):
        cameras = cameras[cameras["lon"].isna() | cameras["lat"].isna()]
        st.page_link("pages/map.py", label=_("Put them on the map"), icon=":material/map:")
    st.caption(_("{count} cameras", count=number(len(cameras))))
    edit_table(taken, cameras)
    show_findings(taken.analysis.findings)
    with st.expander(_("Change all cameras listed"), icon=":material/edit_note:"):
        bulk_change(cameras)


show_tabs(
    {
        _("Load a register file"): lambda: upload_register(taken),
        _("Load places and roads"): load_places,
        _("List and edit"): list_and_edit,
        _("Nobody answers for"): lambda: show_orphans(taken),
        _("Listed twice?"): lambda: show_suspects(taken),
        _("History"): lambda: show_history(taken),
    },
    key="register_tabs",
    default=_("List and edit") if asked else None,
)
