"""Báo cáo, xuất dữ liệu: layers to take along, ready for QGIS and spreadsheets."""

from functools import partial

import streamlit as st

from gis.core.language import _
from gis.ingest.positions.coordinates import VN2000_PLANES
from gis.ingest.positions.crs_candidates import reading_in_words
from gis.register.queries import in_commune
from pages.components.camera_map import map_file
from pages.components.reports.layer_files import LayerFiles, offer_layers
from pages.components.shared.confidential import ask_confidential
from pages.components.shared.file_names import name_file
from pages.components.shared.markdown import fresh_choice_key
from pages.components.shared.session import choose_commune, snapshot
from pages.components.shared.terms import show_basis

PLANES = ("auto", *VN2000_PLANES)
st.title(_("Reports and data"))
taken = snapshot()
commune = choose_commune(taken.analysis)
st.markdown(
    _("GeoJSON and GeoPackage open in QGIS and ArcGIS (WGS 84); CSV opens in a spreadsheet.")
)
show_basis(taken.analysis, commune)
plane = st.selectbox(
    _("Coordinates of GeoPackage, and of cameras in CSV and Excel"),
    PLANES,
    format_func=reading_in_words,
    key=fresh_choice_key("export_crs", PLANES, first=PLANES[0]),
)

secret = ask_confidential(in_commune(taken.analysis.cameras, commune), key="with_confidential")
with st.container(border=True):
    about, button = st.columns([6, 1], vertical_alignment="center")
    about.markdown("**{}**".format(_("Map to take along")))
    about.caption(
        _("One file with search and legend that opens in any browser, without a network.")
    )
    button.download_button(
        "HTML",
        data=partial(map_file, taken.map_tables, commune, confidential=secret),
        file_name=name_file(taken.analysis, "map", commune, "html"),
        mime="text/html",
        on_click="ignore",
        key="map.html",
        width="stretch",
    )
chosen = plane if plane in VN2000_PLANES else None
offer_layers(LayerFiles(taken, commune, chosen, confidential=secret))
