"""Places, roads, buildings and waters from one OpenStreetMap extract, read as a stream."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import osmium
import pandas as pd
import shapely
from osmium.filter import KeyFilter

from gis.core.crs import WGS84
from gis.core.errors import FileError
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.demand.layers import Places, conform_demand
from gis.demand.openstreetmap import tags as tags_of
from gis.demand.openstreetmap.entrances import at_the_street
from gis.demand.openstreetmap.junctions import junctions

ENDINGS = (".osm.pbf", ".osm", ".osm.gz", ".osm.bz2")
# Read a little beyond the province, so that what crosses its border is whole.
EXTRACT_MARGIN_DEG = 0.05
# After so many objects it is told how far the reading is.
PROGRESS_EVERY = 20_000
# Where the places of all nodes are held while reading: in a file of no name, not in memory.
NODE_STORE = "sparse_file_array"


@dataclass
class _Found:
    """What one pass over the extract found near the province, row by row."""

    west: float
    south: float
    east: float
    north: float
    roads: list[tuple[str, str, str, bool]] = field(default_factory=list)
    nodes: list[np.ndarray[Any, Any]] = field(default_factory=list)
    places: list[tuple[str, str, str, Any]] = field(default_factory=list)
    gates: list[tuple[float, float]] = field(default_factory=list)
    buildings: list[tuple[str, float, Any]] = field(default_factory=list)
    waters: list[tuple[str, Any]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def near(self, location: Any) -> bool:
        """Tell whether a node lies in or near the province."""
        return bool(
            location.valid()
            and self.west <= location.lon <= self.east
            and self.south <= location.lat <= self.north
        )


def is_extract(path: Path) -> bool:
    """Tell by its name whether a file is an OpenStreetMap extract.

    Parameters
    ----------
    path
        Only its name is looked at.

    Returns
    -------
    bool
        Whether it ends with one of `ENDINGS`, in any case.
    """
    return path.name.lower().endswith(ENDINGS)


def read_demand_extract(
    path: Path,
    communes: gpd.GeoDataFrame,
    *,
    progress: Callable[[int], object] = lambda _count: None,
) -> Places:
    """Read what lies in the communes from an extract (``.osm.pbf``), in two passes.

    Roads by class; junctions, the nodes where three or more legs of roads meet; bridges;
    schools, markets, hospitals, government offices, stations, border gates. A place drawn as
    an area counts at its gate, else where it is nearest to a road.

    Parameters
    ----------
    path
        One of `ENDINGS`, of any size: nodes lie in a file meanwhile, not in memory.
    communes
        Polygons, WGS 84: what lies in none is left out.
    progress
        Told now and then how many objects have been read.

    Returns
    -------
    Places
        The demand is without weights: those of the categories count; roads are clipped to
        the communes. The buildings are as drawn (`coverage.buildings.repaired` mends them);
        `height_m` is NaN when not tagged. Rivers, lakes and ponds are `water`. A finding for
        every road without two known nodes, which is left out.

    Raises
    ------
    FileError
        The file is no extract or is damaged, or holds nothing within the communes.
    """
    province = shapely.union_all(communes.geometry.to_numpy())
    shapely.prepare(province)
    found = _Found(*shapely.buffer(shapely.box(*province.bounds), EXTRACT_MARGIN_DEG).bounds)
    try:
        _collect(path, found, progress)
    except (RuntimeError, ValueError) as error:
        message = _(
            "{file}: the OpenStreetMap data cannot be read; download it again", file=path.name
        )
        raise FileError(message) from error
    roads = _roads(found)
    demand = pd.concat([_clipped(roads, province), _places(found, roads, province)])
    if demand.empty:
        raise FileError(
            _(
                "{file}: holds no road and no place of the province; is it the extract of Việt "
                "Nam?",
                file=path.name,
            )
        )
    demand = conform_demand(demand.reset_index(drop=True))
    waters = _waters(found, province)
    return Places(demand, _buildings(found, province), found.findings, water=waters)


def _collect(path: Path, found: _Found, progress: Callable[[int], object]) -> None:
    wkb = osmium.geom.WKBFactory()
    wanted = KeyFilter(*tags_of.DEMAND_KEYS)
    stream = osmium.FileProcessor(path).with_locations(NODE_STORE).with_areas(wanted)
    thing: Any
    for count, thing in enumerate(stream.with_filter(wanted)):
        if count % PROGRESS_EVERY == 0:
            progress(count)
        if thing.is_node():
            _take_node(thing, found)
        elif thing.is_way():
            _take_way(thing, found, wkb)
        elif thing.is_area() and not thing.from_way() and _near(thing, found):
            _take_outline(thing, f"osm-r{thing.orig_id()}", wkb.create_multipolygon, found)


def _near(area: Any, found: _Found) -> bool:
    return any(found.near(ring[0].location) for ring in area.outer_rings())


def _take_node(node: Any, found: _Found) -> None:
    if not found.near(node.location):
        return
    tags, at = dict(node.tags), (node.location.lon, node.location.lat)
    if category := tags_of.place(tags):
        found.places.append(
            (f"osm-n{node.id}", category, tags_of.display_name(tags), shapely.Point(at))
        )
    if tags_of.is_gate(tags):
        found.gates.append(at)


def _take_way(way: Any, found: _Found, wkb: Any) -> None:
    if not len(way.nodes) or not any(found.near(way.nodes[k].location) for k in (0, -1)):
        return
    tags = dict(way.tags)
    if category := tags_of.road(tags):
        _take_road(way, tags, category, found)
    elif way.is_closed() and len(way.nodes) > 3:
        # As drawn: a ring that crosses itself would not become an area.
        _take_outline(way, f"osm-w{way.id}", wkb.create_linestring, found)


def _take_road(way: Any, tags: dict[str, str], category: str, found: _Found) -> None:
    known = [(n.ref, n.lon, n.lat) for n in way.nodes if n.location.valid()]
    if len({ref for ref, _lon, _lat in known}) < 2:
        message = _("Way {id} has fewer than two known nodes; left out", id=way.id)
        found.findings.append(Finding("", 0, "geometry", Severity.WARNING, message, ""))
        return
    label = tags.get("bridge:name") or tags_of.display_name(tags)
    found.roads.append((f"osm-w{way.id}", category, label, tags_of.is_bridge(tags)))
    found.nodes.append(np.array(known))


def _take_outline(thing: Any, identity: str, shape_of: Any, found: _Found) -> None:
    tags = dict(thing.tags)
    category, building = tags_of.place(tags), tags_of.is_building(tags)
    water = tags_of.is_water(tags)
    if not (category or building or water):
        return
    try:
        shape = shape_of(thing)
    except osmium.InvalidLocationError:
        return
    if category:
        found.places.append((identity, category, tags_of.display_name(tags), _polygons([shape])[0]))
    if building:
        found.buildings.append((identity, tags_of.height_m(tags), shape))
    if water:
        found.waters.append((identity, shape))


def _roads(found: _Found) -> gpd.GeoDataFrame:
    """Return all roads near the province: `demand_id category name bridge geometry`."""
    columns = ["demand_id", "category", "name", "bridge"]
    table = pd.DataFrame(found.roads, columns=columns).astype({"bridge": bool})
    lines = [shapely.linestrings(known[:, 1:]) for known in found.nodes]
    return gpd.GeoDataFrame(table, geometry=lines, crs=WGS84)


def _clipped(roads: gpd.GeoDataFrame, province: shapely.Geometry) -> gpd.GeoDataFrame:
    """Return the roads within the province, those that cross its border cut there."""
    inside = roads[shapely.intersects(province, roads.geometry.to_numpy())]
    crossing = ~shapely.covers(province, inside.geometry.to_numpy())
    shapes = inside.geometry.to_numpy().copy()
    shapes[crossing] = shapely.intersection(shapes[crossing], province)
    kept = shapely.length(shapes) > 0
    return inside.drop(columns="bridge").set_geometry(shapes, crs=WGS84)[kept]


def _places(found: _Found, roads: gpd.GeoDataFrame, province: shapely.Geometry) -> gpd.GeoDataFrame:
    columns = ["demand_id", "category", "name", "geometry"]
    drawn = gpd.GeoDataFrame(found.places, columns=columns, geometry="geometry", crs=WGS84)
    table = pd.concat(
        [
            at_the_street(drawn, found.gates, roads.geometry.to_numpy()),
            _bridges(roads),
            junctions(roads, [known[:, 0].astype(np.int64) for known in found.nodes]),
        ]
    )
    return table[shapely.intersects(province, table.geometry.to_numpy())]


def _bridges(roads: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the middle of every bridge a road runs over."""
    over = roads[roads["bridge"]].drop(columns="bridge")
    middle = shapely.line_interpolate_point(over.geometry.to_numpy(), 0.5, normalized=True)
    return over.assign(demand_id=over["demand_id"] + "-bridge", category="bridge").set_geometry(
        middle, crs=WGS84
    )


def _buildings(found: _Found, province: shapely.Geometry) -> gpd.GeoDataFrame:
    columns = ["building_id", "height_m", "shape"]
    table = pd.DataFrame(found.buildings, columns=columns).astype({"height_m": float})
    shapes = _polygons(table.pop("shape").to_numpy(dtype=object))
    near = shapely.intersects(province, shapely.centroid(shapes))
    return gpd.GeoDataFrame(table[near], geometry=shapes[near], crs=WGS84).reset_index(drop=True)


def _waters(found: _Found, province: shapely.Geometry) -> gpd.GeoDataFrame:
    """Return rivers, lakes and ponds that touch the province; a broken outline is mended."""
    table = pd.DataFrame(found.waters, columns=["water_id", "shape"])
    shapes = shapely.make_valid(_polygons(table.pop("shape").to_numpy(dtype=object)))
    kept = (shapely.get_dimensions(shapes) == 2) & shapely.intersects(province, shapes)
    return gpd.GeoDataFrame(table[kept], geometry=shapes[kept], crs=WGS84).reset_index(drop=True)


def _polygons(wkb: Any) -> Any:
    """Return rings as polygons, other shapes as they are."""
    shapes = shapely.from_wkb(wkb)
    line = shapely.get_type_id(shapes) == shapely.GeometryType.LINESTRING
    ring = line & (shapely.get_num_coordinates(shapes) > 3)
    xy, owner = shapely.get_coordinates(shapes[ring], return_index=True)
    shapes[ring] = shapely.polygons(shapely.linearrings(xy, indices=owner))
    return shapes
