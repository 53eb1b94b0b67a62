// Views that a reader has named: what the address says of the map, kept in this browser.

import { button, element } from "./element.js";
import { NAMES } from "./permalink.js";

/** @import { CameraMap } from "./camera_map.js" */
/** @import { Part } from "./types.d.ts" */

const KEPT = "camera-map.views"; // its name in what the browser keeps
const MOST_VIEWS = 30;
const MOST_LETTERS = 60;
// What only the page can change: it is loaded anew for these.
const OF_THE_PAGE = ["xa", "level", "light", "live"];
const ALL = [...new Set([...NAMES, ...OF_THE_PAGE])];

/** @typedef {{name: string, address: string}} SavedView */

/** @returns {SavedView[]} */
function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return kept.filter(
      (/** @type {SavedView} */ { name, address }) => name && typeof address === "string",
    );
  } catch {
    return []; // somebody else's, or nothing may be kept
  }
}

/**
 * What a reader calls a view stands for it: the same name again takes its place.
 *
 * @param {SavedView[]} views
 * @param {SavedView} view
 */
export const withView = (views, view) =>
  [view, ...views.filter(({ name }) => name !== view.name)].slice(0, MOST_VIEWS);

/**
 * The part of an address that says what the map shows.
 *
 * @param {URLSearchParams} parameters
 */
export const viewAddress = (parameters) =>
  new URLSearchParams([...parameters].filter(([name]) => ALL.includes(name))).toString();

/**
 * Another address with what a saved one says of the map, and nothing else of it.
 *
 * @param {URLSearchParams} parameters
 * @param {string} address
 */
export function withAddress(parameters, address) {
  const others = [...parameters].filter(([name]) => !ALL.includes(name));
  const said = [...new URLSearchParams(address)].filter(([name]) => ALL.includes(name));
  return new URLSearchParams([...others, ...said]);
}

/**
 * @param {CameraMap} camera
 * @returns {Part}
 */
export function makeSavedViews(camera) {
  const { texts, permalink } = camera.settings;
  const summary = element("summary", { textContent: texts.views_saved });
  const list = element("ul");
  const name = element("input", {
    type: "text",
    maxLength: MOST_LETTERS,
    placeholder: texts.view_name,
    ariaLabel: texts.view_name,
  });
  const save = element("button", { type: "submit", textContent: texts.view_save });
  const form = element("form", {}, name, save);
  const box = element("details", { className: "saved" }, summary, list, form);
  box.hidden = permalink !== "search";
  /** @param {SavedView[]} views */
  const keep = (views) => {
    localStorage.setItem(KEPT, JSON.stringify(views));
    update();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const called = name.value.trim();
    if (!called) return;
    name.value = "";
    keep(withView(read(), { name: called, address: viewAddress(camera.permalink.parameters) }));
  });
  form.addEventListener("keydown", (event) => event.stopPropagation());
  /** @param {SavedView} view */
  const row = (view) => {
    const remove = button("×", "remove", () =>
      keep(read().filter((one) => one.name !== view.name)),
    );
    remove.setAttribute("aria-label", `${texts.view_remove} ${view.name}`);
    return element(
      "li",
      {},
      button(view.name, "open", () => open(camera, view)),
      remove,
    );
  };
  const update = () => list.replaceChildren(...read().map(row));
  return { box, update };
}

/**
 * @param {CameraMap} camera
 * @param {SavedView} view
 */
function open(camera, { address }) {
  const before = camera.permalink.parameters;
  const after = withAddress(before, address);
  const url = new URL(location.href);
  url.search = after.toString();
  if (OF_THE_PAGE.some((name) => before.get(name) !== after.get(name))) location.assign(url);
  else {
    history.replaceState(history.state, "", url);
    camera.readAddress();
  }
}
