// Cameras chosen together by what was drawn around them: how many of each state, and what the
// page can do with them. Filters, and what others change, leave those that are shown there.

import { button, element, filled } from "./element.js";
import { Lasso } from "./lasso.js";
import { mercatorX, mercatorY } from "./binary.js";
import { legendSymbol } from "./symbols.js";

/** @import { Form } from "./lasso.js" */
/** @import { LatLng, MapContext, ManyAct } from "./types.d.ts" */

const FORMS = /** @type {Form[]} */ (["rectangle", "freehand"]);
const ACTS = /** @type {ManyAct[]} */ (["table", "bulk", "export", "require"]);

export class ChosenCameras {
  #context;
  #changed;
  #lasso;
  /** @type {LatLng[]} */
  #ring = [];
  /** Their places. @type {number[]} */
  places = [];

  /**
   * @param {MapContext} context
   * @param {() => void} changed what is said of them takes another place
   */
  constructor(context, changed) {
    const { host } = context;
    this.#context = context;
    this.#changed = changed;
    this.#lasso = new Lasso(context, (ring) => this.choose(ring));
    this.box = element("div", { className: "chosen-bar", hidden: true });
    host.addEventListener("keydown", (event) => this.#press(event), { signal: context.signal });
  }

  get isActive() {
    return this.#lasso.isActive;
  }

  /** Whether a drag draws, or a click sets a corner, and nothing is picked. */
  get isBusy() {
    return this.isActive || this.#lasso.isDrawing;
  }

  /** Begin, or end, to draw around cameras. */
  toggle() {
    if (!this.isActive) this.#context.map.closePopup();
    this.#lasso.activate(!this.isActive);
    this.#lasso.show(this.#ring);
    this.#tell();
    this.#changed();
  }

  /**
   * Choose the cameras that are shown within a ring.
   *
   * @param {LatLng[]} ring
   */
  choose(ring) {
    this.#ring = ring;
    this.#context.map.closePopup();
    this.#lasso.activate(false);
    this.#lasso.show(ring);
    this.#refresh();
  }

  clear() {
    this.#ring = [];
    this.#lasso.activate(false);
    this.#refresh();
  }

  #refresh() {
    this.update();
    this.#changed();
    this.#context.redraw();
  }

  /** Follow what is shown within the ring now. */
  update() {
    const { state } = this.#context;
    const ring = Float64Array.from(
      this.#ring.flatMap(({ lat, lng }) => [mercatorX(lng), mercatorY(lat)]),
    );
    this.places = ring.length ? state.index.inside(ring) : [];
    state.chosen = undefined;
    if (this.places.length) {
      state.chosen = new Uint8Array(state.cameras.n);
      for (const place of this.places) state.chosen[place] = 1;
    }
    this.#tell();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.target !== this.#context.host) return;
    if (event.key === "Escape") this.clear();
    if (event.key === "Enter" && this.isActive) this.#lasso.setCorner();
  }

  #tell() {
    const { host, settings } = this.#context;
    const { texts, write } = settings;
    const { length } = this.places;
    host.dataset.chosen = String(length);
    host.querySelector("button.select")?.setAttribute("aria-pressed", String(this.isActive));
    const isEmpty = this.#ring.length > 0 && !length;
    this.box.hidden = !this.isActive && !this.#ring.length;
    const end = button("×", "end", () => this.clear());
    end.setAttribute("aria-label", texts.measure_end);
    const words = isEmpty
      ? texts.select.none
      : filled(texts.select.count, { count: write(length) });
    const what = this.isActive
      ? [element("span", { textContent: texts.select.hint }), ...this.#forms()]
      : [
          element("strong", { role: "status", textContent: words }),
          ...this.#states(),
          ...this.#acts(),
        ];
    this.box.replaceChildren(...what, end);
  }

  #forms() {
    const { texts } = this.#context.settings;
    return FORMS.map((form) => {
      const one = button(texts.select[form], form, () => {
        this.#lasso.form = form;
        this.#tell();
      });
      one.setAttribute("aria-pressed", String(this.#lasso.form === form));
      return one;
    });
  }

  /** How many of each state there are. */
  #states() {
    const { state, settings } = this.#context;
    const counts = settings.texts.sights.map(() => 0);
    for (const place of this.places) counts[state.cameras.sight[place]] += 1;
    return counts.flatMap((count, k) => {
      if (!count) return [];
      const words = `${settings.texts.sights[k]}: ${settings.write(count)}`;
      return [element("span", { className: "state" }, legendSymbol(k), words)];
    });
  }

  /** What the page can do with them, each a button. */
  #acts() {
    const { settings, state } = this.#context;
    if (!settings.selects || !this.places.length) return [];
    return ACTS.map((act) =>
      button(settings.texts.select[act], act, () => {
        const rows = this.places.map((place) => String(state.cameras.row[place]));
        settings.send?.({ act, given: [settings.revision, ...rows] });
      }),
    );
  }
}
