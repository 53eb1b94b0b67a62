"""Pieces of demand put together again into places a person can name and go to."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy import sparse

from gis.core.choices import Coverage
from gis.core.crs import WGS84
from gis.core.geodesy import metres_per_degree

WORST_FIRST = (Coverage.LOST, Coverage.GAP)
NEAR_M = 2000.0
_DEGREE = 10_000_000
PlaceRows = NDArray[np.intp]


def gap_places(
    pieces: pd.DataFrame, coverage: NDArray[np.object_], demand: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Join the pieces that hang together, lie in one commune and are seen alike.

    Pieces of lines hang together where they touch and bear one name (unnamed ones: are of
    one row of the demand); points only with those of their own row.

    Parameters
    ----------
    pieces
        See `Incidence`.
    coverage
        Of each piece.
    demand
        The table the pieces are of: `demand_id category name weight_per_km`, WGS 84.

    Returns
    -------
    GeoDataFrame
        WGS 84, heaviest first: `demand_id category name commune_code coverage weight
        length_m geometry`; `demand_id` is the first of several, `length_m` NaN for points.
    """
    table = pieces.assign(coverage=coverage)
    table["stretch"] = _stretches(table, demand)
    table = table.sort_values(["stretch"], kind="stable")
    stretch = table["stretch"].to_numpy()
    first = np.flatnonzero(np.diff(stretch, prepend=-1))
    begins = table.iloc[first]
    row = np.cumsum(np.diff(stretch, prepend=-1) > 0) - 1
    length = np.bincount(row, table["length_m"].fillna(0.0), minlength=len(first))
    named = demand[["demand_id", "category", "name"]].iloc[begins["demand"]].reset_index(drop=True)
    told = named.assign(
        commune_code=begins["commune_code"].to_numpy(),
        coverage=begins["coverage"].to_numpy(),
        weight=np.bincount(row, table["weight"], minlength=len(first)).astype(float),
        length_m=np.where(begins["length_m"].isna(), np.nan, length),
    )
    shapes = _joined(table, row, len(told))
    result = gpd.GeoDataFrame(told, geometry=shapes, crs=WGS84)
    return result.sort_values("weight", ascending=False, ignore_index=True)


def _stretches(table: pd.DataFrame, demand: gpd.GeoDataFrame) -> PlaceRows:
    """Return the number of the stretch each piece hangs together in."""
    name = (demand["category"] + "\n" + demand["name"]).where(demand["name"] != "")
    road = name.where(demand["weight_per_km"].notna()).fillna(demand["demand_id"])
    kind = pd.DataFrame(
        {
            "road": road.to_numpy()[table["demand"]],
            "commune": table["commune_code"].to_numpy(),
            "coverage": table["coverage"].to_numpy(),
        }
    )
    alike = np.asarray(kind.groupby(list(kind), sort=False).ngroup(), dtype=np.int64)
    line = table["length_m"].notna().to_numpy()
    ends = np.rint(table[["x0", "y0", "x1", "y1"]].to_numpy()[line] * _DEGREE).astype(np.int64)
    spot = pd.DataFrame(np.vstack([ends[:, :2], ends[:, 2:]]), columns=["x", "y"])
    spot["alike"] = np.tile(alike[line], 2)
    node = np.asarray(spot.groupby(["x", "y", "alike"], sort=False).ngroup(), dtype=np.intp)
    a, b = np.split(node, 2)
    size = int(node.max()) + 1 if len(node) else 0
    graph = sparse.coo_array((np.ones(len(a), dtype=bool), (a, b)), shape=(size, size))
    number, part = sparse.csgraph.connected_components(graph, directed=False)
    stretch = number + alike
    stretch[line] = part[a]
    return np.unique(stretch, return_inverse=True)[1]


def _joined(table: pd.DataFrame, group: PlaceRows, n: int) -> NDArray[np.object_]:
    """Merge each group's pieces, end to end where they touch, into one geometry."""
    ends = table[["x0", "y0", "x1", "y1"]].to_numpy()
    is_line = ~np.isnan(ends[:, 2])
    lines = shapely.linestrings(ends[is_line].reshape(-1, 2, 2))
    result = np.empty(n, dtype=object)
    rows = np.unique(group[is_line])
    dense = np.searchsorted(rows, group[is_line])
    result[rows] = shapely.line_merge(shapely.multilinestrings(lines, indices=dense))
    rows = np.unique(group[~is_line])
    dense = np.searchsorted(rows, group[~is_line])
    merged = shapely.multipoints(shapely.points(ends[~is_line, :2]), indices=dense)
    single = shapely.get_num_geometries(merged) == 1
    result[rows] = np.where(single, shapely.get_geometry(merged, 0), merged)
    return result


def gaps(places: gpd.GeoDataFrame, demand: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the places not seen today (lost or gap), heaviest first, each findable.

    Parameters
    ----------
    places
        As `gap_places` returns them.
    demand
        The table they are of, WGS 84.

    Returns
    -------
    GeoDataFrame
        The columns of `gap_places` and `near`, see `near_names`; WGS 84.
    """
    found = places[places["coverage"].isin(WORST_FIRST)].reset_index(drop=True)
    return found.assign(near=near_names(found, demand))


def near_names(places: gpd.GeoDataFrame, demand: gpd.GeoDataFrame) -> pd.Series:
    """Name the nearest place or road that has a name, of those found that have none; else "".

    Parameters
    ----------
    places
        `name` and geometries, WGS 84.
    demand
        `name` and geometries, WGS 84: what may be named.

    Returns
    -------
    Series
        On the places' index; "" too where nothing with a name lies within `NEAR_M`.
    """
    near = pd.Series("", index=places.index, dtype=object)
    nameless = np.flatnonzero(places["name"] == "")
    named = demand[demand["name"] != ""]
    if not len(named) or not len(nameless):
        return near
    # Degrees of longitude are shortened to those of latitude, so that nearest is nearest.
    per_lon, per_lat = metres_per_degree(float(named.geometry.iloc[0].bounds[1]))
    narrow = [float(per_lon / per_lat), 1.0]
    middle, known = (
        shapely.transform(shapes, lambda xy: xy * narrow)
        for shapes in (
            shapely.centroid(places.geometry.to_numpy()[nameless]),
            named.geometry.to_numpy(),
        )
    )
    item, place = shapely.STRtree(known).query_nearest(
        middle, max_distance=NEAR_M / float(per_lat), all_matches=False
    )
    near.iloc[nameless[item]] = named["name"].to_numpy()[place]
    return near
