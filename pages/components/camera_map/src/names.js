// Names of communes and places, put where there is room.

import { mercatorX, mercatorY } from "./binary.js";
import { STREET_TILES } from "./source.js";
import { FONT } from "./symbols.js";
import { tilesOf } from "./tiles.js";

/** @import { Frame } from "./frame.js" */
/** @import { MapState } from "./state.js" */
/** @import { Canvas2D, Commune } from "./types.d.ts" */

const NAMES_END_ZOOM = 15;
const AT_ONCE = 10;
const PLACES_BEGIN_ZOOM = 16;
const PLACE_OFFSETS_PX = [16, -16, 30, -30];
const EARTH_M = 40_075_016;

/**
 * @param {Canvas2D} g
 * @param {MapState} state
 * @param {Frame} frame
 */
export function* placeNames(g, { communes }, frame) {
  if (frame.zoom >= NAMES_END_ZOOM) return;
  const seen = communes
    .map((commune) => onScreen(commune, frame))
    .filter(({ x, y }) => x >= 0 && y >= 0 && x <= frame.width && y <= frame.height)
    .sort((a, b) => b.room - a.room);
  for (const [k, name] of seen.entries()) {
    placeName(g, name, frame);
    if (k % AT_ONCE === 0) yield;
  }
}

/**
 * @param {Commune} commune
 * @param {Frame} frame
 */
function onScreen({ name, lon, lat, radius_m }, frame) {
  const room = (radius_m / (EARTH_M * Math.cos((lat * Math.PI) / 180))) * frame.world;
  const island = name.startsWith("Đặc khu");
  const text = frame.zoom < 10.5 && !island ? name.replace(/^(Xã|Phường) /, "") : name;
  return { x: frame.x(mercatorX(lon)), y: frame.y(mercatorY(lat)), room, text, island };
}

/**
 * @param {Canvas2D} g
 * @param {ReturnType<typeof onScreen>} label
 * @param {Frame} frame
 */
function placeName(g, { x, y, room, text, island }, frame) {
  const { zoom } = frame;
  const size = Math.max(10.5, Math.min(15, 9 + room / 14));
  g.font = `${zoom < 12 ? 500 : 600} ${size}px ${FONT}`;
  const half = g.measureText(text).width / 2 + 2;
  const tall = size / 2 + 1;
  if (!island && (room < 12 || (zoom < 13.5 && half > room * 1.9))) return;
  const moves = [
    [0, 0],
    [0, 22],
    [0, -22],
    [0, 32],
    [0, -32],
    [half + 22, 0],
    [-half - 22, 0],
  ];
  for (const [dx, dy] of moves) {
    if (!island && dy && Math.abs(dy) > room * 1.1 + 8) continue;
    if (!frame.isFree([x + dx - half, y + dy - tall, x + dx + half, y + dy + tall])) continue;
    write(g, text, x + dx, y + dy, "#414b55");
    return;
  }
}

/**
 * @param {Canvas2D} g
 * @param {MapState} state
 * @param {Frame} frame
 */
export function namePlaces(g, state, frame) {
  if (frame.zoom < PLACES_BEGIN_ZOOM) return;
  g.font = `500 11.5px ${FONT}`;
  for (const { name, lon, lat } of namesWithin(state, frame)) {
    const [x, y] = [frame.x(mercatorX(lon)), frame.y(mercatorY(lat))];
    if (x < 0 || y < 0 || x > frame.width || y > frame.height) continue;
    const half = g.measureText(name).width / 2;
    const free = PLACE_OFFSETS_PX.find((down) =>
      frame.isFree([x - half, y + down - 8, x + half, y + down + 8]),
    );
    if (free !== undefined) write(g, name, x, y + free, "#6b5f45");
  }
}

/**
 * @param {MapState} state
 * @param {Frame} frame
 */
function namesWithin({ tiles }, frame) {
  return [...tilesOf(frame, STREET_TILES)].flatMap(([x, y]) => tiles.names(x, y) ?? []);
}

/**
 * @param {Canvas2D} g
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {string} colour
 */
function write(g, text, x, y, colour) {
  g.textAlign = "center";
  g.textBaseline = "middle";
  g.lineJoin = "round";
  g.setLineDash([]);
  g.lineWidth = 3;
  g.strokeStyle = "rgba(253, 252, 248, 0.92)";
  g.strokeText(text, x, y);
  g.fillStyle = colour;
  g.fillText(text, x, y);
}
