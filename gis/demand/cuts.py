"""Demand cut exactly where footprints and communes end: which part of which line lies where.

The first half of the story that `incidence` ends. `prepare_cuts` lays points and straight segments
out
once, with the communes they lie in; `runs` finds from where to where along each segment a polygon
covers it, by exact intersection and no sampling step; `cut` parts the segments at both ends of
all runs, so that each piece lies within or without every polygon as a whole.
"""

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.core.overlay import whole_and_crossing
from gis.demand.layers import points, segments

# Cuts of one segment closer than this share of its length are one cut (0.01 mm in 10 km).
SAME_CUT = 1e-9
RowNumbers = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class CutDemand:
    """The demand as points and straight segments, and the communes they lie in.

    `points` and `segments`: see `layers`, each with its spatial index. `owner`: the commune of
    each point. `borders`: where segments run inside communes, as `runs` gives it. Communes
    are numbered by code, `codes`; the last, "", stands for none.
    """

    points: pd.DataFrame
    point_tree: shapely.STRtree
    owner: RowNumbers
    segments: pd.DataFrame
    tree: shapely.STRtree
    borders: pd.DataFrame
    codes: NDArray[np.object_]


def prepare_cuts(demand: gpd.GeoDataFrame, communes: gpd.GeoDataFrame) -> CutDemand:
    """Lay the demand out for cutting; where communes overlap, the smallest code has it."""
    order = np.argsort(communes["code"].to_numpy())
    shapes = communes.geometry.to_numpy()[order]
    spots = points(demand).assign(length_m=np.nan)
    point_tree = shapely.STRtree(shapely.points(spots["x0"], spots["y0"]))
    commune, inside = point_tree.query(shapes, predicate="intersects")
    lines = segments(demand)
    ends = lines[["x0", "y0", "x1", "y1"]].to_numpy().reshape(-1, 2, 2)
    tree = shapely.STRtree(shapely.linestrings(ends))
    return CutDemand(
        points=spots,
        point_tree=point_tree,
        owner=first_of(inside, commune, len(spots), none=len(shapes)),
        segments=lines,
        tree=tree,
        borders=runs(tree, shapes, np.arange(len(shapes))),
        codes=np.append(communes["code"].to_numpy(dtype=object)[order], ""),
    )


def first_of(items: RowNumbers, owners: RowNumbers, n: int, *, none: int) -> RowNumbers:
    """Return each item's smallest owner, `none` where it has no owner."""
    result = np.full(n, none, dtype=np.intp)
    np.minimum.at(result, items, owners)
    return result


def runs(tree: shapely.STRtree, polygons: NDArray[np.object_], names: RowNumbers) -> pd.DataFrame:
    """Return where segments run inside polygons: `segment polygon t0 t1`, t from 0 to 1.

    `polygon` is the polygon's name, one number each.
    """
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
            "polygon": names[np.concatenate([inside[0], polygon])],
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


def cut(segment: RowNumbers, begin: Any, end: Any, n: int) -> tuple[NDArray[Any], ...]:
    """Cut n segments at both ends of all runs.

    Returns the segment, start and end (shares of its length) of every piece, and for every
    run its first piece and the one after its last.
    """
    every = np.arange(n)
    owner = np.concatenate([every, every, segment, segment])
    t = np.concatenate([np.zeros(n), np.ones(n), begin, end])
    order = np.lexsort((t, owner))
    ordered, at = owner[order], t[order]
    real = (ordered[1:] == ordered[:-1]) & (np.diff(at) > SAME_CUT)
    pieces_before = np.empty(len(t), dtype=np.intp)
    pieces_before[order] = np.concatenate([[0], np.cumsum(real)])[: len(t)]
    first, last = np.split(pieces_before[2 * n :], 2)
    return ordered[:-1][real], at[:-1][real], at[1:][real], first, last
