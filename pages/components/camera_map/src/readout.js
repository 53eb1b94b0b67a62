// Where the cursor is: in which commune, in WGS 84 and in VN-2000.

import { mercatorX, mercatorY } from "./binary.js";
import { button, element, filled } from "./element.js";
import { communeAt } from "./land.js";
import { SHARES_END_ZOOM, shareUnit, writeFigure } from "./shares.js";

/** @import { CameraMap } from "./camera_map.js" */
/** @import { MapState } from "./state.js" */
/** @import { LatLng, Plane, Settings } from "./types.d.ts" */

const CHOSEN_PLANE = "camera-map.plane"; // its name in what the browser keeps

/**
 * North and east in metres of a position on a plane; undefined outside where it holds. The
 * server fits the plane by polynomials of longitude and latitude: `north` and `east` hold the
 * factors of u^i·v^j, i + j up to `degree`, with u, v from -1 to 1 over `bounds`.
 *
 * @param {Plane} plane
 * @param {Pick<LatLng, "lat" | "lng">} latlng
 */
export function onPlane({ bounds: [west, south, east, north], degree, factors }, { lat, lng }) {
  const u = (2 * lng - west - east) / (east - west);
  const v = (2 * lat - south - north) / (north - south);
  if (Math.abs(u) > 1 || Math.abs(v) > 1) return undefined;
  const sum = { north: 0, east: 0 };
  let k = 0;
  for (let i = 0; i <= degree; i++)
    for (let j = 0; i + j <= degree; j++, k++) {
      const term = u ** i * v ** j;
      sum.north += factors.north[k] * term;
      sum.east += factors.east[k] * term;
    }
  return sum;
}

/**
 * The commune under the cursor, and its share where communes are coloured by one.
 *
 * @param {MapState} state
 * @param {LatLng} latlng
 * @param {number} zoom
 * @param {Settings} settings
 */
function communeText({ communes, land, share }, { lat, lng }, zoom, { texts, language }) {
  const place = communeAt(land, mercatorX(lng), mercatorY(lat));
  if (place === undefined) return "";
  const commune = communes[place];
  const value = share && commune[share];
  if (!share || zoom >= SHARES_END_ZOOM || value == null) return commune.name;
  const percent = [writeFigure(share, value, language), shareUnit(share, texts)].join(" ").trim();
  return filled(texts.share_of, { commune: commune.name, share: texts.shares[share], percent });
}

/** @param {CameraMap} camera */
export function makeReadout({ map, state, settings, background }) {
  const { texts, planes, language } = settings;
  /**
   * @param {number} value
   * @param {number} decimals
   */
  const write = (value, decimals) =>
    value.toLocaleString(language, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
  let chosen = Math.min(Number(localStorage.getItem(CHOSEN_PLANE) ?? 0), planes.length - 1);
  const commune = element("span", { className: "commune" });
  const degrees = element("span", { className: "degrees" });
  const metres = button("", "metres", () => {
    chosen = (chosen + 1) % planes.length;
    localStorage.setItem(CHOSEN_PLANE, String(chosen));
    if (last) show(last);
  });
  metres.title = texts.other_plane;
  const box = element("div", { className: "readout", hidden: true }, commune, degrees, metres);
  /** @type {LatLng | undefined} */
  let last;
  /** @param {LatLng} latlng */
  const show = (latlng) => {
    last = latlng;
    box.hidden = false;
    commune.textContent = communeText(state, latlng, map.getZoom(), settings);
    const [lat, lon] = [write(latlng.lat, 5), write(latlng.lng, 5)];
    degrees.textContent = filled(texts.degrees, { lat, lon });
    const at = planes.length ? onPlane(planes[chosen], latlng) : undefined;
    metres.hidden = !at;
    if (!at) return;
    const plane = planes[chosen].name;
    metres.textContent = filled(texts.plane, {
      plane,
      x: write(at.north, 1),
      y: write(at.east, 1),
    });
  };
  map.on("mousemove", ({ latlng }) => show(latlng));
  map.on("movestart", () => (box.hidden = true)); // the ground moves away under the cursor
  return element("div", { className: "readouts" }, background.source, box);
}
