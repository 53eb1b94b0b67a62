"""Area by how many views see it, from the views' edges alone: compiled.

The boundary of the ground seen by at least k views consists of those parts of the views'
edges that exactly k − 1 others cover, so by Green's theorem its area is the sum of half the
cross products of these parts: no union is ever built, and each view's share of the sum
depends on its neighbours alone.
"""

from typing import Any

import numpy as np
from numba import njit

from gis.core.arrays import Floats, Ints

# What is summed: seen by 1, 2, 3 working views; by working or unconfirmed; by any.
WORKING, TWICE, THRICE, CONFIRMED_OR_NOT, INSTALLED = range(5)
SUMS = 5
UP, UNCONFIRMED, DOWN = range(3)

_compiled = njit(cache=True, nogil=True, error_model="numpy")


@_compiled
def _crossings(edge: Floats, edges: Floats, rows: Any, at: Floats, turn: Ints, n: int) -> Any:
    """Note where an edge's line crosses a polygon's edges, ahead of its start.

    Returns how many crossings are noted, and whether the edge starts inside. A crossing is
    where along the edge (0 to 1) and +1 into, -1 out of the polygon. Points on the line count
    as right of it.
    """
    ax, ay, dx, dy = edge[0], edge[1], edge[2] - edge[0], edge[3] - edge[1]
    length2 = dx * dx + dy * dy
    inside = 0
    for k in range(rows[0], rows[1]):
        mx, my, nx, ny = edges[k, 0] - ax, edges[k, 1] - ay, edges[k, 2] - ax, edges[k, 3] - ay
        m, e = dx * my - dy * mx, dx * ny - dy * nx
        if (m > 0.0) == (e > 0.0):
            continue
        share = m / (m - e)
        t = ((mx + share * (nx - mx)) * dx + (my + share * (ny - my)) * dy) / length2
        if t <= 0.0:
            continue
        sign = -1 if e > 0.0 else 1
        inside -= sign
        if t < 1.0:
            at[n], turn[n] = t, sign
            n += 1
    return n, inside


@_compiled
def _sort(at: Floats, turn: Ints, kind: Ints, n: int) -> None:
    """Sort a few crossings along the edge, in place."""
    for k in range(1, n):
        t, sign, of = at[k], turn[k], kind[k]
        j = k - 1
        while j >= 0 and at[j] > t:
            at[j + 1], turn[j + 1], kind[j + 1] = at[j], turn[j], kind[j]
            j -= 1
        at[j + 1], turn[j + 1], kind[j + 1] = t, sign, of


@_compiled
def _add(sums: Floats, own: int, seen: Ints, part: float) -> None:
    """Add a part of an edge to the sums it bounds; `seen`: other views covering it, by kind."""
    if own == UP and seen[UP] < 3:
        sums[WORKING + seen[UP]] += part
    if own != DOWN and seen[UP] + seen[UNCONFIRMED] == 0:
        sums[CONFIRMED_OR_NOT] += part
    if seen[UP] + seen[UNCONFIRMED] + seen[DOWN] == 0:
        sums[INSTALLED] += part


@_compiled
def _apart(edge: Floats, box: Floats) -> bool:
    apart: bool = (
        max(edge[0], edge[2]) < box[0]
        or max(edge[1], edge[3]) < box[1]
        or min(edge[0], edge[2]) > box[2]
        or min(edge[1], edge[3]) > box[3]
    )
    return apart


@_compiled
def depth_sums(
    edges: Floats, ends: Ints, boxes: Floats, kinds: Ints, near: Any, first: int, last: int
) -> Floats:
    """Return what each of some views adds to the areas of its neighbourhood.

    Parameters
    ----------
    edges, ends
        Edges x0 y0 x1 y1 of all views, their inside to the left; where each view's end. No
        edge lies on one of another view.
    boxes
        Bounds of each view.
    kinds
        `UP`, `UNCONFIRMED` or `DOWN` of each view.
    near
        The views that may overlap, for each of those to do; where each one's end.
    first, last
        Which of those to do, given as `near[2]`, to work out.

    Returns
    -------
    ndarray
        Square units, (last − first) × `SUMS`.
    """
    sums = np.zeros((last - first, SUMS))
    most = 0
    for p in range(first, last):
        size = 0
        for k in range(0 if p == 0 else near[1][p - 1], near[1][p]):
            q = near[0][k]
            size += ends[q] - (0 if q == 0 else ends[q - 1])
        most = max(most, size)
    at, turn, kind = np.empty(most), np.empty(most, np.int64), np.empty(most, np.int64)
    seen = np.zeros(3, np.int64)
    for p in range(first, last):
        row = near[2][p]
        for k in range(0 if row == 0 else ends[row - 1], ends[row]):
            seen[:] = 0
            n = 0
            for j in range(0 if p == 0 else near[1][p - 1], near[1][p]):
                q = near[0][j]
                if q == row or _apart(edges[k], boxes[q]):
                    continue
                rows = (0 if q == 0 else ends[q - 1]), ends[q]
                before = n
                n, inside = _crossings(edges[k], edges, rows, at, turn, n)
                kind[before:n] = kinds[q]
                seen[kinds[q]] += inside
            _sort(at, turn, kind, n)
            whole = 0.5 * (edges[k, 0] * edges[k, 3] - edges[k, 1] * edges[k, 2])
            start = 0.0
            for j in range(n):
                _add(sums[p - first], kinds[row], seen, (at[j] - start) * whole)
                seen[kind[j]] += turn[j]
                start = at[j]
            _add(sums[p - first], kinds[row], seen, (1.0 - start) * whole)
    return sums
