// What is drawn of vector tiles in three schemas, in which order, and what never is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PbfWriter } from "pbf";
import { readDrawings, signOf } from "../src/vector_tile.js";

const [POINT, LINE, AREA] = /** @type {const} */ ([1, 2, 3]);
const HERE = { z: 14, x: 13057, y: 7412 }; // in Quảng Trị
const PARACELS = { z: 14, x: 13309, y: 7414 }; // 112.4° E

/** @param {number} n */
const zigzag = (n) => (n << 1) ^ (n >> 31);
/** Geometry of each type as the specification has it: one command, its count, its steps. */
const GEOMETRY = {
  [POINT]: [9, zigzag(2048), zigzag(1024)],
  [LINE]: [9, zigzag(0), zigzag(0), 10, zigzag(4096), zigzag(4096)],
  [AREA]: [9, 0, 0, 26, zigzag(4096), 0, 0, zigzag(4096), zigzag(-4096), 0, 15],
};

/**
 * A vector tile of layers, each with one feature.
 *
 * @param {[name: string, type: 1 | 2 | 3, properties: Record<string, string>][]} layers
 */
function tile(...layers) {
  const pbf = new PbfWriter();
  for (const layer of layers) pbf.writeMessage(3, writeLayer, layer);
  return pbf.finish().slice().buffer;
}

/**
 * @param {[name: string, type: 1 | 2 | 3, properties: Record<string, string>]} layer
 * @param {PbfWriter} out
 */
function writeLayer([name, type, properties], out) {
  out.writeVarintField(15, 2);
  out.writeStringField(1, name);
  out.writeMessage(2, writeFeature, { type, count: Object.keys(properties).length });
  for (const key of Object.keys(properties)) out.writeStringField(3, key);
  for (const value of Object.values(properties)) out.writeMessage(4, writeText, value);
  out.writeVarintField(5, 4096);
}

/**
 * @param {{type: 1 | 2 | 3, count: number}} feature
 * @param {PbfWriter} out
 */
function writeFeature({ type, count }, out) {
  const tags = Array.from({ length: 2 * count }, (_, k) => k >> 1);
  out.writePackedVarint(2, tags);
  out.writeVarintField(3, type);
  out.writePackedVarint(4, GEOMETRY[type]);
}

/**
 * @param {string} text
 * @param {PbfWriter} out
 */
const writeText = (text, out) => out.writeStringField(1, text);

/** @param {ArrayBuffer} bytes */
const told = (bytes, place = HERE) =>
  readDrawings(bytes, place).map(({ sign, rank, name }) => [sign, rank, name].join(" ").trim());

test("OpenMapTiles", () => {
  const bytes = tile(
    ["place", POINT, { class: "town", name: "Đông Hà" }],
    ["boundary", LINE, { admin_level: "2" }],
    ["transportation", LINE, { class: "trunk" }],
    ["building", AREA, {}],
    ["waterway", LINE, { class: "river" }],
    ["water", AREA, { class: "lake" }],
    ["water_name", POINT, { class: "sea", name: "South China Sea" }],
    ["landuse", AREA, { class: "residential" }],
    ["landcover", AREA, { class: "wood" }],
  );
  assert.deepEqual(told(bytes), [
    ...["green 0", "built 0", "water 0", "river 0", "building 0", "road 3", "name 2 Đông Hà"],
  ]);
});

test("Shortbread", () => {
  const bytes = tile(
    ["streets", LINE, { kind: "primary" }],
    ["ocean", AREA, {}],
    ["land", AREA, { kind: "forest" }],
    ["place_labels", POINT, { kind: "village", name: "Cửa Việt" }],
    ["boundary_labels", POINT, { name: "X" }],
  );
  assert.deepEqual(told(bytes), ["green 0", "water 0", "road 2", "name 1 Cửa Việt"]);
});

test("Protomaps", () => {
  const bytes = tile(
    ["places", POINT, { kind: "locality", kind_detail: "city", "name:vi": "Huế", name: "Hue" }],
    ["roads", LINE, { kind: "major_road", kind_detail: "trunk_link" }],
    ["earth", AREA, { kind: "earth" }],
    ["buildings", AREA, { kind: "building" }],
  );
  assert.deepEqual(told(bytes), ["land 0", "building 0", "road 3", "name 3 Huế"]);
});

test("what has no place in a quiet ground is left out", () => {
  assert.equal(signOf("road", LINE, { class: "ferry" }), null);
  assert.equal(signOf("name", POINT, { kind: "country", name: "X" }), null);
  assert.equal(signOf("name", POINT, { kind: "village" }), null);
  assert.deepEqual(signOf("road", LINE, { "pmap:kind": "minor_road" }), { sign: "road", rank: 0 });
});

test("names in the sea east of the coast are left to the map", () => {
  const bytes = tile(["place", POINT, { class: "city", name: "X" }]);
  assert.deepEqual(told(bytes), ["name 3 X"]);
  assert.deepEqual(told(bytes, PARACELS), []);
});

test("paths are shares of the side of the tile", () => {
  const [{ paths }] = readDrawings(tile(["water", LINE, {}]), HERE);
  assert.deepEqual(paths, [
    [
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ],
  ]);
});

test("what objects inherit is no kind and no layer", () => {
  assert.deepEqual(
    told(tile(["constructor", AREA, {}], ["place", POINT, { class: "toString" }])),
    [],
  );
  assert.equal(signOf("road", LINE, { class: "__proto__" }), null);
});

test("bytes that make no sense are an error, not an endless loop", () => {
  assert.throws(() => readDrawings(new Uint8Array([0x1a, 0xff, 0xff, 0x01, 0x12]).buffer, HERE));
});
