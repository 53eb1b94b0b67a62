// The search field: cameras, equipment, roads, places, positions, communes and districts.

import { element, filled } from "./element.js";
import { boundsOf } from "./view.js";

/** @import { CameraMap } from "./camera_map.js" */
/** @import { SearchHit } from "./types.d.ts" */

const TYPING_PAUSE_MS = 200;
const CAMERA_ZOOM = 17;

/**
 * @param {CameraMap} camera
 * @param {() => void} makeRoom is called before something is offered
 */
export function makeSearch(camera, makeRoom) {
  const { texts } = camera.settings;
  const field = element("input", {
    type: "search",
    placeholder: texts.search,
    ariaLabel: texts.search,
  });
  const list = element("ul", { className: "found", hidden: true });
  /** @param {SearchHit} hit */
  const go = (hit) => {
    list.hidden = true;
    visit(camera, hit);
  };
  /** @param {SearchHit[]} hits */
  const offer = (hits) => {
    const none = element("li", { className: "none", textContent: texts.nothing_found });
    list.replaceChildren(...(hits.length ? hits.map((hit) => hitRow(hit, go)) : [none]));
    makeRoom();
    list.hidden = false;
  };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  let asked = 0;
  const ask = async () => {
    const mine = (asked += 1);
    const { state, troubles } = camera;
    const hits = await troubles.answered(state.source.reader.search(field.value));
    if (hits && mine === asked) offer(hits); // an older answer may come late
  };
  field.addEventListener("input", () => {
    clearTimeout(pause);
    if (field.value.trim()) pause = setTimeout(ask, TYPING_PAUSE_MS);
    else list.hidden = true;
  });
  const box = element("div", { className: "search" }, field, list);
  box.addEventListener("keydown", (event) => walk(event, field, list));
  return box;
}

/**
 * Go to what was found. Where the page speaks of another commune it is asked to change that
 * first, and the reader is told.
 *
 * @param {CameraMap} camera
 * @param {SearchHit} hit
 */
function visit(camera, hit) {
  const { settings, state } = camera;
  const { commune } = hit;
  const chosen = settings.filters.commune;
  if (!commune || !chosen || commune === chosen || settings.permalink !== "search")
    return show(camera, hit);
  const name = state.communes.find(({ code }) => code === commune)?.name ?? "";
  camera.afterUpdate = () => {
    show(camera, hit);
    camera.notice = filled(settings.texts.went_to, { commune: name });
    camera.controls?.update();
  };
  return settings.send?.({ act: "commune", given: commune });
}

/**
 * @param {CameraMap} camera
 * @param {SearchHit} hit
 */
function show({ L, map, host, state, selection, view, redraw }, hit) {
  const { row, lat, lon, bounds, link } = hit;
  if (bounds) map.fitBounds(boundsOf(L, bounds), { maxZoom: CAMERA_ZOOM, animate: false });
  if (link) {
    state.links = link;
    host.dataset.linked = String(link.cameras.length);
    redraw();
  }
  if (hit.geometry) view.pointOut(hit.geometry);
  if (lat === undefined || lon === undefined) return;
  map.setView([lat, lon], CAMERA_ZOOM, { animate: false });
  if (row !== undefined) selection.showCamera(row, L.latLng(lat, lon));
  else view.pointOut({ type: "Point", coordinates: [lon, lat] });
}

/**
 * Enter takes the first, arrows walk through what was found, Escape closes it.
 *
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} field
 * @param {HTMLElement} list
 */
function walk(event, field, list) {
  event.stopPropagation();
  const stops = [field, ...list.querySelectorAll("button")];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter" && event.target === field) list.querySelector("button")?.click();
  else if (event.key === "Escape") list.hidden = true;
  else if (step) stops[(at + step + stops.length) % stops.length].focus();
  else return;
  event.preventDefault();
}

/**
 * @param {SearchHit} hit
 * @param {(hit: SearchHit) => void} go
 */
function hitRow(hit, go) {
  const label = element("span", { textContent: hit.label });
  const detail = element("small", { textContent: hit.detail });
  const button = element("button", { type: "button" }, label, detail);
  button.addEventListener("click", () => go(hit));
  return element("li", {}, button);
}
