// The quiet ground, drawn from the user's own extract: water, buildings, streets.

import { COMMUNE_TILES, STREET_TILES } from "./source.js";

/** @import { Frame } from "./frame.js" */
/** @import { MapState } from "./state.js" */
/** @import { Canvas2D, Shapes } from "./types.d.ts" */

export const TILES_BEGIN_ZOOM = 12;
export const ROADS_BEGIN_ZOOM = 9.5;
export const BUILDINGS_BEGIN_ZOOM = 15.5;
const AT_ONCE = 150;
// Hamlet, commune, provincial, national: width in pixels at zoom 11.
const ROADS = [0.9, 1.15, 1.5, 1.9];

/**
 * @param {Canvas2D} g
 * @param {MapState} state
 * @param {Frame} frame
 */
export function* drawWater(g, state, frame) {
  if (frame.zoom < TILES_BEGIN_ZOOM || state.hasTiles) return;
  g.fillStyle = state.palette.water;
  g.strokeStyle = state.palette.shore;
  g.lineWidth = 0.8;
  yield* eachShape("water", COMMUNE_TILES, state, frame, (tile, s) => {
    g.beginPath();
    frame.track(g, tile, s, true);
    g.fill("evenodd");
    g.stroke();
  });
}

/**
 * @param {Canvas2D} g
 * @param {MapState} state
 * @param {Frame} frame
 */
export function* drawBuildings(g, state, frame) {
  if (frame.zoom < BUILDINGS_BEGIN_ZOOM) return;
  g.fillStyle = state.palette.building;
  g.strokeStyle = state.palette.wall;
  g.lineWidth = 0.8;
  yield* eachShape("buildings", STREET_TILES, state, frame, (tile, s) => {
    g.beginPath();
    frame.track(g, tile, s, true);
    g.fill("evenodd");
    g.stroke();
  });
}

/**
 * @param {string} what
 * @param {number} zoom
 * @param {MapState} state
 * @param {Frame} frame
 * @param {(tile: Shapes, s: number) => void} draw
 */
function* eachShape(what, zoom, state, frame, draw) {
  let drawn = 0;
  for (const tile of state.tiles.within(what, zoom, frame))
    for (let s = 0; s < tile.n; s++) {
      if (!frame.shows(tile.box, s)) continue;
      draw(tile, s);
      if (++drawn % AT_ONCE === 0) yield;
    }
}

/**
 * @param {Canvas2D} g
 * @param {MapState} state
 * @param {Frame} frame
 */
export function* drawRoads(g, state, frame) {
  const { zoom } = frame;
  const { roads, roadEdge, farRoad } = state.palette;
  if (zoom < ROADS_BEGIN_ZOOM || state.hasTiles) return;
  const near = zoom >= TILES_BEGIN_ZOOM;
  const tiles = near
    ? state.tiles.within("roads", COMMUNE_TILES, frame)
    : state.tiles.whole("roads");
  const strong = zoom >= 13;
  g.lineCap = "round";
  g.lineJoin = "round";
  g.setLineDash([]);
  const grown = Math.max(0.7, zoom - 10.5);
  /**
   * @param {number} rank
   * @param {string} colour
   * @param {number} wider
   */
  const stroke = (rank, colour, wider) => {
    g.lineWidth = ROADS[rank] * grown + wider;
    g.strokeStyle = colour;
    return strokeRoads(g, tiles, rank, frame);
  };
  for (const rank of ROADS.keys())
    yield* stroke(rank, strong ? roadEdge : farRoad, strong ? 1.6 : 0);
  if (strong) for (const [rank, colour] of roads.entries()) yield* stroke(rank, colour, 0);
  g.lineCap = "butt";
}

/**
 * @param {Canvas2D} g
 * @param {Shapes[]} tiles
 * @param {number} rank
 * @param {Frame} frame
 */
function* strokeRoads(g, tiles, rank, frame) {
  for (const tile of tiles) {
    let count = 0;
    g.beginPath();
    for (let s = 0; s < tile.n; s++) {
      if (tile.layer[s] !== rank || !frame.shows(tile.box, s)) continue;
      frame.track(g, tile, s, false);
      if (++count % AT_ONCE) continue;
      g.stroke();
      yield;
      g.beginPath();
    }
    g.stroke();
  }
}
