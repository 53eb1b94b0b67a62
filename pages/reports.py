"""Báo cáo, xuất dữ liệu: layers to take along, ready for QGIS and spreadsheets."""

from functools import partial

import streamlit as st

from gis.core.language import _
from gis.export.files import encode, takes_crs
from gis.export.formats import FORMATS
from gis.export.layers import layer
from gis.ingest.positions.coordinates import VN2000_PLANES
from gis.ingest.positions.crs_candidates import reading_in_words
from gis.register.queries import in_commune
from pages.components.camera_map import map_file
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


def content(name: str, fmt: str) -> bytes:
    """Return a layer as a file, made only when someone asks for it."""
    table = layer(
        taken.analysis,
        name,
        commune=commune,
        prices=taken.planner.prices,
        confidential=secret,
    )
    in_plane = plane in VN2000_PLANES and takes_crs(name, fmt)
    return encode(table, name=name, fmt=fmt, crs=plane if in_plane else None)


TITLES = {"geojson": "GeoJSON", "gpkg": "GeoPackage", "csv": "CSV", "xlsx": "Excel"}
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
layers = {
    "cameras": (
        _("Cameras"),
        _("Every camera with its state; those without position have no point."),
    ),
    "footprints": (_("Footprints"), _("The ground each camera sees, and what was assumed.")),
    "gaps": (_("Places not seen"), _("Lost places and places without camera, worst first.")),
    "demand": (_("Places and roads"), _("All places and stretches of road by how they are seen.")),
    "ranking": (_("What to repair first"), _("Repairs in order, with cost, gain and reason.")),
    "communes": (_("Communes, wards, special zone"), _("Counts, areas and weights of each.")),
    "equipment": (_("Shared equipment"), _("Recorders, lines, power… and their state.")),
}
kinds = {
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
for name, (title, text) in layers.items():
    with st.container(border=True, key=f"layer_{name}"):
        about, *buttons = st.columns([3, 1, 1, 1, 1], vertical_alignment="center")
        about.markdown(f"**{title}**")
        about.caption(text)
        for button, fmt in zip(buttons, FORMATS, strict=True):
            button.download_button(
                TITLES[fmt],
                data=partial(content, name, fmt),
                file_name=name_file(taken.analysis, name, commune, fmt),
                mime=kinds[fmt],
                on_click="ignore",
                key=f"{name}.{fmt}",
                width="stretch",
            )
