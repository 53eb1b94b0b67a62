import assert from "node:assert/strict";
import { test } from "node:test";
import { CameraIndex } from "../src/spatial.js";
import { cameras } from "./bytes.js";

/** @import { Box } from "../src/types.d.ts" */
/** @import { Positions } from "../src/spatial.js" */

/** @type {Box} */
const EVERYWHERE = [0, 0, 1, 1];

/** The same numbers at every run: a linear congruential generator (Numerical Recipes). */
function* chance(seed = 1) {
  for (;;) yield (seed = (1664525 * seed + 1013904223) % 2 ** 32) / 2 ** 32;
}

/**
 * @param {number} n
 * @returns {Positions}
 */
function scattered(n) {
  const random = chance();
  const next = () => /** @type {number} */ (random.next().value);
  return {
    n,
    x: Float64Array.from({ length: n }, () => 0.79 + 0.01 * next()),
    y: Float64Array.from({ length: n }, () => 0.45 + 0.01 * next()),
    sight: Uint8Array.from({ length: n }, () => Math.floor(3 * next())),
  };
}

/** @param {Iterable<number>} numbers */
const sorted = (numbers) => [...numbers].sort((a, b) => a - b);

/** @param {Float64Array} values */
const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;

test("every camera is in one cell of every level, and within its box", () => {
  const all = scattered(500);
  const index = new CameraIndex(all);
  assert.deepEqual(sorted(index.order), [...Array(500).keys()]);
  for (let level = 0; level <= 22; level++) {
    const { n, start, box } = index.cells(level);
    assert.equal(start[n], 500);
    for (let c = 0; c < n; c++) {
      assert.ok(start[c] < start[c + 1]);
      for (const i of index.order.subarray(start[c], start[c + 1])) {
        assert.ok(all.x[i] >= box[4 * c] && all.x[i] <= box[4 * c + 2]);
        assert.ok(all.y[i] >= box[4 * c + 1] && all.y[i] <= box[4 * c + 3]);
      }
    }
  }
});

test("what lies in a box is what looking at all of them finds", () => {
  const all = scattered(500);
  const index = new CameraIndex(all);
  const mask = Uint8Array.from({ length: 500 }, (_, i) => (i % 3 ? 1 : 0));
  index.show(mask);
  /** @type {Box} */
  const box = [0.7925, 0.4515, 0.796, 0.4588];
  /** @param {number} i */
  const isIn = (i) =>
    all.x[i] >= box[0] && all.y[i] >= box[1] && all.x[i] <= box[2] && all.y[i] <= box[3];
  const wanted = [...mask.keys()].filter((i) => mask[i] && isIn(i));
  assert.ok(wanted.length > 20);
  for (const level of [4, 9, 13, 20])
    assert.deepEqual(sorted([...index.shown(index.within(box, level))].filter(isIn)), wanted);
});

test("the sums of a cell are those of its cameras that are shown", () => {
  const all = scattered(500);
  const index = new CameraIndex(all);
  index.show(Uint8Array.from({ length: 500 }, (_, i) => i % 2));
  for (const cell of index.within(EVERYWHERE, 9)) {
    const shown = [...index.shown([cell])];
    const sums = index.sums(cell);
    assert.equal(sums.n, shown.length);
    assert.ok(Math.abs(sums.x - mean(Float64Array.from(shown, (i) => all.x[i]))) < 1e-12);
    assert.ok(Math.abs(sums.y - mean(Float64Array.from(shown, (i) => all.y[i]))) < 1e-12);
    const bySight = [0, 1, 2, 3].map((k) => shown.filter((i) => all.sight[i] === k).length);
    assert.deepEqual(sums.groups, bySight);
  }
});

test("the cameras the program wrote: those a centimetre and 11 m apart share a cell of 38 m", () => {
  const index = new CameraIndex(cameras());
  const together = index.within(EVERYWHERE, 20).filter(({ n }) => n > 1);
  assert.deepEqual(
    together.map((cell) => sorted(index.shown([cell]))),
    [
      [0, 1],
      [2, 3],
    ],
  );
});

test("no cameras, one camera, many at one spot", () => {
  for (const n of [0, 1, 40]) {
    const spot = { n, x: new Float64Array(n).fill(0.8), y: new Float64Array(n).fill(0.45) };
    const index = new CameraIndex({ ...spot, sight: new Uint8Array(n) });
    assert.equal(index.within(EVERYWHERE, 12).length, Math.min(1, n));
    assert.equal([...index.shown(index.within(EVERYWHERE, 20))].length, n);
  }
});

test("no cell has cameras of two communes, and one level has each commune whole", () => {
  const all = {
    ...scattered(500),
    commune: Uint8Array.from({ length: 500 }, (_, i) => (i % 3 ? i % 7 : 255)),
  };
  const index = new CameraIndex(all);
  assert.deepEqual(sorted(index.order), [...Array(500).keys()]);
  for (const level of [4, 8, 12, 20])
    for (const cell of index.within(EVERYWHERE, level)) {
      const homes = new Set([...index.shown([cell])].map((i) => all.commune[i]));
      assert.deepEqual([...homes], [index.communeOf(cell)]);
    }
  const whole = index.communes(EVERYWHERE);
  assert.equal(whole.length, new Set(all.commune).size);
  for (const cell of whole)
    assert.equal(cell.n, all.commune.filter((one) => one === index.communeOf(cell)).length);
});

test("sums are by whatever group is asked for", () => {
  const all = scattered(100);
  const index = new CameraIndex(all);
  const groups = Uint8Array.from({ length: 100 }, (_, i) => i % 6);
  index.show(new Uint8Array(100).fill(1), groups, 6);
  const sums = index.within(EVERYWHERE, 4).map((cell) => index.sums(cell).groups);
  const total = sums.reduce((a, b) => a.map((count, k) => count + b[k]));
  assert.deepEqual(total, [17, 17, 17, 17, 16, 16]);
});
