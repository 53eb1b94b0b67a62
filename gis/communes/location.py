"""Which commune does a point lie in? Exactly one, or none."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

# The source's polygons leave slivers of a few square metres between neighbours.
SLIVER_DEG = 1e-4


def locate(points: gpd.GeoSeries, communes: gpd.GeoDataFrame) -> pd.Series:
    """Return the code of the commune each point lies in, "" outside all of them.

    Edges belong to the commune. Where communes overlap, the smallest code has the point. A
    point in a sliver enclosed between communes belongs to the nearest one.

    Parameters
    ----------
    points
        WGS 84; missing and empty points lie nowhere. The index is kept.
    communes
        `code` and polygons, WGS 84.
    """
    codes = communes["code"].to_numpy(dtype=object)
    borders = communes.geometry.to_numpy()
    places = np.array(points.values, dtype=object)
    places[~np.isfinite(shapely.bounds(places)).all(axis=1)] = None
    shapely.prepare(borders)
    commune, point = shapely.STRtree(places).query(borders, predicate="intersects")
    rank = codes.argsort().argsort()
    best = np.full(len(places), len(codes))
    np.minimum.at(best, point, rank[commune])
    found = np.append(np.sort(codes), "")[best]
    return pd.Series(_in_slivers(found, places, codes, borders), points.index, dtype=str)


def _in_slivers(
    found: NDArray[np.object_],
    places: NDArray[np.object_],
    codes: NDArray[np.object_],
    borders: NDArray[np.object_],
) -> NDArray[np.object_]:
    """Give points that lie nowhere, but enclosed between communes, to the nearest one."""
    lost = np.flatnonzero((found == "") & ~shapely.is_missing(places))
    tree = shapely.STRtree(borders)
    near, commune = tree.query_nearest(places[lost], max_distance=SLIVER_DEG, all_matches=False)
    if len(near):
        near = lost[near]
        around = np.unique(tree.query(places[near], predicate="dwithin", distance=SLIVER_DEG)[1])
        enclosed = shapely.intersects(_holes(borders[around]), places[near])
        found[near[enclosed]] = codes[commune[enclosed]]
    return found


def _holes(polygons: NDArray[np.object_]) -> shapely.MultiPolygon:
    parts = shapely.get_parts(shapely.union_all(polygons))
    rings = [ring for part in parts for ring in part.interiors]
    return shapely.MultiPolygon([shapely.Polygon(ring) for ring in rings])
