// Measuring on the map: a line, and the area it closes around.

import { element } from "./element.js";

const LINE = { color: "#7a3db8", weight: 3, dashArray: "6 4", interactive: false };
const AREA = { stroke: false, fillColor: "#7a3db8", fillOpacity: 0.14, interactive: false };
const [SEMI_MAJOR_M, ECCENTRICITY_SQUARED] = [6378137, 6.69437999014e-3];
const radians = (degrees) => (degrees * Math.PI) / 180;

/** Metres of one degree of longitude and of latitude on the WGS 84 ellipsoid. */
function metresPerDegree(latitude) {
  const w = Math.sqrt(1 - ECCENTRICITY_SQUARED * Math.sin(radians(latitude)) ** 2);
  const meridian = (SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED)) / w ** 3;
  return [radians((SEMI_MAJOR_M / w) * Math.cos(radians(latitude))), radians(meridian)];
}

/** The length of a line in metres, each stretch at its own latitude. */
export function length(points) {
  return points.slice(1).reduce((sum, b, k) => {
    const a = points[k];
    const [perLon, perLat] = metresPerDegree((a.lat + b.lat) / 2);
    return sum + Math.hypot((b.lng - a.lng) * perLon, (b.lat - a.lat) * perLat);
  }, 0);
}

/** The area in square metres that a line closes around. */
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
  constructor(camera) {
    this.camera = camera;
    const { texts } = camera.settings;
    this.told = element("span", { className: "told", ariaLive: "polite" });
    const button = (textContent, act) => {
      const made = element("button", { type: "button", textContent });
      made.addEventListener("click", act);
      return made;
    };
    const buttons = [button(texts.measure_again, () => this.clear()), button(texts.measure_end, () => this.toggle())];
    this.box = element("div", { className: "measure", hidden: true }, this.told, ...buttons);
    this.add = ({ latlng }) => this.camera.measuring && this.put(latlng);
    camera.map.on("click", this.add);
    camera.map.on("mousemove", ({ latlng }) => this.camera.measuring && this.draw([...this.points, latlng]));
    camera.map.on("mouseout", () => this.camera.measuring && this.draw(this.points));
    camera.host.addEventListener("keydown", (event) => this.press(event));
  }

  toggle() {
    const { camera } = this;
    camera.measuring = !camera.measuring;
    camera.host.classList.toggle("measuring", camera.measuring);
    camera.map.doubleClickZoom[camera.measuring ? "disable" : "enable"]();
    camera.map.closePopup();
    this.box.hidden = !camera.measuring;
    camera.host.querySelector("button.measure").setAttribute("aria-pressed", camera.measuring);
    this.clear();
  }

  /** By keyboard: Enter takes the middle of the map, Escape ends. */
  press(event) {
    const { camera } = this;
    if (!camera.measuring || event.target !== camera.host) return;
    if (event.key === "Enter") this.put(camera.map.getCenter());
    if (event.key === "Escape") this.toggle();
  }

  clear() {
    this.points = [];
    this.draw([]);
  }

  put(latlng) {
    this.points.push(latlng);
    this.draw(this.points);
  }

  draw(points) {
    const { L, map, settings } = this.camera;
    this.line ??= L.polyline([], LINE).addTo(map);
    this.ground ??= L.polygon([], AREA).addTo(map);
    this.line.setLatLngs(points);
    this.ground.setLatLngs(points.length > 2 ? [points] : []);
    this.told.textContent = points.length < 2 ? settings.texts.measure_hint : this.words(points);
  }

  words(points) {
    const { texts, language } = this.camera.settings;
    const write = (value, digits) => value.toLocaleString(language, { maximumFractionDigits: digits });
    const metres = length(points);
    const long = metres < 1000 ? `${write(metres, 1)} m` : `${write(metres / 1000, 3)} km`;
    if (points.length < 3) return long;
    const square = area(points);
    const wide = square < 10_000 ? `${write(square, 0)} m²` : `${write(square / 10_000, 2)} ha`;
    return texts.measured.replace("{length}", long).replace("{area}", wide);
  }
}
