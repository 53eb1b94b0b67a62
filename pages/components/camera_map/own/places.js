// Places and roads: quietly as the ground one finds one's way by, loudly where nobody sees them.

import { mercatorX, mercatorY } from "./data.js";
import { isFree } from "./names.js";
import { FONT, PLACE, REDUNDANCY } from "./symbols.js";

const ROAD_ZOOM = 10;
const POINT_ZOOM = 11;
const NAME_ZOOM = 16;
const GRASP_PX = 9;
const NAME_OFFSETS_PX = [16, -16, 30, -30];
const ROAD_WIDTH = { road_national: 2, road_provincial: 1.6, road_commune: 1.2, road_hamlet: 1 };

/** Turn the server's places into paths in Web Mercator, with the box they fill. */
export const preparePlaces = (places) =>
  places.map((place, row) => {
    const { type, coordinates } = place.geometry;
    const nested = { Point: [[coordinates]], MultiPoint: [coordinates], LineString: [coordinates] };
    const paths = (nested[type] ?? coordinates).map((path) =>
      path.map(([lon, lat]) => [mercatorX(lon), mercatorY(lat)]),
    );
    const isPoint = type.endsWith("Point");
    const all = paths.flat();
    const [xs, ys] = [all.map((p) => p[0]), all.map((p) => p[1])];
    const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    return { ...place, row, isPoint, paths, box };
  });

export function drawPlaces(g, state, frame) {
  const inView = state.places.filter((place) => overlaps(place.box, frame));
  const at = ([x, y]) => [x * frame.world - frame.origin.x, y * frame.world - frame.origin.y];
  g.lineCap = "round";
  if (frame.zoom >= ROAD_ZOOM) drawRoads(g, inView.filter((place) => !place.isPoint), at, frame.zoom);
  const seen = state.showsRedundancy ? state.redundancy.filter((place) => overlaps(place.box, frame)) : [];
  for (const place of seen) if (state.inCommune(place.commune)) drawPlace(g, place, REDUNDANCY, at, frame.zoom);
  for (const place of inView) if (state.showsPlace(place)) drawPlace(g, place, PLACE, at, frame.zoom);
  g.setLineDash([]);
  g.lineCap = "butt";
}

function drawPlace(g, { isPoint, paths, coverage }, styles, at, zoom) {
  if (!isPoint) drawLine(g, styles[coverage], paths, at, zoom);
  else if (zoom >= POINT_ZOOM) paths.flat().forEach((p) => drawPoint(g, styles[coverage], ...at(p)));
}

export function namePlaces(g, state, frame) {
  if (!state.places || frame.zoom < NAME_ZOOM) return;
  g.font = `500 11.5px ${FONT}`;
  g.textAlign = "center";
  g.lineJoin = "round";
  for (const { box, isPoint, name } of state.places) {
    if (!isPoint || !overlaps(box, frame)) continue;
    const [x, y] = [box[0] * frame.world - frame.origin.x, box[1] * frame.world - frame.origin.y];
    const half = g.measureText(name).width / 2;
    const free = NAME_OFFSETS_PX.find((down) => isFree([x - half, y + down - 8, x + half, y + down + 8], frame.taken));
    if (free === undefined) continue;
    g.lineWidth = 3;
    g.strokeStyle = "rgba(253, 252, 248, 0.92)";
    g.strokeText(name, x, y + free);
    g.fillStyle = "#6b5f45";
    g.fillText(name, x, y + free);
  }
}

/** The place drawn nearest to a point of the layer, as its position; undefined far from all. */
export function pickPlace(state, point, { world, origin }) {
  const at = ([x, y]) => [x * world - origin.x, y * world - origin.y];
  const [px, py] = [point.x, point.y];
  const near = { bounds: { min: { x: px - GRASP_PX, y: py - GRASP_PX }, max: { x: px + GRASP_PX, y: py + GRASP_PX } } };
  let best;
  let least = GRASP_PX;
  state.places.forEach((place, k) => {
    if (!state.showsPlace(place) || !overlaps(place.box, { ...near, origin, world })) return;
    for (const path of place.paths)
      path.forEach((p, v) => {
        const distance = distanceTo([px, py], at(p), at(path[place.isPoint ? v : Math.max(v - 1, 0)]));
        if (distance < least) [best, least] = [k, distance];
      });
  });
  return best;
}

function distanceTo([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

function overlaps([x0, y0, x1, y1], { bounds, origin, world }) {
  return (
    x1 * world >= bounds.min.x + origin.x &&
    x0 * world <= bounds.max.x + origin.x &&
    y1 * world >= bounds.min.y + origin.y &&
    y0 * world <= bounds.max.y + origin.y
  );
}

function trackPath(g, paths, at) {
  g.beginPath();
  for (const path of paths) path.forEach((p, k) => (k ? g.lineTo(...at(p)) : g.moveTo(...at(p))));
}

function drawRoads(g, roads, at, zoom) {
  const near = zoom >= 13;
  const width = ({ category }) => (ROAD_WIDTH[category] ?? 1) * Math.max(0.6, zoom - 10) * 0.9;
  const stroke = (road, colour, wider) => {
    trackPath(g, road.paths, at);
    g.lineWidth = width(road) + wider;
    g.strokeStyle = colour;
    g.stroke();
  };
  g.setLineDash([]);
  for (const road of roads) stroke(road, near ? "#ddd5c2" : "#e6dfcf", near ? 1.4 : 0);
  if (near) for (const road of roads) stroke(road, road.category === "road_national" ? "#fbefc9" : "#fff", 0);
}

function drawLine(g, { colour, dash }, paths, at, zoom) {
  trackPath(g, paths, at);
  g.setLineDash(zoom < 12 ? [] : dash);
  g.lineWidth = zoom < 10 ? 1.2 : zoom < 13 ? 2 : 4;
  g.globalAlpha = zoom < 13 ? 0.65 : 0.5;
  g.strokeStyle = colour;
  g.stroke();
  g.globalAlpha = 1;
}

function drawPoint(g, { colour, dash }, x, y) {
  g.beginPath();
  g.moveTo(x, y - 7);
  g.lineTo(x + 7, y);
  g.lineTo(x, y + 7);
  g.lineTo(x - 7, y);
  g.closePath();
  g.fillStyle = `${colour}30`;
  g.fill();
  g.setLineDash(dash.length ? [3, 2] : []);
  g.lineWidth = 1.8;
  g.strokeStyle = colour;
  g.stroke();
}
