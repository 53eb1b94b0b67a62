// Moving one camera, turning it, changing its range: the footprint follows at once.

import { button, element } from "./element.js";

/** @import { Control, Marker, Polygon } from "leaflet" */
/** @import { EditStart, LatLng, LeafletLibrary, LeafletMap, Texts } from "./types.d.ts" */

/** @typedef {"lon" | "lat" | "azimuth_deg" | "range_m"} Field */
/** @typedef {Partial<Record<Field, number>>} Changes */

const METRES_PER_DEGREE = 111_320;
const STEP_DEG = 3;
const SHAPE = {
  color: "#7a3db8",
  weight: 2,
  fillColor: "#7a3db8",
  fillOpacity: 0.22,
  smoothFactor: 0,
  interactive: false,
};

/** @param {number} degrees */
const radians = (degrees) => (degrees * Math.PI) / 180;

/**
 * @param {number} value
 * @param {number} decimals
 */
const rounded = (value, decimals) => Number(value.toFixed(decimals));

/**
 * The point at a distance and direction from another: near enough for a preview.
 *
 * @param {LatLng} from
 * @param {number} azimuth
 * @param {number} metres
 * @returns {[number, number]}
 */
function towards({ lat, lng }, azimuth, metres) {
  const north = (metres * Math.cos(radians(azimuth))) / METRES_PER_DEGREE;
  const east = (metres * Math.sin(radians(azimuth))) / (METRES_PER_DEGREE * Math.cos(radians(lat)));
  return [lat + north, lng + east];
}

/**
 * @param {LatLng} at
 * @param {number} azimuth
 * @param {number} opening
 * @param {number} metres
 * @returns {[number, number][]}
 */
function sector(at, azimuth, opening, metres) {
  const steps = Math.max(1, Math.ceil(opening / STEP_DEG));
  const arc = Array.from({ length: steps + 1 }, (_, k) =>
    towards(at, azimuth - opening / 2 + (k * opening) / steps, metres),
  );
  return opening >= 360 ? arc : [[at.lat, at.lng], ...arc];
}

/** Edits one camera on a map. */
export class CameraEditor {
  /** @type {Set<Field>} */
  #touched;
  /** @type {number} */
  #azimuth;
  /** @type {number} */
  #range;
  /** @type {Polygon} */
  #shape;
  /** @type {Marker} */
  #body;
  /** @type {Marker} */
  #tip;
  /** @type {Control} */
  #bar;
  #fields;

  /**
   * @param {LeafletLibrary} L
   * @param {LeafletMap} map
   * @param {EditStart} about
   * @param {LatLng} at
   * @param {boolean} isNew it stands here for the first time
   * @param {Texts} texts
   * @param {(after?: Changes) => void} done with the fields that were changed; without, given up
   */
  constructor(L, map, about, at, isNew, texts, done) {
    this.L = L;
    this.map = map;
    this.about = about;
    this.done = done;
    this.#azimuth = about.azimuth_deg ?? 0;
    this.#range = about.range_m;
    this.#touched = new Set(isNew ? ["lon", "lat"] : []);
    this.#fields = {
      azimuth: this.#numberField(360, (value) => this.#turn(((value % 360) + 360) % 360)),
      range: this.#numberField(20_000, (value) => this.#reach(Math.max(1, value))),
    };
    this.#shape = L.polygon([], { ...SHAPE, pane: "editing" }).addTo(map);
    this.#body = this.#handle("body", at, texts.move).on("drag", () => this.#touch("lon", "lat"));
    this.#tip = this.#handle("tip", at, texts.turn)
      .on("drag", () => this.#aim(this.#tip.getLatLng()))
      .on("dragend", () => this.#draw());
    this.#bar = this.#makeBar(texts);
    this.#draw();
  }

  /**
   * @param {"body" | "tip"} kind
   * @param {LatLng} at
   * @param {string} title
   */
  #handle(kind, at, title) {
    const icon = this.L.divIcon({ className: `edit-handle ${kind}`, iconSize: [22, 22] });
    const zIndexOffset = kind === "body" ? 1000 : 0;
    const options = { icon, title, draggable: true, keyboard: true, zIndexOffset };
    return this.L.marker(at, options).addTo(this.map);
  }

  /**
   * @param {number} max
   * @param {(value: number) => void} take
   */
  #numberField(max, take) {
    const field = element("input", { type: "number", min: "0", max: String(max), step: "1" });
    field.addEventListener("input", () => {
      if (Number.isFinite(field.valueAsNumber)) take(field.valueAsNumber);
    });
    return field;
  }

  /** @param {Texts} texts */
  #makeBar(texts) {
    const box = element(
      "form",
      { className: "edit-bar" },
      element("strong", { textContent: this.about.title }),
      element("label", { textContent: texts.direction }, this.#fields.azimuth),
      element("label", { textContent: texts.range }, this.#fields.range),
      button(texts.save, "save", () => this.#finish(this.#changes())),
      button(texts.cancel, "", () => this.#finish()),
    );
    box.addEventListener("submit", (event) => event.preventDefault());
    const control = new this.L.Control({ position: "topright" });
    control.onAdd = () => box;
    this.L.DomEvent.disableClickPropagation(box);
    return control.addTo(this.map);
  }

  /** @param {Field[]} fields */
  #touch(...fields) {
    fields.forEach((field) => this.#touched.add(field));
    this.#draw();
  }

  /** @param {number} azimuth */
  #turn(azimuth) {
    this.#azimuth = azimuth;
    this.#touch("azimuth_deg");
  }

  /** @param {number} range */
  #reach(range) {
    this.#range = range;
    this.#touch("range_m");
  }

  /**
   * Turn towards a point and reach as far as it.
   *
   * @param {LatLng} point
   */
  #aim(point) {
    const at = this.#body.getLatLng();
    const north = point.lat - at.lat;
    const east = (point.lng - at.lng) * Math.cos(radians(at.lat));
    const azimuth = (Math.atan2(east, north) * 180) / Math.PI;
    this.#azimuth = azimuth < 0 ? azimuth + 360 : azimuth;
    this.#range = Math.max(1, Math.hypot(north, east) * METRES_PER_DEGREE);
    this.#touch("azimuth_deg", "range_m");
  }

  #draw() {
    const at = this.#body.getLatLng();
    this.#shape.setLatLngs(sector(at, this.#azimuth, this.about.hfov_deg, this.#range));
    this.#tip.setLatLng(towards(at, this.#azimuth, this.#range));
    /**
     * @param {HTMLInputElement} field
     * @param {number} value
     */
    const show = (field, value) => {
      if (field !== document.activeElement) field.value = String(Math.round(value));
    };
    show(this.#fields.azimuth, this.#azimuth);
    show(this.#fields.range, this.#range);
  }

  /** @returns {Changes} */
  #changes() {
    const { lat, lng } = this.#body.getLatLng();
    /** @type {Record<Field, number>} */
    const values = {
      lon: rounded(lng, 7),
      lat: rounded(lat, 7),
      azimuth_deg: rounded(this.#azimuth, 1) % 360,
      range_m: rounded(this.#range, 1),
    };
    return Object.fromEntries([...this.#touched].map((field) => [field, values[field]]));
  }

  /** @param {Changes} [after] */
  #finish(after) {
    this.remove();
    this.done(after);
  }

  remove() {
    [this.#shape, this.#body, this.#tip, this.#bar].forEach((part) => part.remove());
  }
}
