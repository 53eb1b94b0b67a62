// Names of communes, put where there is room.

import { mercatorX, mercatorY } from "./data.js";
import { FONT } from "./symbols.js";

const NAMES_END_ZOOM = 15;
const EARTH_M = 40_075_016;

export function placeNames(g, communes, frame) {
  if (!communes || frame.zoom >= NAMES_END_ZOOM) return;
  g.lineJoin = "round";
  g.textAlign = "center";
  g.textBaseline = "middle";
  communes
    .map((commune) => onScreen(commune, frame))
    .filter(({ x, y }) => frame.bounds.contains([x, y]))
    .sort((a, b) => b.room - a.room)
    .forEach((name) => placeName(g, name, frame));
}

/** Tell whether nothing is drawn in a box yet; from then on something is. */
export function isFree(box, taken) {
  if (taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1])) return false;
  taken.push(box);
  return true;
}

function onScreen({ name, lon, lat, radius_m }, { world, origin, zoom }) {
  const room = (radius_m / (EARTH_M * Math.cos((lat * Math.PI) / 180))) * world;
  const island = name.startsWith("Đặc khu");
  const text = zoom < 10.5 && !island ? name.replace(/^(Xã|Phường) /, "") : name;
  const [x, y] = [mercatorX(lon) * world - origin.x, mercatorY(lat) * world - origin.y];
  return { x, y, room, text, island };
}

function placeName(g, { x, y, room, text, island }, { zoom, taken }) {
  const size = Math.max(10.5, Math.min(15, 9 + room / 14));
  g.font = `${zoom < 12 ? 500 : 600} ${size}px ${FONT}`;
  const half = g.measureText(text).width / 2 + 2;
  const tall = size / 2 + 1;
  if (!island && (room < 12 || (zoom < 13.5 && half > room * 1.9))) return;
  const moves = [[0, 0], [0, 22], [0, -22], [0, 32], [0, -32], [half + 22, 0], [-half - 22, 0]];
  for (const [dx, dy] of moves) {
    if (!island && dy && Math.abs(dy) > room * 1.1 + 8) continue;
    const box = [x + dx - half, y + dy - tall, x + dx + half, y + dy + tall];
    if (!isFree(box, taken)) continue;
    g.lineWidth = 3;
    g.strokeStyle = "rgba(252, 251, 247, 0.92)";
    g.strokeText(text, x + dx, y + dy);
    g.fillStyle = "#414b55";
    g.fillText(text, x + dx, y + dy);
    return;
  }
}
