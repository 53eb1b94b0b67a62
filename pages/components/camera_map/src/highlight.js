// What lies under the pointer: its name beside it, its shape drawn around.

import { element } from "./element.js";
import { FINE_ZOOM } from "./land.js";
import { keyOf } from "./picking.js";

/** @import { LatLng, LayerGroup, PathOptions } from "leaflet" */
/** @import { PictureLayer } from "./layer.js" */
/** @import { Drawn } from "./frame.js" */
/** @import { Target } from "./picking.js" */
/** @import { MapContext, Shapes } from "./types.d.ts" */

const REST_MS = 60; // a pointer that only passes asks nobody for names
const OFFSET_PX = 14;
/** @type {PathOptions} */
const LINE = { pane: "highlight", interactive: false, color: "#1d2b36", weight: 2.5, fill: false };
const UNDER = { ...LINE, color: "#fff", weight: 5, opacity: 0.85 };

export class Highlight {
  #context;
  #layer;
  /** @type {LayerGroup} */
  #outline;
  #name = element("div", { className: "hover-name", hidden: true });
  #key = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;

  /**
   * @param {MapContext} context
   * @param {PictureLayer} layer
   */
  constructor(context, layer) {
    const { L, map, host } = context;
    this.#context = context;
    this.#layer = layer;
    this.#outline = L.layerGroup().addTo(map);
    this.#name.setAttribute("aria-hidden", "true"); // a card tells the same, and more
    host.append(this.#name);
    map.on("mouseout movestart popupopen", () => this.clear());
  }

  /**
   * Show what lies under a position; returns whether a click opens more than the ground.
   *
   * @param {LatLng} latlng
   */
  show(latlng) {
    const { map } = this.#context;
    const targets = this.#layer.targets(latlng);
    const [first] = targets;
    const isGround = first?.kind === "commune";
    if (!first || first.ring || (isGround && map.getZoom() >= FINE_ZOOM)) this.clear();
    else this.#follow(first, targets.filter(({ depth }) => depth === first.depth).length, latlng);
    return Boolean(first) && !isGround;
  }

  clear() {
    if (!this.#key) return;
    clearTimeout(this.#rest);
    this.#key = "";
    this.#name.hidden = true;
    this.#outline.clearLayers();
  }

  /**
   * @param {Target} target
   * @param {number} count how many lie there
   * @param {LatLng} latlng
   */
  #follow(target, count, latlng) {
    const { map } = this.#context;
    const { x, y } = map.latLngToContainerPoint(latlng);
    const width = map.getSize().x; // asking the page would have it laid out anew
    const isRight = x > width / 2; // the name lies on the side where there is room
    this.#name.style.left = isRight ? "" : `${x + OFFSET_PX}px`;
    this.#name.style.right = isRight ? `${width - x + OFFSET_PX}px` : "";
    this.#name.style.top = `${y + OFFSET_PX}px`;
    const key = `${keyOf(target)} ${count}`;
    if (key === this.#key) return;
    this.clear();
    this.#key = key;
    this.#draw(target);
    this.#tell(target, count, key);
  }

  /**
   * @param {Target} target
   * @param {number} count
   * @param {string} key
   */
  #tell(target, count, key) {
    const { settings, state } = this.#context;
    const { kind, place = 0, link } = target;
    /** @param {string} name */
    const write = (name) => {
      const more = count > 1 ? ` (+${settings.write(count - 1)})` : "";
      this.#name.textContent = `${name}${more}`;
      this.#name.hidden = !name && count < 2;
    };
    if (link) return write(`${link.name}: ${link.state}`);
    if (kind === "commune") return write(state.communes[place].name);
    const sight = kind === "camera" ? settings.texts.sights[state.cameras.sight[place]] : "";
    write(sight);
    const { source, cameras } = state;
    const ask = () => (kind === "camera" ? source.camera(cameras.row[place]) : source.place(place));
    this.#rest = setTimeout(async () => {
      // Whoever wants to know clicks, and is told then why there is no answer.
      const title = await ask().then(
        (answer) => answer?.title,
        () => undefined,
      );
      if (title && key === this.#key) write([title, sight].filter(Boolean).join(" · "));
    }, REST_MS);
  }

  /** @param {Target} target */
  #draw({ kind, place = -1, link }) {
    const { state } = this.#context;
    const frame = this.#layer.frame;
    if (!frame) return;
    if (kind === "commune") return this.#trace(state.land, place, true);
    /** @param {Drawn} one */
    const isIt = (one) =>
      link ? one.link === link : (kind === "camera" ? one.camera : one.row) === place;
    for (const hit of frame.hits.filter((one) => isIt(one) && !one.isArea))
      this.#ring(this.#layer.position(hit), hit.r);
    if (link) return undefined;
    for (const { tile, s, camera } of frame.shapes.filter(isIt))
      this.#trace(tile, s, camera !== undefined);
  }

  /**
   * @param {LatLng} at
   * @param {number} radius
   */
  #ring(at, radius) {
    const { L } = this.#context;
    for (const style of [UNDER, LINE])
      this.#outline.addLayer(L.circleMarker(at, { ...style, radius }));
  }

  /**
   * @param {Shapes} shapes
   * @param {number} s
   * @param {boolean} isClosed
   */
  #trace({ first, start, xy }, s, isClosed) {
    const { L, map } = this.#context;
    const paths = [];
    for (let k = first[s]; k < first[s + 1]; k++) {
      const path = [];
      for (let v = start[k]; v < start[k + 1]; v++)
        path.push(map.unproject([256 * xy[2 * v], 256 * xy[2 * v + 1]], 0));
      paths.push(path);
    }
    for (const style of [UNDER, LINE])
      this.#outline.addLayer(isClosed ? L.polygon(paths, style) : L.polyline(paths, style));
  }
}
