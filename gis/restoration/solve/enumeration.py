"""What every choice of a few repairs costs and brings back."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from gis.core.arrays import Floats, Ints


@njit(cache=True)
def all_choices(
    cost: Ints, wanted: Ints, starts: NDArray[np.int32], seeing: NDArray[np.int32], weight: Floats
) -> tuple[Ints, Floats]:  # pragma: no cover - compiled
    """Return cost and weight of every set of repairs, numbered by its bits.

    Parameters
    ----------
    cost
        VND, of each repair: few, for there are 2 to their number sets.
    wanted
        Of each camera group the repairs it needs, as bits.
    starts
        Where the camera groups of each node begin in `seeing`, and the end.
    seeing
        The camera groups that see each node, node by node.
    weight
        Of each node.

    Returns
    -------
    costs
        VND, of each set.
    weights
        What each set brings back.
    """
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
