// The East Sea inset of the overview: Hoàng Sa and Trường Sa belong on it.

import { mercatorX, mercatorY } from "./binary.js";
import { element, surface } from "./element.js";

/** @import { CameraMap } from "./camera_map.js" */
/** @import { Canvas2D, Shapes, Texts } from "./types.d.ts" */

const OVERVIEW_ENDS_ZOOM = 10;
const WIDTH = 132;
const HEIGHT = 168;
// Degrees west, south, east, north of the inset.
const [WEST, SOUTH, EAST, NORTH] = [105, 6, 117, 19.2];
/** @type {Record<"hoang_sa" | "truong_sa", {label: [number, number], at: [number, number][]}>} */
const ISLANDS = {
  hoang_sa: {
    label: [112.2, 15.1],
    at: [
      [111.6, 16.5],
      [111.75, 16.45],
      [112.0, 16.55],
      [112.3, 16.95],
      [112.33, 16.83],
      [111.2, 15.78],
      [112.72, 16.67],
      [111.5, 17.1],
    ],
  },
  truong_sa: {
    label: [112.3, 7.4],
    at: [
      [111.92, 8.64],
      [114.33, 10.18],
      [114.36, 10.38],
      [114.28, 11.43],
      [114.47, 11.08],
      [112.88, 9.6],
      [113.84, 9.9],
      [114.1, 9.72],
      [115.8, 9.9],
      [112.58, 8.1],
      [114.8, 8.2],
      [113.3, 8.85],
      [115.5, 10.7],
    ],
  },
};

const ISLAND_NAMES = /** @type {const} */ (["hoang_sa", "truong_sa"]);
const SHARP = 3; // pixels of the canvas for each on the screen, for print
const [LEFT, RIGHT] = [WEST, EAST].map(mercatorX);
const [TOP, BOTTOM] = [NORTH, SOUTH].map(mercatorY);

/** @param {number} mercator */
const x = (mercator) => ((mercator - LEFT) / (RIGHT - LEFT)) * WIDTH;

/** @param {number} mercator */
const y = (mercator) => ((mercator - TOP) / (BOTTOM - TOP)) * HEIGHT;

/**
 * The inset as an element; on the overview it is shown, nearer it would only be in the way.
 *
 * @param {CameraMap} camera
 */
export function addInset({ map, state, settings }) {
  const canvas = makeInset(state.land, settings.texts);
  const show = () => (canvas.hidden = map.getZoom() >= OVERVIEW_ENDS_ZOOM);
  map.on("zoomend", show);
  show();
  return canvas;
}

/**
 * @param {Shapes} land
 * @param {Texts} texts
 */
export function makeInset(land, texts) {
  const canvas = element("canvas", {
    className: "inset",
    width: SHARP * WIDTH,
    height: SHARP * HEIGHT,
  });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${texts.hoang_sa}; ${texts.truong_sa}`);
  const g = surface(canvas);
  g.scale(SHARP, SHARP);
  drawProvince(g, land);
  for (const name of ISLAND_NAMES) {
    const { label, at } = ISLANDS[name];
    g.fillStyle = "#5b6670";
    for (const [lon, lat] of at) {
      g.beginPath();
      g.arc(x(mercatorX(lon)), y(mercatorY(lat)), 1.3, 0, 2 * Math.PI);
      g.fill();
    }
    writeLabel(g, texts[name], x(mercatorX(label[0])), y(mercatorY(label[1])));
  }
  return canvas;
}

/**
 * The outline of the province: the last of the shapes of the land.
 *
 * @param {Canvas2D} g
 * @param {Shapes} shapes
 */
function drawProvince(g, { n, first, start, xy }) {
  g.fillStyle = "#fdfcf8";
  g.strokeStyle = "#7d8790";
  g.lineWidth = 0.8;
  g.beginPath();
  for (let k = first[n - 1]; k < first[n]; k++)
    for (let v = 2 * start[k]; v < 2 * start[k + 1]; v += 2) {
      if (v === 2 * start[k]) g.moveTo(x(xy[v]), y(xy[v + 1]));
      else g.lineTo(x(xy[v]), y(xy[v + 1]));
    }
  g.fill();
  g.stroke();
}

/**
 * @param {Canvas2D} g
 * @param {string} text
 * @param {number} centre
 * @param {number} top
 */
function writeLabel(g, text, centre, top) {
  g.font = '600 9.5px "Noto Sans", sans-serif';
  g.textAlign = "center";
  g.fillStyle = "#33404a";
  text.split("\n").forEach((line, k) => g.fillText(line, centre, top + 11 * k));
}
