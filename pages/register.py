"""Danh mục camera: load files, see findings before anything is written, list what is there."""

import streamlit as st

from gis.choices import Status
from gis.language import _, number
from gis.spelling import fold
from gis.words import assumed_in_words, words
from pages.components.figures import show_table
from pages.components.session import choose_commune, snapshot
from pages.components.uploads import upload_demand, upload_register

st.title(_("Camera register"))
taken = snapshot()
load, places, listed = st.tabs(
    [_("Load a register file"), _("Load places and roads"), _("Cameras")]
)
with load:
    upload_register(taken)
with places:
    upload_demand(taken)
with listed:
    commune = choose_commune(taken)
    cameras = taken.analysis.cameras
    if commune is not None:
        cameras = cameras[cameras["commune_code"] == commune]
    wanted = st.text_input(_("Search by code, name or address"), key="register_search").strip()
    if wanted:
        text = cameras["camera_id"] + " " + cameras["name"] + " " + cameras["address"]
        cameras = cameras[text.map(fold).str.contains(fold(wanted), regex=False)]
    st.caption(_("{count} cameras", count=number(len(cameras))))
    names = taken.analysis.communes.set_index("code")["full_name"]
    shown = cameras[["camera_id", "name", "address"]].assign(
        commune=cameras["commune_code"].map(names).fillna(""),
        status=cameras["status"].map(words(Status)),
        assumed=cameras["assumed"].map(assumed_in_words),
    )
    shown.columns = [
        _("Code"), _("Name"), _("Address"), _("Commune"), _("State in the register"), _("Assumed"),
    ]  # fmt: skip
    show_table(shown, key="cameras")
