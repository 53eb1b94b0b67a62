"""Danh mục camera: load files, list and edit what is there, find what nobody answers for."""

import streamlit as st

from gis.export.behind import behind
from gis.language import _, number
from gis.register.duplicates import suspects
from gis.spelling import fold
from gis.upkeep.papers import file_against_found, orphans
from pages.components.demand import upload_demand
from pages.components.editing import bulk_change, edit_table, show_history
from pages.components.figures import metrics, show_findings, show_table
from pages.components.session import choose_commune, snapshot
from pages.components.uploads import upload_register
from pages.components.weights import edit_weights, try_weights

st.title(_("Camera register"))
taken = snapshot()
asked = st.query_params.get("xem", "")
load, places, listed, alone, twice, past = st.tabs(
    [_("Load a register file"), _("Load places and roads"), _("List and edit"),
     _("Nobody answers for"), _("Listed twice?"), _("History")],
    default=_("List and edit") if asked else None,
)  # fmt: skip
communes = taken.analysis.communes
names = communes.set_index("code")["full_name"]
with load:
    upload_register(taken)
with places:
    upload_demand(taken)
    with st.expander(_("How much each category weighs"), icon=":material/balance:"):
        edit_weights(taken)
        try_weights(taken)
with listed:
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
with alone:
    lonely = orphans(taken.analysis.cameras, communes)
    st.markdown(
        _("{count} cameras have had no managing body since the merger.", count=number(len(lonely)))
    )
    shown = lonely[["camera_id", "name", "custodian", "why"]].assign(
        commune=lonely["commune_code"].map(names).fillna("")
    )
    shown.columns = [_("Code"), _("Name"), _("Managing body"), _("Why"), _("Commune")]
    show_table(shown, key="orphans")
    st.subheader(_("Number on file against number found"))
    sums = file_against_found(taken.analysis.cameras).sum()
    metrics(
        st.container(),
        {
            _("On file"): (sums.get("on_file", 0), _("Listed in the papers handed over")),
            _("Found"): (sums.get("found", 0), _("Standing there when surveyed")),
            _("On file, not found"): (sums.get("not_found", 0), _("Listed, but not there")),
            _("Not on file"): (sums.get("not_on_file", 0), _("There, but in no paper")),
            _("Not compared"): (sums.get("not_compared", 0), _("Nobody has compared it yet")),
        },
    )
with twice:
    pairs = suspects(taken.analysis.cameras)
    both = [taken.analysis.cameras["camera_id"].to_numpy()[pairs[c]] for c in ("first", "second")]
    shown = pairs.assign(first=both[0], second=both[1])
    shown.columns = [_("Camera"), _("May be the same as"), _("Distance (m)"), _("Why")]
    st.markdown(_("{count} pairs may be one camera listed twice.", count=number(len(pairs))))
    show_table(shown, key="duplicates")
with past:
    show_history(taken)
