// What lies on the map: search, tools, legend, scale; what is hidden, not real, or goes wrong.

import { button, element, filled } from "./element.js";
import { addInset } from "./inset.js";
import { makeLegend } from "./legend.js";
import { Measure } from "./measure.js";
import { openPrint } from "./print.js";
import { makeReadout } from "./readout.js";
import { makeSearch } from "./search.js";
import { makeStages } from "./stages.js";
import { makeTools } from "./tools.js";

/** @import { ControlPosition } from "leaflet" */
/** @import { CameraMap } from "./camera_map.js" */

const [LEGEND_MARGIN_PX, LEGEND_LEAST_PX] = [30, 120];

/** @param {CameraMap} camera */
export function addControls(camera) {
  const { L, map } = camera;
  /**
   * @param {ControlPosition} position
   * @param {HTMLElement} content
   */
  const put = (position, content) => {
    const control = new L.Control({ position });
    control.onAdd = () => {
      L.DomEvent.disableClickPropagation(content);
      L.DomEvent.disableScrollPropagation(content);
      return content;
    };
    control.addTo(map);
  };
  const measure = new Measure(camera);
  const tools = {
    measure: () => measure.toggle(),
    select: () => camera.chosen.toggle(),
    print: () => openPrint(camera),
  };
  const notes = element("div", { className: "map-notes", ariaLive: "polite" });
  const [legend, stages] = [makeLegend(camera), makeStages(camera)];
  put("topleft", makeSearch(camera));
  put("topleft", stages.box);
  put("topleft", camera.chosen.box);
  put("topleft", notes);
  put("topright", makeTools(camera, tools));
  put("bottomleft", legend.box);
  put("bottomright", measure.box);
  put("bottomright", addInset(camera));
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
  put("bottomright", makeReadout(camera));
  const fit = () => {
    legend.update();
    stages.update();
    const free = camera.host.getBoundingClientRect().bottom - notes.getBoundingClientRect().bottom;
    legend.box.style.maxHeight = `${Math.max(LEGEND_LEAST_PX, free - LEGEND_MARGIN_PX)}px`;
  };
  const update = () => {
    showNotes(camera, notes);
    fit();
  };
  map.on("zoomend resize", fit);
  update();
  return { update };
}

/**
 * @param {CameraMap} camera
 * @param {HTMLElement} notes
 */
function showNotes(camera, notes) {
  const { settings, state, troubles } = camera;
  const { texts, write, placing, editable } = settings;
  const { worst } = troubles;
  /** @type {[string, string | false | null | undefined][]} */
  const lines = [
    ["simulated", settings.simulated && texts.simulated],
    ["schematic", state.schematic && texts.schematic],
    ["placing", placing && filled(texts.placing, { camera: placing.title })],
    ["adding", editable && !placing && texts.adding],
    ["trouble", worst && texts.troubles[worst]],
    ["hidden", state.hiddenCount > 0 && filled(texts.hidden, { count: write(state.hiddenCount) })],
  ];
  const chips = lines.flatMap(([kind, text]) => (text ? [chip(kind, text)] : []));
  if (state.filter.hides) chips.at(-1)?.append(showAll(camera));
  notes.replaceChildren(...chips);
}

/**
 * @param {string} kind
 * @param {string} textContent
 */
const chip = (kind, textContent) =>
  element("div", { className: `chip ${kind}` }, element("span", { textContent }));

/** @param {CameraMap} camera */
const showAll = (camera) =>
  button(camera.settings.texts.show_all, "", () => {
    camera.state.filter.clear();
    camera.filtered();
  });
