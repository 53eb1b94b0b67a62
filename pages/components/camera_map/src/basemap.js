// What lies beneath the map: a file of tiles of one's own, or the administrator's map service.

import { element, surface } from "./element.js";
import { MAP_OPTIONS } from "./options.js";
import { Retry } from "./troubles.js";
import { paintTile, readDrawings } from "./vector_tile.js";
import { boundsOf } from "./view.js";

/** @import { Coords, GridLayer } from "leaflet" */
/** @import { CameraMap } from "./camera_map.js" */
/** @import { Drawing } from "./vector_tile.js" */
/** @import { Basemap, LeafletLibrary, LeafletMap } from "./types.d.ts" */

/** @typedef {ImageBitmap | Drawing[] | null} TileContent */

const NONE = "none";
const MOST_TILES = 160;
const MOST_STEPS_UP = 4;
// Vector tiles are drawn twice as large, as those who make them mean it.
const SIDE_PX = { raster: 256, vector: 512 };

/** The choice of a basemap, and the one that is shown. */
export class Background {
  /** Who made what is seen. */
  source = element("span", { className: "background-source" });
  /** @type {GridLayer | undefined} */
  #layer;
  #camera;

  /** @param {CameraMap} camera */
  constructor(camera) {
    this.#camera = camera;
    /** Name of what is shown; empty for nothing. */
    this.chosen = "";
    camera.map.on("moveend", () => this.#cover());
    this.read();
  }

  /** Show what the address asks for. */
  read() {
    const { base } = this.#camera.permalink.read();
    const named = this.names.find((one) => one === base) ?? this.names[0] ?? "";
    this.chosen = base === NONE ? "" : named;
    this.#show();
  }

  /** What there is to choose from. */
  get names() {
    const { tiles, basemaps, texts } = this.#camera.settings;
    return [...(tiles ? [texts.background] : []), ...basemaps.map(({ name }) => name)];
  }

  /** @param {string} name empty for none */
  choose(name) {
    this.chosen = name;
    this.#camera.permalink.base(name === this.names[0] ? null : name || NONE);
    this.#show();
    this.#camera.redraw();
  }

  /** Take up files that have changed. */
  update() {
    if (!this.names.includes(this.chosen)) this.chosen = "";
    this.#show();
  }

  get basemap() {
    return this.#camera.settings.basemaps.find(({ name }) => name === this.chosen);
  }

  #show() {
    const { L, map, settings, troubles } = this.#camera;
    this.#layer?.remove();
    this.#layer = undefined;
    const { basemap } = this;
    if (basemap) this.#layer = basemapLayer(L, basemap, troubles);
    else if (settings.tiles && this.chosen) this.#layer = this.#service(settings.tiles.url);
    this.#layer?.addTo(map);
    this.source.textContent =
      basemap?.attribution ?? (this.chosen && settings.tiles?.attribution) ?? "";
    this.#cover();
  }

  /** Tell the picture whether the ground it would draw itself is there already. */
  #cover() {
    const { L, map, state } = this.#camera;
    const { basemap } = this;
    state.hasTiles = basemap ? lies(L, basemap, map) : Boolean(this.#layer);
  }

  /** @param {string} url */
  #service(url) {
    const { L, troubles } = this.#camera;
    let failed = false;
    return L.tileLayer(url, { maxZoom: MAP_OPTIONS.maxZoom })
      .on("loading", () => (failed = false))
      .on("tileerror", ({ error }) => {
        failed = true;
        troubles.report("background", error, "missing");
      })
      .on("load", () => failed || troubles.end("background"))
      .on("remove", () => troubles.end("background"));
  }
}

/** @param {Basemap} basemap */
const leastZoom = ({ kind, zooms }) => zooms[0] + Math.log2(SIDE_PX[kind] / 256);

/**
 * Tell whether a basemap lies under the middle of a map.
 *
 * @param {LeafletLibrary} L
 * @param {Basemap} basemap
 * @param {LeafletMap} map
 */
export const lies = (L, basemap, map) =>
  boundsOf(L, basemap.bounds).contains(map.getCenter()) &&
  Math.round(map.getZoom()) >= leastZoom(basemap);

/**
 * @param {LeafletLibrary} L
 * @param {Basemap} basemap
 * @param {CameraMap["troubles"]} troubles
 * @param {number} [ratio] pixels of a tile for each on the screen
 */
export function basemapLayer(L, basemap, troubles, ratio = Math.min(2, devicePixelRatio || 1)) {
  const side = SIDE_PX[basemap.kind];
  const tiles = new TileCache(basemap);
  const retry = new Retry(() => layer.redraw());
  /**
   * @param {Coords} coords
   * @param {(error?: Error, tile?: HTMLElement) => void} done
   */
  const createTile = (coords, done) => {
    const canvas = element("canvas", { width: side * ratio, height: side * ratio });
    draw(canvas, coords).then(
      () => done(undefined, canvas),
      (error) => {
        troubles.report("background", error);
        retry.later();
        done(error, canvas);
      },
    );
    return canvas;
  };
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Coords} coords
   */
  const draw = async (canvas, { x, y, z }) => {
    const place = { z: z - Math.log2(side / 256), x, y };
    const { content, steps } = await tiles.nearest(place);
    if (!content) return;
    const times = 2 ** steps;
    const [left, top] = [x % times, y % times];
    const g = surface(canvas);
    g.scale(ratio, ratio);
    if (Array.isArray(content)) {
      const view = { side: side * times, left: -left * side, top: -top * side };
      paintTile(g, content, { ...view, zoom: z, shown: side });
    } else {
      const [wide, tall] = [content.width / times, content.height / times];
      g.drawImage(content, left * wide, top * tall, wide, tall, 0, 0, side, side);
    }
  };
  const Layer = L.GridLayer.extend({ createTile });
  /** @type {GridLayer} */
  const layer = new /** @type {any} */ (Layer)({
    className: `basemap ${basemap.kind}`,
    tileSize: side,
    minZoom: leastZoom(basemap),
    maxZoom: MAP_OPTIONS.maxZoom,
    bounds: boundsOf(L, basemap.bounds),
    keepBuffer: 1,
  });
  return layer
    .on("load", () => tiles.failed || (retry.reset(), troubles.end("background")))
    .on("loading", () => (tiles.failed = false))
    .on("remove", () => (retry.stop(), troubles.end("background")));
}

/** Tiles as they came, a while. */
class TileCache {
  /** @type {Map<string, Promise<TileContent>>} */
  #known = new Map();
  failed = false;

  /** @param {Basemap} basemap */
  constructor(basemap) {
    this.basemap = basemap;
  }

  /**
   * The tile of a place, or the nearest above it, and how many zooms that lies above.
   *
   * @param {{z: number, x: number, y: number}} place
   */
  async nearest({ z, x, y }) {
    const [first, last] = this.basemap.zooms;
    const begin = Math.max(0, z - last);
    for (let steps = begin; steps <= begin + MOST_STEPS_UP && z - steps >= first; steps++) {
      const content = await this.#get(z - steps, x >> steps, y >> steps);
      if (content) return { content, steps };
    }
    return { content: null, steps: 0 };
  }

  /**
   * @param {number} z
   * @param {number} x
   * @param {number} y
   */
  #get(z, x, y) {
    const path = `${z}/${x}/${y}`;
    const known = this.#known.get(path) ?? this.#load(path, { z, x, y });
    this.#known.delete(path); // to the end: the longest unused is dropped first
    this.#known.set(path, known);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST_TILES) break;
      this.#known.delete(oldest);
    }
    known.catch(() => {
      this.failed = true;
      this.#known.delete(path);
    });
    return known;
  }

  /**
   * @param {string} path
   * @param {{z: number, x: number, y: number}} place
   * @returns {Promise<TileContent>}
   */
  async #load(path, place) {
    const { key, kind } = this.basemap;
    const url = new URL(`map/basemap/${key}/${path}`, document.baseURI);
    const answer = await fetch(url, { credentials: "same-origin" });
    if (answer.status === 204) return null;
    if (!answer.ok) throw new Error(`${answer.status} ${url.pathname}`);
    if (kind === "raster") return createImageBitmap(await answer.blob());
    return readDrawings(await answer.arrayBuffer(), place);
  }
}
