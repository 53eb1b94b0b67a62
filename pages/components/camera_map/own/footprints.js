// What cameras see: solid, dashed or dotted by state; darker where two of them overlap.

import { FOOTPRINT_ZOOM } from "./cameras.js";
import { DETAIL, REACHABLE, STREET_TILES, VIEW } from "./data.js";
import { SIGHT } from "./symbols.js";

const AT_ONCE = 60;

/** Draw the footprints of the cameras that are drawn as symbols: those of a knot are too many. */
export function* drawFootprints(g, state, frame, { rings, single }) {
  if (frame.zoom < FOOTPRINT_ZOOM) return;
  const { cameras, hiddenViews, tiles, mask } = state;
  const side = 2 ** STREET_TILES;
  const key = (i) => `${Math.floor(cameras.x[i] * side)}/${Math.floor(cameras.y[i] * side)}`;
  const ready = [...new Set(single.map(key))].map((k) => tiles.get(`footprints/${k}`)).filter(Boolean);
  const drawn = rings.length ? new Set(single) : { has: (i) => mask[i] };
  let count = 0;
  for (const view of [REACHABLE, VIEW, DETAIL]) {
    if (hiddenViews.has(view)) continue;
    for (const tile of ready)
      for (let s = 0; s < tile.n; s++) {
        const camera = tile.owner[s];
        if (tile.layer[s] !== view || !frame.shows(tile.box, s) || !drawn.has(camera)) continue;
        g.beginPath();
        frame.track(g, tile, s, true);
        paint(g, SIGHT[cameras.sight[camera]], view);
        if (++count % AT_ONCE === 0) yield;
      }
  }
  g.setLineDash([]);
}

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
