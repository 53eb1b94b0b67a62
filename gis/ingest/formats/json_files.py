"""JSON of any program: map layers, answers of services, lists, and lists wrapped in others."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from gis.core.errors import FileError
from gis.core.language import _
from gis.ingest.formats.delimited import decoded
from gis.ingest.formats.grid import Grid, rows_grid
from gis.ingest.formats.map_layers import read_layers
from gis.ingest.formats.openstreetmap import read_overpass

MAX_DEPTH = 12
_BOM = b"\xef\xbb\xbf"
# The ordinary layer, large ones too, is read by GDAL alone.
_COLLECTION = re.compile(rb'\s*\{\s*"type"\s*:\s*"FeatureCollection"')
_GEOJSON = {"FeatureCollection", "Feature", "Point", "MultiPoint", "GeometryCollection"}


def read_json(data: bytes, name: str) -> list[Grid]:
    """Read a JSON file by what it holds.

    GeoJSON, also line by line; TopoJSON; Esri JSON; the answer of an Overpass query; lists of
    objects, alone, line by line, or inside other objects, whose fields hold for them too.

    Raises
    ------
    FileError
        The file is no sound JSON, or holds no list of objects.
    """
    data = data.removeprefix(_BOM)
    if b"\0" in data[:4] or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = decoded(data, name).encode()
    if _COLLECTION.match(data) and not _by_lines(data):
        return read_layers(data, name, ".geojson")
    found = _parsed(data, name)
    if isinstance(found, list) and found and all(map(_is_feature, found)):
        found = {"type": "FeatureCollection", "features": found}
    grids = _layer(found, name) if isinstance(found, dict) else []
    return grids or _lists(found, name)


def _by_lines(data: bytes) -> bool:
    first = data.lstrip(b"\x1e").partition(b"\n")[0].strip()
    return first.endswith(b"}") and data.count(b"\n", 0, len(data) - 1) > 0 and _sound(first)


def _sound(text: bytes) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _parsed(data: bytes, name: str) -> Any:
    """Parse the file: one value, or one in each line."""
    try:
        text = data.decode("utf-8").replace("\x1e", "\n")
        if not _by_lines(text.strip().encode()):
            return json.loads(text)
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError) as error:
        message = _(
            "{file}: the file is not sound JSON ({reason}); export it again, as GeoJSON or CSV",
            file=name,
            reason=str(error)[:80],
        )
        raise FileError(message) from error


def _is_feature(value: object) -> bool:
    return isinstance(value, dict) and value.get("type") == "Feature" and "geometry" in value


def _layer(record: dict[str, Any], name: str) -> list[Grid]:
    """Read an object that is a layer or an answer as a whole; nothing for any other."""
    features = record.get("features")
    first = features[0] if isinstance(features, list) and features else {}
    kind = record.get("type")
    if (
        isinstance(kind, str)
        and kind in _GEOJSON
        and ("features" in record or "geometry" in record)
    ):
        return read_layers(_written(record), name, ".geojson")
    if kind == "Topology":
        return read_layers(_written(record), name, ".topojson")
    if isinstance(first, dict) and isinstance(first.get("attributes"), dict):
        return read_layers(_written(_esri(record)), name, ".esrijson")
    if _is_overpass(record):
        return read_overpass(record, name)
    return []


def _is_overpass(record: dict[str, Any]) -> bool:
    """Tell the answer of Overpass, also cut down to its elements."""
    elements = record.get("elements")
    first = elements[0] if isinstance(elements, list) and elements else None
    kind = first.get("type") if isinstance(first, dict) else None
    headed = isinstance(elements, list) and ("generator" in record or "version" in record)
    return headed or kind in ("node", "way", "relation")


def _written(found: object) -> bytes:
    return json.dumps(found, ensure_ascii=False).encode("utf-8", errors="replace")


def _esri(record: dict[str, Any]) -> dict[str, Any]:
    """Let every attribute be read, whatever the list of fields leaves out."""
    features = [part for part in record["features"] if isinstance(part, dict)]
    attributes = [part.get("attributes") for part in features]
    names: dict[str, Any] = dict.fromkeys(
        key for own in attributes if isinstance(own, dict) for key in own
    )
    listed = record.get("fields")
    known = (
        {f.get("name") for f in listed if isinstance(f, dict)}
        if isinstance(listed, list)
        else set()
    )
    record = {"geometryType": "esriGeometryPoint"} | record
    if names.keys() <= known:
        return record
    every = [
        part | {"attributes": names | own}
        for part, own in zip(features, attributes, strict=True)
        if isinstance(own, dict)
    ]
    return {key: value for key, value in record.items() if key != "fields"} | {"features": every}


def _lists(found: Any, name: str) -> list[Grid]:
    """Read the layers inside, else the objects of the deepest lists, each as a row."""
    inner = [grid for value in _objects(found, 0) for grid in _layer(value, name)]
    if inner:
        return inner
    rows = [row for row in _rows(found, {}, 0) if row]
    if not rows:
        message = _(
            "{file}: this JSON holds no list of cameras; export the layer as GeoJSON, or the list "
            "as CSV or .xlsx",
            file=name,
        )
        raise FileError(message)
    return [rows_grid(rows, name)]


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Give the objects within, those that are layers not opened further."""
    if depth > MAX_DEPTH:
        return
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in inner:
        if isinstance(part, dict) and ("features" in part or "elements" in part):
            yield part
        else:
            yield from _objects(part, depth + 1)


def _rows(
    value: Any, outer: Mapping[str, object], depth: int, *, listed: bool = False
) -> Iterator[dict[str, object]]:
    """Give a row for each innermost object, with the fields of those it is listed under."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for part in value:
            yield from _rows(part, outer, depth + 1, listed=True)
    elif isinstance(value, dict):
        named = _named_objects(value)
        nested = [part for part in value.values() if _holds_rows(part)]
        if named:
            nested = [{"id": key, **part} for key, part in named.items()]
        own = {key: cell for key, cell in _fields(value) if key.split("/")[0] not in named}
        row = {f"{key} (site)" if key in own else key: cell for key, cell in outer.items()} | own
        if not nested:
            yield row
        for part in nested:
            # What stands around the whole list, such as its length, is no camera's.
            yield from _rows(part, row if listed else outer, depth + 1, listed=bool(named))


def _holds_rows(value: object, depth: int = 0) -> bool:
    if isinstance(value, dict) and depth < MAX_DEPTH:
        inner = (_holds_rows(part, depth + 1) for part in value.values())
        return bool(_named_objects(value)) or any(inner)
    return _is_list_of_objects(value)


def _is_list_of_objects(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(part, dict) for part in value)


def _named_objects(value: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the objects that stand under names of their own: ``{"C1": {…}, "C2": {…}}``."""
    parts = {str(key): part for key, part in value.items() if isinstance(part, dict)}
    alike = bool(parts) and bool(set.intersection(*map(set, parts.values())))
    return parts if alike and len(parts) == len(value) > 1 else {}


def _fields(
    value: Mapping[str, Any], above: str = "", depth: int = 0
) -> Iterator[tuple[str, object]]:
    """Give the plain fields; those of an object within under both names, a point as lon, lat."""
    coordinates = value.get("coordinates")
    if value.get("type") == "Point" and isinstance(coordinates, list):
        yield from zip(("lon", "lat"), map(_plain, coordinates), strict=False)
        return
    for key, part in value.items():
        name = f"{above}/{key}" if above else str(key)
        if isinstance(part, dict) and depth < MAX_DEPTH:
            yield from _fields(part, name, depth + 1)
        elif isinstance(part, list) and not _is_list_of_objects(part):
            yield name, ", ".join(str(_plain(item)) for item in part)
        elif not isinstance(part, list):
            yield name, _plain(part)


def _plain(value: object) -> object:
    if isinstance(value, (str, int, float)) or value is None:
        return value
    return json.dumps(value, ensure_ascii=False)
