"""What buildings leave of a view: exact lines of sight from each pole."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.core.arrays import Floats, Rows
from gis.core.geodesy import metres_per_degree
from gis.core.overlay import edges
from gis.coverage.kernels.angular_sweep import LEAST, visible_rings

# A building that holds the pole, or has a wall this near to it, is the camera's own.
OWN_BUILDING_M = 0.5
ObstacleShapes = NDArray[np.object_]


def occlude(
    footprints: gpd.GeoDataFrame,
    cameras: pd.DataFrame,
    buildings: gpd.GeoDataFrame,
    *,
    threads: int = 2,
) -> gpd.GeoDataFrame:
    """Return the footprints without what buildings hide from the lens.

    A building hides what lies behind any of its walls, unless both its height and the lens'
    are known and the lens is higher: then its shadow ends where the line of sight over its
    roof comes down to the height of the target. The camera's own building, and one it
    stands on, hide nothing. Lines are straight in lon/lat.

    Parameters
    ----------
    footprints
        See `footprints`; WGS 84.
    cameras
        `lon lat height_m`, on an index that holds the footprints'.
    buildings
        Valid polygons, WGS 84, and `height_m` (NaN when not known).
    threads
        How many threads sweep at the same time.

    Returns
    -------
    GeoDataFrame
        The same rows and columns; a view that is hidden whole has an empty polygon.
    """
    seen: ObstacleShapes = footprints.geometry.to_numpy().copy()
    placed = cameras.loc[footprints.index]
    camera, building = _near(footprints, placed, buildings)
    higher = placed["height_m"].to_numpy()[camera] > buildings["height_m"].to_numpy()[building]
    rows, behind = _sweep(
        footprints, placed, buildings, (camera[~higher], building[~higher]), threads
    )
    seen[rows] = behind
    rows, shadows = _shadows(footprints, placed, buildings, (camera[higher], building[higher]))
    seen[rows] = shapely.difference(seen[rows], shadows)
    return footprints.set_geometry(gpd.GeoSeries(seen, footprints.index, crs=footprints.crs))


def visible(
    seen: gpd.GeoDataFrame, cameras: pd.DataFrame, buildings: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Return what buildings leave of the footprints, without those they hide whole.

    Parameters
    ----------
    seen
        See `footprints`; WGS 84.
    cameras
        `lon lat height_m`, on an index that holds the footprints'.
    buildings
        Valid polygons, WGS 84, and `height_m` (NaN when not known); empty: nothing is hidden.

    Returns
    -------
    GeoDataFrame
        The footprints' columns, on the index of those of which something is left; see `occlude`.
    """
    if len(buildings) and len(seen):
        seen = occlude(seen, cameras, buildings)
    return seen[~seen.geometry.is_empty]


def _near(
    footprints: gpd.GeoDataFrame, cameras: pd.DataFrame, buildings: gpd.GeoDataFrame
) -> tuple[Rows, Rows]:
    """Return the pairs (view, building) where the building may hide something, views in order."""
    lon, lat = cameras["lon"].to_numpy(), cameras["lat"].to_numpy()
    west, south, east, north = footprints.bounds.to_numpy().T
    boxes = shapely.box(
        np.minimum(west, lon), np.minimum(south, lat), np.maximum(east, lon), np.maximum(north, lat)
    )
    tree = shapely.STRtree(buildings.geometry.to_numpy())
    view, near = tree.query(boxes)
    own = _own(tree, lon, lat)
    size = len(buildings)
    kept = ~np.isin(view * size + near, own[0] * size + own[1])
    order = np.argsort(view[kept], kind="stable")
    return view[kept][order], near[kept][order]


def _own(tree: shapely.STRtree, lon: Floats, lat: Floats) -> tuple[Rows, Rows]:
    """Return the pairs (view, building) of cameras and the buildings they stand or hang on."""
    scale = np.column_stack(metres_per_degree(lat))
    close = OWN_BUILDING_M / scale.min(axis=1)
    poles = shapely.points(lon, lat)
    view, building = tree.query(poles, predicate="dwithin", distance=close)
    shapes = tree.geometries[building]
    xy, pair = shapely.get_coordinates(shapes, return_index=True)
    at = np.column_stack([lon, lat])[view]
    local = shapely.set_coordinates(shapes.copy(), (xy - at[pair]) * scale[view][pair])
    within = shapely.distance(local, shapely.Point(0, 0)) <= OWN_BUILDING_M
    return view[within], building[within]


def _sweep(
    footprints: gpd.GeoDataFrame,
    cameras: pd.DataFrame,
    buildings: gpd.GeoDataFrame,
    pairs: tuple[Rows, Rows],
    threads: int,
) -> tuple[Rows, ObstacleShapes]:
    """Return the views that buildings stand in, and what is left of each."""
    rows, first = np.unique(pairs[0], return_index=True)
    used, near = np.unique(pairs[1], return_inverse=True)
    views = footprints.geometry.to_numpy()[rows]
    near_ends = np.append(first[1:], len(near)).astype(np.int64)
    tables = (
        edges(shapely.polygons(shapely.get_exterior_ring(views))),
        (near.astype(np.int64), near_ends),
        edges(buildings.geometry.to_numpy()[used]),
    )
    poles = _poles(footprints.iloc[rows], cameras.iloc[rows])
    bounds: list[int] = np.linspace(0, len(rows), 4 * threads + 1).astype(int).tolist()
    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(lambda cut: _polygons(poles, tables, cut), pairwise(bounds)))
    stars = np.concatenate([np.empty(0, dtype=object), *parts])
    apart = ((footprints["blind_m"] > 0) | (footprints["near_half_m"] > 0)).to_numpy()[rows]
    stars[apart] = shapely.intersection(stars[apart], views[apart])
    return rows, stars


def _polygons(poles: Floats, tables: tuple[Any, Any, Any], part: tuple[int, int]) -> ObstacleShapes:
    """Sweep some of the cameras; a ring too small to have an area becomes an empty polygon."""
    rings, ends = visible_rings(poles, *tables, *part)
    sizes = np.diff(ends, prepend=0)
    result = np.full(len(ends), shapely.Polygon(), dtype=object)
    whole = sizes >= 3
    kept = np.repeat(whole, sizes)
    index = np.repeat(np.cumsum(whole) - 1, sizes)[kept]
    result[whole] = shapely.polygons(shapely.linearrings(rings[kept], indices=index))
    bent = ~shapely.is_valid(result)
    result[bent] = shapely.buffer(result[bent], 0)
    return result


def _poles(footprints: gpd.GeoDataFrame, cameras: pd.DataFrame) -> Floats:
    """Return what the sweep wants to know of each pole: place, units per metre, axis."""
    per_lon, per_lat = metres_per_degree(cameras["lat"].to_numpy())
    axis = np.radians(footprints["azimuth_deg"].fillna(0.0).to_numpy())
    columns = cameras["lon"], cameras["lat"], 1 / per_lon, 1 / per_lat, np.sin(axis), np.cos(axis)
    return np.column_stack(columns).astype(float)


def _shadows(
    footprints: gpd.GeoDataFrame,
    cameras: pd.DataFrame,
    buildings: gpd.GeoDataFrame,
    pairs: tuple[Rows, Rows],
) -> tuple[Rows, ObstacleShapes]:
    """Return the views that look over a building, and the ground it hides from each.

    A wall of height b hides, from a lens at height h, targets at height t as far as
    (h − t)/(h − b) times its own distance: the building drawn out so far from the pole.
    """
    camera, building = pairs
    walls, ends = edges(buildings.geometry.to_numpy()[building])
    pair = np.repeat(np.arange(len(camera)), np.diff(ends, prepend=0))
    lens, target = (t.to_numpy()[camera] for t in (cameras["height_m"], footprints["target_m"]))
    factor = (lens - target) / (lens - buildings["height_m"].to_numpy()[building])
    pole = cameras[["lon", "lat"]].to_numpy()[camera][pair]
    far = np.maximum(factor, 1.0)[pair, None]
    a, b = walls[:, :2], walls[:, 2:]
    corners = np.stack([a, b, pole + far * (b - pole), pole + far * (a - pole)], axis=1)
    (ax, ay), (bx, by) = (a - pole).T, (b - pole).T
    drawn = (far[:, 0] > 1) & (np.abs(ax * by - ay * bx) > LEAST * (ax * ax + ay * ay))
    shapes = np.concatenate(
        [shapely.polygons(corners[drawn]), buildings.geometry.to_numpy()[building]]
    )
    owner = np.concatenate([camera[pair[drawn]], camera])
    rows = np.unique(camera)
    # Each view has its own few shadows to unite.
    united = [shapely.union_all(shapes[owner == row]) for row in rows]
    return rows, np.array(united, dtype=object)
