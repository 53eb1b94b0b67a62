/*! Camera Quảng Trị, MIT. Built by build.js from src/, sha256 84039b459e8b14fbaacaa3fd4de1e6def8999bbbf7f92dc2046ebc1e73dd98a7 */

// src/component.js
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
function component_default({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".camera-map");
  if (!host) return void 0;
  const write = (n) => n.toLocaleString(data.language);
  const send = (edit) => setTriggerValue("edit", edit);
  const settings = { ...data, write, send };
  host.style.height = `${data.height}px`;
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
