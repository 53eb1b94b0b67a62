"""Choices that spend money and what is scarce: those that no other one matches for no more."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from gis.core.arrays import Floats, Ints, Rows

# A weight that is not more by so much is not more.
WEIGHT_TOLERANCE = 1e-12


def rising(cost: Ints, weight: Floats) -> Rows:
    """Return the entries that no cheaper or equally cheap one matches, by rising cost.

    Parameters
    ----------
    cost
        VND, of each entry.
    weight
        Of each entry.

    Returns
    -------
    ndarray
        Positions; weights that differ by less than `WEIGHT_TOLERANCE` are equal.
    """
    order = np.lexsort((-weight, cost))
    best = np.maximum.accumulate(weight[order])
    first = np.append(True, best[1:] > best[:-1] + WEIGHT_TOLERANCE)
    kept: Rows = order[first] if len(order) else order
    return kept


def rising_with_room(cost: Ints, weight: Floats, taken: Ints) -> Rows:
    """Return the entries that none matches which costs no more and takes no more of anything.

    Parameters
    ----------
    cost
        VND, of each entry.
    weight
        Of each entry.
    taken
        Entries × capacities.

    Returns
    -------
    ndarray
        Positions, by rising cost.
    """
    if not taken.shape[1] or not len(cost):
        return rising(cost, weight)
    order = np.lexsort((-weight, *taken.T[::-1], cost))
    if taken.shape[1] == 1:
        rank = np.unique(taken[order, 0], return_inverse=True)[1].astype(np.int64)
        kept = _above_one(weight[order], rank)
    else:
        kept = _above(weight[order], np.ascontiguousarray(taken[order]))
    rows: Rows = order[kept]
    return rows


@njit(cache=True)
def _above_one(weight: Floats, rank: Ints) -> NDArray[np.bool_]:  # pragma: no cover - compiled
    """Tell which weigh more than all before them of no greater rank (a Fenwick tree of maxima)."""
    kept, tree = np.zeros(len(weight), np.bool_), np.full(rank.max() + 2, -np.inf)
    for k in range(len(weight)):
        best, at = -np.inf, rank[k] + 1
        while at > 0:
            best = max(best, tree[at])
            at -= at & -at
        if weight[k] > best + WEIGHT_TOLERANCE:
            kept[k] = True
            at = rank[k] + 1
            while at < len(tree):
                tree[at] = max(tree[at], weight[k])
                at += at & -at
    return kept


@njit(cache=True)
def _above(weight: Floats, taken: Ints) -> NDArray[np.bool_]:  # pragma: no cover - compiled
    """Tell which weigh more than all before them that take no more of anything."""
    kept, size = np.zeros(len(weight), np.bool_), 0
    rows = np.empty(len(weight), np.int64)
    for k in range(len(weight)):
        matched = False
        for i in range(size - 1, -1, -1):
            j = rows[i]
            if weight[j] + WEIGHT_TOLERANCE >= weight[k] and (taken[j] <= taken[k]).all():
                matched = True
                break
        if not matched:
            kept[k] = True
            rows[size] = k
            size += 1
    return kept
