// Drawing around a part of the map: a rectangle from corner to corner, or any line by hand.

/** @import { Polygon } from "leaflet" */
/** @import { LatLng, MapContext } from "./types.d.ts" */

/** @typedef {"rectangle" | "freehand"} Form */
/** @typedef {{x: number, y: number}} Spot */

const STYLE = { color: "#7a3db8", weight: 2, fillColor: "#7a3db8", fillOpacity: 0.08 };
const STEP_PX = 3; // a line drawn by hand takes a vertex so often
const LEAST_PX = 4; // less is no part of the map, but a click
const SAME_PRESS_MS = 100;

export class Lasso {
  /** @type {Form} */
  form = "rectangle";
  /** Whether the next drag draws; with the Shift key any drag does. */
  isActive = false;
  #context;
  #take;
  /** @type {Polygon} */
  #outline;
  /** Where the pointer has been since it was pressed. @type {Spot[]} */
  #path = [];
  /** @type {number | undefined} */
  #pointer;
  /** The corner that was set by keyboard. @type {LatLng | undefined} */
  #corner;
  #endedAt = -Infinity;

  /**
   * @param {MapContext} context
   * @param {(ring: LatLng[]) => void} take takes what was drawn around
   */
  constructor(context, take) {
    const { L, map, host, signal } = context;
    this.#context = context;
    this.#take = take;
    this.#outline = L.polygon([], { ...STYLE, pane: "editing", interactive: false }).addTo(map);
    map.boxZoom.disable(); // Shift and drag choose cameras
    /** @type {(name: "pointerdown" | "pointermove" | "pointerup" | "pointercancel", act: (event: PointerEvent) => void) => void} */
    const on = (name, act) => host.addEventListener(name, act, { signal, capture: true });
    on("pointerdown", (event) => this.#press(event));
    on("pointermove", (event) => this.#move(event));
    on("pointerup", (event) => this.#end(event));
    on("pointercancel", () => this.#stop());
    // The click that ends a drag is none of its own.
    host.addEventListener(
      "click",
      (event) => {
        const isSame = event.timeStamp - this.#endedAt < SAME_PRESS_MS;
        if (isSame && isOnMap(event.target)) event.stopImmediatePropagation();
      },
      { signal, capture: true },
    );
  }

  get isDrawing() {
    return this.#pointer !== undefined;
  }

  /** @param {boolean} isActive */
  activate(isActive) {
    const { map, host } = this.#context;
    this.isActive = isActive;
    this.#corner = undefined;
    for (const moves of [map.dragging, map.doubleClickZoom])
      moves[isActive ? "disable" : "enable"]();
    host.classList.toggle("drawing-around", isActive);
    if (!isActive) this.#stop();
  }

  /**
   * Show what was drawn around.
   *
   * @param {LatLng[]} ring
   */
  show(ring) {
    this.#outline.setLatLngs(ring);
  }

  /** By keyboard: the middle of the map becomes one corner, then the other. */
  setCorner() {
    const at = this.#context.map.getCenter();
    if (!this.#corner) {
      this.#corner = at;
      return this.show([at]);
    }
    const { lat, lng } = this.#corner;
    const { L } = this.#context;
    this.#corner = undefined;
    return this.#take([at, L.latLng(at.lat, lng), L.latLng(lat, lng), L.latLng(lat, at.lng)]);
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (this.#pointer !== undefined) return this.#stop(); // a second finger moves the map
    const isWanted = this.isActive || event.shiftKey;
    if (!isWanted || event.button !== 0 || !isOnMap(event.target)) return undefined;
    event.preventDefault();
    this.#pointer = event.pointerId;
    this.#path = [this.#spot(event)];
    this.#context.host.setPointerCapture(event.pointerId);
    this.#context.host.focus({ preventScroll: true });
    return undefined;
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (event.pointerId !== this.#pointer) return;
    event.stopPropagation();
    const spot = this.#spot(event);
    const last = this.#path[this.#path.length - 1];
    if (Math.hypot(spot.x - last.x, spot.y - last.y) < STEP_PX) return;
    if (this.form === "rectangle") this.#path = [this.#path[0], spot];
    else this.#path.push(spot);
    this.show(this.#ring());
  }

  /** @param {PointerEvent} event */
  #end(event) {
    if (event.pointerId !== this.#pointer) return;
    const ring = this.#ring();
    const [first] = this.#path;
    const isDrawn = this.#path.some(({ x, y }) => Math.hypot(x - first.x, y - first.y) >= LEAST_PX);
    this.#pointer = undefined;
    if (!isDrawn) return;
    this.#endedAt = event.timeStamp;
    this.#take(ring);
  }

  #stop() {
    this.#pointer = undefined;
    this.#path = [];
    this.show([]);
  }

  /** @param {PointerEvent} event */
  #spot(event) {
    return this.#context.map.mouseEventToContainerPoint(event);
  }

  #ring() {
    const { map } = this.#context;
    const [a, b] = this.#path;
    const corners =
      this.form === "rectangle" && b ? [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }] : this.#path;
    return corners.map(({ x, y }) => map.containerPointToLatLng([x, y]));
  }
}

/** @param {EventTarget | null} target */
const isOnMap = (target) => target instanceof Element && !target.closest(".deck");
