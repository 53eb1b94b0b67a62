"""The map as one file to take along: opened from a disk, without a server, without a network."""

import base64
import gzip
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import folium
import numpy as np
from branca.element import MacroElement
from folium.template import Template

from gis.communes.listing import commune_listing, commune_names
from gis.core.clock import today
from gis.core.language import _, language
from gis.mapserver.binary import COMMUNE_TILES, STREET_TILES, tile_of
from gis.mapserver.camera_card import camera_lines
from gis.mapserver.cameras import MapTables, as_json
from gis.mapserver.commune_card import commune_particulars
from gis.mapserver.commune_figures import figure_json
from gis.mapserver.details import place_details
from gis.mapserver.equipment_links import equipment_links
from gis.mapserver.script import bundle, leaflet_script, styles
from gis.mapserver.texts import map_choices, map_planes, map_texts
from gis.register.queries import is_confidential, lies_in
from gis.vocabulary.labels import display_names

TileWriter = Callable[[MapTables, int, int], bytes]
NEAR: dict[str, tuple[int, TileWriter]] = {
    "footprints": (STREET_TILES, MapTables.footprint_bytes),
    "buildings": (STREET_TILES, MapTables.building_bytes),
    "places": (COMMUNE_TILES, lambda now, x, y: now.ground.not_seen.tile(x, y)),
    "redundancy": (COMMUNE_TILES, lambda now, x, y: now.ground.redundancy.tile(x, y)),
    "water": (COMMUNE_TILES, lambda now, x, y: now.ground.water_bytes(x, y)),
}
FAR: dict[str, tuple[int, TileWriter]] = {
    "roads": (COMMUNE_TILES, lambda now, x, y: now.ground.road_bytes(x, y)),
}
EMPTY = b"QTR2" + bytes(4)


def map_parts(tables: MapTables) -> dict[str, bytes]:
    """Return the parts: of the province the overview and roads, of a commune all there is."""
    parts = {
        "cameras.bin": tables.camera_bytes,
        "communes.json": tables.commune_json,
        "figures.json": figure_json(tables),
        "land.bin": tables.outline_bytes("communes"),
        "fine.bin": tables.outline_bytes("fine"),
        "roads.bin": tables.ground.road_overview(),
        "places.bin": tables.ground.not_seen.overview(),
        "redundancy.bin": tables.ground.redundancy.overview(),
    }
    kinds = FAR if tables.commune is None else FAR | NEAR
    for what, (zoom, made) in kinds.items():
        for x, y in _tiles(tables, zoom):
            if (content := made(tables, x, y)) != EMPTY:
                parts[f"{what}/{x}/{y}.bin"] = content
    if tables.commune is not None:
        parts |= _names(tables)
    return parts


def _names(tables: MapTables) -> dict[str, bytes]:
    """Return the names of places, and of roads, by tile."""
    ground = tables.ground
    told: dict[str, object] = {
        f"names/{x}/{y}.json": ground.names(x, y) for x, y in _tiles(tables, STREET_TILES)
    }
    told |= {
        f"roads/{x}/{y}.json": ground.road_names(x, y) for x, y in _tiles(tables, COMMUNE_TILES)
    }
    return {path: as_json(names) for path, names in told.items() if names}


def _tiles(tables: MapTables, zoom: int) -> Iterable[tuple[int, int]]:
    """Return the tiles of the commune, or of the province."""
    communes = tables.communes
    chosen = communes if tables.commune is None else communes[communes["code"] == tables.commune]
    box: Any = chosen.bounds
    left, top = tile_of(box["minx"], box["maxy"], zoom)
    right, low = tile_of(box["maxx"], box["miny"], zoom)
    wide = np.arange(left.min(), right.max() + 1).tolist()
    tall = np.arange(top.min(), low.max() + 1).tolist()
    return ((x, y) for x in wide for y in tall)


# Equipment is told of no more cameras than these: every link names all that need it.
LINKED = 5_000


class OfflineMap(folium.Map):
    """A folium map that asks nobody for scripts or tiles."""

    default_js = []  # noqa: RUF012 - as folium has them
    default_css = []  # noqa: RUF012


class CameraLayer(MacroElement):
    """The camera map as an element of folium, with all it needs inside.

    `parts`: see `map_parts`, with `settings.json` and `brief.json`.
    """

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <style>{{ this.styles }}</style>
            <script>{{ this.leaflet }}</script>
            <script>{{ this.bundle }}</script>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            cameraMap.openFile(
                L, {{ this._parent.get_name() }}, {{ this.parts }}, {{ this.failed }}
            );
        {% endmacro %}
        """
    )

    def __init__(self, parts: dict[str, bytes]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "CameraLayer"
        self.styles, self.leaflet = styles(), _verbatim(leaflet_script())
        self.bundle = _verbatim(bundle("offline"))
        self.parts = json.dumps({name: _packed(content) for name, content in parts.items()})
        self.failed = json.dumps(
            _("This map could not be opened. Try a newer browser, or have the file made anew.")
        )


def map_html(tables: MapTables, *, confidential: bool = False) -> bytes:
    """Return one HTML page that shows the map of the tables, on any machine, from any disk.

    Of a commune (`MapTables.commune`) with all it sees; of the province with cameras, places
    and greater roads. What people wrote is in it only compressed, and is shown as text.

    Parameters
    ----------
    tables
        What is drawn.
    confidential
        With the cameras marked so, which its title then says.

    Returns
    -------
    bytes
        UTF-8, with all scripts and styles; it asks no host for anything.
    """
    tables = replace(tables, confidential=confidential)
    parts = map_parts(tables)
    parts["settings.json"] = as_json(_settings(tables) | {"lacks": _lacking(parts)})
    parts["brief.json"] = as_json(_brief(tables))
    parts["commune.json"] = as_json(_communes_in_words(tables))
    if tables.commune is not None:
        parts["told.json"] = as_json(_places_in_words(tables))
    page = OfflineMap(
        tiles=None,
        zoom_control=False,
        attribution_control=False,
        zoom_snap=0.25,
        min_zoom=7,
        max_zoom=20,
        fade_animation=False,
    )
    page.options["maxZoom"] = 20
    page.add_child(CameraLayer(parts))
    html: str = page.get_root().render()
    return html.encode()


def _lacking(parts: dict[str, bytes]) -> list[str]:
    """Return the kinds of shapes of which a file holds none, so that it does not offer them."""
    held = {name.split("/")[0].split(".")[0] for name, content in parts.items() if content != EMPTY}
    return sorted({*NEAR, *FAR} - held)


def _settings(tables: MapTables) -> dict[str, Any]:
    texts = map_texts()
    texts["search"] = _("Find a camera, address, commune (also former)")  # what a file holds
    if tables.commune is not None:
        names = commune_names(tables.communes)
        texts["print_title"] = _(
            "Map of the security cameras of {place}", place=names[tables.commune]
        )
    if tables.confidential and is_confidential(tables.cameras.iloc[tables.located]).any():
        texts["print_title"] = f"{texts['confidential']} · {texts['print_title']}"
    return {
        "revision": "file",
        "simulated": tables.analysis.provenance.simulated,
        "language": language(),
        "today": today(),
        "terms": {},
        "filters": {"commune": tables.commune, "statuses": None, "origins": None},
        "places": [],
        "focus": {"commune": tables.commune} if tables.commune else None,
        "texts": texts,
        "choices": map_choices(),
        "planes": map_planes(),
        "tiles": None,
        "basemaps": [],
        "permalink": "hash",
        "key": None,
        "editable": False,
        "selects": False,
        "restored": None,
        "placing": None,
    }


def _brief(tables: MapTables) -> dict[str, Any]:
    """Return what is told of the cameras on the map, in words, column by column."""
    table = tables.cameras.iloc[tables.located]
    lines, (shared, links) = camera_lines(tables, tables.located), _shared(tables)
    return {
        "rows": tables.located.tolist(),
        "code": table["camera_id"].tolist(),
        "name": display_names(table).tolist(),
        "address": table["address"].tolist(),
        "lon": table["lon"].round(7).tolist(),
        "lat": table["lat"].round(7).tolist(),
        "columns": [[label, texts.tolist()] for label, texts in lines if (texts != "").any()],
        "communes": _communes(tables),
        "shared": shared,
        "links": links,
    }


def _communes(tables: MapTables) -> list[dict[str, Any]]:
    """Return what a search for communes finds, today's and former ones."""
    names = commune_listing(tables.communes)
    if tables.commune is not None:
        names = names[names["place"] == tables.communes["code"].tolist().index(tables.commune)]
    full, bounds = tables.communes["full_name"].tolist(), tables.communes.bounds.round(5)
    return [
        {
            "label": hit.label,
            "detail": _(
                "former, {district}; today {commune}",
                district=hit.district,
                commune=full[hit.place],
            )
            if hit.former
            else "",
            "bounds": bounds.iloc[hit.place].tolist(),
        }
        for hit in names.itertuples()
    ]


def _shared(tables: MapTables) -> tuple[list[list[int]], list[dict[str, Any]]]:
    """Return the equipment of each camera on the map, as places in a list of all links."""
    if len(tables.located) > LINKED:
        return [], []
    links: list[dict[str, Any]] = []
    known: dict[str, list[int]] = {}
    shared = []
    # One camera after the other: few depend on anything else than their neighbours.
    for row in tables.located.tolist():
        needs = tables.cameras["depends_on"].iloc[row]
        if needs not in known:
            found = equipment_links(tables, row)
            known[needs] = [len(links) + k for k in range(len(found))]
            links += found
        shared.append(known[needs])
    return shared, links


def _places_in_words(tables: MapTables) -> dict[str, dict[str, Any]]:
    """Return the places of the commune that nobody sees, in words, by their row."""
    hidden = tables.ground.not_seen.table
    chosen = hidden[lies_in(hidden, tables.commune)]
    rows = [str(row) for row in chosen.index]
    return dict(zip(rows, place_details(tables, chosen), strict=True))


def _communes_in_words(tables: MapTables) -> dict[str, dict[str, Any]]:
    """Return the communes in words by their place; of those a file is not about, the name."""
    communes = tables.communes
    chosen = lies_in(communes.rename(columns={"code": "commune_code"}), tables.commune)
    names = communes["full_name"]
    return {
        str(place): commune_particulars(tables, place) if told else {"title": name, "lines": []}
        for place, (told, name) in enumerate(zip(chosen, names, strict=True))
    }


def _verbatim(script: str) -> str:
    """Return a script as it stands in a page that folium, too, takes for a template."""
    closed = script.replace("</script", "<\\/script")
    return f"{{% raw %}}{closed}{{% endraw %}}"


def _packed(content: bytes) -> str:
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()
