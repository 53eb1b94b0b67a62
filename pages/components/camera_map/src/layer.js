// The one canvas of the map. A picture is drawn in slices, behind the one that is seen, so
// that the page answers all the while; when it is whole, the two change places.

import { surface } from "./element.js";
import { Frame } from "./frame.js";
import { targetsAt } from "./picking.js";
import { drawPicture } from "./picture.js";

/** @import { MapState } from "./state.js" */
/** @import { LatLng, LeafletLibrary, LeafletMap } from "./types.d.ts" */
/** @import { Point } from "leaflet" */

/** @typedef {{frame: Frame, g: CanvasRenderingContext2D, parts: Generator<void>, begun: number}} Job */

const SLICE_MS = 10;
const PADDING = 0.25;
const PANES = { cameras: 350, swipe: 351, halo: 360, highlight: 455, editing: 460 };

/**
 * Where things lie over each other on the map, and under what is clicked.
 *
 * @param {LeafletMap} map
 */
export function addPanes(map) {
  for (const [name, zIndex] of Object.entries(PANES))
    Object.assign(map.createPane(name).style, { zIndex, pointerEvents: "none" });
}

/**
 * What Leaflet offers its own layers, and says nothing of in its documentation.
 *
 * @typedef {object} LeafletInside
 * @property {boolean | undefined} _animatingZoom
 * @property {(latlng: LatLng, zoom: number, centre: LatLng) => Point} _latLngToNewLayerPoint
 */

export class PictureLayer {
  /** What the picture that is seen shows. @type {Frame | undefined} */
  frame;
  /** @type {Job | null} */
  #job = null;
  #isAsked = false;
  /** @type {HTMLCanvasElement} */
  #seen;
  /** @type {HTMLCanvasElement} */
  #behind;

  /**
   * @param {LeafletLibrary} L
   * @param {LeafletMap} map whose view is set
   * @param {MapState} state
   * @param {object} events
   * @param {(milliseconds: number) => void} events.drawn a picture is whole
   * @param {string} [events.pane] where it lies
   * @param {(error: unknown) => void} events.failed it is not, and shows what was drawn until then
   */
  constructor(L, map, state, { drawn, failed, pane = "cameras" }) {
    this.L = L;
    this.map = map;
    this.inside = /** @type {LeafletMap & LeafletInside} */ (map);
    this.state = state;
    this.drawn = drawn;
    this.failed = failed;
    [this.#seen, this.#behind] = [0, 1].map(() => {
      const canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated");
      surface(canvas, { willReadFrequently: true }); // drawn by the processor
      return canvas;
    });
    map.getPane(pane)?.append(this.#seen);
    const follow = () => this.#place(map.getCenter(), map.getZoom());
    map.on("moveend resize", this.redraw);
    map.on("viewreset zoom", follow);
    map.on("zoomanim", ({ center, zoom }) => this.#place(center, zoom));
    this.redraw();
  }

  /** Draw no more: the map goes. */
  remove() {
    this.#job = null;
    this.map.off("moveend resize", this.redraw);
    this.#seen.remove();
  }

  /** Draw anew, soon: many calls make one picture. */
  redraw = () => {
    if (this.#isAsked) return;
    this.#isAsked = true;
    requestAnimationFrame(() => {
      this.#isAsked = false;
      if (this.#seen.isConnected && !this.inside._animatingZoom) this.#begin();
    });
  };

  #begin() {
    const frame = new Frame(this.map, PADDING);
    const ratio = this.state.ratio ?? Math.min(2, window.devicePixelRatio || 1);
    const canvas = this.#behind;
    canvas.width = Math.round(ratio * frame.width);
    canvas.height = Math.round(ratio * frame.height);
    canvas.style.width = `${frame.width}px`;
    canvas.style.height = `${frame.height}px`;
    const g = surface(canvas);
    g.setTransform(ratio, 0, 0, ratio, 0, 0);
    const parts = drawPicture(g, this.state, frame);
    const job = { frame, g, parts, begun: performance.now() };
    this.#job = job;
    setTimeout(() => this.#draw(job));
  }

  /** @param {Job} job */
  #draw(job) {
    if (this.#job !== job) return;
    const until = performance.now() + SLICE_MS;
    let done = false;
    try {
      while (!done && performance.now() < until) {
        done = Boolean(job.parts.next().done);
        job.g.getImageData(0, 0, 1, 1); // what was only noted down is drawn now
      }
    } catch (error) {
      this.#show(job);
      this.failed(error);
      return;
    }
    if (!done) setTimeout(() => this.#draw(job));
    else {
      this.#show(job);
      this.drawn(performance.now() - job.begun);
    }
  }

  /** @param {Job} job */
  #show({ frame }) {
    this.#job = null;
    this.frame = frame;
    this.#seen.replaceWith(this.#behind);
    [this.#seen, this.#behind] = [this.#behind, this.#seen];
    this.#place(this.map.getCenter(), this.map.getZoom());
  }

  /**
   * Keep the picture where the ground it shows lies, at any centre and zoom.
   *
   * @param {LatLng} centre
   * @param {number} zoom
   */
  #place(centre, zoom) {
    if (!this.frame) return;
    const scale = this.map.getZoomScale(zoom, this.frame.zoom);
    const corner = this.inside._latLngToNewLayerPoint(this.frame.corner, zoom, centre);
    this.L.DomUtil.setTransform(this.#seen, corner, scale);
  }

  /**
   * All that lies under a position, see `targetsAt`.
   *
   * @param {LatLng} latlng
   */
  targets(latlng) {
    return this.frame ? targetsAt(this.frame, this.state, this.at(latlng)) : [];
  }

  /**
   * Where a position lies in the picture.
   *
   * @param {LatLng} latlng
   */
  at(latlng) {
    const { frame } = this;
    if (!frame) return { x: -Infinity, y: -Infinity };
    const { x, y } = this.map.project(latlng, frame.zoom);
    return { x: x - frame.left, y: y - frame.top };
  }

  /**
   * The position of a point of the picture.
   *
   * @param {{x: number, y: number}} point
   */
  position({ x, y }) {
    const { left = 0, top = 0, zoom } = this.frame ?? {};
    return this.map.unproject([x + left, y + top], zoom);
  }
}
