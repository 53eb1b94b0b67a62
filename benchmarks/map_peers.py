"""The same cameras and footprints on the maps others would make: pydeck, plain folium.

``streamlit run benchmarks/map_peers.py`` shows pydeck's, as Streamlit carries it.
"""

import os
from pathlib import Path

import folium
import pandas as pd
import pydeck
import shapely
import streamlit as st
from xstatic.pkg import leaflet

from gis.mapserver.offline_html import OfflineMap
from gis.runtime.snapshot import snapshots
from gis.store.store import Store

COLOURS = {"up": [0, 114, 178], "unconfirmed": [109, 118, 128], "down": [213, 94, 0]}
MIDDLE = [17.2, 106.6]


def tables(url: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return located cameras (`lon lat sight`) and footprints (`ring sight`)."""
    found = snapshots(url).current().analysis
    cameras = found.cameras.dropna(subset=["lon", "lat"])[["lon", "lat", "sight"]]
    shapes = shapely.get_parts(found.footprints.geometry.to_numpy(), return_index=True)
    rings = [shapely.get_coordinates(s.exterior).round(7).tolist() for s in shapes[0]]
    sight = found.footprints["sight"].astype(str).to_numpy()[shapes[1]]
    return cameras.astype({"sight": str}), pd.DataFrame({"ring": rings, "sight": sight})


def plain_folium(url: str, path: Path) -> None:
    """Write the page folium's guide leads to: a GeoJson of footprints, a marker per camera."""
    cameras, footprints = tables(url)
    page = OfflineMap(location=MIDDLE, zoom_start=9, tiles=None, prefer_canvas=True)
    page.options["maxZoom"] = 20
    script = (Path(leaflet.BASE_DIR) / "leaflet.js").read_text("utf-8")
    style = (Path(leaflet.BASE_DIR) / "leaflet.css").read_text("utf-8")
    features = [
        {
            "type": "Feature",
            "properties": {"sight": sight},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for ring, sight in zip(footprints["ring"], footprints["sight"], strict=True)
    ]
    folium.GeoJson({"type": "FeatureCollection", "features": features}).add_to(page)
    for lon, lat, sight in cameras.itertuples(index=False):
        colour = "#{:02x}{:02x}{:02x}".format(*COLOURS[sight])
        folium.CircleMarker([lat, lon], radius=4, color=colour).add_to(page)
    html = page.get_root().render()
    inlined = f"<head><style>{style}</style><script>{script}</script>"
    path.write_text(html.replace("<head>", inlined, 1), "utf-8")


def deck(url: str) -> pydeck.Deck:
    """Return the deck that pydeck's guide leads to."""
    cameras, footprints = tables(url)
    cameras["colour"] = cameras["sight"].map(COLOURS)
    footprints["colour"] = footprints["sight"].map(lambda s: [*COLOURS[s], 60])
    layers = [
        pydeck.Layer("PolygonLayer", footprints, get_polygon="ring", get_fill_color="colour"),
        pydeck.Layer(
            "ScatterplotLayer",
            cameras,
            get_position=["lon", "lat"],
            get_fill_color="colour",
            get_radius=30,
            radius_min_pixels=2,
        ),
    ]
    view = pydeck.ViewState(latitude=MIDDLE[0], longitude=MIDDLE[1], zoom=8)
    return pydeck.Deck(layers=layers, initial_view_state=view, map_style=None, map_provider=None)


if __name__ == "__main__":
    Store(os.environ["CAMERA_STORE"])
    made = st.cache_resource(deck)(os.environ["CAMERA_STORE"])
    st.pydeck_chart(made, height=640)
