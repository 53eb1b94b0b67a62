// What can be done to a camera on the map: moved, turned and given a range here, all else by
// the page, which is asked for it.

import { CameraEditor } from "./edit.js";
import { button, element } from "./element.js";

/** @import { CameraAnswer, EditStart, LatLng, MapContext, Texts } from "./types.d.ts" */

const CLOSEST_ZOOM = 20;
const GRASP_PX = 70;
const EQUATOR_M_PER_PX = 156_543;
const DECIMALS = 7;

export class Editing {
  #context;
  /** @type {CameraEditor | undefined} */
  #editor;

  /** @param {MapContext} context */
  constructor(context) {
    this.#context = context;
  }

  get isActive() {
    return this.#editor !== undefined;
  }

  /** Show on the map itself whether, and how, it can be edited now. */
  show() {
    const { host, settings } = this.#context;
    host.classList.toggle("placing", Boolean(settings.placing));
    host.dataset.editable = String(Boolean(settings.editable));
  }

  /**
   * Let one camera be moved, turned and given a range; what changed goes to the page.
   *
   * @param {EditStart} about
   * @param {LatLng} at
   * @param {boolean} [isNew] it stands here for the first time
   */
  begin(about, at, isNew = false) {
    const { L, map, host, settings } = this.#context;
    this.#editor?.remove();
    host.dataset.editing = about.camera_id;
    const zoom = Math.max(map.getZoom(), zoomToSee(about.range_m, at.lat));
    map.setView(at, zoom, { animate: false });
    this.#editor = new CameraEditor(L, map, about, at, isNew, settings.texts, (after) => {
      this.#editor = undefined;
      delete host.dataset.editing;
      if (after && Object.keys(after).length)
        settings.send?.({ camera_id: about.camera_id, stored: about.stored, after });
    });
  }

  /**
   * What can be done to a camera, above all that is told of it.
   *
   * @param {CameraAnswer} camera
   * @param {LatLng} at
   */
  actions({ camera_id, edit }, at) {
    const { map, settings } = this.#context;
    const acts = /** @type {(keyof Texts["acts"])[]} */ (["copy", "dispose", "remove"]);
    const box = element("div", { className: "actions" });
    if (edit)
      box.append(
        button(settings.texts.edit, "edit", () => {
          map.closePopup();
          this.begin(edit, at);
        }),
      );
    box.append(...acts.map((act) => this.#actButton(act, [camera_id])));
    return box;
  }

  /** @param {LatLng} latlng */
  addButton({ lat, lng }) {
    return this.#actButton("add", [lat.toFixed(DECIMALS), lng.toFixed(DECIMALS)]);
  }

  /**
   * A button that asks the page for more than the map itself can do.
   *
   * @param {keyof Texts["acts"]} act
   * @param {string[]} given
   */
  #actButton(act, given) {
    return button(this.#context.settings.texts.acts[act], act, () => {
      this.#context.map.closePopup();
      this.#context.settings.send?.({ act, given });
    });
  }
}

/**
 * The zoom at which a distance on the ground is long enough on the screen to be grasped.
 *
 * @param {number} metres
 * @param {number} latitude
 */
function zoomToSee(metres, latitude) {
  const metresPerPixel = EQUATOR_M_PER_PX * Math.cos((latitude * Math.PI) / 180);
  return Math.min(CLOSEST_ZOOM, Math.ceil(Math.log2((GRASP_PX * metresPerPixel) / metres)));
}
