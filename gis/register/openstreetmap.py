"""Cameras that OpenStreetMap knows: ``man_made=surveillance`` of an extract or of Overpass.

Tags as the OpenStreetMap wiki defines them (Tag:man_made=surveillance): `camera:direction` in
degrees or compass letters, `camera:angle` the tilt below the horizon, `camera:type`.
"""

import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import osmium
import pandas as pd
from osmium.filter import TagFilter

from gis.errors import FileError
from gis.language import _
from gis.register.grid import Grid

_TAGS = {
    "serial": ("ref",),
    "name": ("name",),
    "address": ("addr:full", "addr:street"),
    "azimuth_deg": ("camera:direction", "direction"),
    "tilt_deg": ("camera:angle",),
    "height_m": ("height", "camera:height"),
    "range_m": ("camera:range",),
    "custodian": ("operator",),
    "installed_on": ("start_date",),
    "surveyed_on": ("check_date", "survey:date"),
    "note": ("description", "note"),
}
_KINDS = {"fixed": "fixed", "dome": "dome", "panning": "ptz"}
_PLATES = {"alpr", "anpr", "lpr"}
_HEADINGS = ("camera_id", "lon", "lat", "kind", *_TAGS)
# English compass letters: in Vietnamese text N would be south.
_COMPASS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE",
            "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")  # fmt: skip


def read_overpass(found: Mapping[str, Any], name: str) -> list[Grid]:
    """Read the answer of an Overpass query (``[out:json]``, ``out center``)."""
    elements = found.get("elements")
    things = [e for e in elements if isinstance(e, dict)] if isinstance(elements, list) else []
    return [_grid((_element(thing) for thing in things), name)]


def is_overpass(data: bytes) -> dict[str, Any] | None:
    """Return the parsed answer if the bytes are one of Overpass."""
    if b'"elements"' not in data or b'"FeatureCollection"' in data[:2000]:
        return None
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and "elements" in found else None


def read_extract(data: bytes, name: str) -> list[Grid]:
    """Read an extract, ``.osm`` or ``.osm.pbf``; a camera drawn as an area counts at its middle.

    Raises
    ------
    FileError
        The file is no OpenStreetMap data, or is damaged.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"extract{''.join(Path(name.lower()).suffixes[-2:])}"
        path.write_bytes(data)
        try:
            things = osmium.FileProcessor(path).with_locations()
            things = things.with_filter(TagFilter(("man_made", "surveillance")))
            return [_grid([_thing(thing) for thing in things], name)]
        except (RuntimeError, ValueError, osmium.InvalidLocationError) as error:
            message = _("{file}: the OpenStreetMap data cannot be read; download it again",
                        file=name)  # fmt: skip
            raise FileError(message) from error


Thing = tuple[str, Any, Any, dict[str, str]]


def _element(thing: Mapping[str, Any]) -> Thing:
    center, tags = thing.get("center"), thing.get("tags")
    at = center if isinstance(center, dict) else thing
    identity = f"osm-{str(thing.get('type', 'node'))[:1]}{thing.get('id', '')}"
    told = {str(k): str(v) for k, v in tags.items()} if isinstance(tags, dict) else {}
    return identity, at.get("lon"), at.get("lat"), told


def _thing(thing: Any) -> Thing:
    tags = {tag.k: tag.v for tag in thing.tags}
    if thing.is_node():
        at = thing.location
        place = (at.lon, at.lat) if at.valid() else (None, None)
        return f"osm-n{thing.id}", *place, tags
    places = [n.location for n in getattr(thing, "nodes", ()) if n.location.valid()]
    lon, lat = ([getattr(p, axis) for p in places] for axis in ("lon", "lat"))
    middle = (sum(lon) / len(lon), sum(lat) / len(lat)) if places else (None, None)
    return f"osm-{thing.type_str()}{thing.id}", *middle, tags


def _grid(things: Iterable[Thing], name: str) -> Grid:
    rows = [_row(*thing) for thing in things if _is_camera(thing[3])]
    cells = pd.DataFrame(rows, columns=range(len(_HEADINGS)), dtype=object)
    return Grid(name, cells.set_axis(range(1, len(rows) + 1)), _HEADINGS)


def _is_camera(tags: Mapping[str, str]) -> bool:
    kind = tags.get("surveillance:type", "camera").lower()
    return tags.get("man_made") == "surveillance" and kind in {"camera", *_PLATES}


def _row(identity: str, lon: Any, lat: Any, tags: Mapping[str, str]) -> list[object]:
    plates = tags.get("surveillance:type", "").lower() in _PLATES
    kind = "anpr" if plates else _KINDS.get(tags.get("camera:type", "").lower())
    told = [next((tags[key] for key in keys if tags.get(key)), None) for keys in _TAGS.values()]
    row = [identity, lon, lat, kind, *told]
    place = _HEADINGS.index("azimuth_deg")
    letters = str(row[place]).upper()
    row[place] = _COMPASS.index(letters) * 22.5 if letters in _COMPASS else row[place]
    return row
