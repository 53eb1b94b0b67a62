"""What other packages see from a pole: CGAL's visibility polygons and pysovist's isovists."""

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pysovist
import pyvispoly
import shapely

from gis.core.crs import to_plane

OWN_BUILDING_M = 0.5


@dataclass(frozen=True)
class Scene:
    """An all-round view and the buildings in its reach, metres from its pole."""

    outline: Any
    buildings: Any
    free: Any
    walls: np.ndarray


def scenes(
    footprints: gpd.GeoDataFrame, cameras: pd.DataFrame, buildings: gpd.GeoDataFrame
) -> dict[int, Scene]:
    """Return the scene of each camera that stands clear of buildings and has some in reach."""
    views = to_plane(footprints.geometry.to_numpy())
    houses = to_plane(buildings.geometry.to_numpy())
    at = to_plane(shapely.points(cameras["lon"], cameras["lat"]))[footprints.index]
    tree, found = shapely.STRtree(houses), {}
    for label, view, pole in zip(footprints.index, views, at, strict=True):
        near = houses[tree.query(view, predicate="intersects")]
        if not len(near) or shapely.distance(near, pole).min() <= 2 * OWN_BUILDING_M:
            continue
        x, y = shapely.get_x(pole), shapely.get_y(pole)
        outline, *near = shapely.transform([view, *near], lambda xy, p=(x, y): xy - p)
        free = shapely.difference(outline, shapely.union_all(near))
        parts = shapely.get_parts(free)
        free = parts[shapely.contains(parts, shapely.Point(0, 0))][0]
        found[label] = Scene(outline, near, free, _walls([outline, *near]))
    return found


def _walls(shapes: list[Any]) -> np.ndarray:
    """Return all edges, as pysovist takes them: n × 2 ends × 2 coordinates."""
    rings = shapely.get_rings(shapely.get_parts(shapes))
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    return np.stack([xy[:-1], xy[1:]], axis=1)[same]


def cgal_m2(scene: Scene) -> float:
    """Return the area CGAL sees in the free ground; NaN where it cannot take the polygon."""

    def points(ring):
        return [pyvispoly.Point(x, y) for x, y in shapely.get_coordinates(ring)[:-1]]

    outer = points(shapely.get_exterior_ring(scene.free))
    if not shapely.is_ccw(shapely.get_exterior_ring(scene.free)):
        outer.reverse()
    holes = [points(ring) for ring in scene.free.interiors]
    for hole, ring in zip(holes, scene.free.interiors, strict=True):
        if shapely.is_ccw(ring):
            hole.reverse()
    try:
        ground = pyvispoly.PolygonWithHoles(outer, holes)
        seen = pyvispoly.VisibilityPolygonCalculator(ground)
        polygon = seen.compute_visibility_polygon(pyvispoly.Point(0, 0))
    except (RuntimeError, ValueError):
        return np.nan
    return float(polygon.area())


def pysovist_m2(scene: Scene) -> float:
    """Return the area pysovist sees between the walls, the view's own outline one of them."""
    return float(pysovist.isovist(scene.walls, (0.0, 0.0)).area)
