// The legend: what each sign means, how many there are, and switches for all of them.

import { FOOTPRINT_ZOOM, SYMBOL_ZOOM } from "./cameras.js";
import { DETAIL, REACHABLE } from "./data.js";
import { element } from "./element.js";
import { SHARES, SHARES_END_ZOOM, STEPS, ramp } from "./shares.js";
import { BEST_FIRST, RESTORED } from "./stages.js";
import { PLACE, REDUNDANCY, SIGHT, legendSymbol } from "./symbols.js";

export function makeLegend(camera) {
  const { texts } = camera.settings;
  const parts = [sightRows, filterRows, placeRows, shareRows, viewRows].map((make) => make(camera));
  const hint = element("div", { className: "hint" });
  const box = element("details", { className: "legend", open: camera.host.clientWidth > 480 });
  const title = element("summary");
  box.append(title, ...parts.map((p) => p.box), hint);
  const update = () => {
    parts.forEach((part) => part.update());
    title.textContent = texts.legends[camera.state.stage];
    const zoom = camera.map.getZoom();
    hint.textContent =
      zoom < SYMBOL_ZOOM ? texts.hint_rings : zoom < FOOTPRINT_ZOOM ? texts.hint_symbols : texts.hint_footprints;
  };
  return { box, update };
}

function sightRows(camera) {
  const { texts } = camera.settings;
  const { box, update, lines } = choiceRows(camera, "sight", texts.sights, BEST_FIRST, legendSymbol);
  const restored = lines[BEST_FIRST.indexOf(RESTORED)];
  return { box, update: () => [update(), (restored.hidden = camera.state.stage !== "after")] };
}

/** Switches for the values of one kind, each with how many there are. */
function choiceRows(camera, kind, names, order, symbol) {
  const { filter, settings } = camera;
  const rows = order.map((k) => {
    const count = element("span", { className: "count" });
    const change = (on) => {
      filter.toggle(kind, k, on);
      camera.filtered();
    };
    return { k, count, row: row(symbol(k), names[k], count, !filter.hidden[kind].has(k), change) };
  });
  const update = () => {
    for (const { k, count, row: line } of rows) {
      count.textContent = settings.write(camera.state.counts[kind][k]);
      line.querySelector("input").checked = !filter.hidden[kind].has(k);
    }
  };
  const lines = rows.map((r) => r.row);
  return { box: element("div", { className: kind }, ...lines), update, lines };
}

function filterRows(camera) {
  const { texts, choices } = camera.settings;
  const parts = ["status", "origin"].map((kind) =>
    choiceRows(camera, kind, texts[kind], [...choices[kind].keys()], () => ""),
  );
  const titles = [texts.by_status, texts.by_origin].map((textContent) => element("div", { className: "subtitle", textContent }));
  const box = element("details", { className: "filters" }, element("summary", { textContent: texts.filters }));
  parts.forEach((part, k) => box.append(titles[k], part.box));
  return { box, update: () => parts.forEach((part) => part.update()) };
}

function placeRows(camera) {
  const { texts } = camera.settings;
  const { state } = camera;
  const places = [2, 3].map((k) =>
    row(lineSymbol(PLACE[k]), texts.places[k], "", state.shownPlaces.has(k), (on) => {
      state.shownPlaces[on ? "add" : "delete"](k);
      camera.redraw();
    }),
  );
  const scale = redundancyScale(texts);
  const redundancy = row("", texts.redundancy, "", state.showsRedundancy, (on) => {
    state.showsRedundancy = on;
    scale.hidden = !on;
    camera.redraw();
  });
  const title = element("div", { className: "subtitle", textContent: texts.not_seen });
  const box = element("div", {}, title, ...places, redundancy, scale);
  const update = () => {
    box.hidden = state.stage !== "working"; // they are of today
    places.forEach((place, k) => (place.querySelector("input").checked = state.shownPlaces.has(k + 2)));
  };
  return { box, update };
}

/** The choice of what communes are coloured by, and what the colours mean. */
function shareRows(camera) {
  const { texts } = camera.settings;
  const choice = element("select", { ariaLabel: texts.colour });
  choice.append(new Option(texts.no_colour, ""), ...SHARES.map((share) => new Option(texts.shares[share], share)));
  choice.addEventListener("change", () => camera.showShare(choice.value || null));
  const scale = element("div", { className: "ramp" });
  const title = element("div", { className: "subtitle", textContent: texts.colour });
  const box = element("div", { className: "share" }, title, choice, scale);
  const update = () => {
    const { share } = camera.state;
    box.hidden = camera.map.getZoom() >= SHARES_END_ZOOM;
    choice.value = share ?? "";
    scale.replaceChildren(...(share ? shareSteps(share) : []));
  };
  return { box, update };
}

export function shareSteps(share) {
  const percent = (value) => Math.round(100 * value);
  return ramp(share).map((colour, k) => {
    const [from, to] = [STEPS[k - 1] ?? 0, STEPS[k] ?? 1];
    const patch = element("span", { className: "patch" });
    patch.style.background = colour;
    return element("span", { className: "step" }, patch, `${percent(from)}–${percent(to)}%`);
  });
}

/** Switches for what is drawn within, and around, the view of each camera; and the background. */
function viewRows(camera) {
  const { texts, tiles } = camera.settings;
  const { hiddenViews, hasTiles } = camera.state;
  const rows = [[DETAIL, "detail"], [REACHABLE, "reachable"]].map(([view, kind]) =>
    row(element("span", { className: `view ${kind}` }), texts[kind], "", !hiddenViews.has(view), (on) => {
      hiddenViews[on ? "delete" : "add"](view);
      camera.redraw();
    }),
  );
  const title = element("div", { className: "subtitle", textContent: texts.views });
  const views = element("div", {}, title, ...rows);
  const box = element("div", {}, views);
  if (tiles) box.append(row("", texts.background, "", hasTiles, (on) => camera.showTiles(on)));
  return { box, update: () => (views.hidden = camera.map.getZoom() < FOOTPRINT_ZOOM) };
}

function redundancyScale(texts) {
  const steps = REDUNDANCY.slice(1).map((style, k) => {
    const text = element("span", { textContent: k < 2 ? String(k + 1) : "3+" });
    return element("span", { className: "step" }, lineSymbol(style), text);
  });
  return element("div", { className: "scale", hidden: true, title: texts.redundancy }, ...steps);
}

function row(symbol, text, count, checked, change) {
  const box = element("input", { type: "checkbox", checked });
  box.addEventListener("change", () => change(box.checked));
  return element("label", {}, box, symbol, element("span", { className: "name", textContent: text }), count);
}

export function lineSymbol({ colour, dash }) {
  const line = element("span", { className: "line" });
  const pattern = dash.length ? (dash[0] < dash[1] ? "dotted" : "dashed") : "solid";
  line.style.borderTop = `4px ${pattern} ${colour}`;
  return line;
}
