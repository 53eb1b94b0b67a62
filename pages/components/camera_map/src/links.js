// What a chosen camera shares with others: lines from a piece of equipment to its cameras.
// Registers tell no position of equipment; it is drawn in the middle of its cameras.

import { GRASP_PX } from "./frame.js";
import { FONT } from "./symbols.js";

/** @import { Frame } from "./frame.js" */
/** @import { MapState } from "./state.js" */
/** @import { Canvas2D, EquipmentLink } from "./types.d.ts" */

const HUB_PX = 7;
const [SOUND, DOWN] = ["#33404a", "#b3440a"];

/**
 * @param {Canvas2D} g
 * @param {MapState} state
 * @param {Frame} frame
 */
export function drawLinks(g, { links, cameras }, frame) {
  if (!links?.cameras.length) return;
  const at = links.cameras.map(
    (i) => /** @type {Point} */ ([frame.x(cameras.x[i]), frame.y(cameras.y[i])]),
  );
  const hub = middle(at);
  g.strokeStyle = links.down ? DOWN : SOUND;
  g.lineWidth = 1.4;
  g.setLineDash(links.down ? [5, 4] : []);
  g.globalAlpha = 0.75;
  g.beginPath();
  for (const [x, y] of at) {
    g.moveTo(...hub);
    g.lineTo(x, y);
  }
  g.stroke();
  g.globalAlpha = 1;
  g.setLineDash([]);
  frame.spokes = { hub, ends: at, link: links };
  frame.hits.push({ x: hub[0], y: hub[1], r: HUB_PX + GRASP_PX, link: links });
  drawHub(g, hub, links);
  nameHub(g, hub, links, frame);
}

/** @typedef {[x: number, y: number]} Point */

/**
 * @param {Point[]} at
 * @returns {Point}
 */
function middle(at) {
  const [x, y] = at.reduce((sum, point) => [sum[0] + point[0], sum[1] + point[1]], [0, 0]);
  return [x / at.length, y / at.length];
}

/**
 * @param {Canvas2D} g
 * @param {Point} hub
 * @param {EquipmentLink} link
 */
function drawHub(g, [x, y], { down }) {
  g.fillStyle = "#fff";
  g.strokeStyle = down ? DOWN : SOUND;
  g.lineWidth = 2.2;
  g.beginPath();
  g.rect(x - HUB_PX, y - 5, 2 * HUB_PX, 10);
  g.fill();
  g.stroke();
  g.beginPath();
  g.moveTo(x - 4, y);
  g.lineTo(x + 4, y);
  g.stroke();
}

/**
 * @param {Canvas2D} g
 * @param {Point} hub
 * @param {EquipmentLink} link
 * @param {Frame} frame
 */
function nameHub(g, [x, y], { name, state, down }, frame) {
  const label = `${name}: ${state}`;
  g.font = `600 12px ${FONT}`;
  g.textAlign = "center";
  g.textBaseline = "middle";
  const half = g.measureText(label).width / 2;
  frame.occupied.push([x - half, y - 26, x + half, y + 7]);
  g.lineJoin = "round";
  g.lineWidth = 3.5;
  g.strokeStyle = "rgba(255, 255, 255, 0.95)";
  g.strokeText(label, x, y - 16);
  g.fillStyle = down ? DOWN : SOUND;
  g.fillText(label, x, y - 16);
}
