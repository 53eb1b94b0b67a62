// The address of the page tells what the map shows, so that it can be sent to somebody.

import { KINDS } from "./filter.js";

/** @import { Kind, LatLng, Settings } from "./types.d.ts" */

const DECIMALS = 5;
// Places by how they are seen, and parts of a camera's view, as the address names them.
const PLACES = ["covered", "unconfirmed", "lost", "gap"];
const VIEWS = ["reachable", "view", "detail"];
const NONE = "none";
/** What the map itself writes into the address; the page's own parameters stand beside. */
export const NAMES = /** @type {const} */ ([
  "view",
  "hide",
  "share",
  "camera",
  "colour",
  "places",
  "often",
  "unseen",
  "base",
  "level",
  "light",
  "live",
]);

/** @typedef {typeof NAMES[number]} Name */

export class Permalink {
  /** What this map has written: the page may replace the address at any time. */
  /** @type {Map<Name, string | null>} */
  #own = new Map();

  /**
   * @param {Settings["permalink"]} where part of the address; null keeps it out
   * @param {Settings["choices"]} choices values by kind
   */
  constructor(where, choices) {
    this.where = where;
    this.choices = choices;
  }

  get parameters() {
    return new URLSearchParams(this.where ? location[this.where].slice(1) : "");
  }

  read() {
    const { parameters } = this;
    return {
      view: parseView(parameters.get("view")),
      hidden: this.parseHidden(parameters.get("hide") ?? ""),
      share: parameters.get("share"),
      camera: parameters.get("camera"),
      colour: parameters.get("colour"),
      places: parseSet(parameters.get("places"), PLACES),
      often: parameters.get("often") === "1",
      unseen: parseSet(parameters.get("unseen"), VIEWS),
      base: parameters.get("base"),
    };
  }

  /**
   * @param {string} text
   * @returns {[Kind, number][]}
   */
  parseHidden(text) {
    return text.split(",").flatMap((pair) => {
      const [name, value] = pair.split(".");
      const kind = KINDS.find((one) => one === name);
      const place = kind ? this.choices[kind].indexOf(value) : -1;
      return kind && place >= 0 ? [/** @type {[Kind, number]} */ ([kind, place])] : [];
    });
  }

  /**
   * @param {Pick<LatLng, "lat" | "lng">} centre
   * @param {number} zoom
   */
  view(centre, zoom) {
    const view = [centre.lat.toFixed(DECIMALS), centre.lng.toFixed(DECIMALS), zoom];
    this.write({ view: view.join(",") });
  }

  /** @param {Record<Kind, Set<number>>} hidden */
  filters(hidden) {
    const values = KINDS.flatMap((kind) =>
      [...hidden[kind]].map((k) => `${kind}.${this.choices[kind][k]}`),
    );
    this.write({ hide: values.join(",") });
  }

  /**
   * What is drawn beside the cameras, where it is not what the page shows by itself.
   *
   * @param {object} layers
   * @param {Set<number>} layers.places
   * @param {number[]} layers.usual places that are shown by themselves
   * @param {boolean} layers.often
   * @param {Set<number>} layers.unseen
   */
  layers({ places, usual, often, unseen }) {
    const shown = namesOf(places, PLACES);
    this.write({
      places: shown === namesOf(new Set(usual), PLACES) ? null : shown || NONE,
      often: often ? "1" : null,
      unseen: namesOf(unseen, VIEWS),
    });
  }

  /** @param {string | null} share */
  share(share) {
    this.write({ share });
  }

  /** @param {string | null} camera */
  camera(camera) {
    this.write({ camera });
  }

  /** @param {string | null} base name of the basemap; null for the first */
  base(base) {
    this.write({ base });
  }

  /** @param {Partial<Record<Name, string | null>>} values those to be changed; an empty one goes */
  write(values) {
    for (const [name, value] of Object.entries(values))
      this.#own.set(/** @type {Name} */ (name), value);
    this.renew();
  }

  /** Write all there is anew: the page may have written an address without it. */
  renew() {
    if (!this.where) return;
    const { parameters } = this;
    for (const [name, value] of this.#own) {
      if (value) parameters.set(name, value);
      else parameters.delete(name);
    }
    const url = new URL(location.href);
    url[this.where] = parameters.toString().replaceAll("%2C", ",");
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }
}

/**
 * @param {Set<number>} values
 * @param {string[]} names
 */
const namesOf = (values, names) => names.filter((_, k) => values.has(k)).join(",");

/**
 * Places in a list by their names; null where nothing sensible is said.
 *
 * @param {string | null} text
 * @param {string[]} names
 */
function parseSet(text, names) {
  if (text === NONE) return new Set(/** @type {number[]} */ ([]));
  const places = (text ?? "").split(",").map((name) => names.indexOf(name));
  const known = places.filter((place) => place >= 0);
  return known.length ? new Set(known) : null;
}

/**
 * @param {string | null} text latitude, longitude and zoom
 * @returns {{centre: [number, number], zoom: number} | null}
 */
function parseView(text) {
  const [lat, lng, zoom] = (text ?? "").split(",").map(Number);
  const sound = Math.abs(lat) <= 85 && Math.abs(lng) <= 180 && zoom >= 0 && zoom <= 22;
  return sound ? { centre: [lat, lng], zoom } : null;
}
