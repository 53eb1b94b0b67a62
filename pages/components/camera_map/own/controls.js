// What lies on the map: search, tools, legend, scale, and what is hidden or not real.

import { element } from "./element.js";
import { addInset } from "./inset.js";
import { makeLegend } from "./legend.js";
import { Measure } from "./measure.js";
import { openPrint } from "./print.js";
import { makeReadout } from "./readout.js";
import { makeSearch } from "./search.js";
import { makeStages } from "./stages.js";
import { makeTools } from "./tools.js";

const [LEGEND_MARGIN_PX, LEGEND_LEAST_PX] = [30, 120];

export function addControls(camera) {
  const { L, map, settings } = camera;
  const put = (position, content) => {
    const control = L.control({ position });
    control.onAdd = () => {
      L.DomEvent.disableClickPropagation(content);
      L.DomEvent.disableScrollPropagation(content);
      return content;
    };
    control.addTo(map);
  };
  const measure = new Measure(camera);
  const tools = { measure: () => measure.toggle(), print: () => openPrint(camera) };
  const notes = element("div", { className: "map-notes", ariaLive: "polite" });
  const [legend, stages] = [makeLegend(camera), makeStages(camera)];
  put("topleft", makeSearch(camera));
  put("topleft", stages.box);
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
  return { update, settings };
}

function showNotes(camera, notes) {
  const { settings, schematic, state, filter } = camera;
  const { texts, write } = settings;
  const chips = [
    settings.simulated && ["simulated", texts.simulated],
    schematic && ["schematic", texts.schematic],
    settings.placing && ["placing", texts.placing.replace("{camera}", settings.placing.title)],
    settings.editable && !settings.placing && ["adding", texts.adding],
    state.hiddenCount && ["hidden", texts.hidden.replace("{count}", write(state.hiddenCount))],
  ];
  const made = chips
    .filter(Boolean)
    .map(([kind, text]) => element("div", { className: `chip ${kind}` }, element("span", { textContent: text })));
  if (filter.hides) made.at(-1).append(showAll(camera));
  notes.replaceChildren(...made);
}

function showAll(camera) {
  const button = element("button", { type: "button", textContent: camera.settings.texts.show_all });
  button.addEventListener("click", () => {
    camera.filter.clear();
    camera.filtered();
  });
  return button;
}
