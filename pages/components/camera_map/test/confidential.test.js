import assert from "node:assert/strict";
import { test } from "node:test";

import { groupsBy } from "../src/colouring.js";
import { released } from "../src/confidential.js";
import { Filter } from "../src/filter.js";
import { CameraIndex } from "../src/spatial.js";
import { MapState } from "../src/state.js";
import { cameras as located } from "./bytes.js";

/** @import { CameraMap } from "../src/camera_map.js" */
/** @import { Settings } from "../src/types.d.ts" */

const SETTINGS = /** @type {Settings} */ (
  /** @type {unknown} */ ({ texts: { origin: ["a", "b", "c", "d"] }, today: "2026-11-28" })
);

/** @param {number[]} confidential */
function mapWith(confidential) {
  const cameras = { ...located(), confidential };
  const index = new CameraIndex(cameras);
  const filter = new Filter();
  const filtered = filter.apply(cameras);
  const groups = groupsBy("origin", cameras, SETTINGS, []);
  index.show(filtered.mask);
  const links = { cameras: [0, 1] };
  const state = Object.assign(Object.create(MapState.prototype), {
    ...filtered,
    ...{ filter, groups, cameras, index, links },
  });
  return /** @type {CameraMap} */ (/** @type {unknown} */ ({ state, settings: {} }));
}

const EVERYWHERE = /** @type {[number, number, number, number]} */ ([0, 0, 1, 1]);
/** @param {CameraIndex} index */
const drawn = (index) => [...index.shown(index.within(EVERYWHERE, 3))].sort((a, b) => a - b);

test("paper leaves out what is confidential, and counts it as hidden", () => {
  const camera = mapWith([1]);
  const paper = released(camera);
  const all = drawn(camera.state.index);
  assert.ok(all.includes(1));
  assert.deepEqual(
    drawn(paper.state.index),
    all.filter((i) => i !== 1),
  );
  assert.equal(paper.state.mask[1], 0);
  assert.equal(paper.state.hiddenCount, camera.state.hiddenCount + 1);
  for (const { state } of [camera, paper]) state.count(EVERYWHERE);
  const { sight, origin } = camera.state.cameras;
  assert.equal(paper.state.counts.sight[sight[1]], camera.state.counts.sight[sight[1]] - 1);
  assert.equal(paper.state.groupCounts[origin[1]], camera.state.groupCounts[origin[1]] - 1);
  assert.equal(paper.state.inView, camera.state.inView - 1);
  assert.deepEqual(paper.state.links?.cameras, [0]);
  assert.equal(paper.settings, camera.settings);
});

test("the screen shows on what paper leaves out", () => {
  const camera = mapWith([1]);
  released(camera);
  assert.equal(camera.state.mask[1], 1);
  assert.ok(drawn(camera.state.index).includes(1));
  assert.deepEqual(camera.state.links?.cameras, [0, 1]);
});
