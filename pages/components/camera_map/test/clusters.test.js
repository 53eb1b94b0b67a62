import assert from "node:assert/strict";
import { test } from "node:test";
import { gather, isWithin, ringParts, ringRadius } from "../src/clusters.js";
import { CameraIndex } from "../src/spatial.js";
import { cameras } from "./bytes.js";

/** @import { Box } from "../src/types.d.ts" */

/** @type {Box} */
const EVERYWHERE = [0, 0, 1, 1];

/** A frame at a zoom: pixels of the world. @param {number} zoom */
const frameAt = (zoom) => {
  /** @param {number} mercator */
  const pixels = (mercator) => mercator * 256 * 2 ** zoom;
  return { x: pixels, y: pixels };
};

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

test("rings hold every camera once, and none lies over another", () => {
  const index = new CameraIndex(cameras());
  for (let zoom = 6; zoom <= 20; zoom++) {
    const rings = gather(index.within(EVERYWHERE, zoom + 2), index, frameAt(zoom));
    assert.equal(sum(rings.map(({ n }) => n)), 5);
    for (const ring of rings) assert.equal(sum(ring.sight), ring.n);
    for (const [k, ring] of rings.entries())
      for (const other of rings.slice(k + 1))
        assert.ok(!isWithin(other, ring.x, ring.y, ring.r + other.r), `zoom ${zoom}`);
  }
});

test("from far away all are one ring, in the middle of them, divided by state", () => {
  const all = cameras();
  const index = new CameraIndex(all);
  const [ring, ...others] = gather(index.within(EVERYWHERE, 8), index, frameAt(6));
  assert.equal(others.length, 0);
  assert.deepEqual(ring.sight, [2, 1, 2, 0]);
  assert.ok(Math.abs(ring.x / (256 * 2 ** 6) - sum([...all.x]) / 5) < 1e-9);
});

test("a ring grows with its number, to a bound", () => {
  const radii = [1, 2, 10, 100, 1000, 1e6].map(ringRadius);
  assert.deepEqual(
    radii,
    [...radii].sort((a, b) => a - b),
  );
  assert.equal(ringRadius(1), 6);
  assert.equal(ringRadius(1e6), 24);
});

test("the parts of a ring make it whole; a lone one among many is still seen", () => {
  const parts = ringParts([999, 0, 1, 0]);
  assert.ok(Math.abs(sum(parts) - 2 * Math.PI) < 1e-12);
  assert.equal(parts[1], 0);
  assert.ok(parts[2] > 0.3); // 0.06 of 1.059, of a whole turn
});
