import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { decodeCameras, mercatorX, mercatorY } from "../src/binary.js";
import { chosenCameras, drawCameras } from "../src/cameras.js";
import { groupsBy } from "../src/colouring.js";
import { drawFootprints } from "../src/footprints.js";
import { Frame } from "../src/frame.js";
import { drawLinks } from "../src/links.js";
import { LIGHT } from "../src/palette.js";
import { keyOf, targetsAt } from "../src/picking.js";
import { drawPlaces } from "../src/places.js";
import { CameraIndex } from "../src/spatial.js";
import { bytes, shapes } from "./bytes.js";

/** @import { MapState } from "../src/state.js" */
/** @import { Canvas2D, EquipmentLink, LeafletMap, Settings } from "../src/types.d.ts" */

const [ZOOM, SIZE_PX] = [17, 2400];
const SETTINGS = /** @type {Settings} */ (
  /** @type {unknown} */ ({ texts: { sights: ["1", "2", "3", "4"] }, today: "2026-11-28" })
);

/**
 * Found by shapely, see tests/mapserver/picking_oracle.py.
 *
 * @typedef {object} Expected
 * @property {string[]} sights
 * @property {{at: number[], signs: number[], roads: number[], views: number[], commune: number}[]} picks
 * @property {{ring: [number, number][], cameras: number[]}[]} lassos
 */

/** @type {Expected} */
const expected = JSON.parse(readFileSync(join(import.meta.dirname, "bytes", "picks.json"), "utf8"));

/** A canvas that draws nothing; what is asked of it beside is as wide as nothing. */
const canvas = /** @type {Canvas2D} */ (
  /** @type {unknown} */ (new Proxy({}, { get: () => () => ({ width: 0 }), set: () => true }))
);

/**
 * A map that looks at one point.
 *
 * @param {[number, number]} centre longitude, latitude
 * @param {number} zoom
 */
function mapAt([lon, lat], zoom) {
  const world = 256 * 2 ** zoom;
  const map = {
    getSize: () => ({
      multiplyBy: (/** @type {number} */ k) => ({ x: k * SIZE_PX, y: k * SIZE_PX }),
    }),
    getZoom: () => zoom,
    getCenter: () => undefined,
    project: () => ({ x: mercatorX(lon) * world, y: mercatorY(lat) * world }),
    unproject: () => undefined,
  };
  return /** @type {LeafletMap} */ (/** @type {unknown} */ (map));
}

/**
 * @param {Partial<MapState>} [changes]
 * @returns {MapState}
 */
function state(changes) {
  const cameras = decodeCameras(bytes("poles.bin"));
  const mask = new Uint8Array(cameras.n).fill(1);
  const [views, roads] = [shapes("views.bin"), shapes("roads.bin")];
  const tiles = {
    whole: (/** @type {string} */ path) => (path.startsWith("footprints") ? [views] : []),
    within: (/** @type {string} */ what) => (what === "places" ? [roads] : []),
    shapes: () => null,
  };
  const own = {
    cameras,
    mask,
    tiles,
    index: new CameraIndex(cameras),
    hiddenViews: new Set(),
    shownPlaces: new Set([2, 3]),
    stage: "working",
    filter: { inCommune: () => true },
    groups: groupsBy("sight", cameras, SETTINGS, []),
    palette: LIGHT,
    symbols: { of: () => ({ canvas: {}, half: 1 }) },
    land: shapes("land.bin"),
    ...changes,
  };
  return /** @type {MapState} */ (/** @type {unknown} */ (own));
}

/**
 * A picture of all of it, drawn by what draws the map.
 *
 * @param {MapState} now
 */
function picture(now) {
  const frame = new Frame(mapAt([106.6047, 17.2045], ZOOM), 0);
  const chosen = chosenCameras(now, frame);
  // One footprint is drawn once, though every camera's tile answers with all of them.
  const own = /** @type {MapState} */ ({ ...now, tiles: once(now.tiles) });
  const parts = [drawPlaces(canvas, now, frame), drawFootprints(canvas, own, frame, chosen)];
  for (const part of parts) [...part];
  drawLinks(canvas, now, frame);
  [...drawCameras(canvas, now, frame, chosen)];
  return frame;
}

/** @param {MapState["tiles"]} tiles */
function once(tiles) {
  let asked = 0;
  return { ...tiles, whole: (/** @type {string} */ path) => (asked++ ? [] : tiles.whole(path)) };
}

/**
 * @param {Frame} frame
 * @param {number[]} at longitude, latitude
 */
const pointOf = (frame, [lon, lat]) => ({ x: frame.x(mercatorX(lon)), y: frame.y(mercatorY(lat)) });

test("what lies under a point, and in which order, is what shapely finds", () => {
  const now = state();
  const frame = picture(now);
  let [signs, roads, views] = [0, 0, 0];
  for (const pick of expected.picks) {
    const found = targetsAt(frame, now, pointOf(frame, pick.at));
    /** @param {string} kind @param {number} depth */
    const places = (kind, depth) =>
      found.filter((one) => one.kind === kind && one.depth === depth).map(({ place }) => place);
    assert.deepEqual(places("camera", 0), pick.signs);
    assert.deepEqual(places("place", 1), pick.roads);
    assert.deepEqual(places("camera", 1), pick.views);
    assert.deepEqual(places("commune", 2), [pick.commune]);
    assert.deepEqual(
      found.map(({ depth }) => depth),
      found.map(({ depth }) => depth).sort(),
    );
    assert.equal(new Set(found.map(keyOf)).size, found.length);
    [signs, roads, views] = [
      signs + pick.signs.length,
      roads + pick.roads.length,
      views + pick.views.length,
    ];
  }
  assert.ok(signs > 100 && roads > 20 && views > 20, `${signs} ${roads} ${views}`);
});

test("every camera of every pole is found where it stands, the worst first", () => {
  const now = state();
  const frame = picture(now);
  const { x, y, n, sight } = now.cameras;
  const worst = ["up", "unconfirmed", "down"];
  for (let i = 0; i < n; i++) {
    const found = targetsAt(frame, now, { x: frame.x(x[i]), y: frame.y(y[i]) });
    const signs = found.filter(({ kind, depth }) => kind === "camera" && depth === 0);
    assert.ok(signs.some(({ place }) => place === i));
    const here = signs.filter(({ place = -1 }) => x[place] === x[i] && y[place] === y[i]);
    const states = here.map(({ place = -1 }) => sight[place]);
    assert.deepEqual(
      states,
      [...states].sort((a, b) => b - a),
    );
    assert.equal(worst[sight[i]], expected.sights[i]);
  }
});

test("what filters hide, and what is not drawn, is not found", () => {
  const now = state({ shownPlaces: new Set([3]), hiddenViews: new Set([1]) });
  now.mask = Uint8Array.from(now.mask, (_, i) => i % 2);
  now.index.show(now.mask);
  now.cameras.hasFootprint.fill(1); // no disc is drawn
  const frame = picture(now);
  for (const { at, signs, roads } of expected.picks) {
    const found = targetsAt(frame, now, pointOf(frame, at));
    const cameras = found.filter(({ kind }) => kind === "camera");
    assert.deepEqual(
      cameras.map(({ place }) => place),
      signs.filter((i) => i % 2),
    );
    assert.ok(found.filter(({ kind }) => kind === "place").length <= roads.length);
  }
});

test("equipment is found by its sign and by its lines, once", () => {
  /** @type {EquipmentLink} */
  const links = { name: "Đầu ghi", state: "hư hỏng", down: true, cameras: [0, 40, 90] };
  const now = state({ links });
  const frame = picture(now);
  const { hub, ends } = /** @type {NonNullable<Frame["spokes"]>} */ (frame.spokes);
  const along = { x: (hub[0] + 2 * ends[0][0]) / 3, y: (hub[1] + 2 * ends[0][1]) / 3 };
  for (const [point, depth] of /** @type {const} */ ([
    [{ x: hub[0], y: hub[1] }, 0],
    [along, 1],
  ])) {
    const found = targetsAt(frame, now, point).filter(({ kind }) => kind === "equipment");
    assert.deepEqual(
      found.map((one) => [one.link, one.depth]),
      [[links, depth]],
    );
  }
  const far = { x: along.x + 30, y: along.y + 30 };
  const { length } = targetsAt(frame, now, far).filter(({ kind }) => kind === "equipment");
  assert.ok(length <= 1);
});

test("a ring comes before what it covers", () => {
  const now = state();
  const frame = picture(now);
  const [{ x, y }] = frame.hits;
  const ring = {
    x,
    y,
    r: 14,
    n: 9,
    groups: [3, 3, 3, 0],
    commune: 0,
    isWhole: false,
    home: /** @type {[number, number]} */ ([x, y]),
  };
  frame.hits.push({ x: x + 12, y, r: 14, ring });
  assert.equal(targetsAt(frame, now, { x, y })[0].ring, ring);
});

test("what lies under the pointer is found within a frame of the screen", () => {
  const now = state();
  const frame = picture(now);
  const many = Array.from({ length: 10 }, () => frame.shapes).flat();
  frame.shapes.push(...many);
  frame.hits.push(...Array.from({ length: 5 }, () => frame.hits).flat());
  const points = expected.picks.map(({ at }) => pointOf(frame, at));
  const took = points.map((point) => {
    const begun = performance.now();
    targetsAt(frame, now, point);
    return performance.now() - begun;
  });
  took.sort((a, b) => a - b);
  const half = took[Math.floor(took.length / 2)];
  assert.ok(half < 16, `${half} ms for ${frame.hits.length} signs, ${frame.shapes.length} shapes`);
});

/** @param {[number, number][]} ring longitude, latitude */
const mercator = (ring) =>
  Float64Array.from(ring.flatMap(([lon, lat]) => [mercatorX(lon), mercatorY(lat)]));

test("the cameras within a ring are those shapely finds within", () => {
  const { index } = state();
  let count = 0;
  for (const { ring, cameras } of expected.lassos) {
    assert.deepEqual(
      index.inside(mercator(ring)).sort((a, b) => a - b),
      cameras,
    );
    count += cameras.length;
  }
  assert.ok(count > 200, String(count));
});

test("a ring chooses only what is shown; one of no size, or of no camera, none", () => {
  const { index, cameras } = state();
  const [{ ring, cameras: within }] = expected.lassos;
  index.show(Uint8Array.from({ length: cameras.n }, (_, i) => i % 2));
  assert.deepEqual(
    index.inside(mercator(ring)).sort((a, b) => a - b),
    within.filter((i) => i % 2),
  );
  assert.deepEqual(index.inside(mercator([[106.6, 17.2]])), []);
  assert.deepEqual(
    index.inside(
      mercator([
        [100, 10],
        [101, 10],
        [101, 11],
      ]),
    ),
    [],
  );
});
