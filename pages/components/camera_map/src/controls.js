// What lies on the map, in columns that never lie over each other: on the left search, what is to
// be known, the legend; on the right the card beside the tools, below them scale and position.

import { button, element, filled } from "./element.js";
import { addInset } from "./inset.js";
import { makeLegend } from "./legend.js";
import { Measure } from "./measure.js";
import { communeName, whereCamerasAre } from "./orientation.js";
import { openPrint } from "./print.js";
import { makeReadout } from "./readout.js";
import { makeSavedViews } from "./saved_views.js";
import { makeSearch } from "./search.js";
import { makeStages } from "./stage_switch.js";
import { makeTools } from "./tools.js";

/** @import { Popup } from "leaflet" */
/** @import { CameraMap } from "./camera_map.js" */

// Narrower, or lower, the legend and the card come as sheets from below, one at a time.
export const [NARROW_PX, LOW_PX] = [640, 400];
const BESIDE_PX = 24; // so far from a panel what it speaks of can still be seen

/** @param {CameraMap} camera */
export function addControls(camera) {
  const { L, map, host } = camera;
  const measure = new Measure(camera);
  const tools = {
    measure: () => measure.toggle(),
    select: () => camera.chosen.toggle(),
    print: () => openPrint(camera),
  };
  const notes = element("div", { className: "map-notes", ariaLive: "polite" });
  const here = element("div", { className: "here" });
  const card = element("aside", { className: "card-panel" });
  const [legend, stages, saved] = [makeLegend, makeStages, makeSavedViews].map((make) =>
    make(camera),
  );
  legend.box.lastElementChild?.append(saved.box);
  const search = makeSearch(camera, () => isNarrow(host) && closeSheets());
  const scale = L.control.scale({ imperial: false }).addTo(map).getContainer();
  const upper = column("upper", makeTools(camera, tools), card);
  const lower = column("lower", measure.box, addInset(camera), ...(scale ? [scale] : []));
  lower.append(makeReadout(camera));
  const deck = column(
    "deck",
    column("side left", search, stages.box, camera.chosen.box, notes, legend.box),
    column("middle", here),
    column("side right", upper, lower),
  );
  for (const part of [
    search,
    stages.box,
    camera.chosen.box,
    notes,
    legend.box,
    ...upper.children,
    ...lower.children,
  ]) {
    if (!(part instanceof HTMLElement)) continue;
    L.DomEvent.disableClickPropagation(part);
    L.DomEvent.disableScrollPropagation(part);
  }
  host.append(deck);
  const details = /** @type {HTMLDetailsElement} */ (legend.box);
  const closeSheets = () => {
    details.open = false;
    map.closePopup();
  };
  details.open = !isNarrow(host);
  details.addEventListener("toggle", () => details.open && isNarrow(host) && map.closePopup());
  map.on("popupopen", ({ popup }) => {
    if (isNarrow(host)) details.open = false;
    showCard(camera, popup, card);
  });
  const update = () => {
    showNotes(camera, notes);
    [legend, stages, saved].forEach((part) => part.update());
    here.textContent = communeName(camera);
  };
  map.on("zoomend resize", update);
  update();
  return { update, remove: () => deck.remove() };
}

/** @param {HTMLElement} host */
const isNarrow = (host) => host.clientWidth <= NARROW_PX || host.clientHeight <= LOW_PX;

/**
 * @param {string} className
 * @param {HTMLElement[]} parts
 */
const column = (className, ...parts) => element("div", { className }, ...parts);

/**
 * Show what Leaflet would let float over the map in the panel.
 *
 * @param {CameraMap} camera
 * @param {Popup} popup
 * @param {HTMLElement} panel
 */
function showCard({ map, host }, popup, panel) {
  const content = popup.getElement();
  const at = popup.getLatLng();
  if (!content) return;
  panel.replaceChildren(content);
  if (!at || !map.getBounds().contains(at)) return;
  const { x, y } = map.latLngToContainerPoint(at);
  const by = isNarrow(host) ? fromBeneathSheet(host, panel, y) : fromBeneath(host, panel, x, y);
  if (by) map.panBy(by, { animate: false });
}

/**
 * How far the map must move so that a panel does not hide what it speaks of.
 *
 * @param {HTMLElement} host
 * @param {HTMLElement} panel
 * @param {number} x
 * @param {number} y
 * @returns {[x: number, y: number] | undefined}
 */
function fromBeneath(host, panel, x, y) {
  const whole = host.getBoundingClientRect();
  const { left, bottom } = panel.getBoundingClientRect();
  const free = host.querySelector(".side.left")?.getBoundingClientRect().right ?? whole.left;
  const isHidden = x > left - whole.left - BESIDE_PX && y < bottom - whole.top + BESIDE_PX;
  return isHidden ? [x - ((free + left) / 2 - whole.left), 0] : undefined;
}

/**
 * @param {HTMLElement} host
 * @param {HTMLElement} sheet
 * @param {number} y
 * @returns {[x: number, y: number] | undefined}
 */
function fromBeneathSheet(host, sheet, y) {
  const top = sheet.getBoundingClientRect().top - host.getBoundingClientRect().top;
  return y > top - BESIDE_PX ? [0, y - top / 2] : undefined;
}

/**
 * @param {CameraMap} camera
 * @param {HTMLElement} notes
 */
function showNotes(camera, notes) {
  const { settings, state, troubles } = camera;
  const { texts, write, placing, editable } = settings;
  const { worst } = troubles;
  const away = whereCamerasAre(camera);
  /** @type {[string, string | false | null | undefined, (HTMLElement | undefined)?][]} */
  const lines = [
    ["simulated", settings.simulated && texts.simulated],
    ["schematic", state.schematic && texts.schematic],
    ["placing", placing && filled(texts.placing, { camera: placing.title })],
    ["adding", editable && !placing && texts.adding],
    ["trouble", worst && texts.troubles[worst]],
    ["notice", camera.notice],
    ["away", away?.text, away && button(texts.nearest, "", away.go)],
    [
      "hidden",
      state.hiddenCount > 0 && filled(texts.hidden, { count: write(state.hiddenCount) }),
      state.filter.hides ? showAll(camera) : undefined,
    ],
  ];
  const shown = lines.filter(([, text]) => text);
  const told = JSON.stringify([shown.map(([kind, text]) => [kind, text]), state.filter.hides]);
  if (notes.dataset.told === told) return; // what is read aloud once is enough
  notes.dataset.told = told;
  notes.replaceChildren(...shown.map(([kind, text, act]) => chip(kind, String(text), act)));
}

/**
 * @param {string} kind
 * @param {string} textContent
 * @param {HTMLElement} [act]
 */
const chip = (kind, textContent, act) =>
  element(
    "div",
    { className: `chip ${kind}` },
    element("span", { textContent }),
    ...(act ? [act] : []),
  );

/** @param {CameraMap} camera */
const showAll = (camera) =>
  button(camera.settings.texts.show_all, "", () => {
    camera.state.filter.clear();
    camera.filtered();
  });
