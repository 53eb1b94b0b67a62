import assert from "node:assert/strict";
import { test } from "node:test";
import { classOf, classTexts, quantileBounds, spread } from "../src/classes.js";
import { shareClasses, writeFigure } from "../src/shares.js";

/** @import { Commune } from "../src/types.d.ts" */

/** The same numbers at every run. */
function* chance(seed = 7) {
  for (;;) yield (seed = (1664525 * seed + 1013904223) % 2 ** 32) / 2 ** 32;
}

/** @param {number[]} values */
const sizes = (values) => {
  const bounds = quantileBounds(values);
  const counts = Array(bounds.length + 1).fill(0);
  for (const value of values) counts[classOf(bounds, value)] += 1;
  return counts;
};

test("each class has as many values, and none is empty", () => {
  const random = chance();
  for (const power of [1, 3, 6]) {
    const values = Array.from({ length: 78 }, () => 1000 * Number(random.next().value) ** power);
    const counts = sizes(values);
    assert.equal(counts.length, 5);
    for (const count of counts) assert.ok(count >= 15 && count <= 17, String(counts));
  }
});

test("ten numbers in five classes: by hand", () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  assert.deepEqual(sizes(values), [2, 2, 2, 2, 2]);
  assert.deepEqual(quantileBounds(values), [2.5, 4.5, 6.5, 8.5].map(Math.ceil));
});

test("bounds are short numbers that part the same values", () => {
  assert.deepEqual(quantileBounds([0.1234, 0.1311, 0.4567, 0.4999], 2), [0.4]);
  assert.deepEqual(quantileBounds([17_450_000, 28_312_345], 2), [20_000_000]);
});

test("few, equal and no values: never a class that is empty", () => {
  assert.deepEqual(quantileBounds([]), []);
  assert.deepEqual(quantileBounds([5]), []);
  assert.deepEqual(quantileBounds([0, 0, 0, 0]), []);
  for (const values of [
    [0, 0, 0, 0, 0, 0, 0, 7],
    [1, 2],
    [0, 0, 1, 1],
    [3, 3, 3, 4, 9],
  ])
    assert.ok(
      sizes(values).every((count) => count > 0),
      String(values),
    );
});

test("classes in words leave no number out", () => {
  assert.deepEqual(
    classTexts([0.25, 0.5], (v) => `${100 * v} %`),
    ["< 25 %", "25 %–50 %", "≥ 50 %"],
  );
  assert.deepEqual(classTexts([], String), [""]);
});

test("colours run from the lightest to the darkest", () => {
  const ramp = ["a", "b", "c", "d", "e"];
  assert.deepEqual(spread(ramp, 5), ramp);
  assert.deepEqual(spread(ramp, 3), ["a", "c", "e"]);
  assert.deepEqual(spread(ramp, 1), ["c"]);
});

test("figures are written as Vietnamese are", () => {
  assert.equal(writeFigure("cost_vnd", 1_234_500_000, "vi"), "1.234,5");
  assert.equal(writeFigure("overdue", 1234, "vi"), "1.234");
  assert.match(writeFigure("working", 0.125, "vi"), /^12,5\s?%$/);
});

test("communes without a figure make no class", () => {
  const communes = /** @type {Commune[]} */ (
    [0.1, null, 0.2, undefined, 0.3].map((working) => ({ working }))
  );
  const { bounds, colours } = shareClasses("working", communes, false);
  assert.equal(bounds.length, 2);
  assert.equal(colours.length, 3);
});
