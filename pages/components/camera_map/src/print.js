// A sheet of paper: the map as it is shown, with title, legend, scale, date and source.

import { MAP_OPTIONS } from "./camera_map.js";
import { released } from "./confidential.js";
import { button, element, filled } from "./element.js";
import { makeInset } from "./inset.js";
import { PictureLayer, addPanes } from "./layer.js";
import { lineSymbol, shareSteps } from "./legend.js";
import { SHARES_END_ZOOM } from "./shares.js";
import { BEST_FIRST, RESTORED } from "./stages.js";
import { PLACE, legendSymbol } from "./symbols.js";
import { northArrow } from "./tools.js";

/** @import { CameraMap } from "./camera_map.js" */
/** @import { LeafletMap } from "./types.d.ts" */

// Millimetres of the sheet within its margins, the long side first.
/** @type {Record<string, [number, number]>} */
const PAPERS = { A4: [277, 190], A3: [400, 277] };
const MARGIN_MM = 10;
const PX_PER_MM = 96 / 25.4;
const PRINT_RATIO = 2.5; // pixels drawn for each of the sheet: 240 to an inch
const EQUATOR_M_PER_PX = 156_543.034;

/**
 * @param {CameraMap} camera
 */
export function openPrint(camera) {
  const { texts } = camera.settings;
  const view = element("div", { className: "print-view", tabIndex: -1 });
  const sheet = element("div", { className: "sheet" });
  const page = element("style");
  const title = element("input", { type: "text", value: texts.print_title, maxLength: 120 });
  const paper = choice(Object.fromEntries(Object.keys(PAPERS).map((name) => [name, name])));
  const turned = choice({ landscape: texts.landscape, portrait: texts.portrait });
  turned.ariaLabel = `${texts.landscape}, ${texts.portrait}`;
  const secret = element("input", { type: "checkbox" });
  const { length } = camera.state.cameras.confidential;
  const asked = filled(texts.with_confidential, { count: camera.settings.write(length) });
  const mark = `${texts.confidential} · `;
  const heading = () =>
    secret.checked && !title.value.startsWith(mark) ? mark + title.value : title.value;
  /** @type {ReturnType<typeof laySheet> | undefined} */
  let drawn;
  const lay = () => {
    drawn?.remove();
    const [long, short] = PAPERS[paper.value];
    const [wide, tall] = turned.value === "landscape" ? [long, short] : [short, long];
    page.textContent = `@page { size: ${paper.value} ${turned.value}; margin: ${MARGIN_MM}mm; }`;
    Object.assign(sheet.style, { width: `${wide}mm`, height: `${tall}mm` });
    drawn = laySheet(secret.checked ? camera : released(camera), sheet, heading());
  };
  const close = () => {
    drawn?.remove();
    view.remove();
    page.remove();
    document.removeEventListener("keydown", leave);
    /** @type {HTMLElement | null} */ (camera.host.querySelector("button.print"))?.focus();
  };
  /** @param {KeyboardEvent} event */
  const leave = (event) => event.key === "Escape" && close();
  /**
   * @param {string} text
   * @param {HTMLElement} field
   */
  const labelled = (text, field) => element("label", {}, text, field);
  const bar = element(
    "div",
    { className: "print-bar" },
    labelled(texts.title, title),
    labelled(texts.paper, paper),
    turned,
    ...(length ? [element("label", {}, secret, asked)] : []),
    button(texts.print, "save", () => window.print()),
    button(texts.close, "", close),
  );
  document.addEventListener("keydown", leave);
  title.addEventListener("input", () => drawn?.entitle(heading()));
  secret.addEventListener("change", lay);
  paper.addEventListener("change", lay);
  turned.addEventListener("change", lay);
  view.append(bar, sheet);
  document.head.append(page);
  if (document.fullscreenElement) document.exitFullscreen();
  document.body.append(view);
  title.focus();
  lay();
}

/**
 * @param {Record<string, string>} options
 */
function choice(options) {
  const made = element("select");
  made.append(...Object.entries(options).map(([value, text]) => new Option(text, value)));
  return made;
}

/**
 * Fill the sheet anew, with a map of its own that only shows.
 *
 * @param {CameraMap} camera
 * @param {HTMLElement} sheet
 * @param {string} title
 */
function laySheet(camera, sheet, title) {
  const { L, settings, map: seen, state, troubles } = camera;
  const host = element("div", { className: "camera-map" });
  const foot = element("div", { className: "foot" });
  sheet.dataset.ready = "";
  const heading = element("h1", { textContent: title });
  sheet.replaceChildren(heading, host, foot);
  const map = L.map(host, { ...MAP_OPTIONS, zoomAnimation: false, keyboard: false, zoomSnap: 0 });
  addPanes(map);
  map.fitBounds(seen.getBounds(), { animate: false });
  const layer = new PictureLayer(L, map, state.with({ ratio: PRINT_RATIO, hasTiles: false }), {
    drawn: () => state.tiles.waiting || (sheet.dataset.ready = "yes"),
    failed: (error) => troubles.report("sheet", error, "drawing"),
  });
  const sized = new ResizeObserver(() => map.invalidateSize({ pan: false }));
  sized.observe(host);
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
  host.append(
    element("div", { className: "on-map north" }, northArrow(settings.texts.north)),
    element("div", { className: "on-map islands" }, makeInset(state.land, settings.texts)),
    element("div", { className: "on-map legend" }, ...legendOf(camera, map)),
  );
  const writeFoot = () => foot.replaceChildren(...footOf(camera, map));
  map.on("moveend", writeFoot);
  writeFoot();
  const listenNoMore = state.tiles.listen(layer.redraw);
  const remove = () => {
    listenNoMore();
    sized.disconnect();
    layer.remove();
    map.remove();
    troubles.end("sheet");
  };
  /** @param {string} text */
  const entitle = (text) => (heading.textContent = text);
  return { remove, entitle };
}

/**
 * @param {CameraMap} camera
 * @param {LeafletMap} map
 */
function legendOf({ settings, state }, map) {
  const { texts, write } = settings;
  /**
   * @param {Node} symbol
   * @param {string} text
   */
  const row = (symbol, text, count = "") =>
    element(
      "div",
      { className: "row" },
      symbol,
      element("span", { className: "name", textContent: text }),
      element("span", { className: "count", textContent: count }),
    );
  const [today, after] = ["working", "after"].map((stage) => state.stage === stage);
  const shown = BEST_FIRST.filter(
    (k) => !state.filter.hidden.sight.has(k) && (after || k !== RESTORED),
  );
  const rows = [
    element("strong", { textContent: texts.legends[state.stage] }),
    ...shown.map((k) => row(legendSymbol(k), texts.sights[k], write(state.counts.sight[k]))),
  ];
  for (const k of [2, 3])
    if (today && state.shownPlaces.has(k)) rows.push(row(lineSymbol(PLACE[k]), texts.places[k]));
  if (state.share && map.getZoom() < SHARES_END_ZOOM)
    rows.push(
      element("strong", { textContent: texts.shares[state.share] }),
      element("div", { className: "ramp" }, ...shareSteps(state.share)),
    );
  return rows;
}

/**
 * What stands below the map: scale, what is hidden or not real, source and date.
 *
 * @param {CameraMap} camera
 * @param {LeafletMap} map
 */
function footOf({ settings, state }, map) {
  const { texts, write, language } = settings;
  const latitude = (map.getCenter().lat * Math.PI) / 180;
  const metresPerPixel = (EQUATOR_M_PER_PX * Math.cos(latitude)) / 2 ** map.getZoom();
  const scale = roundTo(metresPerPixel * PX_PER_MM * 1000, 2);
  const date = new Date().toLocaleDateString(language === "en" ? "en-GB" : "vi-VN", {
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
  });
  const lines = [
    filled(texts.scale, { number: write(scale) }),
    state.hiddenCount > 0 && filled(texts.hidden, { count: write(state.hiddenCount) }),
    settings.simulated && texts.simulated,
    state.schematic && texts.schematic,
    filled(texts.made_on, { date }),
    texts.source,
  ];
  return lines.flatMap((text) => (text ? [element("span", { textContent: text })] : []));
}

/**
 * @param {number} value
 * @param {number} digits
 */
function roundTo(value, digits) {
  const step = 10 ** (Math.floor(Math.log10(value)) + 1 - digits);
  return Math.round(value / step) * step;
}
