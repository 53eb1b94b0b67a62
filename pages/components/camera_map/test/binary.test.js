import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_DIRECTION, UnreadableError, decodeCameras, decodeShapes } from "../src/binary.js";
import { bytes, cameras, expected, latitude, longitude, shapes } from "./bytes.js";

const STEP = 1e-7;
const CHOICES = {
  sight: ["up", "unconfirmed", "down"],
  status: ["working", "degraded", "broken", "abandoned", "suspended", "unknown", "disposal"],
  origin: ["state", "community", "new_rural", "other", "unknown"],
};

/**
 * @param {number} value
 * @param {number} wanted
 */
const isNear = (value, wanted, off = STEP) =>
  assert.ok(Math.abs(value - wanted) < off, `${value} is not ${wanted}`);

test("cameras are what went into them", () => {
  const read = cameras();
  assert.equal(read.n, expected.cameras.length);
  expected.cameras.forEach((camera, i) => {
    isNear(longitude(read.x[i]), camera.lon);
    isNear(latitude(read.y[i]), camera.lat);
    assert.equal(read.row[i], camera.row);
    if (camera.azimuth === null) assert.equal(read.azimuth[i], NO_DIRECTION);
    else isNear(read.azimuth[i] / 10, camera.azimuth, 0.051);
    assert.equal(CHOICES.sight[read.today[i]], camera.sight);
    assert.equal(CHOICES.status[read.status[i]], camera.status);
    assert.equal(CHOICES.origin[read.origin[i]], camera.origin);
    assert.equal(["00001", "00002"][read.commune[i]] ?? "", camera.commune);
  });
});

for (const name of /** @type {const} */ (["areas", "paths"]))
  test(`the vertices of ${name} are what went into them`, () => {
    const { n, first, owner, layer, start, xy } = shapes(`${name}.bin`);
    const found = [];
    for (let s = 0; s < n; s++)
      for (let k = first[s]; k < first[s + 1]; k++) {
        const points = [];
        for (let v = start[k]; v < start[k + 1]; v++)
          points.push([longitude(xy[2 * v]), latitude(xy[2 * v + 1])]);
        found.push({ owner: owner[s], layer: layer[s], points });
      }
    assert.deepEqual(
      found.map(({ points, ...whose }) => [whose, points.length]),
      expected[name].map(({ points, ...whose }) => [whose, points.length]),
    );
    found.forEach(({ points }, k) =>
      points.flat().forEach((value, v) => isNear(value, expected[name][k].points.flat()[v])),
    );
  });

test("rings of one owner and layer are one shape, within its box", () => {
  const { n, first, owner, layer, box } = shapes("areas.bin");
  // The square with its hole, both islands, the triangle of the same owner on another layer.
  assert.deepEqual([n, first, owner, layer], [3, [0, 2, 4, 5], [0, 4, 4], [1, 1, 2]]);
  isNear(longitude(box[4]), 107);
  isNear(longitude(box[6]), 107.3);
  isNear(latitude(box[5]), 16.6); // y grows to the south: the north comes first
  isNear(latitude(box[7]), 16.5);
});

test("no shapes are none", () => {
  assert.equal(shapes("none.bin").n, 0);
});

test("what is not a file of its kind is refused", () => {
  assert.throws(() => decodeCameras(bytes("areas.bin")), UnreadableError);
  assert.throws(() => decodeShapes(bytes("cameras.bin")), UnreadableError);
  for (const text of ["", "QT", "QTR2", "QTR3\0\0\0\0", "<html>sign in</html>"])
    assert.throws(() => decodeShapes(new TextEncoder().encode(text).buffer), UnreadableError);
});

test("a file that was cut off anywhere, or grew, is refused", () => {
  for (const [name, decode] of /** @type {const} */ ([
    ["cameras.bin", decodeCameras],
    ["areas.bin", decodeShapes],
    ["paths.bin", decodeShapes],
  ])) {
    const whole = bytes(name);
    for (let length = 0; length < whole.byteLength; length++)
      assert.throws(() => decode(whole.slice(0, length)), UnreadableError, `${name}: ${length}`);
    const longer = new Uint8Array(whole.byteLength + 4);
    longer.set(new Uint8Array(whole));
    assert.throws(() => decode(longer.buffer), UnreadableError, name);
  }
});

test("a number of vertices that cannot be is refused, not asked of the memory", () => {
  const broken = bytes("areas.bin");
  new DataView(broken).setUint32(4, 0xffffffff, true);
  assert.throws(() => decodeShapes(broken), UnreadableError);
});
