// Where the cameras are: by commune, and within each in the order of a quadtree, so that every
// cell of it is one stretch, and none lies in two communes.

import { boxOf, ringTest } from "./geometry.js";

/** @import { Box, Cameras } from "./types.d.ts" */

/**
 * A stretch of the order, and how many of its cameras are shown.
 *
 * @typedef {{from: number, to: number, n: number}} Cell
 */

const FINEST = 20;
const LEAST = 4;
const WHOLE = -Infinity; // the level at which a commune is one cell
const [RING_LEVEL, STATES] = [13, 4];
const BITS = 16;
const PLACES = 2 ** 21; // a key and a place together fit the 53 bits of a number

/** @typedef {Pick<Cameras, "n" | "x" | "y" | "sight"> & {commune?: Uint8Array}} Positions */

export class CameraIndex {
  /** Places of the cameras, in the order of their keys. @type {Int32Array} */
  order;
  /** @type {Uint32Array} */
  keys;
  /** @type {Map<number, {n: number, start: Int32Array, box: Float64Array}>} */
  #levels = new Map();
  #running;
  /** @type {Uint8Array} */
  #mask;

  /** @param {Positions} cameras all of them are shown at first */
  constructor(cameras) {
    this.cameras = cameras;
    const { n, x, y } = cameras;
    const [west, east] = range(x);
    const [north, south] = range(y);
    const wide = Math.max(east - west, south - north, 1e-12);
    this.finest = Math.max(LEAST, Math.min(FINEST, Math.floor(BITS - 1e-9 - Math.log2(wide))));
    const side = 2 ** this.finest;
    const packed = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const key = spread((x[i] - west) * side) + 2 * spread((y[i] - north) * side);
      packed[i] = key * PLACES + i;
    }
    packed.sort();
    [this.order, this.keys] = [new Int32Array(n), new Uint32Array(n)];
    for (let k = 0; k < n; k++) {
      this.keys[k] = Math.floor(packed[k] / PLACES);
      this.order[k] = packed[k] - this.keys[k] * PLACES;
    }
    this.#sortByCommune();
    this.#mask = new Uint8Array(n).fill(1);
    this.#running = runningSums(this.order, cameras, this.#mask, cameras.sight, STATES);
  }

  /** Put what is sorted by key into the order of communes, those of one as they are. */
  #sortByCommune() {
    const { commune } = this.cameras;
    if (!commune) return;
    const [order, keys] = [this.order.slice(), this.keys.slice()];
    const next = new Uint32Array(257);
    for (const one of commune) next[one + 1] += 1;
    for (let c = 0; c < 256; c++) next[c + 1] += next[c];
    for (let k = 0; k < order.length; k++) {
      const at = next[commune[order[k]]]++;
      [this.order[at], this.keys[at]] = [order[k], keys[k]];
    }
  }

  /**
   * The commune of a cell, as its place; 255 of those in none.
   *
   * @param {Cell} cell
   */
  communeOf = ({ from }) => this.cameras.commune?.[this.order[from]] ?? 255;

  /**
   * All that is shown of each commune that overlaps a box, as one cell.
   *
   * @param {Box} box
   */
  communes = (box) => this.#within(box, this.#level(WHOLE));

  /**
   * The cells of a level that hold cameras: where each starts in `order`, and its box.
   *
   * @param {number} level
   */
  cells(level) {
    return this.#level(Math.max(LEAST, Math.min(this.finest, level)));
  }

  /** @param {number} level */
  #level(level) {
    let cells = this.#levels.get(level);
    if (!cells) this.#levels.set(level, (cells = this.#cut(level)));
    return cells;
  }

  /** @param {number} level */
  #cut(level) {
    const size = 4 ** (this.finest - level);
    const {
      order,
      keys,
      cameras: { x, y, commune },
    } = this;
    const start = [];
    const box = [];
    for (let k = 0, last = -1, home = -1, at = -4; k < order.length; k++) {
      const [cell, px, py] = [Math.floor(keys[k] / size), x[order[k]], y[order[k]]];
      const lies = commune ? commune[order[k]] : 0;
      if (cell !== last || lies !== home) {
        start.push(k);
        at = box.push(px, py, px, py) - 4;
        [last, home] = [cell, lies];
      }
      if (px < box[at]) box[at] = px;
      if (py < box[at + 1]) box[at + 1] = py;
      if (px > box[at + 2]) box[at + 2] = px;
      if (py > box[at + 3]) box[at + 3] = py;
    }
    start.push(order.length);
    return { n: start.length - 1, start: Int32Array.from(start), box: Float64Array.from(box) };
  }

  /**
   * Say which cameras are shown, and of which group each is, of so many: by how they see, where
   * nothing else is said.
   *
   * @param {Uint8Array} mask
   * @param {Uint8Array} [groups]
   * @param {number} [count]
   */
  show(mask, groups = this.cameras.sight, count = STATES) {
    this.#mask = mask;
    this.#running = runningSums(this.order, this.cameras, mask, groups, count);
  }

  /**
   * The cells of a level that overlap a box and show something.
   *
   * @param {Box} box
   * @param {number} level
   * @returns {Cell[]}
   */
  within(box, level) {
    return this.#within(box, this.cells(level));
  }

  /**
   * @param {Box} box
   * @param {ReturnType<CameraIndex["cells"]>} cells
   * @returns {Cell[]}
   */
  #within([west, north, east, south], { n, start, box }) {
    const found = [];
    for (let c = 0, b = 0; c < n; c++, b += 4) {
      if (box[b] > east || box[b + 2] < west || box[b + 1] > south || box[b + 3] < north) continue;
      const [from, to] = [start[c], start[c + 1]];
      const count = this.#running.n[to] - this.#running.n[from];
      if (count) found.push({ from, to, n: count });
    }
    return found;
  }

  /**
   * How many, where in the mean, of which group: of a cell that shows something.
   *
   * @param {Cell} cell
   */
  sums({ from, to, n }) {
    const { x, y, groups } = this.#running;
    return {
      n,
      x: (x[to] - x[from]) / n,
      y: (y[to] - y[from]) / n,
      groups: groups.map((sum) => sum[to] - sum[from]),
    };
  }

  /**
   * The shown cameras within a ring of vertices.
   *
   * @param {Float64Array} ring x, y of each in turn
   */
  inside(ring) {
    const { x, y } = this.cameras;
    const isInside = ringTest(ring);
    const found = [];
    for (const i of this.shown(this.within(boxOf(ring), RING_LEVEL)))
      if (isInside(x[i], y[i])) found.push(i);
    return found;
  }

  /**
   * The shown cameras of cells.
   *
   * @param {Cell[]} cells
   */
  *shown(cells) {
    for (const { from, to } of cells)
      for (let k = from; k < to; k++) if (this.#mask[this.order[k]]) yield this.order[k];
  }
}

/**
 * Sums from the first in order up to each; those of any stretch are differences of these.
 *
 * @param {Int32Array} order
 * @param {Positions} cameras
 * @param {Uint8Array} mask
 * @param {Uint8Array} of the group of each
 * @param {number} count of groups
 */
function runningSums(order, { n, x, y }, mask, of, count) {
  const sums = {
    n: new Uint32Array(n + 1),
    x: new Float64Array(n + 1),
    y: new Float64Array(n + 1),
    groups: Array.from({ length: count }, () => new Uint32Array(n + 1)),
  };
  for (let k = 0; k < n; k++) {
    const i = order[k];
    const on = mask[i];
    sums.n[k + 1] = sums.n[k] + on;
    sums.x[k + 1] = sums.x[k] + on * x[i];
    sums.y[k + 1] = sums.y[k] + on * y[i];
    for (let g = 0; g < count; g++) sums.groups[g][k + 1] = sums.groups[g][k];
    if (on) sums.groups[of[i]][k + 1] += 1;
  }
  return sums;
}

/** @param {Float64Array} values */
function range(values) {
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    if (values[i] < least) least = values[i];
    if (values[i] > most) most = values[i];
  }
  return values.length ? [least, most] : [0, 0];
}

/**
 * Put a zero before each of the 16 bits of a number.
 *
 * @param {number} value
 */
function spread(value) {
  let v = Math.floor(value) & 0xffff;
  v = (v | (v << 8)) & 0x00ff00ff;
  v = (v | (v << 4)) & 0x0f0f0f0f;
  v = (v | (v << 2)) & 0x33333333;
  return (v | (v << 1)) & 0x55555555;
}
