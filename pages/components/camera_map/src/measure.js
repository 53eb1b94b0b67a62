// Measuring on the map: a line, and the area it closes around.

import { button, element, filled } from "./element.js";

/** @import { Polygon, Polyline } from "leaflet" */
/** @import { CameraMap } from "./camera_map.js" */
/** @import { LatLng, Settings } from "./types.d.ts" */

const LINE = { color: "#7a3db8", weight: 3, dashArray: "6 4", interactive: false };
const AREA = { stroke: false, fillColor: "#7a3db8", fillOpacity: 0.14, interactive: false };
const [SEMI_MAJOR_M, ECCENTRICITY_SQUARED] = [6378137, 6.69437999014e-3];

/** @param {number} degrees */
const radians = (degrees) => (degrees * Math.PI) / 180;

/**
 * Metres of one degree of longitude and of latitude on the WGS 84 ellipsoid.
 *
 * @param {number} latitude
 */
function metresPerDegree(latitude) {
  const w = Math.sqrt(1 - ECCENTRICITY_SQUARED * Math.sin(radians(latitude)) ** 2);
  const meridian = (SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED)) / w ** 3;
  return [radians((SEMI_MAJOR_M / w) * Math.cos(radians(latitude))), radians(meridian)];
}

/**
 * The length of a line in metres, each stretch at its own latitude.
 *
 * @param {Pick<LatLng, "lat" | "lng">[]} points
 */
export function length(points) {
  return points.slice(1).reduce((sum, b, k) => {
    const a = points[k];
    const [perLon, perLat] = metresPerDegree((a.lat + b.lat) / 2);
    return sum + Math.hypot((b.lng - a.lng) * perLon, (b.lat - a.lat) * perLat);
  }, 0);
}

/**
 * The area in square metres that a line closes around.
 *
 * @param {Pick<LatLng, "lat" | "lng">[]} points
 */
export function area(points) {
  const middle = points.reduce((sum, p) => sum + p.lat, 0) / points.length;
  const [perLon, perLat] = metresPerDegree(middle);
  const [{ lat, lng }] = points;
  const at = points.map((p) => [(p.lng - lng) * perLon, (p.lat - lat) * perLat]);
  const twice = at.reduce((sum, [x, y], k) => {
    const [nx, ny] = at[(k + 1) % at.length];
    return sum + x * ny - nx * y;
  }, 0);
  return Math.abs(twice) / 2;
}

export class Measure {
  #camera;
  #words;
  /** @type {LatLng[]} */
  #points = [];
  /** @type {Polyline | undefined} */
  #line;
  /** @type {Polygon | undefined} */
  #ground;

  /** @param {CameraMap} camera */
  constructor(camera) {
    const { map, state, settings } = camera;
    const { texts } = settings;
    this.#camera = camera;
    this.#words = element("span", { className: "told", ariaLive: "polite" });
    this.box = element(
      "div",
      { className: "measure", hidden: true },
      this.#words,
      button(texts.measure_again, "", () => this.clear()),
      button(texts.measure_end, "", () => this.toggle()),
    );
    map.on("click", ({ latlng }) => state.isMeasuring && this.#put(latlng));
    map.on("mousemove", ({ latlng }) => state.isMeasuring && this.#draw([...this.#points, latlng]));
    map.on("mouseout", () => state.isMeasuring && this.#draw(this.#points));
    camera.listen((event) => this.#press(event));
  }

  toggle() {
    const { host, map, state } = this.#camera;
    state.isMeasuring = !state.isMeasuring;
    host.classList.toggle("measuring", state.isMeasuring);
    map.doubleClickZoom[state.isMeasuring ? "disable" : "enable"]();
    map.closePopup();
    this.box.hidden = !state.isMeasuring;
    const tool = host.querySelector("button.measure");
    tool?.setAttribute("aria-pressed", String(state.isMeasuring));
    this.clear();
  }

  /**
   * By keyboard: Enter takes the middle of the map, Escape ends.
   *
   * @param {KeyboardEvent} event
   */
  #press(event) {
    const { map, state } = this.#camera;
    if (!state.isMeasuring) return;
    if (event.key === "Enter") this.#put(map.getCenter());
    if (event.key === "Escape") this.toggle();
  }

  clear() {
    this.#points = [];
    this.#draw([]);
  }

  /** @param {LatLng} latlng */
  #put(latlng) {
    this.#points.push(latlng);
    this.#draw(this.#points);
  }

  /** @param {LatLng[]} points */
  #draw(points) {
    const { L, map, settings } = this.#camera;
    this.#line ??= L.polyline([], LINE).addTo(map);
    this.#ground ??= L.polygon([], AREA).addTo(map);
    this.#line.setLatLngs(points);
    this.#ground.setLatLngs(points.length > 2 ? [points] : []);
    this.#words.textContent =
      points.length < 2 ? settings.texts.measure_hint : measureText(points, settings);
  }
}

/**
 * @param {LatLng[]} points
 * @param {Settings} settings
 */
function measureText(points, { texts, language }) {
  /**
   * @param {number} value
   * @param {number} digits
   */
  const write = (value, digits) =>
    value.toLocaleString(language, { maximumFractionDigits: digits });
  const metres = length(points);
  const long = metres < 1000 ? `${write(metres, 1)} m` : `${write(metres / 1000, 3)} km`;
  if (points.length < 3) return long;
  const square = area(points);
  const wide = square < 10_000 ? `${write(square, 0)} m²` : `${write(square / 10_000, 2)} ha`;
  return filled(texts.measured, { length: long, area: wide });
}
