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
