// The one canvas of the map. A picture is drawn in slices, behind the one that is seen, so
// that the page answers all the while; when it is whole, the two change places.

import { Frame } from "./frame.js";
import { picture } from "./picture.js";

const SLICE_MS = 10;
const PADDING = 0.25;

/** Build the layer's class on the Leaflet that the page has loaded. */
export const cameraLayer = (L) =>
  L.Layer.extend({
    options: { pane: "cameras" },

    initialize(state) {
      this.state = state;
    },

    getEvents() {
      const follow = () => this._place(this._map.getCenter(), this._map.getZoom());
      return {
        moveend: this.redraw,
        resize: this.redraw,
        viewreset: follow,
        zoom: follow,
        zoomanim: (event) => this._place(event.center, event.zoom),
      };
    },

    onAdd() {
      [this._seen, this._behind] = [0, 1].map(() => {
        const canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated");
        canvas.getContext("2d", { willReadFrequently: true }); // drawn by the processor
        return canvas;
      });
      this.getPane().append(this._seen);
      this.redraw();
    },

    onRemove() {
      this._job = null;
      this._seen.remove();
    },

    /** Draw anew, soon: many calls make one picture. */
    redraw() {
      if (this._asked) return;
      this._asked = true;
      requestAnimationFrame(() => {
        this._asked = false;
        if (this._map && !this._map._animatingZoom) this._begin();
      });
    },

    _begin() {
      const frame = new Frame(this._map, PADDING);
      const ratio = this.state.ratio ?? Math.min(2, window.devicePixelRatio || 1);
      const canvas = this._behind;
      canvas.width = Math.round(ratio * frame.width);
      canvas.height = Math.round(ratio * frame.height);
      canvas.style.width = `${frame.width}px`;
      canvas.style.height = `${frame.height}px`;
      const g = canvas.getContext("2d");
      g.setTransform(ratio, 0, 0, ratio, 0, 0);
      const job = { frame, g, parts: picture(g, this.state, frame), begun: performance.now() };
      this._job = job;
      setTimeout(() => this._draw(job));
    },

    _draw(job) {
      if (this._job !== job || !this._map) return;
      const until = performance.now() + SLICE_MS;
      let done = false;
      while (!done && performance.now() < until) {
        done = job.parts.next().done;
        job.g.getImageData(0, 0, 1, 1); // what was only noted down is drawn now
      }
      if (done) this._show(job);
      else setTimeout(() => this._draw(job));
    },

    _show({ frame, begun }) {
      this._job = null;
      this.frame = frame;
      this._seen.replaceWith(this._behind);
      [this._seen, this._behind] = [this._behind, this._seen];
      this._place(this._map.getCenter(), this._map.getZoom());
      this.fire("drawn", { milliseconds: performance.now() - begun });
    },

    /** Keep the picture where the ground it shows lies, at any centre and zoom. */
    _place(centre, zoom) {
      if (!this.frame) return;
      const scale = this._map.getZoomScale(zoom, this.frame.zoom);
      const corner = this._map._latLngToNewLayerPoint(this.frame.corner, zoom, centre);
      L.DomUtil.setTransform(this._seen, corner, scale);
    },

    /** What lies under a position: {ring} or {camera}, or undefined. */
    pick(latlng) {
      const point = this.at(latlng);
      let best;
      let least = Infinity;
      for (const hit of this.frame?.hits ?? []) {
        const distance = Math.hypot(hit.x - point.x, hit.y - point.y);
        if (distance < hit.r && distance < least) [best, least] = [hit, distance];
      }
      return best;
    },

    /** Where a position lies in the picture. */
    at(latlng) {
      const { frame } = this;
      if (!frame) return { x: -Infinity, y: -Infinity };
      const { x, y } = this._map.project(latlng, frame.zoom);
      return { x: x - frame.left, y: y - frame.top };
    },

    /** The position of a point of the picture. */
    position({ x, y }) {
      return this._map.unproject([x + this.frame.left, y + this.frame.top], this.frame.zoom);
    },
  });
