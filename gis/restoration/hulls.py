"""The upper convex hulls of what parts of a problem bring back by cost."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from gis.restoration.problem import Floats, Rows

Ints = NDArray[np.int64]


@njit(cache=True)
def hulls(
    cost: Ints, weight: Floats, start: Ints
) -> tuple[Rows, Rows]:  # pragma: no cover - compiled
    """Return the steps along the upper convex hull of every part: from and to which entry."""
    hull, size = np.empty(len(cost), np.int64), 0
    begin, end, steps = np.empty(len(cost), np.int64), np.empty(len(cost), np.int64), 0
    for part in range(len(start) - 1):
        size = 0
        for k in range(start[part], start[part + 1]):
            while size > 1:
                a, b = hull[size - 2], hull[size - 1]
                if (weight[b] - weight[a]) * (cost[k] - cost[a]) >= (weight[k] - weight[a]) * (
                    cost[b] - cost[a]
                ):
                    break
                size -= 1
            hull[size] = k
            size += 1
        for k in range(1, size):
            begin[steps], end[steps] = hull[k - 1], hull[k]
            steps += 1
    return begin[:steps], end[:steps]
