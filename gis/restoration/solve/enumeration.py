"""What every choice of a few repairs costs and brings back."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from gis.core.arrays import Floats, Ints


@njit(cache=True)
def all_choices(
    cost: Ints, wanted: Ints, starts: NDArray[np.int32], seeing: NDArray[np.int32], weight: Floats
) -> tuple[Ints, Floats]:  # pragma: no cover - compiled
    """Return cost and weight of every set of repairs, numbered by its bits."""
    number = 1 << len(cost)
    costs, weights = np.zeros(number, np.int64), np.zeros(number)
    for choice in range(number):
        for bit in range(len(cost)):
            if choice >> bit & 1:
                costs[choice] += cost[bit]
        for node in range(len(weight)):
            for k in range(starts[node], starts[node + 1]):
                if wanted[seeing[k]] & ~choice == 0:
                    weights[choice] += weight[node]
                    break
    return costs, weights
