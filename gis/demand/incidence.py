"""The one core table: which camera sees which piece of the demand.

Read `cuts` first. There are two files because there are two questions: `cuts` is geometry, and
says where along each line a footprint or a commune begins and ends, without knowing what a camera
is; here those places become pieces with a weight, pieces that the same cameras see become groups,
and the matrix groups × cameras says who sees what. Coverage, losses, gaps and plans are sums over
it, so that it is worked out once, and after a change only where that changed something.
"""

from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.core.arrays import Ints
from gis.core.geodesy import metres_per_degree
from gis.demand.cuts import CutDemand, cut, first_of, prepare_cuts, runs

_ENDS = ["x0", "y0", "x1", "y1"]
_KEYS = ["key", "check"]
Pairs = tuple[Ints, Ints]


@dataclass(frozen=True, eq=False)
class Incidence:
    """Pieces of demand and the cameras that see them.

    `pieces`: `demand` (position in the demand table), `commune_code` ("" outside every
    commune), `weight`, `length_m` (NaN for points), `x0 y0 x1 y1` (WGS 84 degrees; x1 y1
    NaN for points), `group`, `item` (the point, or after all points the segment, it is of).

    Pieces of one commune that the same cameras see are one group: `groups` has their
    `commune_code` and `weight` together, `sees` is the boolean matrix groups × footprints, in
    the footprints' order; `near` the same of the surroundings of cameras whose direction is
    not known. `ground` and `runs` (of both, by row label) are kept so
    that a change of some footprints need not begin anew.
    """

    pieces: pd.DataFrame
    groups: pd.DataFrame
    sees: sparse.csr_array
    near: sparse.csr_array
    ground: CutDemand
    runs: pd.DataFrame
    views: pd.Index

    def by_piece(self) -> sparse.csr_array:
        """Return the boolean matrix pieces × footprints."""
        return self.sees[self.pieces["group"].to_numpy()]

    def weighed(self, factors: NDArray[np.float64]) -> "Incidence":
        """Return the same with the weight of each demand row multiplied by its factor."""
        factor = factors[self.pieces["demand"].to_numpy()]
        pieces = self.pieces.assign(weight=self.pieces["weight"] * factor)
        groups = self.groups.assign(weight=_weights(pieces, len(self.groups)))
        return replace(self, pieces=pieces, groups=groups)


def incidence(
    demand: gpd.GeoDataFrame,
    footprints: gpd.GeoDataFrame,
    communes: gpd.GeoDataFrame,
    around: gpd.GeoDataFrame | None = None,
) -> Incidence:
    """Cut the demand where footprints and communes end, and note who sees each piece.

    Lines are cut exactly where the edges cross them (no sampling step), so a piece is seen
    as a whole or not at all. Edges of a footprint count as seen.

    Parameters
    ----------
    demand
        Points and lines with their weights, see `layers`; lines are straight in lon/lat.
    footprints
        What each camera sees, by row label.
    communes
        `code` and polygons; where they overlap, the smallest code has the piece.
    around
        The surroundings of other cameras, whose direction is not known. All tables in WGS 84.

    Returns
    -------
    Incidence
        Its `near` has no columns without `around`.
    """
    ground = prepare_cuts(demand, communes)
    every = _every(footprints, around)
    seen = _runs(ground, every)
    items = np.arange(len(ground.points) + len(ground.segments))
    pieces, pairs = _pieces(ground, demand, seen, items)
    groups, sees = _grouped(pieces, pairs, every.index)
    cut_up = pieces.drop(columns=_KEYS)
    return _collected(cut_up, groups, sees, ground, seen, every.index, len(footprints))


def _every(footprints: gpd.GeoDataFrame, around: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    shapes = footprints[["geometry"]]
    return shapes if around is None else pd.concat([shapes, around[["geometry"]]])


def changed_incidence(
    before: Incidence,
    demand: gpd.GeoDataFrame,
    footprints: gpd.GeoDataFrame,
    changed: pd.Index,
    around: gpd.GeoDataFrame | None = None,
) -> Incidence:
    """Return the incidence after some footprints changed, appeared or vanished.

    Only the points and segments they saw or see are cut again.

    Parameters
    ----------
    before
        Of the same demand and communes.
    demand
        As it was.
    footprints, around
        All there are now, see `incidence`.
    changed
        The row labels of those that are not as they were, or no more.

    Returns
    -------
    Incidence
        As `incidence` works it out from the start, its pieces and groups in another order.
    """
    old = before.runs["polygon"].isin(changed).to_numpy()
    every = _every(footprints, around)
    new = _runs(before.ground, every[every.index.isin(changed)])
    items = np.unique(np.concatenate([before.runs["item"].to_numpy()[old], new["item"]]))
    seen = pd.concat([before.runs[~old], new], ignore_index=True)
    kept = before.pieces[~before.pieces["item"].isin(items)]
    again = seen[seen["item"].isin(items)]
    made, pairs = _pieces(before.ground, demand, again, items)
    keys = pd.concat([before.groups[_KEYS], made[_KEYS]], ignore_index=True)
    group = np.asarray(keys.groupby(_KEYS, sort=False).ngroup(), dtype=np.intp)
    known = len(before.groups)
    made["group"] = group[known:]
    fresh = made[(made["group"] >= known) & ~made["group"].duplicated()].sort_values("group")
    place = every.index.get_indexer(before.views)
    known_views = sparse.hstack([before.sees, before.near], format="csr")
    wide = _relabelled(known_views, place, len(every))
    extra = _matrix(pairs, len(made), every.index)[fresh.index.to_numpy()]
    groups = pd.concat([before.groups, fresh[["commune_code", *_KEYS]]], ignore_index=True)
    pieces = pd.concat([kept, made.drop(columns=_KEYS)], ignore_index=True)
    sees = sparse.vstack([wide, extra], format="csr")
    return _collected(pieces, groups, sees, before.ground, seen, every.index, len(footprints))


def runs_of(before: Incidence, footprints: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return what other footprints see of the same demand.

    Parameters
    ----------
    before
        Of that demand.
    footprints
        Polygons, WGS 84; their row labels are whole numbers.

    Returns
    -------
    pandas.DataFrame
        `item polygon t0 t1`: point or segment, row label of the footprint, and from where to
        where along the segment, 0 to 1.
    """
    return _runs(before.ground, footprints)


def covered_by(
    before: Incidence, demand: gpd.GeoDataFrame, seen: pd.DataFrame, items: Ints, views: pd.Index
) -> tuple[pd.DataFrame, pd.DataFrame, sparse.csr_array]:
    """Return pieces, groups and the matrix of some items alone, however they are seen.

    Parameters
    ----------
    before
        Of the same demand and communes.
    demand
        As it was.
    seen
        Where the items are seen, see `runs_of`; that of other items is passed over.
    items
        Numbers of points and segments, as in `Incidence.pieces`; one given twice counts once.
    views
        The labels of all views there can be: the columns of the matrix.

    Returns
    -------
    pieces
        Of these items, as `Incidence.pieces`.
    groups
        `commune_code` and `weight`, as `Incidence.groups`.
    sees
        The boolean matrix groups × `views`.
    """
    items = np.unique(items)
    runs = seen[np.isin(seen["item"].to_numpy(), items)]
    pieces, pairs = _pieces(before.ground, demand, runs, items)
    groups, sees = _grouped(pieces, pairs, views)
    groups["weight"] = _weights(pieces, len(groups))
    return pieces.drop(columns=_KEYS), groups, sees


def _relabelled(sees: sparse.csr_array, place: Ints, columns: int) -> sparse.csr_array:
    """Return the matrix with its columns moved to their new places; those at -1 are dropped."""
    entries = sees.tocoo()
    column = place[entries.col]
    kept = column >= 0
    pairs = entries.row[kept], column[kept]
    shape = (sees.shape[0], columns)
    return sparse.csr_array((np.ones(kept.sum(), dtype=bool), pairs), shape=shape)


def _collected(
    pieces: pd.DataFrame,
    groups: pd.DataFrame,
    sees: sparse.csr_array,
    ground: CutDemand,
    seen: pd.DataFrame,
    views: pd.Index,
    footprints: int,
) -> Incidence:
    """Drop the groups no piece is in any more, and add up the weights of the others."""
    used = np.bincount(pieces["group"], minlength=len(groups)) > 0
    pieces = pieces.assign(group=(np.cumsum(used) - 1)[pieces["group"]])
    groups = groups[used].reset_index(drop=True)
    groups["weight"] = _weights(pieces, len(groups))
    sees = sees[used]
    own, near = sees[:, :footprints].tocsr(), sees[:, footprints:].tocsr()
    return Incidence(pieces, groups, own, near, ground, seen, views)


def _weights(pieces: pd.DataFrame, groups: int) -> NDArray[np.float64]:
    return np.bincount(pieces["group"], pieces["weight"], minlength=groups).astype(float)


def _runs(ground: CutDemand, footprints: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return what each footprint sees: `item polygon t0 t1`, `polygon` being its row label."""
    shapes, labels = footprints.geometry.to_numpy(), footprints.index.to_numpy()
    view, spot = ground.point_tree.query(shapes, predicate="intersects")
    spots = pd.DataFrame({"item": spot, "polygon": labels[view], "t0": 0.0, "t1": 1.0})
    lines = runs(ground.tree, shapes, labels).rename(columns={"segment": "item"})
    lines["item"] += len(ground.points)
    return pd.concat([spots, lines], ignore_index=True)


def _pieces(
    ground: CutDemand, demand: gpd.GeoDataFrame, seen: pd.DataFrame, items: Ints
) -> tuple[pd.DataFrame, Pairs]:
    """Cut some items (in order); return their pieces, and the pairs (piece, footprint label)."""
    count = len(ground.points)
    spots = items[items < count]
    lines = items[items >= count] - count
    runs = seen[seen["item"] < count]
    at_spot = np.searchsorted(spots, runs["item"]), runs["polygon"].to_numpy()
    table = ground.points.iloc[spots].reset_index(drop=True).assign(item=spots)
    made, owner, on_line = _line_pieces(ground, demand, seen[seen["item"] >= count], lines)
    pieces = pd.concat([table, made], ignore_index=True)
    commune = np.concatenate([ground.owner[spots], owner])
    pieces.insert(1, "commune_code", ground.codes[commune])
    piece = np.concatenate([at_spot[0], len(table) + on_line[0]])
    pairs = (piece, np.concatenate([at_spot[1], on_line[1]]))
    for name, salt in zip(_KEYS, (1, 2), strict=True):
        key = _hash(commune, 2 * salt)
        np.add.at(key, pairs[0], _hash(pairs[1], 2 * salt + 1))
        pieces[name] = key
    return pieces, pairs


def _line_pieces(
    ground: CutDemand, demand: gpd.GeoDataFrame, seen: pd.DataFrame, lines: Ints
) -> tuple[pd.DataFrame, Ints, Pairs]:
    borders = ground.borders[ground.borders["segment"].isin(lines)]
    whole = ground.segments.iloc[lines]
    segment = np.concatenate([seen["item"] - len(ground.points), borders["segment"]])
    start, end = (np.concatenate([seen[t], borders[t]]) for t in ("t0", "t1"))
    row, t0, t1, first, last = cut(np.searchsorted(lines, segment), start, end, len(lines))
    table = _piece_table(whole.iloc[row], demand["weight_per_km"].to_numpy(), t0, t1)
    count = last - first
    piece = np.repeat(first - np.cumsum(count) + count, count) + np.arange(count.sum())
    inside = np.concatenate([seen["polygon"], borders["polygon"]]).astype(np.intp).repeat(count)
    view = np.arange(len(piece)) < count[: len(seen)].sum()
    owner = first_of(piece[~view], inside[~view], len(table), none=len(ground.codes) - 1)
    table["item"] = len(ground.points) + lines[row]
    return table, owner, (piece[view], inside[view])


def _piece_table(
    whole: pd.DataFrame,
    weight_per_km: NDArray[np.float64],
    start: NDArray[np.float64],
    end: NDArray[np.float64],
) -> pd.DataFrame:
    demand = whole["demand"].to_numpy()
    a, b = whole[["x0", "y0"]].to_numpy(), whole[["x1", "y1"]].to_numpy()
    p, q = a + start[:, None] * (b - a), a + end[:, None] * (b - a)
    per_lon, per_lat = metres_per_degree((p[:, 1] + q[:, 1]) / 2)
    length_m = np.hypot((q[:, 0] - p[:, 0]) * per_lon, (q[:, 1] - p[:, 1]) * per_lat)
    ends = dict(zip(_ENDS, (*p.T, *q.T), strict=True))
    weight = length_m / 1000 * weight_per_km[demand]
    return pd.DataFrame({"demand": demand, "weight": weight, "length_m": length_m} | ends)


def _hash(values: Ints, salt: int) -> NDArray[np.uint64]:
    """Mix numbers into 64 random-looking bits (splitmix64, Steele et al. 2014)."""
    x = values.astype(np.uint64) * np.uint64(8) + np.uint64(salt)
    x = (x + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def _grouped(
    pieces: pd.DataFrame, pairs: Pairs, views: pd.Index
) -> tuple[pd.DataFrame, sparse.csr_array]:
    """Give every piece its group, by the sum of its cameras' hashes; 128 bits tell them apart."""
    keys = pieces[_KEYS]
    pieces["group"] = np.asarray(keys.groupby(_KEYS, sort=False).ngroup(), dtype=np.intp)
    first = np.flatnonzero(~pieces["group"].duplicated())
    groups = pieces.loc[first, ["commune_code", *_KEYS]].reset_index(drop=True)
    return groups, _matrix(pairs, len(pieces), views)[first]


def _matrix(pairs: Pairs, pieces: int, views: pd.Index) -> sparse.csr_array:
    column = views.get_indexer(pd.Index(pairs[1]))
    entries = np.ones(len(column), dtype=bool)
    return sparse.csr_array((entries, (pairs[0], column)), shape=(pieces, len(views)))
