// Places and roads that nobody sees, or by how many cameras they are seen.

import { COMMUNE_TILES } from "./source.js";
import { GRASP_PX } from "./frame.js";
import { TILES_BEGIN_ZOOM } from "./ground.js";
import { PLACE, REDUNDANCY } from "./symbols.js";

/** @import { Frame } from "./frame.js" */
/** @import { MapState } from "./state.js" */
/** @import { LineStyle } from "./symbols.js" */
/** @import { Canvas2D, Shapes } from "./types.d.ts" */

const SIGN_PX = 7; // from the middle of a place's sign to its corners
const AT_ONCE = 200;
// A layer is the state, 8 times the commune, and 2048 times how much the place matters.
const [STATES, IMPORTANCE] = [8, 2048];
// How wide gaps are drawn from afar, from what matters least to what matters most.
export const GAP_WIDTHS = [0.8, 1.4, 2.4];
const GAP = 3;

/**
 * Whether a place is in the picture, and in the commune the page speaks of.
 *
 * @param {Shapes} tile
 * @param {number} s
 * @param {MapState} state
 * @param {Frame} frame
 */
const isShown = (tile, s, { filter }, frame) =>
  filter.inCommune(Math.floor(tile.layer[s] / STATES) % 256) && frame.shows(tile.box, s);

/**
 * @param {Canvas2D} g
 * @param {MapState} state
 * @param {Frame} frame
 */
export function* drawPlaces(g, state, frame) {
  if (state.stage !== "working") return;
  g.lineCap = "round";
  if (state.showsRedundancy) yield* drawKind(g, "redundancy", REDUNDANCY, state, frame, () => true);
  // What is lost lies above what never was seen.
  for (const one of [...state.shownPlaces].sort().reverse())
    yield* drawKind(g, "places", PLACE, state, frame, (kind) => kind === one);
  g.setLineDash([]);
  g.lineCap = "butt";
  g.globalAlpha = 1;
}

/**
 * @param {Canvas2D} g
 * @param {"places" | "redundancy"} what
 * @param {(LineStyle | null)[]} styles
 * @param {MapState} state
 * @param {Frame} frame
 * @param {(kind: number) => boolean} wanted
 */
function* drawKind(g, what, styles, state, frame, wanted) {
  const drawn = new Set();
  const near = frame.zoom >= TILES_BEGIN_ZOOM;
  for (const tile of tilesOf(what, state, frame))
    for (let s = 0, count = 0; s < tile.n; s++) {
      const kind = tile.layer[s] % STATES;
      const isTwice = near && drawn.has(tile.owner[s]); // it lies in two tiles
      if (isTwice || !wanted(kind) || !isShown(tile, s, state, frame)) continue;
      drawn.add(tile.owner[s]);
      if (!near && kind === GAP) drawGap(g, tile, s, state, frame);
      else drawPlace(g, tile, s, styles[kind], frame);
      // The overview has no rows, and what is seen has no card.
      if (near && what === "places") notePlace(frame, tile, s, kind);
      if (++count % AT_ONCE === 0) yield;
    }
}

/**
 * @param {"places" | "redundancy"} what
 * @param {MapState} state
 * @param {Frame} frame
 */
function tilesOf(what, { tiles }, frame) {
  const near = frame.zoom >= TILES_BEGIN_ZOOM;
  return near ? tiles.within(what, COMMUNE_TILES, frame) : tiles.whole(what);
}

/**
 * @param {Shapes} tile
 * @param {number} s
 */
const isPoint = ({ first, start }, s) => start[first[s] + 1] - start[first[s]] === 1;

/**
 * Let a place be picked: a road by its line, any other by its sign.
 *
 * @param {Frame} frame
 * @param {Shapes} tile
 * @param {number} s
 * @param {number} state
 */
function notePlace(frame, tile, s, state) {
  const row = tile.owner[s];
  if (!isPoint(tile, s)) return void frame.shapes.push({ tile, s, row, state });
  const { xy, start, first } = tile;
  for (let v = 2 * start[first[s]]; v < 2 * start[first[s + 1]]; v += 2)
    frame.hits.push({
      x: frame.x(xy[v]),
      y: frame.y(xy[v + 1]),
      r: SIGN_PX + GRASP_PX,
      row,
      state,
    });
}

/**
 * @param {Canvas2D} g
 * @param {Shapes} tile
 * @param {number} s
 * @param {LineStyle | null} style none of what is seen by no more than one
 * @param {Frame} frame
 */
function drawPlace(g, tile, s, style, frame) {
  if (!style) return;
  if (!isPoint(tile, s)) return void drawLine(g, tile, s, style, frame);
  for (let v = 2 * tile.start[tile.first[s]]; v < 2 * tile.start[tile.first[s + 1]]; v += 2)
    drawPoint(g, style, frame.x(tile.xy[v]), frame.y(tile.xy[v + 1]));
}

/**
 * @param {Canvas2D} g
 * @param {Shapes} tile
 * @param {number} s
 * @param {LineStyle} style
 * @param {Frame} frame
 */
function drawLine(g, tile, s, { colour, dash }, frame) {
  const { zoom } = frame;
  g.beginPath();
  frame.track(g, tile, s, false);
  g.setLineDash(zoom < TILES_BEGIN_ZOOM ? [] : dash);
  g.lineWidth = zoom < 10 ? 1.3 : zoom < 13 ? 2 : 4;
  g.globalAlpha = zoom < 13 ? 0.7 : 0.5;
  g.strokeStyle = colour;
  g.stroke();
  g.globalAlpha = 1;
}

/**
 * A stretch of road without camera, from afar: the more it matters, the more it stands out.
 *
 * @param {Canvas2D} g
 * @param {Shapes} tile
 * @param {number} s
 * @param {MapState} state
 * @param {Frame} frame
 */
function drawGap(g, tile, s, { palette }, frame) {
  const importance = Math.floor(tile.layer[s] / IMPORTANCE);
  g.beginPath();
  frame.track(g, tile, s, false);
  g.setLineDash([]);
  g.lineWidth = GAP_WIDTHS[importance] * (frame.zoom < 10 ? 1 : 1.5);
  g.strokeStyle = palette.gaps[importance];
  g.stroke();
}

/**
 * @param {Canvas2D} g
 * @param {LineStyle} style
 * @param {number} x
 * @param {number} y
 */
function drawPoint(g, { colour, dash }, x, y) {
  g.beginPath();
  g.moveTo(x, y - SIGN_PX);
  g.lineTo(x + SIGN_PX, y);
  g.lineTo(x, y + SIGN_PX);
  g.lineTo(x - SIGN_PX, y);
  g.closePath();
  g.fillStyle = `${colour}30`;
  g.fill();
  g.setLineDash(dash.length ? [3, 2] : []);
  g.lineWidth = 1.8;
  g.strokeStyle = colour;
  g.stroke();
}
