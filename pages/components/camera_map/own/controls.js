// What lies on the map: zoom, scale, search, legend, and what is hidden or not real.

import { element } from "./element.js";
import { FOOTPRINT_ZOOM } from "./layer.js";
import { DETAIL, REACHABLE } from "./data.js";
import { PLACE, REDUNDANCY, SIGHT, legendSymbol } from "./symbols.js";

const TYPING_PAUSE_MS = 200;
const LEGEND_MARGIN_PX = 110;

export function addControls(camera) {
  const { L, map, settings } = camera;
  const { texts } = settings;
  const zoom = { position: "topright", zoomInTitle: texts.zoom_in, zoomOutTitle: texts.zoom_out };
  L.control.zoom(zoom).addTo(map);
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
  const put = (position, content) => {
    const control = L.control({ position });
    control.onAdd = () => {
      L.DomEvent.disableClickPropagation(content);
      L.DomEvent.disableScrollPropagation(content);
      return content;
    };
    control.addTo(map);
  };
  const notes = element("div", { className: "map-notes" });
  const legend = makeLegend(camera);
  put("topleft", makeSearch(camera));
  put("topleft", notes);
  put("bottomleft", legend.box);
  const update = () => {
    legend.update();
    showNotes(camera, notes);
  };
  map.on("zoomend", update);
  camera.controlsChanged = update;
  update();
  return { update };
}

function showNotes(camera, notes) {
  const { settings, outlines, state } = camera;
  const { texts } = settings;
  let hidden = 0;
  for (let i = 0; i < state.cameras.n; i++) hidden += !camera.shows(i);
  const chips = [
    settings.simulated && ["simulated", texts.simulated],
    outlines.schematic && ["schematic", texts.schematic],
    settings.placing && ["placing", texts.placing.replace("{camera}", settings.placing.title)],
    hidden && ["hidden", texts.hidden.replace("{count}", camera.settings.write(hidden))],
  ];
  notes.replaceChildren(
    ...chips
      .filter(Boolean)
      .map(([kind, text]) => element("div", { className: `chip ${kind}`, textContent: text })),
  );
}

function makeLegend(camera) {
  const { texts, write } = camera.settings;
  const counts = SIGHT.map(() => element("span", { className: "count" }));
  const sights = [0, 2, 1].map((k) =>
    row(legendSymbol(k), texts.sights[k], counts[k], true, (on) => {
      camera.hiddenSights[on ? "delete" : "add"](k);
      camera.redraw();
      camera.controlsChanged();
    }),
  );
  const places = [2, 3].map((k) =>
    row(placeSymbol(PLACE[k]), texts.places[k], "", camera.shownPlaces.has(k), (on) => {
      camera.shownPlaces[on ? "add" : "delete"](k);
      camera.redraw();
    }),
  );
  const redundancy = row("", texts.redundancy, "", camera.state.showsRedundancy, async (on) => {
    await camera.showRedundancy(on);
    scale.hidden = !on;
    camera.redraw();
  });
  const scale = redundancyScale(texts, camera.state.showsRedundancy);
  const views = viewRows(camera);
  const hint = element("div", { className: "hint" });
  const box = element("details", { className: "legend", open: camera.host.clientWidth > 600 });
  box.style.maxHeight = `${camera.settings.height - LEGEND_MARGIN_PX}px`;
  const title = element("summary", { textContent: texts.legend });
  box.append(title, ...sights, element("div", { className: "subtitle", textContent: texts.not_seen }));
  box.append(...places, redundancy, scale, views, hint);
  const update = () => {
    const n = [0, 0, 0];
    for (let i = 0; i < camera.state.cameras.n; i++) n[camera.state.cameras.sight[i]] += camera.passes(i);
    counts.forEach((count, k) => (count.textContent = write(n[k])));
    places.forEach((place, k) => (place.querySelector("input").checked = camera.shownPlaces.has(k + 2)));
    const zoom = camera.map.getZoom();
    views.hidden = zoom < FOOTPRINT_ZOOM;
    hint.textContent = zoom < 12.5 ? texts.hint_rings : zoom < FOOTPRINT_ZOOM ? texts.hint_symbols : texts.hint_footprints;
  };
  return { box, update };
}

/** Switches for what is drawn within, and around, the view of each camera. */
function viewRows(camera) {
  const { texts } = camera.settings;
  const { hiddenViews } = camera.state;
  const rows = [[DETAIL, "detail"], [REACHABLE, "reachable"]].map(([view, kind]) =>
    row(element("span", { className: `view ${kind}` }), texts[kind], "", !hiddenViews.has(view), (on) => {
      hiddenViews[on ? "delete" : "add"](view);
      camera.redraw();
    }),
  );
  const title = element("div", { className: "subtitle", textContent: texts.views });
  return element("div", {}, title, ...rows);
}

function redundancyScale(texts, shown) {
  const steps = REDUNDANCY.slice(1).map((style, k) => {
    const text = element("span", { textContent: k < 2 ? String(k + 1) : "3+" });
    return element("span", { className: "step" }, placeSymbol(style), text);
  });
  return element("div", { className: "scale", hidden: !shown, title: texts.redundancy }, ...steps);
}

function row(symbol, text, count, checked, change) {
  const box = element("input", { type: "checkbox", checked });
  box.addEventListener("change", () => change(box.checked));
  return element("label", {}, box, symbol, element("span", { className: "name", textContent: text }), count);
}

function placeSymbol({ colour, dash }) {
  const line = element("span", { className: "line" });
  const pattern = dash.length ? (dash[0] < dash[1] ? "dotted" : "dashed") : "solid";
  line.style.borderTop = `4px ${pattern} ${colour}`;
  return line;
}

function makeSearch(camera) {
  const { texts } = camera.settings;
  const field = element("input", { type: "search", placeholder: texts.search, ariaLabel: texts.search });
  const found = element("ul", { className: "found", hidden: true });
  const go = (hit) => {
    found.hidden = true;
    if (hit.bounds) return camera.map.fitBounds([[hit.bounds[1], hit.bounds[0]], [hit.bounds[3], hit.bounds[2]]]);
    camera.map.setView([hit.lat, hit.lon], 17, { animate: false });
    camera.showCamera(hit.row, [hit.lat, hit.lon]);
  };
  const show = (hits) => {
    const none = element("li", { className: "none", textContent: texts.nothing_found });
    found.replaceChildren(...(hits.length ? hits.map((hit) => hitRow(hit, go)) : [none]));
    found.hidden = false;
  };
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    if (!field.value.trim()) return (found.hidden = true);
    waiting = setTimeout(async () => show(await camera.state.source.json("search", { q: field.value })), TYPING_PAUSE_MS);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") found.querySelector("button")?.click();
    if (event.key === "Escape") found.hidden = true;
    event.stopPropagation();
  });
  return element("div", { className: "search" }, field, found);
}

function hitRow(hit, go) {
  const button = element("button", { type: "button" });
  button.append(element("span", { textContent: hit.label }), element("small", { textContent: hit.detail }));
  button.addEventListener("click", () => go(hit));
  return element("li", {}, button);
}
