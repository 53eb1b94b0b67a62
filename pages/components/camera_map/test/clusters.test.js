import assert from "node:assert/strict";
import { test } from "node:test";
import { communeRings, gather, isWithin, ringParts, ringRadius } from "../src/clusters.js";
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
    for (const ring of rings) assert.equal(sum(ring.groups), ring.n);
    for (const [k, ring] of rings.entries())
      for (const other of rings.slice(k + 1))
        assert.ok(!isWithin(other, ring.x, ring.y, ring.r + other.r), `zoom ${zoom}`);
  }
});

test("from far away there is one ring for each commune, and one for what lies in none", () => {
  const index = new CameraIndex(cameras());
  const rings = gather(index.within(EVERYWHERE, 8), index, frameAt(6));
  const byCommune = rings.map(({ commune, groups }) => [commune, groups]);
  // By hand: rows 0 (up), 1 (down); 3 (unconfirmed), 4 (down); 5 (up) in no commune.
  assert.deepEqual(
    byCommune.sort(([a], [b]) => Number(a) - Number(b)),
    [
      [0, [1, 0, 1, 0]],
      [1, [0, 1, 1, 0]],
      [255, [1, 0, 0, 0]],
    ],
  );
});

test("rings of communes move apart, and know where their cameras are", () => {
  const index = new CameraIndex(cameras());
  const frame = { ...frameAt(9), zoom: 9 };
  const rings = communeRings(index.communes(EVERYWHERE), index, frame);
  assert.deepEqual(sum(rings.map(({ n }) => n)), 5);
  for (const [k, ring] of rings.entries()) {
    assert.equal(ring.isWhole, ring.commune !== 255);
    for (const other of rings.slice(k + 1))
      assert.ok(!isWithin(other, ring.x, ring.y, ring.r + other.r));
  }
  // 0.013° of longitude are 4.8 pixels at zoom 9: they cannot stand where their cameras are.
  assert.ok(rings.some(({ x, home }) => Math.abs(x - home[0]) > 1));
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
