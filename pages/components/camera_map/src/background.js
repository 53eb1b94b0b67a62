// Raster tiles beneath the map, of the service the administrator has chosen.

/** @import { TileLayer } from "leaflet" */
/** @import { Troubles } from "./troubles.js" */
/** @import { LeafletLibrary, LeafletMap, Settings } from "./types.d.ts" */

export class Background {
  #context;
  /** @type {TileLayer | undefined} */
  #layer;

  /**
   * @param {LeafletLibrary} L
   * @param {LeafletMap} map
   * @param {Troubles} troubles
   * @param {number} maxZoom
   */
  constructor(L, map, troubles, maxZoom) {
    this.#context = { L, map, troubles, maxZoom };
  }

  /**
   * Show the tiles of a service, if there is one; returns whether there are any now.
   *
   * @param {Settings["tiles"]} tiles
   * @param {boolean} shown
   */
  show(tiles, shown) {
    this.#layer?.remove();
    this.#layer = tiles && shown ? this.#make(tiles.url).addTo(this.#context.map) : undefined;
    return this.#layer !== undefined;
  }

  /** @param {string} url */
  #make(url) {
    const { L, troubles, maxZoom } = this.#context;
    let failed = false;
    return L.tileLayer(url, { maxZoom })
      .on("loading", () => (failed = false))
      .on("tileerror", ({ error }) => {
        failed = true;
        troubles.report("background", error, "missing");
      })
      .on("load", () => failed || troubles.end("background"))
      .on("remove", () => troubles.end("background"));
  }
}
