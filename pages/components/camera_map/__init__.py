"""The camera map: one Leaflet map with a canvas of our own, fed by the routes of this program."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, TypedDict

import streamlit as st
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from gis.analysis.result import Analysis
from gis.core.choices import Coverage, Origin, Status
from gis.core.clock import today
from gis.core.language import language
from gis.mapserver.cameras import MapTables
from gis.mapserver.routes import FOREVER
from gis.mapserver.script import bundle, leaflet_script, styles
from gis.mapserver.texts import map_choices, map_planes, map_texts
from pages.components.shared.session import basemaps, go_to_commune, tile_layer
from pages.components.shared.terms import terms_in_address

# What can be asked of several cameras at once; of a commune.
MANY_ACTS = ("table", "bulk", "export", "require")
OVERVIEW = "overview"
UNSEEN_STATES = (Coverage.LOST, Coverage.GAP)


class Filters(TypedDict):
    """What to show: of one commune, of these states, of these origins; None for all."""

    commune: str | None
    statuses: Sequence[str] | None
    origins: Sequence[str] | None


EVERYTHING = Filters(commune=None, statuses=None, origins=None)


def asset_routes() -> list[BaseRoute]:
    """Return the routes of the map's script and of its styles."""
    return [
        Route(f"/{SCRIPT}", lambda _request: _file(_script(), "text/javascript")),
        Route(f"/{STYLES}", lambda _request: _file(styles(), "text/css")),
    ]


def _script() -> str:
    return f"{leaflet_script()}\n{bundle('map')}"


def _file(content: str, kind: str) -> Response:
    return Response(content, media_type=kind, headers={"cache-control": FOREVER})


def _named(content: str, ending: str) -> str:
    """Name a file after what it holds, so that browsers may keep it."""
    return f"own/map-{sha256(content.encode()).hexdigest()[:12]}.{ending}"


SCRIPT, STYLES = _named(_script(), "js"), _named(styles(), "css")


def camera_map(  # noqa: PLR0913 - each is one thing a page may ask of its map
    *,
    key: str,
    analysis: Analysis,
    filters: Filters = EVERYTHING,
    places: Sequence[Coverage] = (),
    focus: dict[str, object] | None = None,
    height: int | None = 640,
    editable: bool = False,
    placing: dict[str, object] | None = None,
    permalink: bool = False,
    restored: Sequence[int] | None = None,
    selects: bool = False,
) -> dict[str, Any] | None:
    """Show the map; a rerun keeps its view unless `focus` has changed.

    Returns what was just edited on it: `camera_id`, the values that were `stored` when the
    visitor began, as texts by field, and the new ones `after`; or what is asked for besides,
    `act` (add, copy, dispose, remove) with what is `given`: latitude and longitude, or a code;
    or, with `selects`, one of `MANY_ACTS` with the revision and the rows of cameras; None
    otherwise. A commune whose overview is asked for is gone to.

    Parameters
    ----------
    places
        Which places not seen are drawn at first: lost, gap.
    focus
        ``{"commune": code}``, or ``{"bounds": [west, south, east, north]}`` with the GeoJSON
        ``geometry`` to mark there, if any, in WGS 84; None for the whole province.
    height
        In pixels; None for all the window has below what stands above the map.
    editable
        Cameras can be moved, turned and given another range.
    placing
        The camera that the next click puts on the map, see `mapserver.details.edit_start`.
    permalink
        The address of the page tells, and takes, what the map shows.
    restored
        Rows of the cameras that a plan brings back. The map then shows the cameras as
        installed, as they work today, or after the plan, and only draws anew when they change.
    selects
        Something can be done with several cameras at once, see `MANY_ACTS`.
    """
    mount = st.components.v2.component(
        "camera_map",
        html='<div class="camera-map" tabindex="0" role="application"></div>',
        js=bundle("component"),
        isolate_styles=False,
    )
    answer = mount(
        key=key,
        on_edit_change=lambda: None,
        height=height or "content",
        data={
            "key": key,
            "revision": analysis.provenance.revision,
            "simulated": analysis.provenance.simulated,
            "language": language(),
            "today": today(),
            "terms": terms_in_address(analysis.terms),
            "filters": _numbered(filters),
            "places": [list(Coverage).index(place) for place in places],
            "focus": focus,
            "height": height,
            "script": SCRIPT,
            "styles": STYLES,
            "texts": map_texts(),
            "choices": map_choices(),
            "planes": map_planes(),
            "tiles": tile_layer(),
            "basemaps": [basemap.settings() for basemap in basemaps().files],
            "permalink": "search" if permalink else None,
            "editable": editable,
            "placing": placing,
            "restored": restored,
            "selects": selects,
        },
    )
    edited: dict[str, Any] | None = answer.edit
    if edited and edited.get("act") == OVERVIEW:
        _open_overview(analysis, edited.get("given"))
    if edited and edited.get("act") == "commune":
        go_to_commune(analysis.communes, edited["given"])
    return edited


def _open_overview(analysis: Analysis, given: object) -> None:
    """Go to the overview of a commune, if there is such a one: a browser may send anything."""
    code = given[0] if isinstance(given, list) and given else None
    if code in set(analysis.communes["code"]):
        st.switch_page("pages/overview.py", query_params={"xa": str(code)})


def map_file(tables: MapTables, commune: str | None, *, confidential: bool = False) -> bytes:
    """Return the map of the province, or of one commune, as one HTML file.

    `confidential`: with the cameras marked so.
    """
    from gis.mapserver.offline_html import map_html  # noqa: PLC0415 - folium takes a second to load

    return map_html(replace(tables, commune=commune), confidential=confidential)


def _numbered(filters: Filters) -> dict[str, object]:
    """Return the filters with stored values as their places in their lists."""
    states, origins = filters["statuses"], filters["origins"]
    return {
        "commune": filters["commune"],
        "statuses": states and [list(Status).index(Status(s)) for s in states],
        "origins": origins and [list(Origin).index(Origin(o)) for o in origins],
    }
