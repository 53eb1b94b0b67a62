// Cameras too close to tell apart, gathered into rings divided by state.

/** @import { Frame } from "./frame.js" */
/** @import { CameraIndex, Cell } from "./spatial.js" */

/**
 * A ring, in pixels of the frame: its middle, its radius, how many cameras of which state.
 *
 * @typedef {object} Ring
 * @property {number} x
 * @property {number} y
 * @property {number} r
 * @property {number} n
 * @property {number[]} sight
 */

/** @param {number} count */
export const ringRadius = (count) => (count < 2 ? 6 : Math.min(24, 9 + 4.4 * Math.log10(count)));

/**
 * Gather cells into rings.
 *
 * @param {Cell[]} cells
 * @param {CameraIndex} index
 * @param {Pick<Frame, "x" | "y">} frame
 * @returns {Ring[]}
 */
export function gather(cells, index, frame) {
  const rings = cells.map((cell) => {
    const { n, x, y, sight } = index.sums(cell);
    return { n, sight, x: frame.x(x), y: frame.y(y), r: ringRadius(n) };
  });
  return joinOverlapping(rings.sort((a, b) => b.n - a.n));
}

/**
 * @param {Ring[]} rings
 * @returns {Ring[]}
 */
function joinOverlapping(rings) {
  /** @type {Ring[]} */
  const apart = [];
  for (const ring of rings) {
    const near = apart.find((other) => isWithin(other, ring.x, ring.y, other.r + ring.r + 1));
    if (near) absorb(near, ring);
    else apart.push(ring);
  }
  return apart.length === rings.length ? apart : joinOverlapping(apart);
}

/**
 * @param {Ring} into
 * @param {Ring} ring
 */
function absorb(into, ring) {
  const n = into.n + ring.n;
  into.x = (into.x * into.n + ring.x * ring.n) / n;
  into.y = (into.y * into.n + ring.y * ring.n) / n;
  into.sight = into.sight.map((count, k) => count + ring.sight[k]);
  into.n = n;
  into.r = ringRadius(n);
}

/**
 * Tell whether a ring's middle lies nearer to a point than a distance.
 *
 * @param {Ring} ring
 * @param {number} x
 * @param {number} y
 * @param {number} distance
 */
export const isWithin = (ring, x, y, distance) =>
  (ring.x - x) * (ring.x - x) + (ring.y - y) * (ring.y - y) < distance * distance;

/**
 * Angles of a ring's parts; a state that is there never gets less than a visible part.
 *
 * @param {number[]} sight
 */
export function ringParts(sight) {
  const least = 0.06;
  const total = sight.reduce((a, b) => a + b);
  const shares = sight.map((count) => (count ? Math.max(count / total, least) : 0));
  const sum = shares.reduce((a, b) => a + b);
  return shares.map((share) => (2 * Math.PI * share) / sum);
}
