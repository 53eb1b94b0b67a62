// One canvas for everything that is not land: rings, cameras, footprints, places, names.

import { gather, ringParts, ringRadius } from "./clusters.js";
import { DETAIL, NO_DIRECTION, REACHABLE, TILE_ZOOM, VIEW } from "./data.js";
import { placeNames } from "./names.js";
import { drawPlaces, namePlaces } from "./places.js";
import { FONT, SIGHT, WORST_LAST, hatchedDisc, trace } from "./symbols.js";

const SYMBOL_ZOOM = 12.5;
export const FOOTPRINT_ZOOM = 15;
const BUILDING_ZOOM = 15.5;
const MARGIN_PX = 60;

/** Build the layer's class on the Leaflet that the page has loaded. */
export const cameraLayer = (L) =>
  L.Renderer.extend({
    options: { padding: 0.35, pane: "cameras" },

    initialize(state) {
      L.setOptions(this, {});
      this.state = state;
      this._tiles = new Map();
      L.Renderer.prototype.initialize.call(this, this.options);
    },

    _initContainer() {
      this._container = document.createElement("canvas");
      this._context = this._container.getContext("2d");
    },

    _destroyContainer() {
      cancelAnimationFrame(this._frame);
      L.DomUtil.remove(this._container);
    },

    redraw() {
      if (!this._frame)
        this._frame = requestAnimationFrame(() => {
          this._frame = 0;
          if (this._map) this._update();
        });
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const bounds = this._bounds;
      const size = bounds.getSize();
      const ratio = L.Browser.retina ? 2 : 1;
      const canvas = this._container;
      L.DomUtil.setPosition(canvas, bounds.min);
      canvas.width = ratio * size.x;
      canvas.height = ratio * size.y;
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
      this._context.setTransform(ratio, 0, 0, ratio, -ratio * bounds.min.x, -ratio * bounds.min.y);
      this._draw(this._context, bounds);
      this.fire("drawn");
    },

    _draw(g, bounds) {
      const zoom = this._map.getZoom();
      const world = 256 * 2 ** zoom;
      const origin = this._map.getPixelOrigin();
      const frame = { zoom, world, origin, bounds, taken: [] };
      this._hits = [];
      this.frame = frame;
      if (zoom >= BUILDING_ZOOM) this._drawBuildings(g, frame);
      if (this.state.places) drawPlaces(g, this.state, frame);
      const visible = this._visible(frame);
      if (zoom < SYMBOL_ZOOM) this._drawRings(g, visible, frame);
      else {
        if (zoom >= FOOTPRINT_ZOOM) this._drawFootprints(g, visible, frame);
        this._drawSymbols(g, visible, frame);
      }
      placeNames(g, this.state.communes, frame);
      namePlaces(g, this.state, frame);
    },

    _visible({ world, origin, bounds }) {
      const { cameras, shown } = this.state;
      if (!cameras) return [];
      const west = (bounds.min.x + origin.x - MARGIN_PX) / world;
      const east = (bounds.max.x + origin.x + MARGIN_PX) / world;
      const north = (bounds.min.y + origin.y - MARGIN_PX) / world;
      const south = (bounds.max.y + origin.y + MARGIN_PX) / world;
      const { x, y, n } = cameras;
      const found = [];
      for (let i = 0; i < n; i++)
        if (x[i] > west && x[i] < east && y[i] > north && y[i] < south && shown(i)) found.push(i);
      return found;
    },

    _drawRings(g, visible, { world, origin, taken }) {
      const rings = gather(visible, this.state.cameras, world);
      for (const ring of rings.reverse()) {
        const x = ring.x - origin.x;
        const y = ring.y - origin.y;
        const r = ringRadius(ring.n);
        taken.push([x - r - 2, y - r - 2, x + r + 2, y + r + 2]);
        this._hits.push({ x, y, r, ring });
        if (ring.n > 1) drawRing(g, ring, x, y, r);
        else drawSymbol(g, SIGHT[this.state.cameras.sight[ring.camera]], x, y, 4.4, 1.2);
      }
    },

    _drawSymbols(g, visible, { world, origin, zoom, taken }) {
      const { cameras, selected } = this.state;
      const r = Math.min(6, 2.6 + 0.85 * (zoom - SYMBOL_ZOOM));
      for (const sight of WORST_LAST)
        for (const i of visible) {
          if (cameras.sight[i] !== sight) continue;
          const x = cameras.x[i] * world - origin.x;
          const y = cameras.y[i] * world - origin.y;
          if (zoom >= 14 && zoom < FOOTPRINT_ZOOM) drawNeedle(g, cameras.azimuth[i], sight, x, y, r);
          if (zoom >= FOOTPRINT_ZOOM && !cameras.hasFootprint[i])
            hatchedDisc(g, x, y, 2.6 * r, SIGHT[sight].colour);
          drawSymbol(g, SIGHT[sight], x, y, r, zoom < 14 ? 0.8 : 1.3);
          if (cameras.row[i] === selected) drawSelection(g, x, y, r);
          this._hits.push({ x, y, r: r + 4, camera: i });
          taken.push([x - r, y - r, x + r, y + r]);
        }
    },

    _drawFootprints(g, visible, frame) {
      const { cameras, shown, hiddenViews } = this.state;
      const tiles = tilesOf(visible.map((i) => [cameras.x[i], cameras.y[i]]));
      const ready = tiles.map((key) => this._tile("footprints", key)).filter(Boolean);
      for (const view of [REACHABLE, VIEW, DETAIL]) {
        if (hiddenViews.has(view)) continue;
        for (const tile of ready)
          eachShape(tile, (camera, layer, from, to) => {
            if (layer !== view || !shown(camera)) return;
            trackRings(g, tile, from, to, frame);
            paintFootprint(g, SIGHT[cameras.sight[camera]], view);
          });
      }
      g.setLineDash([]);
    },

    _drawBuildings(g, frame) {
      const { bounds, origin, world } = frame;
      const corner = ({ x, y }) => [(x + origin.x) / world, (y + origin.y) / world];
      const tiles = tilesBetween(corner(bounds.min), corner(bounds.max));
      g.fillStyle = "#e4ded0";
      g.strokeStyle = "#c9c0ab";
      g.lineWidth = 0.8;
      for (const tile of tiles.map((key) => this._tile("buildings", key)).filter(Boolean))
        eachShape(tile, (_owner, _layer, from, to) => {
          trackRings(g, tile, from, to, frame);
          g.fill("evenodd");
          g.stroke();
        });
    },

    _tile(what, key) {
      const name = `${what}/${key}`;
      if (!this._tiles.has(name)) {
        this._tiles.set(name, null);
        this.state.source
          .shapes(what, ...key.split("/"))
          .then((tile) => this._tiles.set(name, tile) && this.redraw())
          .catch(() => this._tiles.delete(name));
      }
      return this._tiles.get(name);
    },

    forgetTiles() {
      this._tiles.clear();
    },

    /** What lies under a point of the layer: {ring} or {camera}, or undefined. */
    pick(point) {
      let best;
      let least = Infinity;
      for (const hit of this._hits ?? []) {
        const distance = Math.hypot(hit.x - point.x, hit.y - point.y);
        if (distance < hit.r && distance < least) [best, least] = [hit, distance];
      }
      return best;
    },
  });

function drawSymbol(g, { colour, shape }, x, y, r, rim) {
  trace(g, shape, x, y, r);
  g.fillStyle = colour;
  g.fill();
  g.strokeStyle = "#fff";
  g.lineWidth = rim;
  g.stroke();
}

function drawSelection(g, x, y, r) {
  g.beginPath();
  g.arc(x, y, r + 6, 0, 2 * Math.PI);
  g.strokeStyle = "#1d2b36";
  g.lineWidth = 2.5;
  g.stroke();
}

function drawNeedle(g, azimuth, sight, x, y, r) {
  if (azimuth === NO_DIRECTION) return;
  const angle = (azimuth / 10) * (Math.PI / 180);
  g.beginPath();
  g.moveTo(x, y);
  g.lineTo(x + Math.sin(angle) * r * 2.8, y - Math.cos(angle) * r * 2.8);
  g.strokeStyle = SIGHT[sight].colour;
  g.lineWidth = 1.6;
  g.stroke();
}

function tilesOf(points) {
  const side = 2 ** TILE_ZOOM;
  return [...new Set(points.map(([x, y]) => `${Math.floor(x * side)}/${Math.floor(y * side)}`))];
}

function tilesBetween([west, north], [east, south]) {
  const side = 2 ** TILE_ZOOM;
  const found = [];
  for (let x = Math.floor(west * side); x <= east * side; x++)
    for (let y = Math.floor(north * side); y <= south * side; y++) found.push(`${x}/${y}`);
  return found;
}

/** Call for every polygon of a tile: whose it is, its layer, its first ring and the one after. */
function eachShape({ n, owner, layer }, draw) {
  for (let k = 0, next; k < n; k = next) {
    next = k + 1;
    while (next < n && owner[next] === owner[k] && layer[next] === layer[k]) next++;
    draw(owner[k], layer[k], k, next);
  }
}

function trackRings(g, { start, xy }, from, to, { world, origin }) {
  g.beginPath();
  for (let k = from; k < to; k++) {
    for (let v = start[k]; v < start[k + 1]; v++) {
      const x = xy[2 * v] * world - origin.x;
      const y = xy[2 * v + 1] * world - origin.y;
      if (v === start[k]) g.moveTo(x, y);
      else g.lineTo(x, y);
    }
    g.closePath();
  }
}

function paintFootprint(g, { colour, fill, dash }, view) {
  g.strokeStyle = colour;
  g.setLineDash(view === REACHABLE ? [1, 5] : dash);
  g.lineWidth = view === VIEW ? 1.2 : 0.9;
  if (view !== REACHABLE) {
    g.fillStyle = fill;
    g.fill("evenodd");
  }
  g.stroke();
}

function drawRing(g, ring, x, y, r) {
  g.save();
  g.shadowColor = "rgba(20, 40, 60, 0.28)";
  g.shadowBlur = 5;
  g.shadowOffsetY = 1.5;
  g.beginPath();
  g.arc(x, y, r + 1.2, 0, 2 * Math.PI);
  g.fillStyle = "#fff";
  g.fill();
  g.restore();
  let from = -Math.PI / 2;
  ringParts(ring.sight).forEach((angle, sight) => {
    if (!angle) return;
    g.beginPath();
    g.arc(x, y, r - 2.2, from, (from += angle));
    g.lineWidth = 4.6;
    g.strokeStyle = SIGHT[sight].colour;
    g.stroke();
  });
  g.fillStyle = "#1d2b36";
  g.font = `600 ${r > 17 ? 11.5 : r > 13 ? 10.5 : 9}px ${FONT}`;
  g.textAlign = "center";
  g.textBaseline = "middle";
  g.fillText(shortCount(ring.n), x, y + 0.5);
}

function shortCount(n) {
  if (n < 1000) return String(n);
  const thousands = n < 10000 ? (n / 1000).toFixed(1) : String(Math.round(n / 1000));
  return `${document.documentElement.lang === "en" ? thousands : thousands.replace(".", ",")}k`;
}
