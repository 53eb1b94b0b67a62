"""Cameras that OpenStreetMap knows: ``man_made=surveillance`` of an extract or of Overpass.

Tags as the OpenStreetMap wiki defines them (Tag:man_made=surveillance): `camera:direction` in
degrees or compass letters, `camera:angle` the tilt below the horizon, `camera:type`.
"""

import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import osmium
import pandas as pd
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from osmium.filter import TagFilter

from gis.core.errors import FileError
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.core.scratch import scratch_folder
from gis.ingest.formats.grid import Grid
from gis.ingest.formats.osm_lifecycle import GONE, KEYS, PLANNED, in_use, lifecycle_state, stage

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
_HEADINGS = ("camera_id", "lon", "lat", "kind", "status", *_TAGS)
_POINTS = re.compile("north|east|south|west")
# English compass letters: in Vietnamese text N would be south.
_COMPASS = (
    "N",
    "NNE",
    "NE",
    "ENE",
    "E",
    "ESE",
    "SE",
    "SSE",
    "S",
    "SSW",
    "SW",
    "WSW",
    "W",
    "WNW",
    "NW",
    "NNW",
)


# Of several tags the first that says a direction; “forward” does not.
_FEET = re.compile(r"(\d+(?:\.\d+)?) ?(?:'|ft|feet)(?: ?(\d+(?:\.\d+)?) ?(?:\"|''|in))?")
_METRES = re.compile(r"(\d+(?:[.,]\d+)?) ?(?:m|metres?|meters?)", re.IGNORECASE)
_LENGTHS = ("height_m", "range_m")
_TOLD = 20
_IDENTITY = re.compile(r"(n|w|r)(?:ode|ay|elation)?/?(\d+)")
_HSTORE = re.compile(r'"([^"]*)"=>"([^"]*)"')


def read_overpass(found: Mapping[str, Any], name: str) -> list[Grid]:
    """Read the answer of an Overpass query in JSON, of any of its ways to say where."""
    elements = found.get("elements")
    things = [e for e in elements if isinstance(e, dict)] if isinstance(elements, list) else []
    nodes = {e["id"]: e for e in things if e.get("type") == "node" and _is_id(e.get("id"))}
    return [_grid((_element(thing, nodes) for thing in things), name)]


def _is_id(value: object) -> bool:
    return isinstance(value, (int, str))


def tags_grid(table: pd.DataFrame, name: str) -> Grid:
    """Read a layer whose columns are tags, beside `lon` and `lat`."""
    return _grid((_feature(row) for row in table.to_dict("records")), name)


def read_osm_xml(data: bytes, name: str) -> list[Grid]:
    """Read OpenStreetMap's XML, of an editor or of Overpass.

    Raises
    ------
    FileError
        The document is no sound XML.
    """
    nodes: dict[str, Mapping[str, Any]] = {}
    things = []
    try:
        for _event, element in iterparse(io.BytesIO(data), forbid_dtd=True):
            if element.tag not in {"node", "way", "relation"}:
                continue
            if element.tag == "node":
                nodes[element.get("id", "")] = dict(element.attrib)
            if any(tag.get("k") in KEYS for tag in element.iter("tag")):
                things.append(_parsed(element))
            element.clear()
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise FileError(_unreadable(name)) from error
    return [_grid((_element(thing, nodes) for thing in things), name)]


def read_extract(data: bytes, name: str) -> list[Grid]:
    """Read an extract ``.osm.pbf``; a camera drawn as an area counts at its middle.

    Raises
    ------
    FileError
        The file is no OpenStreetMap data, or is damaged.
    """
    with scratch_folder() as folder:
        path = folder / "extract.osm.pbf"
        path.write_bytes(data)
        try:
            things = osmium.FileProcessor(path).with_locations()
            things = things.with_filter(TagFilter(*((key, "surveillance") for key in KEYS)))
            return [_grid([_thing(thing) for thing in things], name)]
        except (RuntimeError, ValueError, osmium.InvalidLocationError) as error:
            raise FileError(_unreadable(name)) from error


def _unreadable(name: str) -> str:
    return _("{file}: the OpenStreetMap data cannot be read; download it again", file=name)


Thing = tuple[str, Any, Any, dict[str, str]]


def _parsed(element: Element) -> dict[str, Any]:
    """Return an element of the XML as Overpass writes it in JSON."""
    center = element.find("center")
    tags = {tag.get("k", ""): tag.get("v", "") for tag in element.iter("tag")}
    return {
        **element.attrib,
        "type": element.tag,
        "tags": tags,
        "center": None if center is None else dict(center.attrib),
        "geometry": [dict(nd.attrib) for nd in element.iter("nd") if nd.get("lat")],
        "nodes": [nd.get("ref") for nd in element.iter("nd")],
    }


def _element(thing: Mapping[str, Any], nodes: Mapping[Any, Mapping[str, Any]]) -> Thing:
    tags = thing.get("tags")
    identity = f"osm-{str(thing.get('type', 'node'))[:1]}{thing.get('id', '')}"
    told = {str(k): str(v) for k, v in tags.items()} if isinstance(tags, dict) else {}
    if not _is_surveillance(in_use(told)):
        return identity, None, None, told
    return identity, *_place(thing, nodes), told


def _place(thing: Mapping[str, Any], nodes: Mapping[Any, Mapping[str, Any]]) -> tuple[Any, Any]:
    """Return where a thing is, by what is said: its own place, its middle, its corners."""
    center = thing.get("center")
    at = center if isinstance(center, dict) else thing
    if at.get("lon") is not None or at.get("lat") is not None:
        return at.get("lon"), at.get("lat")
    corners = [
        thing.get("geometry"),
        [nodes.get(ref) for ref in _list(thing.get("nodes")) if _is_id(ref)],
        [
            corner
            for member in _list(thing.get("members"))
            if isinstance(member, dict)
            for corner in [member, *_list(member.get("geometry"))]
        ],
    ]
    return next((middle for shape in corners if (middle := _middle(_list(shape)))), (None, None))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _middle(corners: list[Any]) -> tuple[float, float] | None:
    """Return the middle of the corners there are; a ring's last is its first."""
    try:
        places = [(float(c["lon"]), float(c["lat"])) for c in corners if c and "lon" in c]
    except (TypeError, ValueError, KeyError):
        return None
    places = places[:-1] if len(places) > 1 and places[0] == places[-1] else places
    if not places:
        return None
    return sum(lon for lon, _lat in places) / len(places), sum(lat for _l, lat in places) / len(
        places
    )


def _thing(thing: Any) -> Thing:
    tags = {tag.k: tag.v for tag in thing.tags}
    nodes = [thing] if thing.is_node() else getattr(thing, "nodes", ())
    places = [{"lon": n.location.lon, "lat": n.location.lat} for n in nodes if n.location.valid()]
    return f"osm-{thing.type_str()}{thing.id}", *(_middle(places) or (None, None)), tags


def _feature(row: Mapping[Any, Any]) -> Thing:
    tags = {str(key): str(cell) for key, cell in row.items() if cell is not None}
    tags = dict(_HSTORE.findall(tags.get("other_tags", ""))) | tags
    said = (_IDENTITY.fullmatch(tags.get(key, "")) for key in ("@id", "full_id", "id"))
    identity = next((f"osm-{match[1]}{match[2]}" for match in said if match), None)
    identity = identity or (f"osm-n{tags['osm_id']}" if "osm_id" in tags else "")
    return identity, row.get("lon"), row.get("lat"), tags


def _grid(things: Iterable[Thing], name: str) -> Grid:
    found = [(*where, in_use(tags)) for *where, tags in things]
    watched = [thing for thing in found if _is_surveillance(thing[3])]
    cameras = [thing for thing in watched if _is_camera(thing[3])]
    absent = {thing[0]: stage(thing[3]) for thing in cameras if stage(thing[3]) in (GONE, PLANNED)}
    rows = [_row(*thing) for thing in cameras if thing[0] not in absent]
    cells = pd.DataFrame(rows, columns=range(len(_HEADINGS)), dtype=object)
    others = Counter(_kinds(tags) for *_where, tags in watched if not _is_camera(tags))
    cells = cells.set_axis(range(1, len(rows) + 1))
    return Grid(
        name, cells, _HEADINGS, findings=(*_left_out(others, name), *_not_standing(absent, name))
    )


def _not_standing(absent: Mapping[str, str], name: str) -> tuple[Finding, ...]:
    """Tell which cameras are only planned, and which are there no longer."""
    told = {
        PLANNED: _(
            "{count} cameras of OpenStreetMap are only planned and were left out: {names}",
            count=number(sum(s == PLANNED for s in absent.values())),
            names=_names(absent, PLANNED),
        ),
        GONE: _(
            "{count} cameras of OpenStreetMap stand no longer and were left out: {names}",
            count=number(sum(s == GONE for s in absent.values())),
            names=_names(absent, GONE),
        ),
    }
    return tuple(
        Finding(name, 0, "", Severity.WARNING, message, "")
        for stage_of, message in told.items()
        if stage_of in absent.values()
    )


def _names(absent: Mapping[str, str], wanted: str) -> str:
    names = [identity for identity, found in absent.items() if found == wanted]
    return ", ".join(names[:_TOLD]) + ("…" if len(names) > _TOLD else "")


def _left_out(others: Mapping[frozenset[str], int], name: str) -> tuple[Finding, ...]:
    if not others:
        return ()
    message = _(
        "{count} objects of OpenStreetMap are no cameras and were left out: {kinds}",
        count=number(sum(others.values())),
        kinds=", ".join(sorted({kind for kinds in others for kind in kinds})),
    )
    suggestion = _("If one of them is a camera, mend its tag surveillance:type")
    return (Finding(name, 0, "surveillance:type", Severity.NOTICE, message, suggestion),)


def _kinds(tags: Mapping[str, str]) -> frozenset[str]:
    listed = tags.get("surveillance:type", "camera").lower().split(";")
    return frozenset(kind.strip() for kind in listed)


def _is_surveillance(tags: Mapping[str, str]) -> bool:
    return tags.get("man_made") == "surveillance"


def _is_camera(tags: Mapping[str, str]) -> bool:
    return not _kinds(tags).isdisjoint({"camera", *_PLATES})


def _row(identity: str, lon: Any, lat: Any, tags: Mapping[str, str]) -> list[object]:
    plates = not _kinds(tags).isdisjoint(_PLATES)
    types = (part.strip() for part in tags.get("camera:type", "").lower().split(";"))
    known = next((_KINDS[part] for part in types if part in _KINDS), None)
    kind = "anpr" if plates else known
    told = [
        _first(column, [tags[key] for key in keys if tags.get(key)])
        for column, keys in _TAGS.items()
    ]
    return [identity, lon, lat, kind, lifecycle_state(tags), *told]


def _first(column: str, texts: list[str]) -> object:
    """Return what the first tag says that can be read, else the first."""
    if column == "azimuth_deg":
        texts = [_in_degrees(t) for t in texts if re.search(r"\d", _in_degrees(t))] or texts
    if not texts:
        return None
    return _metres(texts[0]) if column in _LENGTHS else texts[0]


def _in_degrees(direction: str) -> str:
    """Return a direction with each English compass word as degrees: ``N;S``, ``NNE-ESE``."""

    def degrees(word: re.Match[str]) -> str:
        letters = _POINTS.sub(lambda point: point[0][0], word[0].casefold()).upper()
        return f"{_COMPASS.index(letters) * 22.5:g}" if letters in _COMPASS else word[0]

    return re.sub(r"[^\W\d_]+", degrees, direction)


def _metres(text: str) -> float | str:
    """Return a length in metres, of feet and inches too; text as it stands if it is none."""
    if feet := _FEET.fullmatch(text.strip()):
        return round(float(feet[1]) * 0.3048 + float(feet[2] or 0) * 0.0254, 2)
    metres = _METRES.fullmatch(text.strip())
    return float(metres[1].replace(",", ".")) if metres else text
