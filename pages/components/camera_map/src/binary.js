// The map's binary files, read as format.md describes them, into Web Mercator.

/** @import { Bounds, Box, Cameras, Shapes } from "./types.d.ts" */

export const NO_DIRECTION = 0xffff;
const HEADER_BYTES = 8;
const CAMERA_BYTES = 25;
const DEGREE = 1e-7;

/** What arrived is not what format.md describes. */
export class UnreadableError extends Error {}

/** @param {number} lon degrees */
export const mercatorX = (lon) => (lon + 180) / 360;

/** @param {number} lat degrees */
export const mercatorY = (lat) => {
  const sine = Math.sin((lat * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
};

/**
 * @param {Bounds} bounds degrees
 * @returns {Box}
 */
export const mercatorBox = ([west, south, east, north]) => [
  mercatorX(west),
  mercatorY(north),
  mercatorX(east),
  mercatorY(south),
];

/**
 * How many there are, by the header of a file that must begin with a magic.
 *
 * @param {ArrayBuffer} buffer
 * @param {string} magic
 */
function count(buffer, magic) {
  const found = String.fromCharCode(...new Uint8Array(buffer, 0, Math.min(4, buffer.byteLength)));
  if (found !== magic || buffer.byteLength < HEADER_BYTES)
    throw new UnreadableError(`${magic} expected, ${JSON.stringify(found)} found`);
  return new DataView(buffer).getUint32(4, true);
}

/**
 * @param {ArrayBuffer} buffer
 * @param {number} bytes
 */
function requireLength(buffer, bytes) {
  if (buffer.byteLength !== bytes)
    throw new UnreadableError(`${bytes} bytes expected, ${buffer.byteLength} found`);
}

/**
 * @param {ArrayBuffer} buffer a file of the magic QTC2
 * @returns {Cameras}
 */
export function decodeCameras(buffer) {
  const n = count(buffer, "QTC2");
  requireLength(buffer, HEADER_BYTES + CAMERA_BYTES * n);
  let at = HEADER_BYTES;
  /**
   * @template {Int32Array | Uint32Array | Uint16Array | Uint8Array} T
   * @param {new (buffer: ArrayBuffer, at: number, n: number) => T} Column
   */
  const take = (Column) => {
    const array = new Column(buffer, at, n);
    at += array.byteLength;
    return array;
  };
  const [lon, lat] = [take(Int32Array), take(Int32Array)];
  const [x, y] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    x[i] = mercatorX(lon[i] * DEGREE);
    y[i] = mercatorY(lat[i] * DEGREE);
  }
  const [row, azimuth, seenOn] = [take(Uint32Array), take(Uint16Array), take(Uint16Array)];
  const [today, status, origin] = [take(Uint8Array), take(Uint8Array), take(Uint8Array)];
  const [commune, hasFootprint, part] = [take(Uint8Array), take(Uint8Array), take(Uint8Array)];
  const [cause, live, keeper] = [take(Uint8Array), take(Uint8Array), take(Uint8Array)];
  const register = { status, origin, commune, part, cause, live, keeper, seenOn };
  const own = { today, sight: today, hasFootprint, confidential: [] };
  return { n, x, y, row, azimuth, ...own, ...register };
}

/**
 * Shapes: path k runs from vertex `start[k]` to before `start[k + 1]` of `xy`. Paths of one
 * owner and layer that follow each other are one shape s: paths `first[s]` to before
 * `first[s + 1]`, within `box[4 * s]`… (west, north, east, south).
 *
 * @param {ArrayBuffer} buffer a file of the magic QTR2
 * @returns {Shapes}
 */
export function decodeShapes(buffer) {
  const n = count(buffer, "QTR2");
  if (buffer.byteLength < HEADER_BYTES + 12 * n) requireLength(buffer, HEADER_BYTES + 12 * n);
  const [owners, layers, counts] = [0, 1, 2].map(
    (k) => new Uint32Array(buffer, HEADER_BYTES + 4 * n * k, n),
  );
  const start = starts(counts);
  requireLength(buffer, HEADER_BYTES + 12 * n + 8 * start[n]);
  const xy = vertices(new Int32Array(buffer, HEADER_BYTES + 12 * n));
  /** @type {number[][]} */
  const [first, owner, layer] = [[], [], []];
  for (let k = 0; k < n; k++) {
    if (k && owners[k] === owners[k - 1] && layers[k] === layers[k - 1]) continue;
    first.push(k);
    owner.push(owners[k]);
    layer.push(layers[k]);
  }
  first.push(n);
  return { n: owner.length, first, owner, layer, start, xy, box: boxes(first, start, xy) };
}

/** @param {Uint32Array} counts */
function starts(counts) {
  const start = new Uint32Array(counts.length + 1);
  counts.forEach((length, k) => (start[k + 1] = start[k] + length));
  return start;
}

/** @param {Int32Array} steps */
function vertices(steps) {
  const xy = new Float64Array(steps.length);
  for (let v = 0, lon = 0, lat = 0; v < xy.length; v += 2) {
    xy[v] = mercatorX((lon += steps[v]) * DEGREE);
    xy[v + 1] = mercatorY((lat += steps[v + 1]) * DEGREE);
  }
  return xy;
}

/**
 * @param {number[]} first
 * @param {Uint32Array} start
 * @param {Float64Array} xy
 */
function boxes(first, start, xy) {
  const box = new Float64Array(4 * (first.length - 1));
  for (let s = 0; s < first.length - 1; s++) {
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let v = 2 * start[first[s]]; v < 2 * start[first[s + 1]]; v += 2) {
      if (xy[v] < west) west = xy[v];
      if (xy[v] > east) east = xy[v];
      if (xy[v + 1] < north) north = xy[v + 1];
      if (xy[v + 1] > south) south = xy[v + 1];
    }
    box.set([west, north, east, south], 4 * s);
  }
  return box;
}
