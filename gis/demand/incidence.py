"""The one core table: which camera sees which piece of the demand."""

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy import sparse

from gis.demand.layers import points, segments
from gis.geodesy import metres_per_degree
from gis.overlay import whole_and_crossing

# Cuts of one segment closer than this share of its length are one cut (0.01 mm in 10 km).
SAME_CUT = 1e-9


@dataclass(frozen=True, slots=True)
class Incidence:
    """Pieces of demand and the cameras that see them.

    `pieces`: `demand` (position in the demand table), `commune_code` ("" outside every
    commune), `weight`, `length_m` (NaN for points), `x0 y0 x1 y1` (WGS 84 degrees; x1 y1
    NaN for points). `sees`: boolean matrix, pieces × footprints, in the footprints' order.
    """

    pieces: pd.DataFrame
    sees: sparse.csr_array


def incidence(
    demand: gpd.GeoDataFrame, footprints: gpd.GeoDataFrame, communes: gpd.GeoDataFrame
) -> Incidence:
    """Cut the demand where footprints and communes end, and note who sees each piece.

    Lines are cut exactly where the edges cross them (no sampling step), so a piece is seen
    as a whole or not at all. Edges of a footprint count as seen; where communes overlap,
    the smallest code has the piece. All tables in WGS 84; lines are straight in lon/lat.
    """
    order = np.argsort(communes["code"].to_numpy())
    borders = communes.geometry.to_numpy()[order]
    codes = np.append(communes["code"].to_numpy(dtype=object)[order], "")
    views = footprints.geometry.to_numpy()
    parts = [_points(demand, views, borders), _lines(demand, views, borders)]
    pieces = pd.concat([p for p, _, _ in parts], ignore_index=True)
    pieces.insert(1, "commune_code", codes[np.concatenate([c for _, c, _ in parts])])
    return Incidence(pieces, sparse.vstack([s for _, _, s in parts], format="csr"))


Part = tuple[pd.DataFrame, NDArray[np.intp], sparse.csr_array]


def _matrix(rows: NDArray[np.intp], columns: NDArray[np.intp], n: int, m: int) -> sparse.csr_array:
    return sparse.csr_array((np.ones(len(rows), dtype=bool), (rows, columns)), shape=(n, m))


def _first(
    items: NDArray[np.intp], owners: NDArray[np.intp], n: int, none: int
) -> NDArray[np.intp]:
    """Return each item's smallest owner, `none` where it has no owner."""
    result = np.full(n, none, dtype=np.intp)
    np.minimum.at(result, items, owners)
    return result


def _points(
    demand: gpd.GeoDataFrame, views: NDArray[np.object_], borders: NDArray[np.object_]
) -> Part:
    table = points(demand).assign(length_m=np.nan)
    tree = shapely.STRtree(shapely.points(table["x0"], table["y0"]))
    camera, seen = tree.query(views, predicate="intersects")
    commune, inside = tree.query(borders, predicate="intersects")
    owner = _first(inside, commune, len(table), len(borders))
    return table, owner, _matrix(seen, camera, len(table), len(views))


def _lines(
    demand: gpd.GeoDataFrame, views: NDArray[np.object_], borders: NDArray[np.object_]
) -> Part:
    whole = segments(demand)
    lines = shapely.linestrings(whole[["x0", "y0", "x1", "y1"]].to_numpy().reshape(-1, 2, 2))
    runs = _intervals(shapely.STRtree(lines), np.concatenate([views, borders]))
    segment, start, end, first, last = _cut(len(whole), runs)
    table = _piece_table(whole, demand["weight_per_km"].to_numpy(), segment, start, end)
    count = last - first
    piece = np.repeat(first - np.cumsum(count) + count, count) + np.arange(count.sum())
    polygon = np.repeat(runs["polygon"].to_numpy(), count)
    view = polygon < len(views)
    owner = _first(piece[~view], polygon[~view] - len(views), len(table), len(borders))
    return table, owner, _matrix(piece[view], polygon[view], len(table), len(views))


def _intervals(tree: shapely.STRtree, polygons: NDArray[np.object_]) -> pd.DataFrame:
    """Return where segments run inside polygons: `segment polygon t0 t1`, t from 0 to 1."""
    lines = tree.geometries
    inside, crossing = whole_and_crossing(tree, polygons)
    cut = shapely.intersection(lines[crossing[1]], polygons[crossing[0]])
    parts, pair = shapely.get_parts(cut, return_index=True)
    is_line = shapely.get_type_id(parts) == 1
    parts, polygon, segment = parts[is_line], *crossing[:, pair[is_line]]
    t = np.sort([_parameter(lines[segment], shapely.get_point(parts, k)) for k in (0, -1)], axis=0)
    one = np.ones(inside.shape[1])
    return pd.DataFrame(
        {
            "segment": np.concatenate([inside[1], segment]),
            "polygon": np.concatenate([inside[0], polygon]),
            "t0": np.concatenate([0 * one, t[0]]),
            "t1": np.concatenate([one, t[1]]),
        }
    )


def _parameter(lines: NDArray[np.object_], at: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return how far along each two-point line the point lies, as a share of its length."""
    ends = shapely.get_coordinates(lines).reshape(-1, 2, 2)
    along = ends[:, 1] - ends[:, 0]
    offset = shapely.get_coordinates(at) - ends[:, 0]
    share: NDArray[np.float64] = (offset * along).sum(axis=1) / (along * along).sum(axis=1)
    return share.clip(0.0, 1.0)


def _cut(n: int, runs: pd.DataFrame) -> tuple[NDArray[Any], ...]:
    """Cut n segments at all ends of the runs.

    Returns the segment, start and end (shares of its length) of every piece, and for every
    run its first piece and the one after its last.
    """
    every = np.arange(n)
    segment = np.concatenate([every, every, runs["segment"], runs["segment"]])
    t = np.concatenate([np.zeros(n), np.ones(n), runs["t0"], runs["t1"]])
    order = np.lexsort((t, segment))
    ordered, at = segment[order], t[order]
    real = (ordered[1:] == ordered[:-1]) & (np.diff(at) > SAME_CUT)
    pieces_before = np.empty(len(t), dtype=np.intp)
    pieces_before[order] = np.concatenate([[0], np.cumsum(real)])[: len(t)]
    first, last = np.split(pieces_before[2 * n :], 2)
    return ordered[:-1][real], at[:-1][real], at[1:][real], first, last


def _piece_table(
    whole: pd.DataFrame,
    weight_per_km: NDArray[np.float64],
    segment: NDArray[np.intp],
    start: NDArray[np.float64],
    end: NDArray[np.float64],
) -> pd.DataFrame:
    demand = whole["demand"].to_numpy()[segment]
    a, b = whole[["x0", "y0"]].to_numpy()[segment], whole[["x1", "y1"]].to_numpy()[segment]
    p, q = a + start[:, None] * (b - a), a + end[:, None] * (b - a)
    per_lon, per_lat = metres_per_degree((p[:, 1] + q[:, 1]) / 2)
    length_m = np.hypot((q[:, 0] - p[:, 0]) * per_lon, (q[:, 1] - p[:, 1]) * per_lat)
    ends = {"x0": p[:, 0], "y0": p[:, 1], "x1": q[:, 0], "y1": q[:, 1]}
    weight = length_m / 1000 * weight_per_km[demand]
    return pd.DataFrame({"demand": demand, "weight": weight, "length_m": length_m} | ends)
