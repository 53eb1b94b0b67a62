"""Pieces of demand put together again into places a person can name and go to."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.choices import Coverage
from gis.crs import WGS84

WORST_FIRST = (Coverage.LOST, Coverage.GAP)


def places(
    pieces: pd.DataFrame, coverage: NDArray[np.object_], demand: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Join the pieces of one road or place that lie in one commune and are seen alike.

    Returns
    -------
    GeoDataFrame
        WGS 84, heaviest first: `demand_id category name commune_code coverage weight
        length_m geometry`; `length_m` is NaN for points.
    """
    keys = ["demand", "commune_code", "coverage"]
    table = pieces.assign(coverage=coverage).sort_values(keys, kind="stable")
    group = np.asarray(table.groupby(keys, sort=False).ngroup(), dtype=np.intp)
    sums = table.groupby(keys, sort=False, as_index=False).agg(
        weight=("weight", "sum"), length_m=("length_m", lambda m: m.sum(min_count=1))
    )
    named = demand[["demand_id", "category", "name"]].iloc[sums.pop("demand")]
    result = gpd.GeoDataFrame(
        pd.concat([named.reset_index(drop=True), sums], axis=1),
        geometry=_joined(table, group, len(sums)),
        crs=WGS84,
    )
    return result.sort_values("weight", ascending=False, ignore_index=True)


def _joined(table: pd.DataFrame, group: NDArray[np.intp], n: int) -> NDArray[np.object_]:
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


def gaps(places: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the places not seen today (lost or gap), heaviest first."""
    return places[places["coverage"].isin(WORST_FIRST)].reset_index(drop=True)
