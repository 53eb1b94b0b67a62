// What the program wrote (see tests/mapserver/map_bytes.py), and what went into it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeCameras, decodeShapes } from "../src/binary.js";

const FOLDER = join(import.meta.dirname, "bytes");

/**
 * @param {string} name
 * @returns {ArrayBuffer}
 */
export function bytes(name) {
  const { buffer, byteOffset, byteLength } = readFileSync(join(FOLDER, name));
  return /** @type {ArrayBuffer} */ (buffer).slice(byteOffset, byteOffset + byteLength);
}

/**
 * @typedef {object} ExpectedCamera
 * @property {number} lon
 * @property {number} lat
 * @property {number | null} azimuth
 * @property {string} sight
 * @property {string} status
 * @property {string} origin
 * @property {string} commune
 * @property {number} row
 */
/** @typedef {{owner: number, layer: number, points: [number, number][]}} ExpectedPath */

/** @type {{cameras: ExpectedCamera[], areas: ExpectedPath[], paths: ExpectedPath[]}} */
export const expected = JSON.parse(readFileSync(join(FOLDER, "expected.json"), "utf8"));

export const cameras = () => decodeCameras(bytes("cameras.bin"));

/** @param {string} name */
export const shapes = (name) => decodeShapes(bytes(name));

// Back from Web Mercator, another way than the map came there: by the Gudermannian function.
/** @param {number} x */
export const longitude = (x) => 360 * x - 180;

/** @param {number} y */
export const latitude = (y) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
