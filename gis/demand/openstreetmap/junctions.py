"""Where three or more legs of roads meet."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.core.crs import WGS84
from gis.demand.openstreetmap.tags import ROAD_CATEGORIES

LEGS_OF_JUNCTION = 3
NodeIds = NDArray[np.int64]


def junctions(roads: gpd.GeoDataFrame, nodes: Sequence[NodeIds]) -> gpd.GeoDataFrame:
    """Return the nodes where three or more legs meet.

    A road that goes on through a node has two legs there, one that ends there has one.

    Parameters
    ----------
    roads
        `category name geometry`, single lines.
    nodes
        The node ids along each of them.

    Returns
    -------
    GeoDataFrame
        WGS 84 points: `demand_id category name`; the category is of the best class that
        meets there, the name those of the first two roads with different names.
    """
    at = _along(roads, nodes)
    legs = at.groupby("node")["legs"].transform("sum")
    met = at[legs >= LEGS_OF_JUNCTION].sort_values(["node", "rank"], kind="stable")
    first = met.drop_duplicates("node")
    best = np.array([road.replace("road", "junction") for road in ROAD_CATEGORIES], dtype=object)
    table = pd.DataFrame(
        {
            "demand_id": "osm-n" + first["node"].astype(str) + "-junction",
            "category": best[first["rank"]],
            "name": first["node"].map(_names(met)).astype(object).fillna(""),
        }
    )
    return gpd.GeoDataFrame(table, geometry=shapely.points(first[["x", "y"]]), crs=WGS84)


def _along(roads: gpd.GeoDataFrame, nodes: Sequence[NodeIds]) -> pd.DataFrame:
    """Return every visit of a road to a node: `node x y rank legs name`."""
    count = np.array([len(ids) for ids in nodes], dtype=np.intp)
    row = np.repeat(np.arange(len(count)), count)
    last = np.cumsum(count)
    legs = np.full(len(row), 2)
    legs[last - 1], legs[last - count] = 1, 1
    x, y = shapely.get_coordinates(roads.geometry.to_numpy()).T
    rank = pd.Index(ROAD_CATEGORIES).get_indexer(roads["category"])
    node = np.concatenate(nodes) if len(nodes) else np.empty(0, dtype=np.int64)
    name = roads["name"].to_numpy(dtype=object)
    return pd.DataFrame(
        {"node": node, "x": x, "y": y, "rank": rank[row], "legs": legs, "name": name[row]}
    )


def _names(met: pd.DataFrame) -> pd.Series:
    """Return, by node, the names of the first two named roads."""
    named = met[met["name"] != ""].drop_duplicates(["node", "name"])
    two = named[named.groupby("node").cumcount() < 2]
    return two.groupby("node")["name"].agg(" – ".join)
