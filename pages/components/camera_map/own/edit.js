// Moving one camera, turning it, changing its range: the footprint follows at once.

import { element } from "./element.js";

const METRES_PER_DEGREE = 111_320;
const STEP_DEG = 3;
const SHAPE = { color: "#7a3db8", weight: 2, fillColor: "#7a3db8", fillOpacity: 0.22, smoothFactor: 0, interactive: false };

const radians = (degrees) => (degrees * Math.PI) / 180;
const rounded = (value, decimals) => Number(value.toFixed(decimals));

/** The point at a distance and direction from another: near enough for a preview. */
function towards({ lat, lng }, azimuth, metres) {
  const north = (metres * Math.cos(radians(azimuth))) / METRES_PER_DEGREE;
  const east = (metres * Math.sin(radians(azimuth))) / (METRES_PER_DEGREE * Math.cos(radians(lat)));
  return [lat + north, lng + east];
}

function sector(at, azimuth, opening, metres) {
  const round = opening >= 360;
  const steps = Math.max(1, Math.ceil(opening / STEP_DEG));
  const arc = Array.from({ length: steps + 1 }, (_, k) =>
    towards(at, azimuth - opening / 2 + (k * opening) / steps, metres),
  );
  return round ? arc : [at, ...arc];
}

/**
 * Edits one camera on a map; `about` is what the server says of it:
 * {camera_id, title, azimuth_deg, hfov_deg, range_m, stored}. Calls `done(after)` with the
 * fields that were changed, or with nothing when it is given up.
 */
export class CameraEditor {
  constructor(L, map, about, at, texts, done) {
    Object.assign(this, { L, map, about, texts, done });
    this.azimuth = about.azimuth_deg ?? 0;
    this.range = about.range_m;
    this.touched = new Set(at.placed ? ["lon", "lat"] : []);
    this.shape = L.polygon([], { ...SHAPE, pane: "editing" }).addTo(map);
    this.body = this.handle("body", L.latLng(at), texts.move);
    this.tip = this.handle("tip", L.latLng(at), texts.turn);
    this.body.on("drag", () => this.touch("lon", "lat"));
    this.tip.on("drag", () => this.aim(this.tip.getLatLng()));
    this.tip.on("dragend", () => this.draw());
    this.bar = this.makeBar();
    this.draw();
  }

  handle(kind, at, title) {
    const icon = this.L.divIcon({ className: `edit-handle ${kind}`, iconSize: [22, 22] });
    return this.L.marker(at, { icon, title, draggable: true, keyboard: true, zIndexOffset: kind === "body" ? 1000 : 0 }).addTo(this.map);
  }

  makeBar() {
    const { texts } = this;
    const number = (name, max, step) => {
      const field = element("input", { type: "number", min: 0, max, step });
      field.addEventListener("input", () => this.type(name, field.valueAsNumber));
      return field;
    };
    this.fields = { azimuth: number("azimuth", 360, 1), range: number("range", 20000, 1) };
    const button = (text, className, act) => {
      const made = element("button", { type: "button", textContent: text, className });
      made.addEventListener("click", act);
      return made;
    };
    const box = element("form", { className: "edit-bar" });
    box.addEventListener("submit", (event) => event.preventDefault());
    box.append(
      element("strong", { textContent: this.about.title }),
      element("label", { textContent: texts.direction }, this.fields.azimuth),
      element("label", { textContent: texts.range }, this.fields.range),
      button(texts.save, "save", () => this.finish(this.changed())),
      button(texts.cancel, "", () => this.finish()),
    );
    const control = this.L.control({ position: "topright" });
    control.onAdd = () => box;
    this.L.DomEvent.disableClickPropagation(box);
    return control.addTo(this.map);
  }

  touch(...names) {
    names.forEach((name) => this.touched.add(name));
    this.draw();
  }

  type(name, value) {
    if (!Number.isFinite(value)) return;
    this[name] = name === "azimuth" ? ((value % 360) + 360) % 360 : Math.max(1, value);
    this.touch(name === "azimuth" ? "azimuth_deg" : "range_m");
  }

  /** Turn towards a point and reach as far as it. */
  aim(point) {
    const at = this.body.getLatLng();
    const north = point.lat - at.lat;
    const east = (point.lng - at.lng) * Math.cos(radians(at.lat));
    this.azimuth = (Math.atan2(east, north) * 180) / Math.PI;
    if (this.azimuth < 0) this.azimuth += 360;
    this.range = Math.max(1, Math.hypot(north, east) * METRES_PER_DEGREE);
    this.touch("azimuth_deg", "range_m");
  }

  draw() {
    const at = this.body.getLatLng();
    this.shape.setLatLngs(sector(at, this.azimuth, this.about.hfov_deg, this.range));
    this.tip.setLatLng(towards(at, this.azimuth, this.range));
    const show = (field, value) => {
      if (field !== document.activeElement) field.value = Math.round(value);
    };
    show(this.fields.azimuth, this.azimuth);
    show(this.fields.range, this.range);
  }

  changed() {
    const { lat, lng } = this.body.getLatLng();
    const values = {
      lon: rounded(lng, 7),
      lat: rounded(lat, 7),
      azimuth_deg: rounded(this.azimuth, 1) % 360,
      range_m: rounded(this.range, 1),
    };
    return Object.fromEntries([...this.touched].map((name) => [name, values[name]]));
  }

  finish(after) {
    this.remove();
    this.done(after);
  }

  remove() {
    [this.shape, this.body, this.tip, this.bar].forEach((part) => part.remove());
  }
}
