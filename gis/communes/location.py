"""Which commune does a point lie in? Exactly one, or none."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.core.crs import to_plane

# The source's polygons leave slivers of a few square metres between neighbours.
SLIVER_DEG = 1e-4
# So far outside the outline a camera still belongs to the nearest commune: at once, and where
# that commune is also the stated one. Coasts move, and outlines are drawn with a thick pen.
AT_THE_EDGE_M, NEAR_STATED_M = 100.0, 1000.0


def locate(points: gpd.GeoSeries, communes: gpd.GeoDataFrame) -> pd.Series:
    """Return the code of the commune each point lies in, "" outside all of them.

    Edges belong to the commune. Where communes overlap, the smallest code has the point. A
    point in a sliver enclosed between communes belongs to the nearest one.

    Parameters
    ----------
    points
        WGS 84; missing and empty points lie nowhere.
    communes
        `code` and polygons, WGS 84.

    Returns
    -------
    Series
        Text, on the points' index.
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


def nearest_commune(points: gpd.GeoSeries, communes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the `code` of the nearest commune and its distance `away_m`; NaN without a point.

    Parameters
    ----------
    points
        WGS 84; missing and empty ones have none.
    communes
        `code` and polygons, WGS 84.

    Returns
    -------
    DataFrame
        On the points' index: `code` ("" without a point), `away_m` (0 within the commune).
    """
    table = pd.DataFrame({"code": "", "away_m": np.nan}, points.index)
    known = np.isfinite(shapely.bounds(points.to_numpy())).all(axis=1)
    if known.any():
        places = to_plane(points.to_numpy()[known])
        tree = shapely.STRtree(to_plane(communes.geometry.to_numpy()))
        (_place, near), metres = tree.query_nearest(places, return_distance=True, all_matches=False)
        table.loc[known, "code"] = communes["code"].to_numpy()[near]
        table.loc[known, "away_m"] = metres
    return table


def just_outside(
    points: gpd.GeoSeries, stated: pd.Series, communes: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Return the commune of points that lie in none, but hardly outside: breakwaters, borders.

    Parameters
    ----------
    points
        WGS 84, in no commune.
    stated
        Codes of the communes each is said to stand in, a list for each.
    communes
        `code` and polygons, WGS 84.

    Returns
    -------
    DataFrame
        On the points' index `code` and `away_m`: within `AT_THE_EDGE_M` the nearest commune; within
        `NEAR_STATED_M` it too, if it is a stated one; else "" with the distance to the nearest all
        the same.
    """
    table = nearest_commune(points, communes)
    agrees = [code in codes for code, codes in zip(table["code"], stated, strict=True)]
    limit_m = np.where(agrees, NEAR_STATED_M, AT_THE_EDGE_M)
    return table.assign(code=table["code"].where(table["away_m"] <= limit_m, ""))


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
