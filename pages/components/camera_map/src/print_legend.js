// The legend of the sheet of paper: every sign that is drawn on it, and no other.

import { FOOTPRINT_ZOOM } from "./cameras.js";
import { element } from "./element.js";
import { BUILDINGS_BEGIN_ZOOM, ROADS_BEGIN_ZOOM, TILES_BEGIN_ZOOM } from "./ground.js";
import { hintAt, lineSymbol, redundancyScale } from "./legend.js";
import { shareSteps } from "./share_legend.js";
import { SHARES_END_ZOOM } from "./shares.js";
import { DETAIL, REACHABLE } from "./source.js";
import { BEST_FIRST, RESTORED } from "./stages.js";
import { PLACE, legendSymbol, styleSymbol } from "./symbols.js";

/** @import { CameraMap } from "./camera_map.js" */
/** @import { MapState } from "./state.js" */
/** @import { Texts } from "./types.d.ts" */

/**
 * @param {CameraMap["settings"]} settings
 * @param {MapState} state as the sheet shows it
 * @param {number} zoom
 */
export function printLegend(settings, state, zoom) {
  const { texts, write, lacks = [] } = settings;
  const title = element("strong", { textContent: texts.legends[state.stage] });
  const hint = hintAt(zoom, settings);
  // That one may come nearer to see more is nothing to say of paper.
  const textContent = hint === "hint_symbols" ? "" : texts[hint];
  return [
    title,
    ...cameraRows(texts, state, write),
    ...placeRows(texts, state),
    ...shareRows(settings, state, zoom),
    ...(lacks.includes("footprints") ? [] : viewRows(texts, state, zoom)),
    ...groundRows(settings, state, zoom),
    ...(textContent ? [element("div", { className: "hint", textContent })] : []),
  ];
}

/**
 * @param {Node} symbol
 * @param {string} text
 * @param {string} className
 */
const row = (symbol, text, className = "sign", count = "") =>
  element(
    "div",
    { className },
    symbol,
    element("span", { className: "name", textContent: text }),
    element("span", { className: "count", textContent: count }),
  );

/**
 * What cameras are coloured by, each colour with how many there are on the sheet.
 *
 * @param {Texts} texts
 * @param {MapState} state
 * @param {(n: number) => string} write
 */
function cameraRows(texts, { stage, filter, counts, colouring, groups, groupCounts }, write) {
  if (colouring !== "sight")
    return groups.names.flatMap((name, k) =>
      groupCounts[k]
        ? [row(styleSymbol(groups.styles[k]), name, "row", write(groupCounts[k]))]
        : [],
    );
  const shown = BEST_FIRST.filter(
    (k) => !filter.hidden.sight.has(k) && (stage === "after" || k !== RESTORED),
  );
  return shown.map((k) => row(legendSymbol(k), texts.sights[k], "row", write(counts.sight[k])));
}

/**
 * @param {Texts} texts
 * @param {MapState} state
 */
function placeRows(texts, { stage, shownPlaces, showsRedundancy }) {
  if (stage !== "working") return [];
  const shown = [2, 3].filter((k) => shownPlaces.has(k));
  const rows = shown.map((k) => row(lineSymbol(PLACE[k]), texts.places[k], "row"));
  if (!showsRedundancy) return rows;
  const scale = redundancyScale(texts);
  scale.hidden = false;
  return [...rows, element("div", { className: "sign", textContent: texts.redundancy }), scale];
}

/**
 * @param {CameraMap["settings"]} settings
 * @param {MapState} state
 * @param {number} zoom
 */
function shareRows(settings, state, zoom) {
  if (!state.share || zoom >= SHARES_END_ZOOM) return [];
  const steps = element("div", { className: "ramp" }, ...shareSteps(state, settings));
  return [element("strong", { textContent: settings.texts.shares[state.share] }), steps];
}

/**
 * @param {Texts} texts
 * @param {MapState} state
 * @param {number} zoom
 */
function viewRows(texts, { hiddenViews, links }, zoom) {
  const views = /** @type {const} */ ([
    [DETAIL, "detail"],
    [REACHABLE, "reachable"],
  ]);
  const shown = views.filter(([view]) => zoom >= FOOTPRINT_ZOOM && !hiddenViews.has(view));
  const rows = shown.map(([, kind]) =>
    row(element("span", { className: `view ${kind}` }), texts[kind]),
  );
  return links ? [...rows, row(element("span"), texts.shared)] : rows;
}

/**
 * @param {CameraMap["settings"]} settings
 * @param {MapState} state
 * @param {number} zoom
 */
function groundRows({ texts: { signs }, lacks = [] }, { hasTiles, filter, communes }, zoom) {
  const rows = [row(line("#7d8790", 2), signs.province), row(line("#cdc6b6", 1.5), signs.commune)];
  if (filter.commune !== null && communes[filter.commune])
    rows.push(row(line("#8f8468", 2.5), communes[filter.commune].name));
  if (!hasTiles && zoom >= ROADS_BEGIN_ZOOM) rows.push(row(line("#e2d9c5", 4), signs.roads));
  if (!hasTiles && zoom >= TILES_BEGIN_ZOOM && !lacks.includes("water"))
    rows.push(row(patch("#dbe7ec"), signs.water));
  if (zoom >= BUILDINGS_BEGIN_ZOOM && !lacks.includes("buildings"))
    rows.push(row(patch("#e4ded0"), signs.buildings));
  return rows;
}

/**
 * @param {string} colour
 * @param {number} width
 */
function line(colour, width) {
  const made = element("span", { className: "line" });
  made.style.borderTop = `${width}px solid ${colour}`;
  return made;
}

/** @param {string} colour */
function patch(colour) {
  const made = element("span", { className: "patch" });
  made.style.background = colour;
  return made;
}
