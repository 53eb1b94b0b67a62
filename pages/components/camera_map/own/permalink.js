// The address of the page tells what the map shows, so that it can be sent to somebody.

import { KINDS } from "./filter.js";

const DECIMALS = 5;

export class Permalink {
  /** `where`: "search" or "hash" of the address; null keeps it out. `choices`: values by kind. */
  constructor(where, choices) {
    Object.assign(this, { where, choices });
  }

  get parameters() {
    return new URLSearchParams(this.where ? location[this.where].slice(1) : "");
  }

  read() {
    const told = this.parameters;
    return {
      view: parseView(told.get("view")),
      hidden: this.parseHidden(told.get("hide") ?? ""),
      share: told.get("share"),
      camera: told.get("camera"),
    };
  }

  parseHidden(text) {
    const pairs = text.split(",").map((pair) => pair.split("."));
    return pairs
      .map(([kind, value]) => [kind, this.choices[kind]?.indexOf(value) ?? -1])
      .filter(([, place]) => place >= 0);
  }

  view = (centre, zoom) =>
    this.write({ view: [centre.lat.toFixed(DECIMALS), centre.lng.toFixed(DECIMALS), zoom].join(",") });

  filters = (hidden) =>
    this.write({
      hide: KINDS.flatMap((kind) => [...hidden[kind]].map((k) => `${kind}.${this.choices[kind][k]}`)).join(","),
    });

  share = (share) => this.write({ share });
  camera = (camera) => this.write({ camera });

  write(values) {
    if (!this.where) return;
    const told = this.parameters;
    for (const [name, value] of Object.entries(values)) {
      if (value) told.set(name, value);
      else told.delete(name);
    }
    const url = new URL(location);
    url[this.where] = told.toString().replaceAll("%2C", ",");
    history.replaceState(history.state, "", url);
  }
}

function parseView(text) {
  const [lat, lng, zoom] = (text ?? "").split(",").map(Number);
  const sound = Math.abs(lat) <= 85 && Math.abs(lng) <= 180 && zoom >= 0 && zoom <= 22;
  return sound ? { centre: [lat, lng], zoom } : null;
}
