// The address of the page tells what the map shows, so that it can be sent to somebody.

import { KINDS } from "./filter.js";

/** @import { Kind, LatLng, Settings } from "./types.d.ts" */

const DECIMALS = 5;

export class Permalink {
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

  /** @param {string | null} share */
  share(share) {
    this.write({ share });
  }

  /** @param {string | null} camera */
  camera(camera) {
    this.write({ camera });
  }

  /** @param {Record<string, string | null>} values those to be changed; an empty one goes */
  write(values) {
    if (!this.where) return;
    const { parameters } = this;
    for (const [name, value] of Object.entries(values)) {
      if (value) parameters.set(name, value);
      else parameters.delete(name);
    }
    const url = new URL(location.href);
    url[this.where] = parameters.toString().replaceAll("%2C", ",");
    history.replaceState(history.state, "", url);
  }
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
