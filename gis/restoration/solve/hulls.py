"""The upper convex hulls of what parts of a problem bring back by cost."""

import numpy as np
from numba import njit

from gis.core.arrays import Floats, Ints, Rows
from gis.restoration.solve.dominance import rising

# A hull is bounded by so many steps between two of its corners.
BETWEEN = 8


@njit(cache=True)
def hulls(
    cost: Ints, weight: Floats, start: Ints
) -> tuple[Rows, Rows]:  # pragma: no cover - compiled
    """Return the steps along the upper convex hull of every part: from and to which entry.

    Parameters
    ----------
    cost
        VND, of the entries of all parts, part by part; rising within each.
    weight
        Of the entries; rising within each part.
    start
        Where each part begins, and the end.

    Returns
    -------
    begin
        Position of the entry that each step leaves.
    end
        Position of the entry that it leads to.

    References
    ----------
    Andrew, A. M. (1979). Another efficient algorithm for convex hulls in two dimensions.
    Information Processing Letters 9, 216–219.
    """
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


def corners(costs: list[Ints], weights: list[Floats]) -> tuple[Rows, Ints, Floats]:
    """Return the hull of a sum, from (0, 0) on: the entry each step leads to, cost and weight.

    Parameters
    ----------
    costs
        VND, of the entries of each part, rising.
    weights
        Of the entries of each part, rising.

    Returns
    -------
    entries
        Position, in all parts one behind the other, that each step leads to.
    cost
        VND at each corner: one more than steps.
    weight
        At each corner.
    """
    start = np.cumsum([0, *(len(c) for c in costs)])
    cost, weight = np.concatenate(costs), np.concatenate(weights)
    begin, end = hulls(cost, weight, start)
    more, gain = cost[end] - cost[begin], weight[end] - weight[begin]
    order = np.argsort(-gain / more, kind="stable")
    firsts = cost[start[:-1]].sum(), weight[start[:-1]].sum()
    total_vnd, total = (np.concatenate([[0], np.cumsum(v[order])]) for v in (more, gain))
    return end[order], total_vnd + firsts[0], total + firsts[1]


def steps_above(cost: Ints, weight: Floats) -> tuple[Ints, Floats]:
    """Return steps that lie above a hull: from which cost on which weight is not exceeded.

    Parameters
    ----------
    cost
        VND at each corner, rising.
    weight
        At each corner, rising.

    Returns
    -------
    cost
        VND from which each step holds.
    weight
        What is not exceeded below the next step.
    """
    part = np.arange(BETWEEN) / BETWEEN
    most_vnd = np.floor(cost[:-1, None] + np.diff(cost)[:, None] * part).astype(np.int64) + 1
    most = weight[:-1, None] + np.diff(weight)[:, None] * (part + 1 / BETWEEN)
    most_vnd, most = np.append(cost[:1], most_vnd), np.append(weight[:1], most)
    kept = rising(most_vnd, most)
    return most_vnd[kept], most[kept]
