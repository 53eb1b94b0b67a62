// A sheet of paper: the map as it is shown, with title, legend, scale, date and source.

import { element } from "./element.js";
import { makeInset } from "./inset.js";
import { lineSymbol, shareSteps } from "./legend.js";
import { SHARES_END_ZOOM } from "./shares.js";
import { BEST_FIRST, RESTORED } from "./stages.js";
import { PLACE, SIGHT, legendSymbol } from "./symbols.js";
import { northArrow } from "./tools.js";

// Millimetres of the sheet within its margins, the long side first.
const PAPERS = { A4: [277, 190], A3: [400, 277] };
const MARGIN_MM = 10;
const PX_PER_MM = 96 / 25.4;
const PRINT_RATIO = 2.5; // pixels drawn for each of the sheet: 240 to an inch
const EQUATOR_M_PER_PX = 156_543.034;

export function openPrint(camera) {
  const { texts } = camera.settings;
  const view = element("div", { className: "print-view", tabIndex: -1 });
  const sheet = element("div", { className: "sheet" });
  const page = element("style");
  const title = element("input", { type: "text", value: texts.print_title, maxLength: 120 });
  const paper = choice(Object.fromEntries(Object.keys(PAPERS).map((name) => [name, name])));
  const turned = choice({ landscape: texts.landscape, portrait: texts.portrait });
  turned.ariaLabel = `${texts.landscape}, ${texts.portrait}`;
  let drawn;
  const lay = async () => {
    drawn?.remove();
    const [long, short] = PAPERS[paper.value];
    const [wide, tall] = turned.value === "landscape" ? [long, short] : [short, long];
    page.textContent = `@page { size: ${paper.value} ${turned.value}; margin: ${MARGIN_MM}mm; }`;
    Object.assign(sheet.style, { width: `${wide}mm`, height: `${tall}mm` });
    drawn = await laySheet(camera, sheet, () => title.value);
  };
  const close = () => {
    drawn?.remove();
    view.remove();
    page.remove();
    document.removeEventListener("keydown", leave);
    camera.host.querySelector("button.print")?.focus();
  };
  const leave = (event) => event.key === "Escape" && close();
  const labelled = (text, field) => element("label", {}, text, field);
  const bar = element("div", { className: "print-bar" },
    labelled(texts.title, title), labelled(texts.paper, paper), turned,
    button(texts.print, "save", () => window.print()), button(texts.close, "", close));
  document.addEventListener("keydown", leave);
  title.addEventListener("input", () => (sheet.querySelector("h1").textContent = title.value));
  paper.addEventListener("change", lay);
  turned.addEventListener("change", lay);
  view.append(bar, sheet);
  document.head.append(page);
  if (document.fullscreenElement) document.exitFullscreen();
  document.body.append(view);
  title.focus();
  lay();
}

function choice(options) {
  const made = element("select");
  made.append(...Object.entries(options).map(([value, text]) => new Option(text, value)));
  return made;
}

function button(textContent, className, act) {
  const made = element("button", { type: "button", textContent, className });
  made.addEventListener("click", act);
  return made;
}

/** Fill the sheet anew; returns its map. */
async function laySheet(camera, sheet, title) {
  const { L, settings, map: seen } = camera;
  const host = element("div", { className: "camera-map" });
  const foot = element("div", { className: "foot" });
  sheet.dataset.ready = "";
  sheet.replaceChildren(element("h1", { textContent: title() }), host, foot);
  const still = { ...settings, key: null, permalink: null, tiles: null, placing: null, texts: { ...settings.texts } };
  const copy = camera.copy(host, still, { zoomAnimation: false, keyboard: false, zoomSnap: 0 });
  const { map } = copy;
  Object.assign(copy.state, camera.state, { ratio: PRINT_RATIO, hasTiles: false });
  copy.schematic = camera.schematic;
  map.fitBounds(seen.getBounds(), { animate: false });
  copy.layer.addTo(map);
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
  host.append(element("div", { className: "on-map north" }, northArrow(settings.texts.north)));
  host.append(element("div", { className: "on-map islands" }, makeInset(camera.state.land, settings.texts)));
  host.append(element("div", { className: "on-map legend" }, ...legendOf(camera, map)));
  const foots = () => foot.replaceChildren(...footOf(camera, map));
  map.on("moveend", foots);
  foots();
  const ready = () => camera.state.tiles.waiting || (sheet.dataset.ready = "yes");
  copy.layer.on("drawn", ready);
  const arrived = camera.state.tiles.arrived;
  camera.state.tiles.arrived = () => [arrived(), copy.redraw()];
  return { remove: () => [(camera.state.tiles.arrived = arrived), copy.remove()] };
}

function legendOf({ settings, state }, map) {
  const { texts, write } = settings;
  const row = (symbol, text, count = "") =>
    element("div", { className: "row" }, symbol, element("span", { className: "name", textContent: text }),
      element("span", { className: "count", textContent: count }));
  const [today, after] = ["working", "after"].map((stage) => state.stage === stage);
  const shown = BEST_FIRST.filter((k) => !state.filter.hidden.sight.has(k) && (after || k !== RESTORED));
  const rows = [element("strong", { textContent: texts.legends[state.stage] }),
    ...shown.map((k) => row(legendSymbol(k), texts.sights[k], write(state.counts.sight[k])))];
  for (const k of [2, 3]) if (today && state.shownPlaces.has(k)) rows.push(row(lineSymbol(PLACE[k]), texts.places[k]));
  if (state.share && map.getZoom() < SHARES_END_ZOOM)
    rows.push(element("strong", { textContent: texts.shares[state.share] }),
      element("div", { className: "ramp" }, ...shareSteps(state.share)));
  return rows;
}

/** What stands below the map: scale, what is hidden or not real, source and date. */
function footOf({ settings, state, schematic }, map) {
  const { texts, write, language } = settings;
  const latitude = (map.getCenter().lat * Math.PI) / 180;
  const metresPerPixel = (EQUATOR_M_PER_PX * Math.cos(latitude)) / 2 ** map.getZoom();
  const scale = roundTo(metresPerPixel * PX_PER_MM * 1000, 2);
  const date = new Date().toLocaleDateString(language === "en" ? "en-GB" : "vi-VN", { day: "2-digit", month: "2-digit", year: "numeric" });
  const lines = [
    texts.scale.replace("{number}", write(scale)),
    state.hiddenCount && texts.hidden.replace("{count}", write(state.hiddenCount)),
    settings.simulated && texts.simulated,
    schematic && texts.schematic,
    texts.made_on.replace("{date}", date),
    texts.source,
  ];
  return lines.filter(Boolean).map((textContent) => element("span", { textContent }));
}

function roundTo(value, digits) {
  const step = 10 ** (Math.floor(Math.log10(value)) + 1 - digits);
  return Math.round(value / step) * step;
}
