"""The web entry: Streamlit and the map's own routes in one ASGI app."""

import gc
import sys

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

from gis.mapserver.routes import map_routes
from pages.components.camera_map import asset_routes
from pages.components.shared.late_clicks import honour_late_clicks
from pages.components.shared.session import current_snapshots
from pages.components.shared.static_cache import InMemory

# What the imports made is no garbage and need not be looked through.
gc.freeze()
# What a page has shown goes out while it is still at work on the rest.
sys.setswitchinterval(0.001)
# The pages are those that main.py names. Streamlit would first guess from the folder pages/,
# and greet the first visitor who follows a link with "page not found".
PagesManager.uses_pages_directory = False
honour_late_clicks()

data = map_routes(lambda revision: current_snapshots().find(revision))
app = st.App("main.py", routes=[*data, *asset_routes()], middleware=[Middleware(InMemory)])
