"""Which items lie within a polygon, and which cross its edge: the start of every overlay."""

import numpy as np
import shapely
from numpy.typing import NDArray

PairArray = NDArray[np.intp]
POLYGON = shapely.GeometryType.POLYGON


def whole_and_crossing(
    tree: shapely.STRtree, polygons: NDArray[np.object_]
) -> tuple[PairArray, PairArray]:
    """Return the pairs (polygon, tree item) where the item lies within, and where it crosses.

    Parameters
    ----------
    tree
        The items, in the plane of the polygons.
    polygons
        Shape (m,); they are prepared, so that a large one costs little for each item.

    Returns
    -------
    whole, crossing
        Each of shape (2, n): positions in `polygons`, then in the tree. What lies outside and only
        touches an edge is among those that cross.
    """
    shapely.prepare(polygons)
    touching = tree.query(polygons, predicate="intersects")
    inside = tree.query(polygons, predicate="covers")
    size = len(tree.geometries)
    rest = ~np.isin(touching[0] * size + touching[1], inside[0] * size + inside[1])
    return inside, touching[:, rest]


def edges(polygons: NDArray[np.object_]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return all edges of polygons as x0 y0 x1 y1, and where each polygon's end.

    The inside lies to the left of every edge, whichever way the polygon's rings run, and each
    edge of a ring begins where the one before ends.

    Parameters
    ----------
    polygons
        Shape (m,); polygons and multipolygons, holes and all; empty ones have no edges.

    Returns
    -------
    lines
        Shape (n, 4): ``x0 y0 x1 y1`` in the polygons' own units, polygon after polygon.
    ends
        Shape (m,): the edges of polygon k end before ``ends[k]``.
    """
    polygon, size, is_hole = _rings(polygons)
    xy, last = shapely.get_coordinates(polygons), np.cumsum(size) - 1
    inner = np.ones(len(xy), dtype=bool)
    inner[last] = False
    lines = np.hstack([xy[:-1], xy[1:]])[inner[:-1]]
    count = size - 1
    first = np.cumsum(count) - count
    # Twice the area of each ring, east of its first vertex.
    east = lines[:, 0] + lines[:, 2] - 2 * np.repeat(xy[last - count, 0], count)
    turn = np.add.reduceat(east * (lines[:, 3] - lines[:, 1]), first) if len(count) else east
    wrong = np.flatnonzero(np.repeat((turn > 0) == is_hole, count))
    mirrored = np.repeat(2 * first + count - 1, count)[wrong] - wrong
    lines[wrong] = lines[mirrored][:, [2, 3, 0, 1]]
    ends = np.bincount(polygon, count, minlength=len(polygons)).astype(np.int64)
    return lines, np.cumsum(ends)


def _rings(
    polygons: NDArray[np.object_],
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_]]:
    """Return of every ring, in order: its polygon, how many vertices it has, if it is a hole.

    Most polygons are one ring; only the others are taken apart, which is slow.
    """
    plain = shapely.get_num_interior_rings(polygons) == 0
    plain &= (shapely.get_type_id(polygons) == POLYGON) & ~shapely.is_empty(polygons)
    rest = np.flatnonzero(~plain)
    parts, owner = shapely.get_parts(polygons[rest], return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    polygon = np.concatenate([np.flatnonzero(plain), rest[owner[part]]])
    size = shapely.get_num_coordinates(np.concatenate([polygons[plain], rings]))
    is_hole = np.append(np.zeros(plain.sum(), dtype=bool), np.diff(part, prepend=-1) == 0)
    order = np.argsort(polygon, kind="stable")
    order = order[size[order] > 0]
    return polygon[order], size[order].astype(np.intp), is_hole[order]
