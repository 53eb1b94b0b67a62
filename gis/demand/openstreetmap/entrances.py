"""Where people enter a place that is drawn as an area: at its gate, or where it meets a road."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from gis.core.crs import WGS84
from gis.core.geodesy import metres_per_degree

ON_OUTLINE_M, TO_ROAD_M = 1.0, 300.0
BuildingShapes = NDArray[np.object_]


def at_the_street(
    places: gpd.GeoDataFrame, gates: Sequence[tuple[float, float]], roads: BuildingShapes
) -> gpd.GeoDataFrame:
    """Return the places as points.

    An area becomes the gate on its outline (of several, the one nearest to a road), else the
    point of its outline nearest to a road, else, with no road within 300 m, a point inside
    it. A point within an area of its own category is the same place and is left out.
    """
    shapes = places.geometry.to_numpy()
    area = shapely.get_dimensions(shapes) == 2
    outlines = shapely.boundary(shapes[area])
    south = float(shapely.bounds(shapes)[:, 1].min()) if len(shapes) else 0.0
    per_degree = float(metres_per_degree(south)[0])
    points = shapes.copy()
    points[area] = _fronts(outlines, _gates(outlines, gates, per_degree), roads, per_degree)
    kept = area | ~_within_own_kind(places, area)
    return places.set_geometry(points, crs=WGS84)[kept]


def _gates(
    outlines: BuildingShapes, gates: Sequence[tuple[float, float]], per_degree: float
) -> BuildingShapes:
    """Return each outline's gates as a multipoint, the outline itself where there is none."""
    points = shapely.points(np.array(gates).reshape(-1, 2))
    tree = shapely.STRtree(points)
    on = tree.query(outlines, predicate="dwithin", distance=ON_OUTLINE_M / per_degree)
    front = outlines.copy()
    rows = np.unique(on[0])
    front[rows] = shapely.multipoints(points[on[1]], indices=np.searchsorted(rows, on[0]))
    return front


def _fronts(
    outlines: BuildingShapes, front: BuildingShapes, roads: BuildingShapes, per_degree: float
) -> BuildingShapes:
    """Return the point of each front nearest to a road, else any of it or inside."""
    points: BuildingShapes = shapely.point_on_surface(shapely.convex_hull(outlines))
    gated = shapely.get_type_id(front) == shapely.GeometryType.MULTIPOINT
    points[gated] = shapely.get_geometry(front[gated], 0)
    row, road = shapely.STRtree(roads).query_nearest(
        front, max_distance=TO_ROAD_M / per_degree, all_matches=False
    )
    points[row] = shapely.get_point(shapely.shortest_line(front[row], roads[road]), 0)
    return points


def _within_own_kind(places: gpd.GeoDataFrame, area: NDArray[np.bool_]) -> NDArray[np.bool_]:
    shapes, kind = places.geometry.to_numpy(), places["category"].to_numpy()
    yards = np.flatnonzero(area)
    yard, item = shapely.STRtree(shapes).query(shapes[yards], predicate="contains")
    same = (kind[yards[yard]] == kind[item]) & ~area[item]
    within = np.zeros(len(shapes), dtype=bool)
    within[item[same]] = True
    return within
