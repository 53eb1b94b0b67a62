// What a ring holds, against a walk around it: a point within is walked around once in all.

import assert from "node:assert/strict";
import { test } from "node:test";
import { CameraIndex } from "../src/spatial.js";

/** The same numbers at every run: a linear congruential generator (Numerical Recipes). */
function* chance(seed = 7) {
  for (;;) yield (seed = (1664525 * seed + 1013904223) % 2 ** 32) / 2 ** 32;
}
const random = chance();
const next = () => /** @type {number} */ (random.next().value);

/** @param {number} n */
function scattered(n) {
  return {
    n,
    x: Float64Array.from({ length: n }, () => 0.79 + 0.01 * next()),
    y: Float64Array.from({ length: n }, () => 0.45 + 0.01 * next()),
    sight: new Uint8Array(n),
  };
}

/**
 * A ring around the middle of all, as far from it as a function says.
 *
 * @param {number} vertices
 * @param {(angle: number) => number} reach
 */
function drawn(vertices, reach) {
  const ring = new Float64Array(2 * vertices);
  for (let v = 0; v < vertices; v++) {
    const angle = (2 * Math.PI * v) / vertices;
    const away = reach(angle);
    ring.set([0.795 + away * Math.cos(angle), 0.455 + away * Math.sin(angle)], 2 * v);
  }
  return ring;
}

/**
 * How often a ring goes around a point.
 *
 * @param {Float64Array} ring
 * @param {number} x
 * @param {number} y
 */
function winding(ring, x, y) {
  let turned = 0;
  for (let v = 0; v < ring.length; v += 2) {
    const w = (v + 2) % ring.length;
    const [ax, ay, bx, by] = [ring[v] - x, ring[v + 1] - y, ring[w] - x, ring[w + 1] - y];
    turned += Math.atan2(ax * by - ay * bx, ax * bx + ay * by);
  }
  return Math.round(turned / (2 * Math.PI));
}

test("a ring of any form holds what it is wound around", () => {
  for (const vertices of [3, 12, 60, 400]) {
    const all = scattered(800);
    const ring = drawn(vertices, () => 0.0015 + 0.003 * next());
    const wanted = [...all.x.keys()].filter((i) => winding(ring, all.x[i], all.y[i]));
    const found = new CameraIndex(all).inside(ring).sort((a, b) => a - b);
    assert.deepEqual(found, wanted);
  }
});

test("5,000 cameras within a line of 600 vertices are found within 100 ms", () => {
  const all = scattered(20_000);
  const index = new CameraIndex(all);
  // Drawn by hand: a line that bends, and trembles.
  const ring = drawn(600, (angle) => 0.0032 + 0.0008 * Math.sin(3 * angle) + 0.0001 * next());
  index.inside(ring); // cuts the level
  const took = Array.from({ length: 9 }, () => {
    const begun = performance.now();
    const { length } = index.inside(ring);
    assert.ok(length > 5000, String(length));
    return performance.now() - begun;
  });
  const least = Math.min(...took); // whoever else is at work on this machine
  assert.ok(least < 100, `${least} ms`);
});
