/*! Camera Quảng Trị, MIT. Built by build.js from src/, sha256 e27fbd1aa664ece186b3f66fa9fb49d9a5305fb364f1dc67064947fd092c8199 */

// src/component.js
var [LEAST_PX, MARGIN_PX] = [420, 12];
var PHONE_PX = 640;
var address = (path) => new URL(path, document.baseURI).href;
var leaflet = () => (
  /** @type {any} */
  globalThis.L
);
var stylesheet = (href) => (
  /** @type {Promise<void>} */
  new Promise((resolve, reject) => {
    if (document.querySelector(`link[href="${href}"]`)) return resolve();
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", reject);
    return document.head.append(link);
  })
);
function askAhead({ revision, language }) {
  for (const name of ["cameras.bin", "land.bin", "communes.json"]) {
    const url = address(`map/${revision}/${name}?language=${language}`);
    fetch(url, { credentials: "same-origin" }).catch(() => {
    });
  }
}
async function start(host, settings) {
  if (!leaflet()) askAhead(settings);
  const script = import(address(settings.script));
  const [{ createMap }] = await Promise.all([script, stylesheet(address(settings.styles))]);
  const L = leaflet();
  if (!L) throw new Error("the script brought no Leaflet");
  return createMap(L, host, settings);
}
function fillWindow(host) {
  if (host.filling) return;
  const filling = host.filling = new AbortController();
  const page = host.closest('[data-testid="stMain"]');
  const fit = () => {
    if (!host.isConnected || document.fullscreenElement === host) return;
    const top = host.getBoundingClientRect().top + (page?.scrollTop ?? 0);
    const phone = window.innerWidth <= PHONE_PX;
    const least = phone ? 0.72 * window.innerHeight : LEAST_PX;
    const height = Math.round(Math.max(least, window.innerHeight - top - MARGIN_PX));
    if (host.style.height !== `${height}px`) host.style.height = `${height}px`;
  };
  const sized = new ResizeObserver(fit);
  const content = host.closest('[data-testid="stMainBlockContainer"]');
  if (content) sized.observe(content);
  const moved = new MutationObserver(fit);
  if (content) moved.observe(content, { childList: true, subtree: true });
  window.addEventListener("resize", fit, { signal: filling.signal });
  filling.signal.addEventListener("abort", () => [sized, moved].forEach((one) => one.disconnect()));
  fit();
}
function component_default({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".camera-map");
  if (!host) return void 0;
  const write = (n) => n.toLocaleString(data.language);
  const send = (edit) => setTriggerValue("edit", edit);
  const settings = { ...data, write, send };
  if (data.height) host.style.height = `${data.height}px`;
  else fillWindow(host);
  host.setAttribute("aria-label", data.texts.map);
  const fail = (error) => {
    console.warn("camera map:", error);
    host.textContent = data.texts.failed;
    host.classList.add("failed");
    return void 0;
  };
  const remove = () => {
    const leaving = host.cameraMap?.then((map) => map?.remove());
    if (leaving) host.leaving = leaving;
    delete host.cameraMap;
    host.filling?.abort();
    delete host.filling;
  };
  if (host.lang !== data.language || (host.script ?? data.script) !== data.script) remove();
  host.lang = data.language;
  host.script = data.script;
  if (host.cameraMap) host.cameraMap.then((map) => map?.update(settings)).catch(fail);
  else
    host.cameraMap = Promise.resolve(host.leaving).then(() => start(host, settings)).catch(fail);
  return remove;
}
export {
  component_default as default
};
