"""The web entry: Streamlit and the map's own routes in one ASGI app."""

import streamlit as st

from gis.service.routes import map_routes
from pages.components.session import current_snapshots

app = st.App("main.py", routes=map_routes(lambda: current_snapshots().current().map_tables))
