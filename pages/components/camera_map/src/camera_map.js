// The camera map on a Leaflet map: its parts, and how they follow the page and the reader.

import { Background } from "./basemap.js";
import { addControls } from "./controls.js";
import { ChosenCameras } from "./chosen.js";
import { Editing } from "./editing.js";
import { Highlight } from "./highlight.js";
import { PictureLayer, addPanes } from "./layer.js";
import { followTheme } from "./palette.js";
import { Permalink } from "./permalink.js";
import { ShownRevision, begin } from "./revision.js";
import { Selection } from "./selection.js";
import { MapState, differ } from "./state.js";
import { Tiles } from "./tiles.js";
import { Troubles } from "./troubles.js";
import { View, viewBox } from "./view.js";

/** @import { LeafletMouseEvent } from "leaflet" */
/** @import { Swipe } from "./swipe.js" */
/** @import { Source } from "./source.js" */
/** @import { MapData } from "./state.js" */
/** @import { Colouring, LatLng, LeafletLibrary, LeafletMap, MapContext, MapHost, Settings, Share } from "./types.d.ts" */

/** @typedef {(settings: Pick<Settings, "revision" | "language">) => Source} SourceOf */

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
  return new CameraMap(L, map, host, settings, sourceOf, await begin(settings, sourceOf));
}

/** @implements {MapContext} */
export class CameraMap {
  /** Ends what listens to the host when the map goes: the host may get another one. */
  #leaving = new AbortController();
  /** @type {ShownRevision | undefined} */
  #revision;
  #sized;
  /** @type {Swipe | undefined} */
  swipe;
  /** What the reader is told until the map moves on. @type {string | undefined} */
  notice;
  /** What is done once the page has answered. @type {(() => void) | undefined} */
  afterUpdate;

  /**
   * @param {LeafletLibrary} L
   * @param {LeafletMap} map
   * @param {MapHost} host
   * @param {Settings} settings
   * @param {SourceOf} sourceOf
   * @param {MapData} data
   */
  constructor(L, map, host, settings, sourceOf, data) {
    L.Popup.mergeOptions({ autoPan: false }); // cards have their place beside the map
    this.L = L;
    this.map = map;
    this.host = host;
    this.settings = settings;
    host.leafletMap = map;
    addPanes(map);
    this.troubles = new Troubles(() => this.#tell());
    this.permalink = new Permalink(settings.permalink, settings.choices);
    this.state = new MapState(settings, this.permalink, data, this.#tilesOf(data.source));
    this.view = new View(this);
    this.editing = new Editing(this);
    this.state.readFilters(settings);
    followTheme(host, (dark) => this.#darken(dark), this.#leaving.signal);
    this.#filter();
    this.#follow();
    this.view.open();
    this.state.count(viewBox(this.map));
    this.permalink.write(settings.terms);
    this.showShare(this.state.share);
    this.layer = new PictureLayer(L, map, this.state, {
      drawn: (milliseconds) => this.#drawn(milliseconds),
      failed: (error) => this.troubles.report("picture", error, "drawing"),
    });
    this.selection = new Selection(this, this.layer, this.editing);
    this.highlight = new Highlight(this, this.layer);
    this.chosen = new ChosenCameras(this, () => this.controls?.update());
    this.editing.show();
    this.background = new Background(this);
    this.controls = addControls(this);
    this.#sized = new ResizeObserver(() => this.view.fitHost() && this.controls?.update());
    this.#sized.observe(host);
    this.#revision = new ShownRevision(this, sourceOf);
    this.#openCamera();
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
      this.notice = undefined;
      this.state.count(viewBox(this.map));
      this.controls?.update();
    });
    // By keyboard: what stands in the middle of the map.
    this.listen((event) => {
      if (event.key === "Enter") this.#click(map.getCenter());
    });
  }

  /** @param {boolean} dark */
  #darken(dark) {
    if (this.state.isDark === dark) return;
    this.state.darken(dark);
    this.redraw();
    this.controls?.update();
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
    if (before.revision !== settings.revision) await this.#revision?.moveTo(settings.revision);
    if (differ(before.places, settings.places)) this.state.shownPlaces = new Set(settings.places);
    this.state.readFilters(settings, before);
    this.editing.show();
    if (differ(before.basemaps, settings.basemaps)) this.background.update();
    this.filtered();
    this.permalink.write(settings.terms);
    if (differ(before.focus, settings.focus)) this.view.focus();
    this.afterUpdate?.();
    this.afterUpdate = undefined;
  }

  /** Show what the address now says. */
  readAddress() {
    const { state, permalink, settings } = this;
    state.readAddress(settings, permalink);
    this.view.open();
    this.showShare(state.share);
    this.background.read();
    this.filtered();
    this.map.closePopup();
    this.#openCamera();
  }

  /**
   * Show what has been loaded.
   *
   * @param {MapData} data
   */
  take(data) {
    const { state, settings } = this;
    state.tiles.stop();
    state.take(data, this.#tilesOf(data.source));
    state.readFilters(settings, settings);
    this.filtered();
    this.showShare(state.share); // its figures are others now
  }

  /** Tell what goes wrong: what is missing may be of a revision that is gone. */
  #tell() {
    this.controls?.update();
    if (this.troubles.worst === "missing") this.#revision?.ask();
  }

  #filter() {
    this.state.applyFilters(this.settings);
    this.permalink.filters(this.state.filter.hidden);
  }

  #openCamera() {
    const { camera } = this.permalink.read();
    if (camera) this.selection.showCode(camera);
  }

  /** Show what the filters now leave. */
  filtered() {
    this.#filter();
    this.chosen.update();
    this.state.count(viewBox(this.map));
    this.redraw();
    this.controls?.update();
  }

  redraw = () => {
    this.layer?.redraw();
    this.swipe?.renew();
  };

  /** @param {Share | null} share */
  async showShare(share) {
    this.permalink.share(share);
    await this.troubles.answered(this.state.tint(share));
    this.redraw();
    this.controls?.update();
  }

  /** @param {Colouring} colouring */
  colourBy(colouring) {
    this.state.colouring = colouring;
    this.permalink.write({ colour: colouring === "sight" ? null : colouring });
    this.filtered();
  }

  /** What is drawn beside the cameras has changed. */
  layersChanged() {
    const { shownPlaces, showsRedundancy, hiddenViews } = this.state;
    this.permalink.layers({
      places: shownPlaces,
      usual: this.settings.places,
      often: showsRedundancy,
      unseen: hiddenViews,
    });
    this.redraw();
    this.controls?.update();
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
    const { host, map, state } = this;
    const { cameras, source, stage, tiles } = state;
    const counted = { waiting: tiles.waiting, drawn: Number(host.dataset.drawn ?? 0) + 1 };
    const shown = { zoom: map.getZoom(), cameras: cameras.n, revision: source.revision, stage };
    Object.assign(host.dataset, shown, counted, { milliseconds: Math.round(milliseconds) });
    this.troubles.end("picture");
  }

  remove() {
    this.#leaving.abort();
    this.#revision?.stop();
    this.state.tiles.stop();
    this.#sized.disconnect();
    this.swipe?.remove();
    this.controls?.remove();
    this.layer.remove();
    this.map.remove();
    delete this.host.leafletMap;
  }
}
