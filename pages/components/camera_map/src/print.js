// A sheet of paper: the map as it is shown, with title, legend, scale, date and source.

import { basemapLayer, lies } from "./basemap.js";
import { mercatorX, mercatorY } from "./binary.js";
import { released } from "./confidential.js";
import { button, element, filled } from "./element.js";
import { makeInset } from "./inset.js";
import { LIGHT } from "./palette.js";
import { shareClasses } from "./shares.js";
import { PictureLayer, addPanes } from "./layer.js";
import { FINE_ZOOM, communeAt } from "./land.js";
import { MAP_OPTIONS } from "./options.js";
import { printLegend } from "./print_legend.js";
import { northArrow } from "./tools.js";
import { boundsOf, viewBox } from "./view.js";

/** @import { CameraMap } from "./camera_map.js" */
/** @import { MapState } from "./state.js" */
/** @import { Basemap, Commune, LeafletMap } from "./types.d.ts" */

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
  const commune = communeOf(camera);
  const named = commune && filled(texts.print_title_of, { place: commune.name });
  const value = named ?? texts.print_title;
  const title = element("input", { type: "text", value, maxLength: 120 });
  const extent = choice({ ...(commune && { commune: commune.name }), view: texts.as_shown });
  extent.value = commune && showsWhole(camera, commune) ? "commune" : "view";
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
    const whole = extent.value === "view" ? undefined : commune;
    drawn = laySheet(secret.checked ? camera : released(camera), sheet, heading(), whole);
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
    labelled(texts.extent, extent),
    labelled(texts.paper, paper),
    turned,
    ...(length ? [element("label", {}, secret, asked)] : []),
    button(texts.print, "save", () => window.print()),
    button(texts.close, "", close),
  );
  document.addEventListener("keydown", leave);
  title.addEventListener("input", () => drawn?.entitle(heading()));
  for (const field of [extent, paper, turned, secret]) field.addEventListener("change", lay);
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
 * Tell whether the screen shows a commune as a whole, or nearly.
 *
 * @param {CameraMap} camera
 * @param {Commune} commune
 */
const showsWhole = ({ L, map }, commune) =>
  map.getZoom() < map.getBoundsZoom(boundsOf(L, commune.bounds)) + 1;

/**
 * Fill the sheet anew, with a map of its own that only shows.
 *
 * @param {CameraMap} camera
 * @param {HTMLElement} sheet
 * @param {string} title
 * @param {Commune} [commune] what it shows as a whole, beside the legend; else what is seen
 */
function laySheet(camera, sheet, title, commune) {
  const { L, settings, map: seen, troubles } = camera;
  const state = onPaper(camera.state);
  const host = element("div", { className: "camera-map" });
  const foot = element("div", { className: "foot" });
  sheet.dataset.ready = "";
  const heading = element("h1", { textContent: title });
  sheet.replaceChildren(heading, host, foot);
  const map = L.map(host, { ...MAP_OPTIONS, zoomAnimation: false, keyboard: false, zoomSnap: 0 });
  addPanes(map);
  const legend = element("div", { className: "on-map legend" });
  const islands = makeInset(state.land, settings.texts);
  host.append(
    element("div", { className: "on-map north" }, northArrow(settings.texts.north)),
    element("div", { className: "on-map islands" }, islands),
    legend,
  );
  const fit = () => {
    map.invalidateSize({ pan: false });
    const free = commune && besides(host, legend.offsetWidth, legend.offsetHeight);
    const bounds = commune ? boundsOf(L, commune.bounds) : seen.getBounds();
    map.fitBounds(bounds, { animate: false, ...free });
  };
  const { basemap } = camera.background;
  const explain = () => {
    state.count(viewBox(map));
    state.hasTiles = Boolean(basemap) && lies(L, /** @type {Basemap} */ (basemap), map);
    legend.replaceChildren(...printLegend(settings, state, map.getZoom()));
    foot.replaceChildren(...footOf(camera, map, state.hasTiles ? basemap?.attribution : ""));
  };
  fit();
  map.on("moveend", explain);
  explain();
  fit();
  const under = basemap && basemapLayer(L, basemap, troubles, PRINT_RATIO).addTo(map);
  const layer = new PictureLayer(L, map, state, {
    drawn: () => state.tiles.waiting || under?.isLoading() || (sheet.dataset.ready = "yes"),
    failed: (error) => troubles.report("sheet", error, "drawing"),
  });
  under?.on("load", layer.redraw);
  const sized = new ResizeObserver(fit);
  sized.observe(host);
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
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
 * What the map shows, as paper does: it is never dark.
 *
 * @param {MapState} state
 */
function onPaper(state) {
  const { share, communes } = state;
  const classes = share ? shareClasses(share, communes, false) : undefined;
  return state.with({
    ratio: PRINT_RATIO,
    hasTiles: false,
    onPaper: true,
    palette: LIGHT,
    classes,
  });
}

/**
 * The room a commune has beside the legend and the islands: between them, or above.
 *
 * @param {HTMLElement} host
 * @param {number} width of the legend
 * @param {number} height
 */
function besides({ clientWidth, clientHeight }, width, height) {
  const [edge, islands] = [12, { width: 150, height: 225 }];
  return clientWidth > clientHeight
    ? {
        paddingTopLeft: point(width + 2 * edge, edge),
        paddingBottomRight: point(islands.width, edge),
      }
    : {
        paddingTopLeft: point(edge, edge),
        paddingBottomRight: point(edge, Math.max(height + 2 * edge, islands.height)),
      };
}

/**
 * @param {number} x
 * @param {number} y
 * @returns {[number, number]}
 */
const point = (x, y) => [x, y];

/**
 * The commune the sheet is of: the chosen one, or that of the street in the middle; undefined
 * for the province.
 *
 * @param {CameraMap} camera
 */
function communeOf({ state, map }) {
  const { communes, filter, land } = state;
  if (filter.commune !== null) return communes[filter.commune];
  const { lat, lng } = map.getCenter();
  const street = map.getZoom() >= FINE_ZOOM;
  const place = street ? communeAt(land, mercatorX(lng), mercatorY(lat)) : undefined;
  return place === undefined ? undefined : communes[place];
}

/**
 * What stands below the map: scale, what is hidden or not real, source and date.
 *
 * @param {CameraMap} camera
 * @param {LeafletMap} map
 * @param {string} [attribution] of the basemap
 */
function footOf({ settings, state }, map, attribution = "") {
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
    attribution,
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
