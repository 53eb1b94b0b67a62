import assert from "node:assert/strict";
import { test } from "node:test";
import { Filter, KINDS } from "../src/filter.js";
import { RESTORED, sightAt } from "../src/stages.js";
import { cameras, expected } from "./bytes.js";

/** @import { Box } from "../src/types.d.ts" */

/** @type {Box} */
const EVERYWHERE = [0, 0, 1, 1];
const BROKEN = 2;
const DOWN = 2;

test("nothing is hidden at first", () => {
  const filter = new Filter();
  const { mask, hiddenCount } = filter.apply(cameras());
  const { counts, inView } = filter.count(cameras(), EVERYWHERE);
  assert.equal(inView, 5);
  assert.deepEqual([...mask], [1, 1, 1, 1, 1]);
  assert.equal(hiddenCount, 0);
  assert.equal(filter.hides, false);
  // By hand: rows 0 and 5 see, 3 is unconfirmed, 1 and 4 do not.
  assert.deepEqual([...counts.sight.subarray(0, 3)], [2, 1, 2]);
});

test("a hidden state takes its cameras out of all counts but its own kind's", () => {
  const filter = new Filter();
  filter.toggle("sight", DOWN, false);
  const { mask, hiddenCount } = filter.apply(cameras());
  const { counts } = filter.count(cameras(), EVERYWHERE);
  assert.deepEqual([...mask], [1, 0, 1, 0, 1]);
  assert.equal(hiddenCount, 2);
  assert.equal(counts.sight[DOWN], 2); // how many would come back
  assert.equal(counts.status[BROKEN], 0);
  filter.toggle("sight", DOWN, true);
  assert.equal(filter.apply(cameras()).hiddenCount, 0);
});

test("a commune hides all others, and those of none", () => {
  const filter = new Filter();
  filter.commune = 1;
  const { mask } = filter.apply(cameras());
  const wanted = expected.cameras.map(({ commune }) => (commune === "00002" ? 1 : 0));
  assert.deepEqual([...mask], wanted);
  assert.equal(filter.hides, false); // the page says so, the legend does not
});

test("only some values of a kind; all again where none is named", () => {
  const filter = new Filter();
  filter.only("status", [0, BROKEN], 7);
  assert.deepEqual([...filter.apply(cameras()).mask], [1, 1, 0, 0, 0]);
  filter.only("status", null, 7);
  assert.equal(filter.hides, false);
  filter.only("origin", [], 5);
  assert.equal(filter.apply(cameras()).hiddenCount, 5);
  filter.clear();
  assert.ok(KINDS.every((kind) => filter.hidden[kind].size === 0));
});

test("stages: as installed all see; after a plan those it brings back are marked", () => {
  const all = cameras();
  assert.deepEqual([...sightAt("installed", all, null)], [0, 0, 0, 0, 0]);
  assert.equal(sightAt("working", all, [1]), all.today);
  // Row 1 of the register is the second camera; row 4 is not named and stays as it is.
  assert.deepEqual([...sightAt("after", all, [1])], [0, RESTORED, 1, 2, 0]);
});

test("counts are of what lies in the box, of groups only what is shown", () => {
  const all = cameras();
  const filter = new Filter();
  // The first two stand a centimetre apart, all others farther east.
  /** @type {Box} */
  const west = [0, 0, all.x[1] + 1e-9, 1];
  const groups = Uint8Array.from([3, 4, 4, 4, 4]);
  const { counts, groupCounts, inView } = filter.count(all, west, groups);
  assert.equal(inView, 2);
  assert.deepEqual([...counts.sight.subarray(0, 3)], [1, 0, 1]);
  assert.deepEqual([groupCounts[3], groupCounts[4]], [1, 1]);
  filter.toggle("status", BROKEN, false);
  const hidden = filter.count(all, west, groups);
  assert.equal(hidden.inView, 1);
  assert.deepEqual([hidden.groupCounts[3], hidden.groupCounts[4]], [1, 0]);
  assert.equal(hidden.counts.status[BROKEN], 1); // how many would come back
});
