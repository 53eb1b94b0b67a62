// Names of communes and places, put where there is room.

import { mercatorX, mercatorY } from "./binary.js";
import { COMMUNE_TILES, STREET_TILES } from "./source.js";
import { FONT } from "./symbols.js";
import { tilesOf } from "./tiles.js";

/** @import { Frame } from "./frame.js" */
/** @import { Palette } from "./palette.js" */
/** @import { MapState } from "./state.js" */
/** @import { Canvas2D, Commune, Shapes } from "./types.d.ts" */

const NAMES_END_ZOOM = 15;
const AT_ONCE = 10;
const PLACES_BEGIN_ZOOM = 16;
const ROADS_BEGIN_ZOOM = 14.5;
const ROAD_NAMES_APART_PX = 420;
const PLACES_ON_PAPER_ZOOM = 14.5;
const PLACE_OFFSETS_PX = [16, -16, 30, -30];
const EARTH_M = 40_075_016;

/**
 * @param {Canvas2D} g
 * @param {MapState} state
 * @param {Frame} frame
 */
export function* placeNames(g, { communes, palette, onPaper }, frame) {
  if (frame.zoom >= NAMES_END_ZOOM && !onPaper) return;
  const seen = communes
    .map((commune) => onScreen(commune, frame))
    .filter(({ x, y }) => x >= 0 && y >= 0 && x <= frame.width && y <= frame.height)
    .sort((a, b) => b.room - a.room);
  for (const [k, name] of seen.entries()) {
    placeName(g, name, frame, palette);
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
 * @param {Palette} palette
 */
function placeName(g, { x, y, room, text, island }, frame, palette) {
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
    write(g, text, x + dx, y + dy, palette.commune, palette);
    return;
  }
}

/**
 * @param {Canvas2D} g
 * @param {MapState} state
 * @param {Frame} frame
 */
export function namePlaces(g, state, frame) {
  if (frame.zoom < (state.onPaper ? PLACES_ON_PAPER_ZOOM : PLACES_BEGIN_ZOOM)) return;
  g.font = `500 11.5px ${FONT}`;
  for (const { name, lon, lat } of namesWithin(state, frame)) {
    const [x, y] = [frame.x(mercatorX(lon)), frame.y(mercatorY(lat))];
    if (x < 0 || y < 0 || x > frame.width || y > frame.height) continue;
    const half = g.measureText(name).width / 2;
    const free = PLACE_OFFSETS_PX.find((down) =>
      frame.isFree([x - half, y + down - 8, x + half, y + down + 8]),
    );
    if (free !== undefined) write(g, name, x, y + free, state.palette.place, state.palette);
  }
}

/**
 * Names and numbers of roads along their longest straight piece in view, each once in a while.
 *
 * @param {Canvas2D} g
 * @param {MapState} state
 * @param {Frame} frame
 */
export function* nameRoads(g, state, frame) {
  if (frame.zoom < ROADS_BEGIN_ZOOM || state.hasTiles) return;
  g.font = `500 11px ${FONT}`;
  /** @type {Map<string, [x: number, y: number][]>} */
  const written = new Map();
  for (const [x, y] of tilesOf(frame, COMMUNE_TILES)) {
    const names = state.tiles.roadNames(x, y);
    const [tile] = state.tiles.whole(`roads/${x}/${y}`);
    if (!names || !tile) continue;
    for (let s = 0; s < tile.n; s++) {
      const name = names[tile.owner[s]];
      if (!name || !frame.shows(tile.box, s)) continue;
      nameRoad(g, tile, s, shortRoadName(name), state, frame, written);
    }
    yield;
  }
}

/** @param {string} name */
export const shortRoadName = (name) =>
  name
    .replace(/^Quốc lộ (?=\d)/, "QL.")
    .replace(/^(?:Đường tỉnh|Tỉnh lộ) (?=\d)/, "ĐT.")
    .replace(/^(?:Đường huyện|Huyện lộ) (?=\d)/, "ĐH.");

/**
 * @param {Canvas2D} g
 * @param {Shapes} tile
 * @param {number} s
 * @param {string} name
 * @param {MapState} state
 * @param {Frame} frame
 * @param {Map<string, [x: number, y: number][]>} written where names stand already
 */
function nameRoad(g, tile, s, name, { palette }, frame, written) {
  const piece = longestPiece(tile, s, frame);
  const half = g.measureText(name).width / 2 + 3;
  if (!piece || piece.length < 2 * half) return;
  const { x, y } = piece;
  const others = written.get(name) ?? [];
  if (others.some(([ox, oy]) => Math.hypot(ox - x, oy - y) < ROAD_NAMES_APART_PX)) return;
  const [cos, sin] = [Math.abs(Math.cos(piece.angle)), Math.abs(Math.sin(piece.angle))];
  const [wide, tall] = [half * cos + 7 * sin, half * sin + 7 * cos];
  if (!frame.isFree([x - wide, y - tall, x + wide, y + tall])) return;
  written.set(name, [...others, [x, y]]);
  g.save();
  g.translate(x, y);
  g.rotate(piece.angle);
  write(g, name, 0, 0, palette.road, palette);
  g.restore();
}

/**
 * The longest piece of a road between two of its corners that is in view: middle, length, angle
 * at which it is read from left to right.
 *
 * @param {Shapes} tile
 * @param {number} s
 * @param {Frame} frame
 */
function longestPiece({ first, start, xy }, s, frame) {
  let [length, at] = [0, -1];
  for (let k = first[s]; k < first[s + 1]; k++)
    for (let v = start[k]; v < start[k + 1] - 1; v++) {
      const dx = (xy[2 * v + 2] - xy[2 * v]) * frame.world;
      const dy = (xy[2 * v + 3] - xy[2 * v + 1]) * frame.world;
      const here = Math.hypot(dx, dy);
      if (here > length && clipped(frame, xy, v)) [length, at] = [here, v];
    }
  return at < 0 ? undefined : clipped(frame, xy, at);
}

/**
 * The part of a piece that is in view (Liang–Barsky).
 *
 * @param {Frame} frame
 * @param {Float64Array} xy
 * @param {number} v
 */
function clipped(frame, xy, v) {
  const [ax, ay] = [frame.x(xy[2 * v]), frame.y(xy[2 * v + 1])];
  const [dx, dy] = [frame.x(xy[2 * v + 2]) - ax, frame.y(xy[2 * v + 3]) - ay];
  let [from, to] = [0, 1];
  const edges = [
    [-dx, ax],
    [dx, frame.width - ax],
    [-dy, ay],
    [dy, frame.height - ay],
  ];
  for (const [along, room] of edges) {
    if (along === 0 && room < 0) return undefined;
    if (along < 0) from = Math.max(from, room / along);
    else if (along > 0) to = Math.min(to, room / along);
  }
  if (from >= to) return undefined;
  const middle = (from + to) / 2;
  const turn = Math.atan2(dy, dx);
  const angle = Math.abs(turn) > Math.PI / 2 ? turn - Math.sign(turn) * Math.PI : turn;
  const length = Math.hypot(dx, dy) * (to - from);
  return { x: ax + middle * dx, y: ay + middle * dy, length, angle };
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
 * @param {Palette} palette
 */
function write(g, text, x, y, colour, palette) {
  g.textAlign = "center";
  g.textBaseline = "middle";
  g.lineJoin = "round";
  g.setLineDash([]);
  g.lineWidth = 3;
  g.strokeStyle = palette.halo;
  g.strokeText(text, x, y);
  g.fillStyle = colour;
  g.fillText(text, x, y);
}
