"""Area by how many views see it, from the views' edges alone: compiled.

The boundary of the ground seen by at least k views consists of those parts of the views'
edges that exactly k − 1 others cover, so by Green's theorem its area is the sum of the
trapezoids between these parts and the y axis: no union is ever built, and each view's share
of the sum depends on its neighbours alone.

Each ring is walked once: which others cover its start is looked up, and from there on the
count changes where another's edge is crossed. So a crossing must never be missed nor counted
twice: coordinates are whole numbers, on which side of an edge a point lies is decided exactly,
and of two views the one of the higher rank is taken as moved by less than any number, so that
no point lies on another's edge (Edelsbrunner & Mücke, Simulation of simplicity, 1990).
"""

from typing import Any

import numpy as np
from numba import njit

from gis.core.arrays import Floats, Ints

# What is summed: seen by 1, 2, 3 working views; by working or unconfirmed; by any.
WORKING, TWICE, THRICE, CONFIRMED_OR_NOT, INSTALLED = range(5)
SUMS = 5
UP, UNCONFIRMED, DOWN = range(3)
# The share of its two products beyond which a cross product's sign is not of rounding.
SURE = 4e-16

_compiled = njit(cache=True, nogil=True, error_model="numpy")


@_compiled
def _four(table: Floats, k: int) -> Any:
    """Return a row as plain numbers, which a compiled loop keeps at hand."""
    return table[k, 0], table[k, 1], table[k, 2], table[k, 3]


@_compiled
def _is_left(edge: Any, x: float, y: float, moved: float) -> bool:
    """Tell whether a point is left of an edge; if on it, by where it is moved: (ε, ε²) times ±1."""
    dx, dy, mx, my = edge[2] - edge[0], edge[3] - edge[1], x - edge[0], y - edge[1]
    a, b = dx * my, dy * mx
    if abs(a - b) > SURE * (abs(a) + abs(b)):
        return bool(a > b)
    # The products overflow, but come round to their small difference, which is exact.
    exact = np.int64(dx) * np.int64(my) - np.int64(dy) * np.int64(mx)
    if exact != 0:
        return bool(exact > 0)
    return bool(dy * moved < 0.0 if dy != 0.0 else dx * moved > 0.0)


@_compiled
def _winding(x: float, y: float, edges: Floats, rows: Any, moved: float) -> int:
    """Return how often a polygon's edges run around a point: 1 inside, 0 outside."""
    turns = 0
    for k in range(rows[0], rows[1]):
        start_above = edges[k, 1] > y or (edges[k, 1] == y and moved < 0.0)
        end_above = edges[k, 3] > y or (edges[k, 3] == y and moved < 0.0)
        if start_above != end_above and _is_left(_four(edges, k), x, y, moved) == end_above:
            turns += 1 if end_above else -1
    return turns


@_compiled
def _touching(lines: Floats, begin: int, end: int, box: Any, hits: Ints) -> int:
    """Note which rows, edges or boxes, reach into a box; return how many. Free of branches."""
    n = 0
    for k in range(begin, end):
        x0, y0, x1, y1 = _four(lines, k)
        hits[n] = k
        n += (
            (min(x0, x1) <= box[2])
            & (max(x0, x1) >= box[0])
            & (min(y0, y1) <= box[3])
            & (max(y0, y1) >= box[1])
        )
    return n


@_compiled
def _crossing(edge: Any, other: Any, moved: float) -> Any:
    """Return where an edge crosses another view's: +1 into, −1 out of it, or 0; x and y.

    Both views find the same x and y. `moved`: the other against this one.
    """
    start_left = _is_left(edge, other[0], other[1], moved)
    if start_left == _is_left(edge, other[2], other[3], moved):
        return 0, 0.0, 0.0
    if _is_left(other, edge[0], edge[1], -moved) == _is_left(other, edge[2], edge[3], -moved):
        return 0, 0.0, 0.0
    x, y = _meeting(edge, other) if moved > 0.0 else _meeting(other, edge)
    return (1 if start_left else -1), x, y


@_compiled
def _meeting(edge: Any, other: Any) -> tuple[float, float]:
    """Return the point of an edge where another crosses it."""
    dx, dy = other[2] - other[0], other[3] - other[1]
    m = dx * (edge[1] - other[1]) - dy * (edge[0] - other[0])
    e = dx * (edge[3] - other[1]) - dy * (edge[2] - other[0])
    share = m / (m - e) if m != e else 0.5
    return edge[0] + share * (edge[2] - edge[0]), edge[1] + share * (edge[3] - edge[1])


@_compiled
def _add(sums: Floats, own: int, seen: Ints, part: float) -> None:
    """Add a part of an edge to the sums it bounds; `seen`: other views covering it, by kind."""
    if own == UP and 0 <= seen[UP] < 3:
        sums[WORKING + seen[UP]] += part
    if own != DOWN and seen[UP] + seen[UNCONFIRMED] == 0:
        sums[CONFIRMED_OR_NOT] += part
    if seen[UP] + seen[UNCONFIRMED] + seen[DOWN] == 0:
        sums[INSTALLED] += part


@_compiled
def _order(at: Floats, order: Ints, n: int) -> None:
    """Write down the order of a few crossings along their edge."""
    for k in range(n):
        j = k
        while j > 0 and at[order[j - 1], 0] > at[k, 0]:
            order[j] = order[j - 1]
            j -= 1
        order[j] = k


@_compiled
def _gather(
    edges: Floats, starts: Ints, views: Any, row: int, others: Ints, near: Any, hits: Ints
) -> int:
    """Lay side by side the other views, and those of their edges that reach into this one's box.

    Returns how many views they are. Of each: row, bounds, kind, how it is moved against this
    one, edges, and where its edges stop.
    """
    boxes, kinds, ranks = views
    near_rows, near_boxes, near_kinds, moved, reach, stops = near
    box = _four(boxes, row)
    m = n = 0
    for q in others:
        if q == row:
            continue
        for i in range(_touching(edges, starts[q], starts[q + 1], box, hits)):
            for c in range(4):
                reach[n, c] = edges[hits[i], c]
            n += 1
        for c in range(4):
            near_boxes[m, c] = boxes[q, c]
        near_rows[m], near_kinds[m] = q, kinds[q]
        moved[m] = 1.0 if ranks[q] > ranks[row] else -1.0
        m += 1
        stops[m] = n
    return m


@_compiled
def _look_up(
    edges: Floats, starts: Ints, point: Any, near: Any, m: int, hits: Ints, seen: Ints
) -> None:
    """Count by kind which of the m views beside cover a point."""
    near_rows, near_boxes, near_kinds, moved, _reach, _stops = near
    x, y = point
    seen[:] = 0
    for i in range(_touching(near_boxes, 0, m, (x, y, x, y), hits)):
        j = hits[i]
        rows = starts[near_rows[j]], starts[near_rows[j] + 1]
        seen[near_kinds[j]] += _winding(x, y, edges, rows, -moved[j])


@_compiled
def _walk(
    edges: Floats, starts: Ints, view: Any, near: Any, m: int, scratch: Any, sums: Floats
) -> None:
    """Walk around a view and add each part of its edges to the sums it bounds."""
    row, own = view
    _rows, near_boxes, near_kinds, moved, reach, stops = near
    hits, order, at, turns = scratch
    seen = np.zeros(3, np.int64)
    for k in range(starts[row], starts[row + 1]):
        edge = _four(edges, k)
        x, y, x1, y1 = edge
        if k == starts[row] or x != edges[k - 1, 2] or y != edges[k - 1, 3]:
            _look_up(edges, starts, (x, y), near, m, hits, seen)
        box, n = (min(x, x1), min(y, y1), max(x, x1), max(y, y1)), 0
        for i in range(_touching(near_boxes, 0, m, box, order)):
            j = order[i]
            for h in range(_touching(reach, stops[j], stops[j + 1], box, hits)):
                turn, at_x, at_y = _crossing(edge, _four(reach, hits[h]), moved[j])
                if turn != 0:
                    at[n, 0] = (at_x - x) * (x1 - x) + (at_y - y) * (y1 - y)
                    at[n, 1], at[n, 2] = at_x, at_y
                    turns[n, 0], turns[n, 1] = near_kinds[j], turn
                    n += 1
        _order(at, order, n)
        for i in range(n):
            j = order[i]
            _add(sums, own, seen, 0.5 * (x + at[j, 1]) * (at[j, 2] - y))
            seen[turns[j, 0]] += turns[j, 1]
            x, y = at[j, 1], at[j, 2]
        _add(sums, own, seen, 0.5 * (x + x1) * (y1 - y))


@_compiled
def depth_sums(edges: Floats, ends: Ints, views: Any, near: Any, first: int, last: int) -> Floats:
    """Return what each of some views adds to the areas of its neighbourhood.

    Parameters
    ----------
    edges, ends
        Edges x0 y0 x1 y1 of all views in whole numbers below 2⁵², ring after ring, their inside
        to the left; where each view's end.
    views
        Of each view its bounds; `UP`, `UNCONFIRMED` or `DOWN`; its rank, a number of its own.
    near
        The views that may overlap, for each of those to do; where each one's end; those to do.
    first, last
        Which of those to do to work out.

    Returns
    -------
    ndarray
        Square units, (last − first) × `SUMS`.
    """
    _boxes, kinds, _ranks = views
    beside, stops, rows = near
    starts, begins = np.append(0, ends), np.append(0, stops)
    sums = np.zeros((last - first, SUMS))
    most = 1
    for p in range(first, last):
        others = beside[begins[p] : begins[p + 1]]
        most = max(most, np.sum(starts[others + 1] - starts[others]))
    near_tables = (
        np.empty(most, np.int64),
        np.empty((most, 4)),
        np.empty(most, np.int64),
        np.empty(most),
        np.empty((most, 4)),
        np.zeros(most + 1, np.int64),
    )
    hits, order = np.empty(most, np.int64), np.empty(most, np.int64)
    scratch = hits, order, np.empty((most, 3)), np.empty((most, 2), np.int64)
    for p in range(first, last):
        others = beside[begins[p] : begins[p + 1]]
        m = _gather(edges, starts, views, rows[p], others, near_tables, hits)
        view = rows[p], kinds[rows[p]]
        _walk(edges, starts, view, near_tables, m, scratch, sums[p - first])
    return sums
