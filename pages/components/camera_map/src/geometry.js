// Where a point lies to shapes of many vertices, all in Web Mercator from 0 to 1.

/** @import { Box, Shapes } from "./types.d.ts" */

/**
 * Whether a point lies within the areas of a shape; rings over each other are holes.
 *
 * @param {Pick<Shapes, "first" | "start" | "xy">} shapes
 * @param {number} s
 * @param {number} x
 * @param {number} y
 */
export function isInside({ first, start, xy }, s, x, y) {
  let within = false;
  for (let k = first[s]; k < first[s + 1]; k++)
    if (isInRing(xy, start[k], start[k + 1], x, y)) within = !within;
  return within;
}

/**
 * Whether a point lies within a ring: the vertices from one to before another.
 *
 * @param {Float64Array} xy
 * @param {number} from
 * @param {number} to
 * @param {number} x
 * @param {number} y
 */
function isInRing(xy, from, to, x, y) {
  let within = false;
  let [ax, ay] = [xy[2 * to - 2], xy[2 * to - 1]];
  for (let v = from; v < to; v++) {
    const [bx, by] = [xy[2 * v], xy[2 * v + 1]];
    if (ay > y !== by > y && x < ((ax - bx) * (y - by)) / (ay - by) + bx) within = !within;
    [ax, ay] = [bx, by];
  }
  return within;
}

/**
 * A test whether points lie within a ring. Each is held against the edges at its height alone:
 * for lines of hundreds of vertices around thousands of points.
 *
 * @param {Float64Array} xy
 * @returns {(x: number, y: number) => boolean}
 */
export function ringTest(xy) {
  const [west, north, east, south] = boxOf(xy);
  const count = Math.max(1, xy.length >> 1);
  const high = (south - north) / count || 1;
  /** @type {number[][]} */
  const edges = Array.from({ length: count + 1 }, () => []);
  /** @param {number} y */
  const band = (y) => Math.floor((y - north) / high);
  for (let v = 0; v < xy.length; v += 2) {
    const w = (v || xy.length) - 2;
    const [top, low] = [Math.min(xy[v + 1], xy[w + 1]), Math.max(xy[v + 1], xy[w + 1])];
    const edge = [xy[w], xy[w + 1], xy[v], xy[v + 1]];
    for (let k = band(top); k <= Math.min(count, band(low)); k++) edges[k].push(...edge);
  }
  return (x, y) => {
    if (x < west || x > east || y < north || y > south) return false;
    const near = edges[band(y)];
    let within = false;
    for (let e = 0; e < near.length; e += 4) {
      const [ay, by] = [near[e + 1], near[e + 3]];
      if (ay > y !== by > y && x < ((near[e] - near[e + 2]) * (y - by)) / (ay - by) + near[e + 2])
        within = !within;
    }
    return within;
  };
}

/**
 * How far a point lies from the lines, or the points, of a shape.
 *
 * @param {Pick<Shapes, "first" | "start" | "xy">} shapes
 * @param {number} s
 * @param {number} x
 * @param {number} y
 */
export function distanceTo({ first, start, xy }, s, x, y) {
  let least = Infinity;
  for (let k = first[s]; k < first[s + 1]; k++)
    for (let v = start[k]; v < start[k + 1]; v++) {
      const a = 2 * Math.max(v - 1, start[k]);
      least = Math.min(least, toSegment(x, y, xy[a], xy[a + 1], xy[2 * v], xy[2 * v + 1]));
    }
  return least;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} ax
 * @param {number} ay
 * @param {number} bx
 * @param {number} by
 */
export function toSegment(x, y, ax, ay, bx, by) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

/**
 * Whether a point lies in the box of the s-th of many shapes, or nearer to it than a distance.
 *
 * @param {Float64Array} boxes
 * @param {number} s
 * @param {number} x
 * @param {number} y
 * @param {number} reach
 */
export function isInBox(boxes, s, x, y, reach) {
  const b = 4 * s;
  return (
    x >= boxes[b] - reach &&
    x <= boxes[b + 2] + reach &&
    y >= boxes[b + 1] - reach &&
    y <= boxes[b + 3] + reach
  );
}

/**
 * The box around a ring of vertices.
 *
 * @param {Float64Array} xy
 * @returns {Box}
 */
export function boxOf(xy) {
  /** @type {Box} */
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let v = 0; v < xy.length; v += 2) {
    box[0] = Math.min(box[0], xy[v]);
    box[1] = Math.min(box[1], xy[v + 1]);
    box[2] = Math.max(box[2], xy[v]);
    box[3] = Math.max(box[3], xy[v + 1]);
  }
  return box;
}
