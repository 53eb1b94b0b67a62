// The search field: cameras by code, name, address; communes of today and former ones.

import { element } from "./element.js";

const TYPING_PAUSE_MS = 200;

export function makeSearch(camera) {
  const { texts } = camera.settings;
  const field = element("input", { type: "search", placeholder: texts.search, ariaLabel: texts.search });
  const found = element("ul", { className: "found", hidden: true });
  const go = (hit) => {
    found.hidden = true;
    if (hit.bounds) return camera.map.fitBounds([[hit.bounds[1], hit.bounds[0]], [hit.bounds[3], hit.bounds[2]]]);
    camera.map.setView([hit.lat, hit.lon], 17, { animate: false });
    camera.showCamera(hit.row, camera.L.latLng(hit.lat, hit.lon));
  };
  const show = (hits) => {
    const none = element("li", { className: "none", textContent: texts.nothing_found });
    found.replaceChildren(...(hits.length ? hits.map((hit) => hitRow(hit, go)) : [none]));
    found.hidden = false;
  };
  let waiting;
  let asked = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    if (!field.value.trim()) return (found.hidden = true);
    waiting = setTimeout(async () => {
      const mine = (asked += 1);
      const hits = await camera.state.source.search(field.value);
      if (mine === asked) show(hits); // an older answer may come late
    }, TYPING_PAUSE_MS);
  });
  const box = element("div", { className: "search" }, field, found);
  box.addEventListener("keydown", (event) => walk(event, field, found));
  return box;
}

/** Enter takes the first, arrows walk through what was found, Escape closes it. */
function walk(event, field, found) {
  event.stopPropagation();
  const stops = [field, ...found.querySelectorAll("button")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter" && event.target === field) found.querySelector("button")?.click();
  else if (event.key === "Escape") found.hidden = true;
  else if (step) stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
  else return;
  event.preventDefault();
}

function hitRow(hit, go) {
  const button = element("button", { type: "button" });
  button.append(element("span", { textContent: hit.label }), element("small", { textContent: hit.detail }));
  button.addEventListener("click", () => go(hit));
  return element("li", {}, button);
}
