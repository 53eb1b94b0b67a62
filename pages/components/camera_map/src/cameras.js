// Cameras: as symbols by group, or where they stand too close to tell apart, as rings.

import { communeRings, gather, ringParts } from "./clusters.js";
import { NO_DIRECTION } from "./binary.js";
import { GRASP_PX } from "./frame.js";
import { FONT, hatchedDisc } from "./symbols.js";

/** @import { Ring } from "./clusters.js" */
/** @import { Frame } from "./frame.js" */
/** @import { Cell } from "./spatial.js" */
/** @import { MapState } from "./state.js" */
/** @import { Box, Canvas2D } from "./types.d.ts" */

/** @typedef {{rings: Ring[], single: number[]}} Chosen */

// Up to this zoom each commune is one ring; from the next one on cameras are symbols.
export const COMMUNE_RINGS_ZOOM = 10.75;
export const SYMBOL_ZOOM = 12.5;
export const FOOTPRINT_ZOOM = 15;
// From this zoom on every camera is a symbol of its own, however many there are.
const ALONE_ZOOM = 18;
const MARGIN_PX = 60;
// More symbols than this are too many to read, and to draw at once; knots become rings then.
const SYMBOLS_MOST = 1200;
const KNOT = 5;
// A ring as small as this has no room for its number.
const LEAST_FOR_NUMBER_PX = 8.5;
const AT_ONCE = 100;
const DISC = 2.6; // radius of a disc, for that of a symbol
const CHOSEN = "#7a3db8";

/**
 * What of the cameras comes into the picture: `rings`, and `single` ones by their place.
 *
 * @param {MapState} state
 * @param {Frame} frame
 */
export function chosenCameras(state, frame) {
  const { index } = state;
  const { zoom } = frame;
  const box = frame.around(MARGIN_PX);
  if (zoom < COMMUNE_RINGS_ZOOM)
    return { rings: communeRings(index.communes(box), index, frame), single: [] };
  if (zoom < SYMBOL_ZOOM) return divided(state, frame, index.within(box, Math.round(zoom + 2)), 2);
  const cells = index.within(box, Math.round(zoom));
  const count = cells.reduce((sum, cell) => sum + cell.n, 0);
  if (count <= SYMBOLS_MOST || zoom >= ALONE_ZOOM)
    return { rings: [], single: inside(state, cells, box) };
  return divided(state, frame, index.within(box, Math.round(zoom + 2.5)), KNOT);
}

/**
 * Make rings of the cells that hold so many cameras, leave the others single.
 *
 * @param {MapState} state
 * @param {Frame} frame
 * @param {Cell[]} cells
 * @param {number} least
 */
function divided(state, frame, cells, least) {
  const full = cells.filter((cell) => cell.n >= least);
  const rings = gather(full, state.index, frame);
  const single = [...state.index.shown(cells.filter((cell) => cell.n < least))];
  return { rings, single };
}

/**
 * @param {MapState} state
 * @param {Cell[]} cells
 * @param {Box} box
 */
function inside({ index, cameras: { x, y } }, cells, [west, north, east, south]) {
  const found = [];
  for (const i of index.shown(cells))
    if (x[i] > west && x[i] < east && y[i] > north && y[i] < south) found.push(i);
  return found;
}

/**
 * @param {Canvas2D} g
 * @param {MapState} state
 * @param {Frame} frame
 * @param {Chosen} chosen
 */
export function* drawCameras(g, state, frame, { rings, single }) {
  let drawn = 0;
  for (const ring of rings.reverse()) {
    const { r } = ring;
    drawLeader(g, ring, state);
    frame.occupied.push([ring.x - r - 2, ring.y - r - 2, ring.x + r + 2, ring.y + r + 2]);
    frame.hits.push({ x: ring.x, y: ring.y, r, ring });
    drawRing(g, ring, state);
    if (++drawn % 40 === 0) yield;
  }
  yield* drawSymbols(g, state, frame, single); // a single one is not hidden by a ring
}

/**
 * @param {Canvas2D} g
 * @param {MapState} state
 * @param {Frame} frame
 * @param {number[]} single
 */
function* drawSymbols(g, state, frame, single) {
  const { cameras, selected, chosen, groups } = state;
  const { zoom } = frame;
  const far = zoom < SYMBOL_ZOOM;
  const r = far ? 4.4 : Math.min(6, 2.6 + 0.85 * (zoom - SYMBOL_ZOOM));
  let drawn = 0;
  for (const group of groups.order)
    for (const i of single) {
      if (groups.of[i] !== group) continue;
      const style = groups.styles[group];
      const [x, y] = [frame.x(cameras.x[i]), frame.y(cameras.y[i])];
      drawDirection(g, state, frame, i, r);
      const symbol = state.symbols.of(style, r, zoom < 14 ? 0.9 : 1.3);
      g.drawImage(
        symbol.canvas,
        x - symbol.half,
        y - symbol.half,
        2 * symbol.half,
        2 * symbol.half,
      );
      if (chosen?.[i]) drawMark(g, x, y, r + 3.5);
      if (cameras.row[i] === selected) drawSelection(g, x, y, r, state.palette.ink);
      frame.hits.push({ x, y, r: r + GRASP_PX, camera: i });
      frame.occupied.push([x - r, y - r, x + r, y + r]);
      if (++drawn % AT_ONCE === 0) yield;
    }
}

/**
 * Where a camera looks, as far as its view is not drawn: a needle, or a disc at street scale.
 *
 * @param {Canvas2D} g
 * @param {MapState} state
 * @param {Frame} frame
 * @param {number} i
 * @param {number} r
 */
function drawDirection(g, { cameras, groups }, frame, i, r) {
  const { zoom } = frame;
  const { colour } = groups.styles[groups.of[i]];
  const [x, y] = [frame.x(cameras.x[i]), frame.y(cameras.y[i])];
  if (zoom >= 14 && zoom < FOOTPRINT_ZOOM) drawNeedle(g, cameras.azimuth[i], colour, x, y, r);
  if (zoom < FOOTPRINT_ZOOM || cameras.hasFootprint[i]) return;
  const disc = DISC * r;
  hatchedDisc(g, x, y, disc, colour);
  frame.hits.push({ x, y, r: disc, camera: i, isArea: true });
}

/**
 * A camera that is one of many chosen.
 *
 * @param {Canvas2D} g
 * @param {number} x
 * @param {number} y
 * @param {number} r
 */
function drawMark(g, x, y, r) {
  g.beginPath();
  g.arc(x, y, r, 0, 2 * Math.PI);
  g.strokeStyle = CHOSEN;
  g.lineWidth = 2;
  g.setLineDash([]);
  g.stroke();
}

/**
 * @param {Canvas2D} g
 * @param {number} x
 * @param {number} y
 * @param {number} r
 * @param {string} colour
 */
function drawSelection(g, x, y, r, colour) {
  g.beginPath();
  g.arc(x, y, r + 6, 0, 2 * Math.PI);
  g.strokeStyle = colour;
  g.lineWidth = 2.5;
  g.setLineDash([]);
  g.stroke();
}

/**
 * @param {Canvas2D} g
 * @param {number} azimuth
 * @param {string} colour
 * @param {number} x
 * @param {number} y
 * @param {number} r
 */
function drawNeedle(g, azimuth, colour, x, y, r) {
  if (azimuth === NO_DIRECTION) return;
  const angle = (azimuth / 10) * (Math.PI / 180);
  g.beginPath();
  g.moveTo(x, y);
  g.lineTo(x + Math.sin(angle) * r * 2.8, y - Math.cos(angle) * r * 2.8);
  g.strokeStyle = colour;
  g.lineWidth = 1.6;
  g.stroke();
}

/**
 * A line from a ring that had to move aside to where its cameras are.
 *
 * @param {Canvas2D} g
 * @param {Ring} ring
 * @param {MapState} state
 */
function drawLeader(g, { x, y, r, home }, { palette }) {
  if (Math.hypot(home[0] - x, home[1] - y) < r + 2) return;
  g.setLineDash([]);
  g.beginPath();
  g.moveTo(x, y);
  g.lineTo(...home);
  g.lineWidth = 1;
  g.strokeStyle = palette.province;
  g.stroke();
  g.beginPath();
  g.arc(...home, 2, 0, 2 * Math.PI);
  g.fillStyle = palette.province;
  g.fill();
}

/**
 * @param {Canvas2D} g
 * @param {Ring} ring
 * @param {MapState} state
 */
function drawRing(g, { x, y, n, r, groups }, { language, palette, groups: { styles } }) {
  /**
   * @param {number} radius
   * @param {string} colour
   */
  const disc = (radius, colour) => {
    g.beginPath();
    g.arc(x, y, radius, 0, 2 * Math.PI);
    g.fillStyle = colour;
    g.fill();
  };
  disc(r + 2.6, palette.shade);
  disc(r + 1.2, palette.disc);
  g.setLineDash([]);
  let from = -Math.PI / 2;
  ringParts(groups).forEach((angle, group) => {
    if (!angle) return;
    g.beginPath();
    g.arc(x, y, r - 2.2, from, (from += angle));
    g.lineWidth = r < LEAST_FOR_NUMBER_PX ? 3.2 : r < 13 ? 3.6 : 4.6;
    g.strokeStyle = styles[group].colour;
    g.stroke();
  });
  if (r < LEAST_FOR_NUMBER_PX) return;
  g.fillStyle = palette.ink;
  g.font = `600 ${r > 17 ? 11.5 : r > 13 ? 10.5 : 9}px ${FONT}`;
  g.textAlign = "center";
  g.textBaseline = "middle";
  g.fillText(shortCount(n, language), x, y + 0.5);
}

/**
 * @param {number} n
 * @param {string} language
 */
function shortCount(n, language) {
  if (n < 1000) return String(n);
  const thousands = n < 10000 ? (n / 1000).toFixed(1) : String(Math.round(n / 1000));
  return `${language === "en" ? thousands : thousands.replace(".", ",")}k`;
}
