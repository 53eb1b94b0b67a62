// What cameras see: solid, dashed or dotted by state; darker where two of them overlap.

import { FOOTPRINT_ZOOM } from "./cameras.js";
import { DETAIL, REACHABLE, STREET_TILES, VIEW } from "./source.js";

/** @import { Chosen } from "./cameras.js" */
/** @import { Frame } from "./frame.js" */
/** @import { MapState } from "./state.js" */
/** @import { Style } from "./symbols.js" */
/** @import { Canvas2D } from "./types.d.ts" */

const AT_ONCE = 60;

/**
 * Draw the footprints of the cameras that are drawn as symbols: those of a knot are too many.
 *
 * @param {Canvas2D} g
 * @param {MapState} state
 * @param {Frame} frame
 * @param {Chosen} chosen
 */
export function* drawFootprints(g, state, frame, { rings, single }) {
  if (frame.zoom < FOOTPRINT_ZOOM) return;
  const { cameras, groups, hiddenViews, tiles, mask } = state;
  const side = 2 ** STREET_TILES;
  /** @param {number} i */
  const key = (i) => `${Math.floor(cameras.x[i] * side)}/${Math.floor(cameras.y[i] * side)}`;
  const ready = [...new Set(single.map(key))].flatMap((k) => tiles.whole(`footprints/${k}`));
  const near = rings.length ? new Set(single) : null;
  /** @param {number} i */
  const isDrawn = (i) => (near ? near.has(i) : mask[i] > 0);
  let count = 0;
  for (const view of [REACHABLE, VIEW, DETAIL]) {
    if (hiddenViews.has(view)) continue;
    for (const tile of ready)
      for (let s = 0; s < tile.n; s++) {
        const camera = tile.owner[s];
        if (tile.layer[s] !== view || !frame.shows(tile.box, s) || !isDrawn(camera)) continue;
        g.beginPath();
        frame.track(g, tile, s, true);
        paint(g, groups.styles[groups.of[camera]], view);
        frame.shapes.push({ tile, s, camera });
        if (++count % AT_ONCE === 0) yield;
      }
  }
  g.setLineDash([]);
}

/**
 * @param {Canvas2D} g
 * @param {Style} style
 * @param {number} view
 */
function paint(g, { colour, fill, dash }, view) {
  g.strokeStyle = colour;
  g.setLineDash(view === REACHABLE ? [1, 5] : dash);
  g.lineWidth = view === VIEW ? 1.2 : 0.9;
  if (view !== REACHABLE) {
    g.fillStyle = fill;
    g.fill("evenodd");
  }
  g.stroke();
}
