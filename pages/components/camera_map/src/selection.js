// What was clicked, or asked for: a camera with its card and its equipment, a place not seen.

import { card, linkButtons } from "./card.js";
import { element } from "./element.js";
import { pickPlace } from "./places.js";

/** @import { Editing } from "./editing.js" */
/** @import { PictureLayer } from "./layer.js" */
/** @import { EquipmentLink, LatLng, MapContext } from "./types.d.ts" */

const RING_STEP = 2;
const CLOSEST_ZOOM = 18;

export class Selection {
  #context;
  #layer;
  #editing;

  /**
   * @param {MapContext} context
   * @param {PictureLayer} layer
   * @param {Editing} editing
   */
  constructor(context, layer, editing) {
    this.#context = context;
    this.#layer = layer;
    this.#editing = editing;
  }

  /**
   * Open what lies under a position.
   *
   * @param {LatLng} latlng
   */
  pick(latlng) {
    const { map, state } = this.#context;
    const hit = this.#layer.pick(latlng);
    if (!hit) return this.showPlace(latlng);
    const at = this.#layer.position(hit);
    if (hit.camera !== undefined) return this.showCamera(state.cameras.row[hit.camera], at);
    return map.setView(at, Math.min(map.getZoom() + RING_STEP, CLOSEST_ZOOM));
  }

  /** @param {string} code */
  async showCode(code) {
    const { L, state, troubles } = this.#context;
    const hit = await troubles.answered(state.source.reader.find(code));
    if (hit) await this.showCamera(hit.row, L.latLng(hit.lat, hit.lon));
  }

  /**
   * @param {number} row
   * @param {LatLng} at
   */
  async showCamera(row, at) {
    const { L, map, state, settings, permalink, troubles, redraw } = this.#context;
    const camera = await troubles.answered(state.source.reader.camera(row));
    if (!camera) return;
    state.selected = row;
    permalink.camera(camera.camera_id);
    redraw();
    const content = card(camera, [
      ...(settings.editable ? [this.#editing.actions(camera, at)] : []),
      linkButtons(camera.links ?? [], settings, (link) => this.#showLinks(link)),
    ]);
    L.popup({ offset: [0, -4], maxWidth: 320, maxHeight: 340 })
      .setLatLng(at)
      .setContent(content)
      .on("remove", () => this.#deselect(row))
      .openOn(map);
  }

  /**
   * Tell about the place not seen, or the stretch of road, that lies under a position.
   *
   * @param {LatLng} latlng
   */
  async showPlace(latlng) {
    const { L, map, state, settings } = this.#context;
    if (!this.#layer.frame) return;
    const row = pickPlace(state, this.#layer.at(latlng), this.#layer.frame);
    if (row === undefined && !settings.editable) return;
    const content = row === undefined ? noCard() : await this.#placeCard(row);
    if (!content) return;
    if (settings.editable) content.append(this.#editing.addButton(latlng));
    L.popup({ maxWidth: 320 }).setLatLng(latlng).setContent(content).openOn(map);
  }

  /** @param {number} row */
  async #placeCard(row) {
    const { state, troubles } = this.#context;
    const place = await troubles.answered(state.source.reader.place(row));
    return place && card(place);
  }

  /**
   * Draw lines from a piece of equipment to the cameras that need it.
   *
   * @param {EquipmentLink} link
   */
  #showLinks(link) {
    const { state, host, redraw } = this.#context;
    state.links = link;
    host.dataset.linked = String(link.cameras.length);
    redraw();
  }

  /** @param {number} row */
  #deselect(row) {
    const { state, host, permalink, redraw } = this.#context;
    if (state.selected !== row) return;
    state.selected = undefined;
    state.links = undefined;
    delete host.dataset.linked;
    permalink.camera(null);
    redraw();
  }
}

const noCard = () => element("div", { className: "camera-card" });
