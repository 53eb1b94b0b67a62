"""Báo cáo, xuất dữ liệu: layers to take along, ready for QGIS and spreadsheets."""

from functools import partial

import streamlit as st

from gis.core.language import _
from gis.export.files import FORMATS, encode, takes_crs
from gis.export.layers import layer
from gis.ingest.positions.coordinates import VN2000_PLANES
from gis.ingest.positions.crs_candidates import reading_in_words
from gis.register.queries import in_commune
from gis.runtime.jobs import JobProgress
from pages.components.camera_map import map_file
from pages.components.shared.confidential import ask_confidential
from pages.components.shared.file_names import name_file
from pages.components.shared.file_offer import OfferedFile, offer_file
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

cameras = in_commune(taken.analysis.cameras, commune)
secret = ask_confidential(cameras, key="with_confidential")
# Of a workbook, by what it is made of: the layers themselves are made only for a file. Places
# and roads are many in the province alone.
places = len(taken.analysis.demand) if commune is None else 0
rows = {
    **dict.fromkeys(("cameras", "footprints", "ranking"), len(cameras)),
    **dict.fromkeys(("demand", "gaps"), places),
}


def content(name: str, fmt: str, progress: JobProgress | None) -> bytes:
    """Return a layer as a file, made only when someone asks for it."""
    prices = taken.planner.prices
    table = layer(taken.analysis, name, commune=commune, prices=prices, confidential=secret)
    in_plane = plane in VN2000_PLANES and takes_crs(name, fmt)
    return encode(table, name=name, fmt=fmt, crs=plane if in_plane else None, progress=progress)


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
for name, (title, text) in layers.items():
    with st.container(border=True, key=f"layer_{name}"):
        about, *buttons = st.columns([3, 1, 1, 1, 1], vertical_alignment="center")
        about.markdown(f"**{title}**")
        about.caption(text)
        for button, fmt in zip(buttons, FORMATS, strict=True):
            file = OfferedFile(
                fmt,
                f"{name}.{fmt}",
                name_file(taken.analysis, name, commune, fmt),
                partial(content, name, fmt),
                version=(taken.analysis.provenance.revision, plane, secret),
                rows=rows.get(name, 0),
            )
            offer_file(button, file)
