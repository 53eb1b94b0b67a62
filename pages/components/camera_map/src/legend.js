// The legend: what each sign means, how many there are, and switches for all of them.

import { FOOTPRINT_ZOOM, SYMBOL_ZOOM } from "./cameras.js";
import { element } from "./element.js";
import { SHARES, SHARES_END_ZOOM, STEPS, isShare, ramp } from "./shares.js";
import { DETAIL, REACHABLE } from "./source.js";
import { BEST_FIRST, RESTORED } from "./stages.js";
import { PLACE, REDUNDANCY, legendSymbol } from "./symbols.js";

/** @import { CameraMap } from "./camera_map.js" */
/** @import { LineStyle } from "./symbols.js" */
/** @import { Kind, Part, Share, Texts } from "./types.d.ts" */

// Places lost, and gaps, by their number in `PLACE`.
const NOT_SEEN = [2, 3];
const VIEWS = /** @type {const} */ ([
  [DETAIL, "detail"],
  [REACHABLE, "reachable"],
]);

/** @param {CameraMap} camera */
export function makeLegend(camera) {
  const { texts } = camera.settings;
  const parts = [sightRows, filterRows, placeRows, shareRows, viewRows].map((make) => make(camera));
  const hint = element("div", { className: "hint" });
  const box = element("details", { className: "legend", open: camera.host.clientWidth > 480 });
  const title = element("summary");
  box.append(title, ...parts.map((p) => p.box), hint);
  const update = () => {
    parts.forEach((part) => part.update());
    title.textContent = texts.legends[camera.state.stage];
    hint.textContent = texts[hintAt(camera.map.getZoom())];
  };
  return { box, update };
}

/** @param {number} zoom */
function hintAt(zoom) {
  if (zoom < SYMBOL_ZOOM) return "hint_rings";
  return zoom < FOOTPRINT_ZOOM ? "hint_symbols" : "hint_footprints";
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
  };
  return { box: rows.box, update };
}

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
      count.textContent = settings.write(state.counts[kind][k]);
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
  const { texts } = camera.settings;
  const { state } = camera;
  const places = NOT_SEEN.map((k) => {
    /** @param {boolean} shown */
    const change = (shown) => {
      state.shownPlaces[shown ? "add" : "delete"](k);
      camera.redraw();
    };
    const symbol = lineSymbol(PLACE[k]);
    return { k, ...switchRow(symbol, texts.places[k], "", state.shownPlaces.has(k), change) };
  });
  const scale = redundancyScale(texts);
  const redundancy = switchRow("", texts.redundancy, "", state.showsRedundancy, (shown) => {
    state.showsRedundancy = shown;
    scale.hidden = !shown;
    camera.redraw();
  });
  const rows = [...places, redundancy].map(({ row }) => row);
  const box = element("div", {}, subtitle(texts.not_seen), ...rows, scale);
  const update = () => {
    box.hidden = state.stage !== "working"; // they are of today
    for (const { k, input } of places) input.checked = state.shownPlaces.has(k);
  };
  return { box, update };
}

/**
 * The choice of what communes are coloured by, and what the colours mean.
 *
 * @param {CameraMap} camera
 * @returns {Part}
 */
function shareRows(camera) {
  const { texts } = camera.settings;
  const choice = element("select", { ariaLabel: texts.colour });
  choice.append(
    new Option(texts.no_colour, ""),
    ...SHARES.map((share) => new Option(texts.shares[share], share)),
  );
  choice.addEventListener("change", () =>
    camera.showShare(isShare(choice.value) ? choice.value : null),
  );
  const scale = element("div", { className: "ramp" });
  const box = element("div", { className: "share" }, subtitle(texts.colour), choice, scale);
  const update = () => {
    const { share } = camera.state;
    box.hidden = camera.map.getZoom() >= SHARES_END_ZOOM;
    choice.value = share ?? "";
    scale.replaceChildren(...(share ? shareSteps(share) : []));
  };
  return { box, update };
}

/**
 * @param {Share} share
 */
export function shareSteps(share) {
  /** @param {number} value */
  const percent = (value) => Math.round(100 * value);
  return ramp(share).map((colour, k) => {
    const [from, to] = [STEPS[k - 1] ?? 0, STEPS[k] ?? 1];
    const patch = element("span", { className: "patch" });
    patch.style.background = colour;
    return element("span", { className: "step" }, patch, `${percent(from)}–${percent(to)}%`);
  });
}

/**
 * Switches for what is drawn within, and around, the view of each camera; and the background.
 *
 * @param {CameraMap} camera
 * @returns {Part}
 */
function viewRows(camera) {
  const { texts, tiles } = camera.settings;
  const { hiddenViews, hasTiles } = camera.state;
  const rows = VIEWS.map(([view, kind]) => {
    /** @param {boolean} shown */
    const change = (shown) => {
      hiddenViews[shown ? "delete" : "add"](view);
      camera.redraw();
    };
    const symbol = element("span", { className: `view ${kind}` });
    return switchRow(symbol, texts[kind], "", !hiddenViews.has(view), change).row;
  });
  const views = element("div", {}, subtitle(texts.views), ...rows);
  const box = element("div", {}, views);
  if (tiles)
    box.append(
      switchRow("", texts.background, "", hasTiles, (shown) => camera.showTiles(shown)).row,
    );
  const update = () => {
    views.hidden = camera.map.getZoom() < FOOTPRINT_ZOOM;
  };
  return { box, update };
}

/**
 * @param {Texts} texts
 */
function redundancyScale(texts) {
  const steps = REDUNDANCY.slice(1).map((style, k) => {
    const text = element("span", { textContent: k < 2 ? String(k + 1) : "3+" });
    return element("span", { className: "step" }, lineSymbol(style), text);
  });
  return element("div", { className: "scale", hidden: true, title: texts.redundancy }, ...steps);
}

/** @param {string} textContent */
const subtitle = (textContent) => element("div", { className: "subtitle", textContent });

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
