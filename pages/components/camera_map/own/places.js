// Places and roads that nobody sees today.

import { mercatorX, mercatorY } from "./data.js";
import { PLACE } from "./symbols.js";

const POINT_ZOOM = 11;

/** Turn the server's places into paths in Web Mercator, with the box they fill. */
export const preparePlaces = (places) =>
  places.map((place) => {
    const { type, coordinates } = place.geometry;
    const nested = { Point: [[coordinates]], MultiPoint: [coordinates], LineString: [coordinates] };
    const paths = (nested[type] ?? coordinates).map((path) =>
      path.map(([lon, lat]) => [mercatorX(lon), mercatorY(lat)]),
    );
    const isPoint = type.endsWith("Point");
    const all = paths.flat();
    const [xs, ys] = [all.map((p) => p[0]), all.map((p) => p[1])];
    const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    return { ...place, isPoint, paths, box };
  });

export function drawPlaces(g, state, frame) {
  const { world, origin, bounds, zoom } = frame;
  const west = (bounds.min.x + origin.x) / world;
  const east = (bounds.max.x + origin.x) / world;
  const north = (bounds.min.y + origin.y) / world;
  const south = (bounds.max.y + origin.y) / world;
  g.lineCap = "round";
  for (const place of state.places) {
    if (!state.showsPlace(place) || (place.isPoint && zoom < POINT_ZOOM)) continue;
    const [x0, y0, x1, y1] = place.box;
    if (x1 < west || x0 > east || y1 < north || y0 > south) continue;
    const at = ([x, y]) => [x * world - origin.x, y * world - origin.y];
    if (place.isPoint) for (const p of place.paths.flat()) drawPoint(g, PLACE[place.coverage], ...at(p));
    else drawLine(g, PLACE[place.coverage], place.paths, at, zoom);
  }
  g.setLineDash([]);
  g.lineCap = "butt";
}

function drawLine(g, { colour, dash }, paths, at, zoom) {
  g.beginPath();
  for (const path of paths) path.forEach((p, k) => (k ? g.lineTo(...at(p)) : g.moveTo(...at(p))));
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
