// The camera map on a Leaflet map: its parts, and how they follow the page and the reader.

import { addControls } from "./controls.js";
import { ChosenCameras } from "./chosen.js";
import { Editing } from "./editing.js";
import { Highlight } from "./highlight.js";
import { PictureLayer, addPanes } from "./layer.js";
import { Permalink } from "./permalink.js";
import { RevisionWatch, begin } from "./revision.js";
import { Selection } from "./selection.js";
import { MapState, differ } from "./state.js";
import { Tiles } from "./tiles.js";
import { Retry, Troubles } from "./troubles.js";
import { View } from "./view.js";

/** @import { LeafletMouseEvent, TileLayer } from "leaflet" */
/** @import { Source } from "./source.js" */
/** @import { MapData } from "./state.js" */
/** @import { LatLng, LeafletLibrary, LeafletMap, MapContext, MapHost, Settings, Share, Stage } from "./types.d.ts" */

/** @typedef {(settings: Pick<Settings, "revision" | "language">) => Source} SourceOf */

export const MAP_OPTIONS = {
  zoomSnap: 0.25,
  zoomControl: false,
  attributionControl: false,
  minZoom: 7,
  maxZoom: 20,
  fadeAnimation: false, // a card that fades away would still lie over the handles
  maxBounds: /** @type {[[number, number], [number, number]]} */ ([
    [13, 102],
    [22, 113],
  ]),
};

/**
 * Bring cameras and controls onto a Leaflet map.
 *
 * @param {LeafletLibrary} L
 * @param {LeafletMap} map
 * @param {MapHost} host
 * @param {Settings} settings
 * @param {SourceOf} sourceOf makes what they come from
 */
export async function attach(L, map, host, settings, sourceOf) {
  const data = await begin(settings, sourceOf);
  return new CameraMap(L, map, host, settings, sourceOf, data);
}

/** @implements {MapContext} */
export class CameraMap {
  #sourceOf;
  /** Ends what listens to the host when the map goes: the host may get another one. */
  #leaving = new AbortController();
  #reload = new Retry(() => this.#load());
  /** What is to be shown: what the page asked for, or what that is called by now. */
  #revision;
  /** @type {RevisionWatch | undefined} */
  #watch;
  #sized;
  /** @type {TileLayer | undefined} */
  #background;

  /**
   * @param {LeafletLibrary} L
   * @param {LeafletMap} map
   * @param {MapHost} host
   * @param {Settings} settings
   * @param {SourceOf} sourceOf
   * @param {MapData} data
   */
  constructor(L, map, host, settings, sourceOf, data) {
    this.L = L;
    this.map = map;
    this.host = host;
    this.settings = settings;
    this.#sourceOf = sourceOf;
    host.leafletMap = map;
    addPanes(map);
    this.troubles = new Troubles(() => this.#tell());
    this.permalink = new Permalink(settings.permalink, settings.choices);
    this.state = new MapState(settings, this.permalink, data, this.#tilesOf(data.source));
    this.view = new View(this);
    this.editing = new Editing(this);
    this.state.readFilters(settings);
    this.#filter();
    this.#follow();
    this.view.open();
    this.layer = new PictureLayer(L, map, this.state, {
      drawn: (milliseconds) => this.#drawn(milliseconds),
      failed: (error) => this.troubles.report("picture", error, "drawing"),
    });
    this.selection = new Selection(this, this.layer, this.editing);
    this.highlight = new Highlight(this, this.layer);
    this.chosen = new ChosenCameras(this, () => this.controls?.update());
    this.editing.show();
    this.showTiles(true);
    this.controls = addControls(this);
    this.#sized = new ResizeObserver(() => this.view.fitHost() && this.controls?.update());
    this.#sized.observe(host);
    this.#revision = data.source.revision || settings.revision;
    const moveTo = settings.restored ? null : this.#moveTo;
    this.#watch = new RevisionWatch(() => this.state.source, this.troubles, moveTo);
    const { camera } = this.permalink.read();
    if (camera) this.selection.showCode(camera);
  }

  get signal() {
    return this.#leaving.signal;
  }

  /** Do what the reader does. */
  #follow() {
    const { map } = this;
    map.on("click", (event) => this.#click(event.latlng));
    map.on("mousemove", (event) => this.#point(event));
    map.on("moveend", () => {
      this.view.keep();
      this.state.tiles.askAgain();
    });
    // By keyboard: what stands in the middle of the map.
    this.listen((event) => {
      if (event.key === "Enter") this.#click(map.getCenter());
    });
  }

  /**
   * Listen to the keys that are pressed on the map itself, as long as it is there.
   *
   * @param {(event: KeyboardEvent) => void} press
   */
  listen(press) {
    const { host, signal } = this;
    host.addEventListener("keydown", (event) => event.target === host && press(event), { signal });
  }

  /** @param {Source} source */
  #tilesOf(source) {
    const tiles = new Tiles(source, this.troubles);
    tiles.listen(this.redraw);
    return tiles;
  }

  /**
   * Take what the page now asks for; only a new revision loads anything.
   *
   * @param {Settings} settings
   */
  async update(settings) {
    const before = this.settings;
    this.settings = settings;
    if (before.revision !== settings.revision) await this.#moveTo(settings.revision);
    if (differ(before.places, settings.places)) this.state.shownPlaces = new Set(settings.places);
    this.state.readFilters(settings, before);
    this.editing.show();
    this.filtered();
    if (differ(before.focus, settings.focus)) this.view.focus();
  }

  /** @param {string} revision */
  #moveTo = (revision) => {
    this.#revision = revision;
    return this.#load();
  };

  /** Load the revision to be shown; until it is here, the one before is. */
  async #load() {
    const { settings } = this;
    const revision = this.#revision;
    try {
      const data = await this.#sourceOf({ ...settings, revision }).begin();
      if (revision !== this.#revision) return; // a newer one is on its way
      this.state.tiles.stop();
      this.state.take(data, this.#tilesOf(data.source));
      this.state.readFilters(settings, settings);
      this.filtered();
      this.#reload.stop();
      this.troubles.end("revision");
    } catch (error) {
      this.troubles.report("revision", error);
      this.#reload.later();
    }
  }

  /** Tell what goes wrong; what did not arrive may be of a revision that is gone. */
  #tell() {
    this.controls?.update();
    if (this.troubles.worst === "missing") this.#watch?.ask();
  }

  #filter() {
    this.state.applyFilters(this.settings.restored);
    this.permalink.filters(this.state.filter.hidden);
  }

  /** Show what the filters now leave. */
  filtered() {
    this.#filter();
    this.chosen.update();
    this.redraw();
    this.controls?.update();
  }

  redraw = () => this.layer?.redraw();

  /** @param {Share | null} share */
  showShare(share) {
    this.state.share = share;
    this.permalink.share(share);
    this.redraw();
    this.controls?.update();
  }

  /** @param {Stage} stage */
  showStage(stage) {
    this.state.stage = stage;
    this.filtered();
  }

  /** @param {boolean} shown */
  showTiles(shown) {
    const { tiles } = this.settings;
    this.state.hasTiles = Boolean(tiles) && shown;
    this.#background?.remove();
    if (tiles && shown) this.#background = this.#tileLayer(tiles.url).addTo(this.map);
    this.redraw();
  }

  /** @param {string} url */
  #tileLayer(url) {
    let failed = false;
    return this.L.tileLayer(url, { maxZoom: MAP_OPTIONS.maxZoom })
      .on("loading", () => (failed = false))
      .on("tileerror", ({ error }) => {
        failed = true;
        this.troubles.report("background", error, "missing");
      })
      .on("load", () => failed || this.troubles.end("background"))
      .on("remove", () => this.troubles.end("background"));
  }

  /** @param {LeafletMouseEvent} event */
  #point({ latlng }) {
    const { editing, settings, state, chosen } = this;
    if (editing.isActive || settings.placing || state.isMeasuring || chosen.isBusy)
      return this.highlight.clear();
    this.host.style.cursor = this.highlight.show(latlng) ? "pointer" : "";
    return undefined;
  }

  /** @param {LatLng} latlng */
  #click(latlng) {
    if (this.editing.isActive || this.state.isMeasuring || this.chosen.isBusy) return;
    const { placing } = this.settings;
    if (placing) this.editing.begin(placing, latlng, true);
    else this.selection.pick(latlng);
  }

  /**
   * Tell, on the element, what is drawn: for tests, and for other programs.
   *
   * @param {number} milliseconds
   */
  #drawn(milliseconds) {
    const { dataset } = this.host;
    dataset.zoom = String(this.map.getZoom());
    dataset.cameras = String(this.state.cameras.n);
    dataset.revision = this.state.source.revision;
    dataset.stage = this.state.stage;
    dataset.waiting = String(this.state.tiles.waiting);
    dataset.milliseconds = String(Math.round(milliseconds));
    dataset.drawn = String(Number(dataset.drawn ?? 0) + 1);
    this.troubles.end("picture");
  }

  remove() {
    this.#leaving.abort();
    this.#reload.stop();
    this.#watch?.stop();
    this.state.tiles.stop();
    this.#sized.disconnect();
    this.layer.remove();
    this.map.remove();
    delete this.host.leafletMap;
  }
}
