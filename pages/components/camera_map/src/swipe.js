// Before and after on one map: on the left of a line that can be dragged the cameras as they work
// today, on the right as a plan leaves them.

import { element } from "./element.js";
import { PictureLayer } from "./layer.js";
import { CameraIndex } from "./spatial.js";

/** @import { CameraMap } from "./camera_map.js" */

const STEP = 0.05; // of the map's width, for a key

/** The second picture, and the line between the two; it is there as long as stages are compared. */
export class Swipe {
  #camera;
  #state;
  #share = 0.5;
  #line;
  #ended = new AbortController();

  /** @param {CameraMap} camera whose own picture shows the stage on the left */
  constructor(camera) {
    this.#camera = camera;
    const { L, map, state, host, settings, troubles } = camera;
    this.#state = state.with({ stage: "after", cameras: { ...state.cameras } });
    this.#state.index = new CameraIndex(this.#state.cameras);
    this.renew();
    this.layer = new PictureLayer(L, map, this.#state, {
      pane: "swipe",
      drawn: () => (host.dataset.compared = "yes"),
      failed: (error) => troubles.report("swipe", error, "drawing"),
    });
    const handle = element("button", {
      type: "button",
      textContent: "⇔",
      title: settings.texts.swipe,
    });
    handle.setAttribute("role", "slider");
    handle.setAttribute("aria-label", settings.texts.swipe);
    const { working, after } = settings.texts.stages;
    const before = element("span", { className: "before", textContent: working });
    const behind = element("span", { className: "after", textContent: after });
    this.#line = element("div", { className: "swipe" }, handle, before, behind);
    L.DomEvent.disableClickPropagation(this.#line);
    host.append(this.#line);
    this.#follow(handle);
    this.#place();
  }

  /** @param {HTMLElement} handle */
  #follow(handle) {
    const { map, host } = this.#camera;
    const { signal } = this.#ended;
    /** @param {number} share */
    const to = (share) => {
      this.#share = Math.min(0.98, Math.max(0.02, share));
      this.#place();
    };
    handle.addEventListener("pointerdown", (event) => handle.setPointerCapture(event.pointerId));
    handle.addEventListener("pointermove", (event) => {
      const { left, width } = host.getBoundingClientRect();
      if (handle.hasPointerCapture(event.pointerId)) to((event.clientX - left) / width);
    });
    handle.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
      if (!step) return;
      event.stopPropagation();
      event.preventDefault();
      to(this.#share + step);
    });
    map.on("move zoomend resize viewreset", this.#place);
    signal.addEventListener("abort", () => map.off("move zoomend resize viewreset", this.#place));
  }

  /** Put the line, and cut both pictures along it, wherever the map has moved. */
  #place = () => {
    const { L, map, host } = this.#camera;
    const { x, y } = map.getSize();
    const at = this.#share * x;
    this.#line.style.left = `${at}px`;
    this.#line.firstElementChild?.setAttribute(
      "aria-valuenow",
      String(Math.round(100 * this.#share)),
    );
    host.dataset.swipe = this.#share.toFixed(2);
    /**
     * @param {number} left
     * @param {number} right
     */
    const between = (left, right) => {
      const from = map.containerPointToLayerPoint(L.point(left, 0));
      const to = map.containerPointToLayerPoint(L.point(right, y));
      const corners = [
        [from.x, from.y],
        [to.x, from.y],
        [to.x, to.y],
        [from.x, to.y],
      ];
      return `polygon(${corners.map(([px, py]) => `${px}px ${py}px`).join(",")})`;
    };
    clip(map.getPane("cameras"), between(0, at));
    clip(map.getPane("swipe"), between(at, x));
  };

  /** Take over what is shown otherwise, and the plan as it now is. */
  renew() {
    const { state, settings } = this.#camera;
    const { stage, cameras, index } = this.#state;
    Object.assign(this.#state, state, { stage, cameras, index });
    this.#state.applyFilters(settings);
    this.layer?.redraw();
  }

  remove() {
    const { map, host, troubles } = this.#camera;
    this.#ended.abort();
    this.layer.remove();
    this.#line.remove();
    clip(map.getPane("cameras"), "");
    delete host.dataset.compared;
    delete host.dataset.swipe;
    troubles.end("swipe");
  }
}

/**
 * @param {HTMLElement | undefined} pane
 * @param {string} path
 */
function clip(pane, path) {
  if (pane) pane.style.clipPath = path;
}
