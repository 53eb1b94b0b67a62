// Where the reader is: the commune in the middle of the map, and where cameras are when none is
// in view.

import { mercatorX, mercatorY } from "./binary.js";
import { filled } from "./element.js";
import { communeAt } from "./land.js";

/** @import { CameraMap } from "./camera_map.js" */

export const NAME_BEGINS_ZOOM = 14.5;
const METRES_PER_KM = 1000;
const WINDS = 8;

/**
 * The name of the commune in the middle of the map, at street scale, where none is written on it.
 *
 * @param {CameraMap} camera
 */
export function communeName({ map, state }) {
  if (map.getZoom() < NAME_BEGINS_ZOOM) return "";
  const { lat, lng } = map.getCenter();
  const place = communeAt(state.land, mercatorX(lng), mercatorY(lat));
  return place === undefined ? "" : state.communes[place].name;
}

/**
 * How far, and in which direction, the nearest camera is that is shown, when none is in view.
 *
 * @param {CameraMap} camera
 */
export function whereCamerasAre(camera) {
  const { L, map, state, settings } = camera;
  if (state.inView || !state.mask.length) return undefined;
  const centre = map.getCenter();
  const i = nearest(state, mercatorX(centre.lng), mercatorY(centre.lat));
  if (i < 0) return undefined;
  const { x, y } = state.cameras;
  const at = map.unproject(L.point(x[i], y[i]).multiplyBy(256 * 2 ** 20), 20);
  const east = x[i] - mercatorX(centre.lng);
  const south = y[i] - mercatorY(centre.lat);
  const turn = (Math.atan2(east, -south) / (2 * Math.PI) + 1) % 1;
  const distance = (centre.distanceTo(at) / METRES_PER_KM).toLocaleString(settings.language, {
    maximumFractionDigits: 1,
  });
  const wind = settings.texts.winds[Math.round(turn * WINDS) % WINDS];
  const text = filled(settings.texts.nothing_here, { distance, wind });
  const go = () => map.setView(at, map.getZoom(), { animate: false });
  return { text, go };
}

/**
 * @param {CameraMap["state"]} state
 * @param {number} atX
 * @param {number} atY
 */
function nearest({ cameras: { n, x, y }, mask }, atX, atY) {
  let [best, least] = [-1, Infinity];
  for (let i = 0; i < n; i++) {
    if (!mask[i]) continue;
    const distance = (x[i] - atX) ** 2 + (y[i] - atY) ** 2;
    if (distance < least) [best, least] = [i, distance];
  }
  return best;
}
