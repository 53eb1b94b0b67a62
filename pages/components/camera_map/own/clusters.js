// Cameras too close to tell apart, gathered into rings divided by state.

export const ringRadius = (count) => (count < 2 ? 6 : Math.min(24, 9 + 4.4 * Math.log10(count)));

/** Gather cells into rings: [{x, y, r, n, sight: [n, n, n], from, to}], in pixels of the frame. */
export function gather(cells, index, frame) {
  const rings = cells.map((cell) => {
    const told = index.told(cell);
    return { ...cell, ...told, x: frame.x(told.x), y: frame.y(told.y), r: ringRadius(told.n) };
  });
  return joinOverlapping(rings.sort((a, b) => b.n - a.n));
}

function joinOverlapping(rings) {
  for (;;) {
    const kept = [];
    for (const ring of rings) {
      const near = kept.find((other) => isWithin(other, ring.x, ring.y, other.r + ring.r + 1));
      if (near) absorb(near, ring);
      else kept.push(ring);
    }
    if (kept.length === rings.length) return kept;
    rings = kept;
  }
}

function absorb(into, ring) {
  const n = into.n + ring.n;
  into.x = (into.x * into.n + ring.x * ring.n) / n;
  into.y = (into.y * into.n + ring.y * ring.n) / n;
  into.sight = into.sight.map((count, k) => count + ring.sight[k]);
  into.n = n;
  into.r = ringRadius(n);
}

/** Tell whether a ring's middle lies nearer to a point than a distance. */
export const isWithin = (ring, x, y, distance) =>
  (ring.x - x) * (ring.x - x) + (ring.y - y) * (ring.y - y) < distance * distance;

/** Angles of a ring's parts; a state that is there never gets less than a visible part. */
export function ringParts(sight) {
  const least = 0.06;
  const total = sight.reduce((a, b) => a + b);
  const shares = sight.map((count) => (count ? Math.max(count / total, least) : 0));
  const sum = shares.reduce((a, b) => a + b);
  return shares.map((share) => (2 * Math.PI * share) / sum);
}
