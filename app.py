"""The web entry: Streamlit and the map's own routes in one ASGI app."""

import gc
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from streamlit import config, net_util
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from gis.core.errors import GisError, StoreError
from gis.core.scratch import sweep
from gis.live.features.routes import ogc_routes
from gis.live.file_routes import file_routes
from gis.mapserver.basemap import basemap_routes
from gis.mapserver.cameras import MapTables
from gis.mapserver.routes import map_routes
from gis.runtime.allocator import share_arenas
from gis.runtime.publishing import keep_published
from pages.components.camera_map import asset_routes
from pages.components.shared.door import HEADERS, Door, check_network
from pages.components.shared.late_clicks import honour_late_clicks
from pages.components.shared.session import (
    basemaps,
    current_snapshots,
    live_layers_are_served,
    network_is_allowed,
)
from pages.components.shared.static_cache import InMemory

address, hosts = config.get_option("server.address"), config.get_option("server.allowedHosts")
try:
    check_network(address, hosts, allowed=network_is_allowed())
except GisError as error:
    sys.exit(str(error))
# What a server that was killed, or lost its power, had not yet put away.
sweep(Path(tempfile.gettempdir()))
share_arenas()
# What the imports made is no garbage and need not be looked through.
gc.freeze()
# What a page has shown goes out while it is still at work on the rest.
sys.setswitchinterval(0.001)
# The pages are those that main.py names. Streamlit would first guess from the folder pages/,
# and greet the first visitor who follows a link with "page not found".
PagesManager.uses_pages_directory = False
# To print its addresses, or to judge a page of another one, it would ask an outside host.
net_util.get_external_ip = lambda: None
honour_late_clicks()

data: list[Any] = [
    *map_routes(
        lambda revision: current_snapshots().find(revision),
        lambda revision: current_snapshots().newest(revision),
    ),
    *basemap_routes(basemaps),
]


def newest_tables() -> MapTables:
    """Return what programs read without a page: the register as it is now, on the usual terms."""
    return current_snapshots().current().map_tables


live_layers: list[Any] = [*file_routes(newest_tables), *ogc_routes(newest_tables)]


def prepare() -> None:
    """Work out what the first page shows; what is wrong with the store that page will say."""
    with suppress(GisError):
        current_snapshots().current().summary(None)


@asynccontextmanager
async def beside_the_start(_app: st.App) -> AsyncIterator[None]:
    """Prepare while the first visitor's browser is on its way; refresh tables while it runs."""
    Thread(target=prepare, daemon=True).start()
    stop = Event()
    Thread(target=keep_published, args=(current_snapshots, stop), daemon=True).start()
    yield
    stop.set()


door = Middleware(
    Door,
    is_host=is_host_allowed,
    origins=config.get_option("server.corsAllowedOrigins"),
    data={f"/{route.path.split('/')[1]}/" for route in data},
    live=live_layers_are_served(),
)
app = st.App(
    "main.py",
    routes=[*data, *live_layers, *asset_routes()],
    middleware=[door, Middleware(InMemory)],
    lifespan=beside_the_start,
    # What nobody foresaw is on the server's console; the answer goes through no middleware.
    exception_handlers={
        Exception: lambda *_: PlainTextResponse("500\n", 500, HEADERS),
        StoreError: lambda _request, error: PlainTextResponse(f"{error}\n", 503),
    },
)
