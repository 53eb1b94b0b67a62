// What was clicked, or asked for: all that lies there, one card at a time.

import {
  card,
  cardOfEquipment,
  emptyCard,
  linkButtons,
  moreButton,
  overviewLink,
  stackBar,
} from "./card.js";
import { element, filled } from "./element.js";
import { openRing } from "./view.js";

/** @import { Popup } from "leaflet" */
/** @import { Editing } from "./editing.js" */
/** @import { PictureLayer } from "./layer.js" */
/** @import { Target } from "./picking.js" */
/** @import { EquipmentLink, LatLng, MapContext } from "./types.d.ts" */

/**
 * What lies at one spot: the card shown is the k-th of `targets`, those of one depth; `others`
 * lie deeper.
 *
 * @typedef {object} Stack
 * @property {LatLng} at
 * @property {Target[]} targets
 * @property {Target[]} others
 * @property {number} k
 * @property {Popup} [popup]
 */

const [WIDEST_PX, MARGIN_PX] = [320, 60];
const STEPS = /** @type {Record<string, number>} */ ({ ArrowLeft: -1, ArrowRight: 1 });

export class Selection {
  #context;
  #layer;
  #editing;
  /** @type {Stack | undefined} */
  #stack;
  /** Counts the cards asked for: an answer to one before the last comes too late. */
  #asked = 0;
  /** What is shown, for who cannot see it. */
  #spoken = element("div", { className: "spoken", ariaLive: "polite" });

  /**
   * @param {MapContext} context
   * @param {PictureLayer} layer
   * @param {Editing} editing
   */
  constructor(context, layer, editing) {
    this.#context = context;
    this.#layer = layer;
    this.#editing = editing;
    const { host, signal } = context;
    host.append(this.#spoken);
    // Before the map itself moves by these keys.
    host.addEventListener("keydown", (event) => this.#press(event), { signal, capture: true });
  }

  /**
   * Open what lies under a position; a ring opens by coming nearer.
   *
   * @param {LatLng} latlng
   */
  pick(latlng) {
    const targets = this.#layer.targets(latlng);
    const [first] = targets;
    if (first?.ring) openRing(this.#context, first.ring, this.#layer.position(first.ring));
    else if (first || this.#context.settings.editable) this.#open(targets, latlng);
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
    const place = this.#context.state.cameras.row.indexOf(row);
    if (place >= 0) await this.#open([{ kind: "camera", depth: 0, place }], at);
  }

  /**
   * @param {Target[]} all
   * @param {LatLng} at
   */
  #open(all, at) {
    const targets = all.filter(({ depth, kind }) => depth === all[0].depth && kind !== "ring");
    const others = all.filter(({ depth }) => depth !== all[0].depth);
    return this.#show({ at, targets, others, k: 0 });
  }

  /**
   * Left and right walk through what lies there, Escape closes it.
   *
   * @param {KeyboardEvent} event
   */
  #press(event) {
    const { host, map } = this.#context;
    const isWithin = event.target instanceof Element && event.target.closest(".camera-card");
    if (!this.#stack?.popup?.isOpen() || (event.target !== host && !isWithin)) return;
    const step = STEPS[event.key];
    if (step && this.#stack.targets.length > 1) this.#step(step);
    else if (event.key === "Escape") {
      map.closePopup();
      host.focus({ preventScroll: true });
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** @param {number} step */
  #step(step) {
    const stack = this.#stack;
    if (!stack) return;
    const { length } = stack.targets;
    stack.k = (stack.k + step + length) % length;
    this.#show(stack);
  }

  /** @param {Stack} stack */
  async #show(stack) {
    const mine = (this.#asked += 1);
    const content = await this.#content(stack);
    if (!content || mine !== this.#asked) return;
    const { permalink, redraw } = this.#context;
    this.#stack = stack;
    const held = document.activeElement?.closest(".stack button")?.className;
    content.mark?.();
    if (stack.popup?.isOpen()) stack.popup.setLatLng(content.at).setContent(content.box);
    else stack.popup = this.#popup(stack, content.at, content.box);
    if (held) /** @type {HTMLElement | null} */ (content.box.querySelector(`.${held}`))?.focus();
    permalink.camera(content.code ?? null);
    redraw();
  }

  /**
   * @param {Stack} stack
   * @param {LatLng} at
   * @param {HTMLElement} content
   */
  #popup(stack, at, content) {
    const { L, map } = this.#context;
    const maxWidth = Math.min(WIDEST_PX, map.getSize().x - MARGIN_PX);
    return L.popup({ offset: [0, -4], maxWidth, maxHeight: 340 })
      .setLatLng(at)
      .setContent(content)
      .on("remove", () => this.#deselect(stack))
      .openOn(map);
  }

  /**
   * The card of what is shown now, where it is shown, and what the picture marks of it.
   *
   * @param {Stack} stack
   * @returns {Promise<{box: HTMLElement, at: LatLng, code?: string, mark?: () => void} | undefined>}
   */
  async #content(stack) {
    const target = stack.targets[stack.k];
    const content = target ? await this.#cardOf(target, stack) : { box: emptyCard(), at: stack.at };
    if (!content) return undefined;
    const { settings } = this.#context;
    const { targets, others, k, at } = stack;
    const { texts, write } = settings;
    if (others.length)
      content.box.append(moreButton(others.length, settings, () => this.#deeper()));
    if (settings.editable && target?.depth !== 0) content.box.append(this.#editing.addButton(at));
    // Below all else, where a card that grows leaves it under the pointer.
    if (targets.length > 1)
      content.box.append(stackBar(k, targets.length, settings, (step) => this.#step(step)));
    const title = content.box.querySelector("strong")?.textContent ?? "";
    const place = write(k + 1);
    const words = filled(texts.one_of, { place, count: write(targets.length), title });
    this.#spoken.textContent = targets.length > 1 ? words : title;
    return content;
  }

  /** Go on to what lies beneath what is shown. */
  #deeper() {
    if (this.#stack) this.#open(this.#stack.others, this.#stack.at);
  }

  /**
   * @param {Target} target
   * @param {Stack} stack
   */
  async #cardOf(target, stack) {
    const { state, settings, troubles } = this.#context;
    const { kind, link, place = 0 } = target;
    if (kind === "camera") return this.#cameraCard(place, stack);
    if (link) {
      const box = cardOfEquipment(link, state.cameras, settings);
      return { box, at: stack.at, mark: () => this.#showLinks(link) };
    }
    const text = await troubles.answered(
      kind === "commune" ? state.source.commune(place) : state.source.place(place),
    );
    if (!text) return undefined;
    const box = card(text, [], kind === "commune" ? "figures" : "");
    if (kind === "commune") box.append(...overviewLink(state.communes[place], settings));
    return { box, at: stack.at, mark: () => this.#mark() };
  }

  /**
   * @param {number} place
   * @param {Stack} stack
   */
  async #cameraCard(place, stack) {
    const { L, map, state, settings, troubles } = this.#context;
    const { x, y, row } = state.cameras;
    const camera = await troubles.answered(state.source.camera(row[place]));
    if (!camera) return undefined;
    const world = 256;
    const stands = map.unproject([x[place] * world, y[place] * world], 0);
    // A card of what it sees stays where that was clicked.
    const at = stack.targets[0].depth ? stack.at : L.latLng(stands);
    const box = card(camera, settings.editable ? [this.#editing.actions(camera, stands)] : []);
    const mark = () => {
      this.#mark(row[place]);
      const links = linkButtons(camera.links ?? [], settings, (link) => this.#showLinks(link));
      box.querySelector("dl")?.before(links);
    };
    return { box, at, code: camera.camera_id, mark };
  }

  /**
   * Draw one camera as the one whose card is open, or none.
   *
   * @param {number} [row]
   */
  #mark(row) {
    const { state, host } = this.#context;
    state.selected = row;
    state.links = undefined;
    delete host.dataset.linked;
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

  /** @param {Stack} stack */
  #deselect(stack) {
    if (this.#stack !== stack) return; // another card has taken its place
    const { permalink, redraw } = this.#context;
    this.#stack = undefined;
    this.#asked += 1;
    this.#spoken.textContent = "";
    this.#mark();
    permalink.camera(null);
    redraw();
  }
}
