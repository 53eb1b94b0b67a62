"""Which items lie within a polygon, and which cross its edge: the start of every overlay."""

import numpy as np
import shapely
from numpy.typing import NDArray

Pairs = NDArray[np.intp]


def whole_and_crossing(tree: shapely.STRtree, polygons: NDArray[np.object_]) -> tuple[Pairs, Pairs]:
    """Return the pairs (polygon, tree item) where the item lies within, and where it crosses.

    Each result has shape (2, n): positions in `polygons`, then in the tree. The polygons
    are prepared, so that a large one costs little for each item.
    """
    shapely.prepare(polygons)
    touching = tree.query(polygons, predicate="intersects")
    inside = tree.query(polygons, predicate="covers")
    size = len(tree.geometries)
    rest = ~np.isin(touching[0] * size + touching[1], inside[0] * size + inside[1])
    return inside, touching[:, rest]


def edges(polygons: NDArray[np.object_]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return all edges of polygons as x0 y0 x1 y1, and where each polygon's end.

    The inside lies to the left of every edge, whichever way the polygon's rings run.
    """
    parts, polygon = shapely.get_parts(polygons, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    inner = ring[1:] == ring[:-1]
    lines, ring = np.column_stack([xy[:-1], xy[1:]])[inner], ring[:-1][inner]
    first = xy[np.searchsorted(ring, np.arange(len(rings))) + np.arange(len(rings))][ring]
    a, b = lines[:, :2] - first, lines[:, 2:] - first
    turn = np.bincount(ring, a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0], minlength=len(rings))
    is_hole = np.diff(part, prepend=-1) == 0
    wrong = ((turn > 0) == is_hole)[ring]
    lines[wrong] = lines[wrong][:, [2, 3, 0, 1]]
    counts = np.bincount(polygon[part[ring]], minlength=len(polygons))
    return lines, np.cumsum(counts)
