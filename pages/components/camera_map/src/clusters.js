// Cameras too close to tell apart, gathered into rings: never of two communes.

/** @import { Frame } from "./frame.js" */
/** @import { CameraIndex, Cell } from "./spatial.js" */

/**
 * A ring, in pixels of the frame: its middle, its radius, how many cameras of which group.
 *
 * @typedef {object} Ring
 * @property {number} x
 * @property {number} y
 * @property {number} r
 * @property {number} n
 * @property {number[]} groups
 * @property {number} commune its place, 255 for none
 * @property {boolean} isWhole it stands for all cameras of the commune
 * @property {[x: number, y: number]} home where its cameras are, in the mean
 */

const APART_PX = 1.5;
// Moving apart is given up after so many steps, and so many looks at two rings.
const [MOST_STEPS, MOST_LOOKS] = [300, 4e5];

/** @param {number} count */
export const ringRadius = (count) => (count < 2 ? 6 : Math.min(24, 9 + 4.4 * Math.log10(count)));
// Rings of whole communes stand close together, and are smaller; from far away they only show
// what they are divided into.
const FAR_ZOOM = 8.25;
/** @param {number} zoom */
const communeRadius = (zoom) => {
  const [least, growth] = zoom < FAR_ZOOM ? [4.6, 1.3] : [8.5, 2.4];
  return (/** @type {number} */ count) => Math.min(17, least + growth * Math.log10(count));
};

/**
 * Gather cells into rings: those of one commune that touch become one, others move apart.
 *
 * @param {Cell[]} cells
 * @param {CameraIndex} index
 * @param {Pick<Frame, "x" | "y">} frame
 * @returns {Ring[]}
 */
export function gather(cells, index, frame) {
  const rings = cells.map((cell) => ring(cell, index, frame, ringRadius));
  return moveApart(joinOverlapping(rings.sort((a, b) => b.n - a.n)));
}

/**
 * One ring for each commune.
 *
 * @param {Cell[]} cells see `CameraIndex.communes`
 * @param {CameraIndex} index
 * @param {Pick<Frame, "x" | "y" | "zoom">} frame
 * @returns {Ring[]}
 */
export function communeRings(cells, index, frame) {
  const radius = communeRadius(frame.zoom);
  const rings = cells.map((cell) => ring(cell, index, frame, radius));
  for (const one of rings) one.isWhole = one.commune < 255;
  return moveApart(rings.sort((a, b) => b.n - a.n));
}

/**
 * @param {Cell} cell
 * @param {CameraIndex} index
 * @param {Pick<Frame, "x" | "y">} frame
 * @param {(count: number) => number} radius
 * @returns {Ring}
 */
function ring(cell, index, frame, radius) {
  const { n, x, y, groups } = index.sums(cell);
  const [px, py] = [frame.x(x), frame.y(y)];
  const commune = index.communeOf(cell);
  return { n, groups, x: px, y: py, r: radius(n), commune, isWhole: false, home: [px, py] };
}

/**
 * @param {Ring[]} rings
 * @returns {Ring[]}
 */
function joinOverlapping(rings) {
  /** @type {Ring[]} */
  const apart = [];
  for (const one of rings) {
    const near = apart.find(
      (other) =>
        other.commune === one.commune && isWithin(other, one.x, one.y, other.r + one.r + 1),
    );
    if (near) absorb(near, one);
    else apart.push(one);
  }
  return apart.length === rings.length ? apart : joinOverlapping(apart);
}

/**
 * @param {Ring} into
 * @param {Ring} one
 */
function absorb(into, one) {
  const n = into.n + one.n;
  into.x = (into.x * into.n + one.x * one.n) / n;
  into.y = (into.y * into.n + one.y * one.n) / n;
  into.home = [into.x, into.y];
  into.groups = into.groups.map((count, k) => count + one.groups[k]);
  into.n = n;
  into.r = ringRadius(n);
}

/**
 * Move rings until none lies over another: each pair by as much as it overlaps, the smaller more.
 *
 * @param {Ring[]} rings
 */
function moveApart(rings) {
  const most = Math.min(MOST_STEPS, MOST_LOOKS / rings.length ** 2);
  let [moved, steps] = [true, 0];
  while (moved && steps++ < most) {
    moved = false;
    for (let i = 0; i < rings.length; i++)
      for (let k = i + 1; k < rings.length; k++) moved = pushApart(rings[i], rings[k]) || moved;
  }
  return rings;
}

/**
 * @param {Ring} one
 * @param {Ring} other
 */
function pushApart(one, other) {
  const least = one.r + other.r + APART_PX;
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  if (Math.abs(dx) >= least || Math.abs(dy) >= least) return false;
  const distance = Math.hypot(dx, dy);
  if (distance >= least - 0.01) return false;
  const [ux, uy] = distance > 0.01 ? [dx / distance, dy / distance] : [0.6, 0.8];
  const share = other.r ** 2 / (one.r ** 2 + other.r ** 2);
  const push = least - distance;
  one.x -= ux * push * share;
  one.y -= uy * push * share;
  other.x += ux * push * (1 - share);
  other.y += uy * push * (1 - share);
  return true;
}

/**
 * Tell whether a ring's middle lies nearer to a point than a distance.
 *
 * @param {Pick<Ring, "x" | "y">} one
 * @param {number} x
 * @param {number} y
 * @param {number} distance
 */
export const isWithin = (one, x, y, distance) =>
  (one.x - x) * (one.x - x) + (one.y - y) * (one.y - y) < distance * distance;

/**
 * Angles of a ring's parts; a group that is there never gets less than a visible part.
 *
 * @param {number[]} groups
 */
export function ringParts(groups) {
  const least = 0.06;
  const total = groups.reduce((a, b) => a + b);
  const shares = groups.map((count) => (count ? Math.max(count / total, least) : 0));
  const sum = shares.reduce((a, b) => a + b);
  return shares.map((share) => (2 * Math.PI * share) / sum);
}
