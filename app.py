"""The web entry: Streamlit and the map's own routes in one ASGI app."""

import streamlit as st

from gis.service.routes import map_routes
from pages.components.camera_map import asset_routes
from pages.components.session import current_snapshots

data = map_routes(lambda: current_snapshots().current().map_tables)
app = st.App("main.py", routes=[*data, *asset_routes()])
