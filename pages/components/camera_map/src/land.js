// Communes and the province: land, coloured by a share where one is asked for, and borders.

import { isInBox, isInside } from "./geometry.js";
import { shareColour } from "./shares.js";

/** @import { Frame } from "./frame.js" */
/** @import { MapState } from "./state.js" */
/** @import { Canvas2D, Shapes } from "./types.d.ts" */

export const FINE_ZOOM = 13;

/**
 * @param {MapState} state
 * @param {Frame} frame
 */
export const outlines = (state, frame) =>
  (frame.zoom >= FINE_ZOOM && state.tiles.shapes("fine")) || state.land;

/**
 * @param {Canvas2D} g
 * @param {MapState} state
 * @param {Frame} frame
 */
export function drawLand(g, state, frame) {
  const shapes = outlines(state, frame);
  const province = shapes.n - 1;
  /** @param {number} s */
  const track = (s) => {
    g.beginPath();
    frame.track(g, shapes, s, true);
  };
  g.lineJoin = "round";
  if (!state.hasTiles) stroke(g, track, province, state.palette.coast, 7);
  for (let s = 0; s < province; s++) {
    if (!frame.shows(shapes.box, s)) continue;
    const colour = landColour(state, s, frame);
    if (!colour) continue;
    track(s);
    g.fillStyle = colour;
    g.fill("evenodd");
  }
}

/**
 * @param {MapState} state
 * @param {number} s
 * @param {Frame} frame
 */
function landColour(state, s, { zoom }) {
  const share = shareColour(state, s, zoom);
  if (share) return state.hasTiles ? `${share}b0` : share;
  if (state.hasTiles) return null;
  const { chosen, land } = state.palette;
  return s === state.filter.commune && zoom < FINE_ZOOM ? chosen : land;
}

/**
 * Borders of communes, above the ground and below all that is told of it.
 *
 * @param {Canvas2D} g
 * @param {MapState} state
 * @param {Frame} frame
 */
export function drawBorders(g, state, frame) {
  const [shapes, { palette }] = [outlines(state, frame), state];
  g.lineJoin = "round";
  g.setLineDash([]);
  /** @param {number} s */
  const track = (s) => {
    g.beginPath();
    frame.track(g, shapes, s, true);
  };
  for (let s = 0; s < shapes.n - 1; s++)
    if (frame.shows(shapes.box, s)) stroke(g, track, s, palette.border, 0.9);
  const { commune } = state.filter;
  if (commune != null && frame.shows(shapes.box, commune))
    stroke(g, track, commune, palette.chosenBorder, 1.8);
  stroke(g, track, shapes.n - 1, palette.province, 1.6);
}

/**
 * @param {Canvas2D} g
 * @param {(s: number) => void} track
 * @param {number} s
 * @param {string} colour
 * @param {number} width
 */
function stroke(g, track, s, colour, width) {
  track(s);
  g.strokeStyle = colour;
  g.lineWidth = width;
  g.stroke();
}

/**
 * The commune a point of Mercator coordinates lies in, as its place; undefined outside all.
 *
 * @param {Shapes} shapes
 * @param {number} x
 * @param {number} y
 */
export function communeAt(shapes, x, y) {
  for (let s = 0; s < shapes.n - 1; s++)
    if (isInBox(shapes.box, s, x, y, 0) && isInside(shapes, s, x, y)) return s;
  return undefined;
}
