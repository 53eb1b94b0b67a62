// The legend: what each sign means, how many there are in view, and switches for all of them.

import { FOOTPRINT_ZOOM, SYMBOL_ZOOM } from "./cameras.js";
import { COLOURINGS, isColouring } from "./colouring.js";
import { element, filled, subtitle } from "./element.js";
import { GAP_WIDTHS } from "./places.js";
import { shareRows } from "./share_legend.js";
import { DETAIL, REACHABLE } from "./source.js";
import { BEST_FIRST, RESTORED } from "./stages.js";
import { PLACE, REDUNDANCY, legendSymbol, styleSymbol } from "./symbols.js";
import { TILES_BEGIN_ZOOM } from "./ground.js";

/** @import { CameraMap } from "./camera_map.js" */
/** @import { LineStyle } from "./symbols.js" */
/** @import { MapState } from "./state.js" */
/** @import { Kind, Part, Settings, Texts } from "./types.d.ts" */

// Places lost, and gaps, by their number in `PLACE`.
const NOT_SEEN = [2, 3];
const VIEWS = /** @type {const} */ ([
  [DETAIL, "detail"],
  [REACHABLE, "reachable"],
]);

/** @param {CameraMap} camera */
export function makeLegend(camera) {
  const { texts, write } = camera.settings;
  const makers = [sightRows, colourRows, filterRows, placeRows, shareRows, viewRows];
  const parts = makers.map((make) => make(camera));
  const hint = element("div", { className: "hint" });
  const box = element("details", { className: "legend" });
  const title = element("summary");
  const total = element("div", { className: "in-view" });
  const body = element("div", { className: "rows" }, total, ...parts.map((p) => p.box), hint);
  box.append(title, body);
  const update = () => {
    const { state, map } = camera;
    parts.forEach((part) => part.update());
    title.textContent = texts.legends[state.stage];
    const all = state.cameras.n - state.hiddenCount;
    total.textContent = filled(texts.in_view, { count: write(state.inView), all: write(all) });
    hint.textContent = texts[hintAt(map.getZoom(), camera.settings)];
  };
  return { box, update };
}

/**
 * @param {number} zoom
 * @param {Settings} settings
 */
export function hintAt(zoom, { lacks = [] }) {
  if (zoom < SYMBOL_ZOOM) return "hint_rings";
  return zoom < FOOTPRINT_ZOOM || lacks.includes("footprints") ? "hint_symbols" : "hint_footprints";
}

/**
 * @param {CameraMap} camera
 * @returns {Part}
 */
function sightRows(camera) {
  const { texts } = camera.settings;
  const rows = choiceRows(camera, "sight", texts.sights, BEST_FIRST, legendSymbol);
  const restored = rows.box.children[BEST_FIRST.indexOf(RESTORED)];
  const update = () => {
    rows.update();
    restored.toggleAttribute("hidden", camera.state.stage !== "after");
    rows.box.classList.toggle("plain", camera.state.colouring !== "sight");
  };
  return { box: rows.box, update };
}

/**
 * What cameras are coloured by; where that is not their state, what the colours mean.
 *
 * @param {CameraMap} camera
 * @returns {Part}
 */
function colourRows(camera) {
  const { texts, write } = camera.settings;
  const options = COLOURINGS.map((one) => new Option(texts.colourings[one], one));
  const choice = element("select", { ariaLabel: texts.colour_by, className: "colouring" });
  choice.append(...options);
  choice.addEventListener("change", () => {
    if (isColouring(choice.value)) camera.colourBy(choice.value);
  });
  const key = element("div", { className: "key" });
  const box = element("div", { className: "colours" }, subtitle(texts.colour_by), choice, key);
  const update = () => {
    const { colouring, groups, groupCounts } = camera.state;
    choice.value = colouring;
    const rows = groups.names.flatMap((name, k) =>
      colouring === "sight" || !groupCounts[k]
        ? []
        : keyRow(styleSymbol(groups.styles[k]), name, write(groupCounts[k])),
    );
    key.replaceChildren(...rows);
  };
  return { box, update };
}

/**
 * @param {Node} symbol
 * @param {string} textContent
 * @param {string} count
 */
const keyRow = (symbol, textContent, count) =>
  element(
    "div",
    { className: "row" },
    symbol,
    element("span", { className: "name", textContent }),
    element("span", { className: "count", textContent: count }),
  );

/**
 * Switches for the values of one kind, each with how many there are.
 *
 * @param {CameraMap} camera
 * @param {Kind} kind
 * @param {string[]} names
 * @param {number[]} order
 * @param {(k: number) => Node | string} symbol
 * @returns {Part}
 */
function choiceRows(camera, kind, names, order, symbol) {
  const { settings, state } = camera;
  const { filter } = state;
  const rows = order.map((k) => {
    const count = element("span", { className: "count" });
    /** @param {boolean} shown */
    const change = (shown) => {
      filter.toggle(kind, k, shown);
      camera.filtered();
    };
    const line = switchRow(symbol(k), names[k], count, !filter.hidden[kind].has(k), change);
    return { k, count, ...line };
  });
  const update = () => {
    for (const { k, count, input } of rows) {
      count.textContent = settings.write(state.counts[kind][k] ?? 0);
      input.checked = !filter.hidden[kind].has(k);
    }
  };
  return { box: element("div", { className: kind }, ...rows.map(({ row }) => row)), update };
}

/**
 * @param {CameraMap} camera
 * @returns {Part}
 */
function filterRows(camera) {
  const { texts, choices } = camera.settings;
  const kinds = /** @type {const} */ (["status", "origin"]);
  const parts = kinds.map((kind) =>
    choiceRows(camera, kind, texts[kind], [...choices[kind].keys()], () => ""),
  );
  const titles = [texts.by_status, texts.by_origin].map(subtitle);
  const summary = element("summary", { textContent: texts.filters });
  const box = element("details", { className: "filters" }, summary);
  parts.forEach((part, k) => box.append(titles[k], part.box));
  return { box, update: () => parts.forEach((part) => part.update()) };
}

/**
 * @param {CameraMap} camera
 * @returns {Part}
 */
function placeRows(camera) {
  const { texts, lacks = [] } = camera.settings;
  const { state } = camera;
  const places = NOT_SEEN.map((k) => {
    /** @param {boolean} shown */
    const change = (shown) => {
      state.shownPlaces[shown ? "add" : "delete"](k);
      camera.layersChanged();
    };
    const symbol = lineSymbol(PLACE[k]);
    return { k, ...switchRow(symbol, texts.places[k], "", state.shownPlaces.has(k), change) };
  });
  const importance = element("div", { className: "importances", title: texts.importance });
  const scale = redundancyScale(texts);
  const redundancy = switchRow("", texts.redundancy, "", state.showsRedundancy, (shown) => {
    state.showsRedundancy = shown;
    camera.layersChanged();
  });
  redundancy.row.hidden = lacks.includes("redundancy");
  const rows = places.map(({ row }) => row);
  const title = subtitle(texts.not_seen);
  const box = element("div", {}, title, ...rows, importance, redundancy.row, scale);
  const update = () => {
    box.hidden = state.stage !== "working" || lacks.includes("places"); // they are of today
    for (const { k, input } of places) input.checked = state.shownPlaces.has(k);
    redundancy.input.checked = state.showsRedundancy;
    scale.hidden = !state.showsRedundancy;
    importance.hidden = !state.shownPlaces.has(3) || camera.map.getZoom() >= TILES_BEGIN_ZOOM;
    importance.replaceChildren(...importanceSteps(state, texts));
  };
  return { box, update };
}

/**
 * @param {MapState} state
 * @param {Texts} texts
 */
const importanceSteps = ({ palette }, texts) =>
  GAP_WIDTHS.map((width, k) => {
    const line = element("span", { className: "line" });
    line.style.borderTop = `${Math.max(1.5, width + 0.5)}px solid ${palette.gaps[k]}`;
    return element("span", { className: "step" }, line, texts.importances[k]);
  }).reverse();

/**
 * Switches for what is drawn within, and around, the view of each camera; and the basemap.
 *
 * @param {CameraMap} camera
 * @returns {Part}
 */
function viewRows(camera) {
  const { texts, lacks = [] } = camera.settings;
  const { hiddenViews } = camera.state;
  const rows = VIEWS.map(([view, kind]) => {
    /** @param {boolean} shown */
    const change = (shown) => {
      hiddenViews[shown ? "delete" : "add"](view);
      camera.layersChanged();
    };
    const symbol = element("span", { className: `view ${kind}` });
    return switchRow(symbol, texts[kind], "", !hiddenViews.has(view), change).row;
  });
  const views = element("div", {}, subtitle(texts.views), ...rows);
  const box = element("div", {}, views);
  box.append(...basemapRow(camera));
  const update = () => {
    views.hidden = camera.map.getZoom() < FOOTPRINT_ZOOM || lacks.includes("footprints");
  };
  return { box, update };
}

/**
 * The choice of what lies beneath: a switch for one basemap, a list of several.
 *
 * @param {CameraMap} camera
 */
function basemapRow({ settings, background }) {
  const { texts } = settings;
  const { names, chosen } = background;
  if (!names.length) return [];
  if (names.length === 1) {
    /** @param {boolean} shown */
    const change = (shown) => background.choose(shown ? names[0] : "");
    return [switchRow("", texts.background, "", Boolean(chosen), change).row];
  }
  const choice = element("select", { ariaLabel: texts.background });
  choice.append(new Option(texts.no_background, ""), ...names.map((name) => new Option(name)));
  choice.value = chosen ?? "";
  choice.addEventListener("change", () => background.choose(choice.value));
  return [element("div", { className: "share" }, subtitle(texts.background), choice)];
}

/**
 * @param {Texts} texts
 */
export function redundancyScale(texts) {
  const steps = REDUNDANCY.slice(1).map((style, k) => {
    const text = element("span", { textContent: k < 2 ? String(k + 1) : "3+" });
    return element("span", { className: "step" }, lineSymbol(style), text);
  });
  return element("div", { className: "scale", hidden: true, title: texts.redundancy }, ...steps);
}

/**
 * @param {Node | string} symbol
 * @param {string} text
 * @param {Node | string} count
 * @param {boolean} checked
 * @param {(checked: boolean) => void} change
 */
function switchRow(symbol, text, count, checked, change) {
  const input = element("input", { type: "checkbox", checked });
  input.addEventListener("change", () => change(input.checked));
  const name = element("span", { className: "name", textContent: text });
  return { input, row: element("label", {}, input, symbol, name, count) };
}

/** @param {LineStyle | null} style */
export function lineSymbol(style) {
  const line = element("span", { className: "line" });
  if (!style) return line;
  const { colour, dash } = style;
  const pattern = dash.length ? (dash[0] < dash[1] ? "dotted" : "dashed") : "solid";
  line.style.borderTop = `4px ${pattern} ${colour}`;
  return line;
}
