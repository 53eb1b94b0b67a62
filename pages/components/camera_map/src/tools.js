// Buttons of the map: zoom, whole province, full screen, measure, print; and where north is.

import { element, svg } from "./element.js";

/** @import { CameraMap } from "./camera_map.js" */
/** @import { Texts } from "./types.d.ts" */

const STROKES = {
  zoom_in: "M12 5v14M5 12h14",
  zoom_out: "M5 12h14",
  home: "M4 11.5 12 5l8 6.5M6.5 10v9h11v-9",
  full_screen: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  measure: "M3.5 15.5 15.5 3.5l5 5-12 12zM8 11l2 2M11 8l2.6 2.6M14 5l2 2",
  select: "M5 5h3M11 5h3M17 5h2v2M19 10v3M5 8v3M5 14v3M5 19h3M11 19h2M14 12l7 3-3 1.2L16.5 20z",
  print: "M7 8V4h10v4M7 17H4.5V9.5h15V17H17M7 14h10v6H7z",
};
/** @typedef {keyof typeof STROKES} Tool */
const TOOLS = /** @type {Tool[]} */ (Object.keys(STROKES));

/**
 * @param {CameraMap} camera
 * @param {Record<"measure" | "select" | "print", () => void>} others
 */
export function makeTools(camera, others) {
  const { map, host, settings, view } = camera;
  /** @type {Record<Tool, () => void>} */
  const actions = {
    zoom_in: () => map.zoomIn(1),
    zoom_out: () => map.zoomOut(1),
    home: () => view.show(view.province, true),
    full_screen: () =>
      document.fullscreenElement ? document.exitFullscreen() : host.requestFullscreen(),
    ...others,
  };
  /** @param {Tool} tool */
  const words = (tool) => settings.texts[tool === "select" ? "select_tool" : tool];
  const buttons = TOOLS.map((tool) => toolButton(tool, words(tool), actions[tool]));
  return element("div", { className: "tools" }, ...buttons, northArrow(settings.texts.north));
}

/**
 * @param {Tool} tool
 * @param {string} title
 * @param {() => void} act
 */
function toolButton(tool, title, act) {
  const button = element("button", { type: "button", title, className: tool });
  button.setAttribute("aria-label", title);
  const path = svg("path", {
    d: STROKES[tool],
    fill: "none",
    stroke: "currentColor",
    "stroke-width": 2,
    "stroke-linejoin": "round",
    "stroke-linecap": "round",
  });
  button.append(
    svg("svg", { viewBox: "0 0 24 24", width: 20, height: 20, "aria-hidden": "true" }, path),
  );
  button.addEventListener("click", act);
  return button;
}

/** @param {Texts["north"]} title */
export function northArrow({ letter, words }) {
  const needle = svg("path", { d: "M12 2 18 20l-6-4-6 4z", fill: "currentColor" });
  const half = svg("path", {
    d: "M12 2v14l-6 4z",
    fill: "#fff",
    stroke: "currentColor",
    "stroke-width": 0.8,
  });
  const written = svg("text", {
    x: 12,
    y: 31,
    "text-anchor": "middle",
    "font-size": 10,
    "font-weight": 700,
    fill: "currentColor",
  });
  written.textContent = letter;
  const arrow = svg(
    "svg",
    { viewBox: "0 0 24 33", width: 24, height: 33, role: "img", "aria-label": words },
    needle,
    half,
    written,
  );
  return element("div", { className: "north", title: words }, arrow);
}
