"""The nearest edge in every direction from a pole: an exact angular sweep, compiled.

Seen from the pole, an edge on the line a·x + b·y = 1 lies at distance r in direction (c, s)
with 1/r = a·c + b·s, so the nearest edges are the upper envelope of such functions, each
over the directions its edge spans. Two of them cross at most once in half a turn. Envelopes
of single edges are merged in pairs, O(n log n); directions are compared by a pseudo-angle in
[-2, 2] that grows with the true one.
"""

from typing import Any

import numpy as np
from numba import njit

from gis.core.arrays import Floats, Ints

# Columns of a span: from, its direction, to, its direction, coefficients of the edge's line.
FROM, FROM_C, FROM_S, TO, TO_C, TO_S, A, B = range(8)
WIDTH = 8
BACK = 2.0
# A span narrower than this, or an edge this near to the line through the pole, hides nothing.
LEAST = 1e-12

_compiled = njit(cache=True, nogil=True, error_model="numpy")


@_compiled
def _turn(c: float, s: float) -> float:
    """Return the pseudo-angle of a direction: 0 ahead, 1 left, ±2 behind, -1 right."""
    part = s / (abs(c) + abs(s))
    if c >= 0.0:
        return part
    return BACK - part if s >= 0.0 else -BACK - part


@_compiled
def _put(spans: Floats, n: int, t0: Any, t1: Any, line: Any) -> int:
    """Append a span, or lengthen the last one when it continues the same edge."""
    if t1[0] - t0[0] <= LEAST:
        return n
    a, b = line
    if n and spans[n - 1, TO] == t0[0] and spans[n - 1, A] == a and spans[n - 1, B] == b:
        spans[n - 1, TO], spans[n - 1, TO_C], spans[n - 1, TO_S] = t1
        return n
    spans[n, FROM], spans[n, FROM_C], spans[n, FROM_S] = t0
    spans[n, TO], spans[n, TO_C], spans[n, TO_S] = t1
    spans[n, A], spans[n, B] = a, b
    return n + 1


@_compiled
def _add_edge(spans: Floats, ends: Ints, n: int, p: Any, q: Any, within: Any) -> int:
    """Append the edge from p, on the right, to q, on the left, between two directions."""
    cross = p[0] * q[1] - p[1] * q[0]
    line = ((q[1] - p[1]) / cross, (p[0] - q[0]) / cross)
    rp, rq = np.hypot(p[0], p[1]), np.hypot(q[0], q[1])
    t0 = (_turn(p[0], p[1]), p[0] / rp, p[1] / rp)
    t1 = (_turn(q[0], q[1]), q[0] / rq, q[1] / rq)
    if t0[0] <= t1[0]:
        return _add_span(spans, ends, n, t0, t1, line, within)
    n = _add_span(spans, ends, n, t0, (BACK, -1.0, 0.0), line, within)
    return _add_span(spans, ends, n, (-BACK, -1.0, 0.0), t1, line, within)


@_compiled
def _add_span(spans: Floats, ends: Ints, n: int, t0: Any, t1: Any, line: Any, within: Any) -> int:
    """Append what of a span lies between two directions, as an envelope of its own."""
    right, left = within
    t0 = t0 if t0[0] > right[0] else right
    t1 = t1 if t1[0] < left[0] else left
    after = _put(spans, n, t0, t1, line)
    if after > n:
        ends[n] = after
    return after


@_compiled
def _add_edges(
    spans: Floats,
    ends: Ints,
    n: int,
    edges: Floats,
    rows: Any,
    pole: Floats,
    sign: float,
    within: Any,
) -> int:
    """Append the edges that turn left (sign 1) or right (-1) as seen from the pole."""
    for k in range(rows[0], rows[1]):
        p, q = _local(pole, edges[k, 0], edges[k, 1]), _local(pole, edges[k, 2], edges[k, 3])
        if sign * (p[0] * q[1] - p[1] * q[0]) > LEAST * (p[0] * p[0] + p[1] * p[1]):
            if sign < 0:
                p, q = q, p
            n = _add_edge(spans, ends, n, p, q, within)
    return n


@_compiled
def _local(pole: Floats, x: float, y: float) -> tuple[float, float]:
    """Return metres ahead of the pole and to its left."""
    east, north = (x - pole[0]) / pole[2], (y - pole[1]) / pole[3]
    return east * pole[4] + north * pole[5], north * pole[4] - east * pole[5]


@_compiled
def _merge(f: Floats, f0: int, f1: int, g1: int, out: Floats, n: int) -> int:
    """Append to `out` the upper envelope of two: rows f0..f1 and f1..g1 of one array."""
    i, j = f0, f1
    t = (-BACK - 1.0, -1.0, 0.0)
    while i < f1 or j < g1:
        in_f, until = _next(f, i, f1, t, (BACK + 1.0, -1.0, 0.0))
        in_g, until = _next(f, j, g1, t, until)
        if in_f and in_g:
            n = _higher(f, i, j, t, until, out, n)
        elif in_f or in_g:
            k = i if in_f else j
            n = _put(out, n, t, until, (f[k, A], f[k, B]))
        t = until
        i += in_f and f[i, TO] <= t[0]
        j += in_g and f[j, TO] <= t[0]
    return n


@_compiled
def _next(f: Floats, i: int, end: int, t: Any, until: Any) -> Any:
    """Tell whether direction t lies in span i, and when that next changes (`until` at most)."""
    if i >= end:
        return False, until
    inside = f[i, FROM] <= t[0]
    at = TO if inside else FROM
    if f[i, at] < until[0]:
        until = (f[i, at], f[i, at + 1], f[i, at + 2])
    return inside, until


@_compiled
def _higher(f: Floats, i: int, j: int, t0: Any, t1: Any, out: Floats, n: int) -> int:
    """Append the nearer of two edges between two directions, or both where they cross."""
    one, two = (f[i, A], f[i, B]), (f[j, A], f[j, B])
    da, db = one[0] - two[0], one[1] - two[1]
    start, end = da * t0[1] + db * t0[2], da * t1[1] + db * t1[2]
    if start >= 0.0 and end >= 0.0:
        return _put(out, n, t0, t1, one)
    if start <= 0.0 and end <= 0.0:
        return _put(out, n, t0, t1, two)
    length = np.hypot(da, db)
    c, s = db / length, -da / length
    if c * (t0[1] + t1[1]) + s * (t0[2] + t1[2]) < 0.0:
        c, s = -c, -s
    middle = (min(max(_turn(c, s), t0[0]), t1[0]), c, s)
    first, last = (one, two) if start > 0.0 else (two, one)
    n = _put(out, n, t0, middle, first)
    return _put(out, n, middle, t1, last)


@_compiled
def _envelope(spans: Floats, ends: Ints, n: int, spare: Floats) -> tuple[Floats, int]:
    """Merge all envelopes, given one behind the other, into one; two buffers take turns."""
    count, end = 0, 0
    while end < n:
        end = ends[end]
        ends[count] = end
        count += 1
    while count > 1:
        kept, begin, n = 0, 0, 0
        for k in range(0, count - 1, 2):
            n = _merge(spans, begin, ends[k], ends[k + 1], spare, n)
            begin = ends[k + 1]
            ends[kept] = n
            kept += 1
        if count % 2:
            for row in range(begin, ends[count - 1]):
                spare[n] = spans[row]
                n += 1
            ends[kept] = n
            kept += 1
        spans, spare, count = spare, spans, kept
    return spans, n


@_compiled
def _ring(spans: Floats, n: int, pole: Floats, rings: Floats, filled: int) -> int:
    """Append the vertices of an envelope, and the pole unless it looks all around."""
    for k in range(n):
        for at in (FROM, TO):
            c, s = spans[k, at + 1], spans[k, at + 2]
            r = 1.0 / (spans[k, A] * c + spans[k, B] * s)
            rings[filled, 0] = pole[0] + r * (c * pole[4] - s * pole[5]) * pole[2]
            rings[filled, 1] = pole[1] + r * (c * pole[5] + s * pole[4]) * pole[3]
            filled += 1
    if n and spans[n - 1, TO] - spans[0, FROM] < 2 * BACK - LEAST:
        rings[filled, 0], rings[filled, 1] = pole[0], pole[1]
        filled += 1
    return filled


@_compiled
def _rows(ends: Ints, k: int) -> tuple[int, int]:
    return (0 if k == 0 else ends[k - 1]), ends[k]


@_compiled
def visible_rings(
    poles: Floats, walls: Any, near: Any, edges: Any, first: int, last: int
) -> tuple[Floats, Ints]:
    """Return what is seen from each pole as rings, counter-clockwise and open.

    Parameters
    ----------
    poles
        Per camera: x, y, units of x and of y per metre, axis to the front (east, north).
    walls
        Edges (x0 y0 x1 y1) of the views' outer rings, counter-clockwise; where each ends.
    near
        The buildings that may hide something; where each camera's end.
    edges
        Edges of all buildings, their inside to the left; where each building's end.
    first, last
        The cameras to do.

    Returns
    -------
    rings, ring_ends
        x, y of all vertices, and where each camera's ring ends.
    """
    rings, ring_ends, filled = np.empty((1024, 2)), np.empty(last - first, np.int64), 0
    spans, spare, ends = np.empty((0, WIDTH)), np.empty((0, WIDTH)), np.empty(0, np.int64)
    behind = (-BACK, -1.0, 0.0)
    for camera in range(first, last):
        hides, wall, pole = _rows(near[1], camera), _rows(walls[1], camera), poles[camera]
        size = wall[1] - wall[0]
        for k in range(hides[0], hides[1]):
            rows = _rows(edges[1], near[0][k])
            size += rows[1] - rows[0]
        if 8 * size + 64 > len(spans):
            spans, spare = np.empty((16 * size + 64, WIDTH)), np.empty((16 * size + 64, WIDTH))
            ends = np.empty(16 * size + 64, np.int64)
        n = _add_edges(spans, ends, 0, walls[0], wall, pole, 1.0, (behind, (BACK, -1.0, 0.0)))
        right, left = (BACK, -1.0, 0.0), behind
        for k in range(n):
            if spans[k, FROM] < right[0]:
                right = (spans[k, FROM], spans[k, FROM_C], spans[k, FROM_S])
            if spans[k, TO] > left[0]:
                left = (spans[k, TO], spans[k, TO_C], spans[k, TO_S])
        for k in range(hides[0], hides[1]):
            rows = _rows(edges[1], near[0][k])
            n = _add_edges(spans, ends, n, edges[0], rows, pole, -1.0, (right, left))
        seen, n = _envelope(spans, ends, n, spare)
        if filled + 2 * n + 1 > len(rings):
            larger = np.empty((2 * (filled + 2 * n + 1), 2))
            larger[:filled] = rings[:filled]
            rings = larger
        filled = _ring(seen, n, pole, rings, filled)
        ring_ends[camera - first] = filled
    return rings[:filled], ring_ends
