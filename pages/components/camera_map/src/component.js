// Streamlit's side of the map: loads its script and styles, passes settings on.

/** @import { CameraMap } from "./camera_map.js" */
/** @import * as served from "./map.js" */
/** @import { LeafletLibrary, MapHost, Settings } from "./types.d.ts" */

/** @typedef {Settings & {height: number, script: string, styles: string}} ComponentData */

/**
 * @typedef {MapHost & {cameraMap?: Promise<CameraMap | undefined>, leaving?: Promise<void>, script?: string}} Host
 */

/** @param {string} path */
const address = (path) => new URL(path, document.baseURI).href;

/** @returns {LeafletLibrary | undefined} */
const leaflet = () => /** @type {any} */ (globalThis).L;

/** @param {string} href */
const stylesheet = (href) =>
  /** @type {Promise<void>} */ (
    new Promise((resolve, reject) => {
      if (document.querySelector(`link[href="${href}"]`)) return resolve();
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
      link.addEventListener("load", () => resolve());
      link.addEventListener("error", reject);
      return document.head.append(link);
    })
  );

/**
 * Ask for what is drawn first while the script is still on its way; the browser keeps it.
 *
 * @param {ComponentData} data
 */
function askAhead({ revision, language }) {
  for (const name of ["cameras.bin", "land.bin", "communes.json"]) {
    const url = address(`map/${revision}/${name}?language=${language}`);
    // What fails here is asked for, and told of, when the map itself needs it.
    fetch(url, { credentials: "same-origin" }).catch(() => {});
  }
}

/**
 * @param {Host} host
 * @param {ComponentData} settings
 */
async function start(host, settings) {
  if (!leaflet()) askAhead(settings);
  /** @type {Promise<typeof served>} */
  const script = import(address(settings.script));
  const [{ createMap }] = await Promise.all([script, stylesheet(address(settings.styles))]);
  const L = leaflet();
  if (!L) throw new Error("the script brought no Leaflet");
  return createMap(L, host, settings);
}

/**
 * @param {object} component
 * @param {ComponentData} component.data
 * @param {HTMLElement} component.parentElement
 * @param {(name: string, value: object) => void} component.setTriggerValue
 */
export default function ({ data, parentElement, setTriggerValue }) {
  /** @type {Host | null} */
  const host = parentElement.querySelector(".camera-map");
  if (!host) return undefined;
  /** @param {number} n */
  const write = (n) => n.toLocaleString(data.language);
  /** @param {object} edit */
  const send = (edit) => setTriggerValue("edit", edit);
  const settings = { ...data, write, send };
  host.style.height = `${data.height}px`;
  host.setAttribute("aria-label", data.texts.map);
  /** @param {unknown} error */
  const fail = (error) => {
    console.warn("camera map:", error);
    host.textContent = data.texts.failed;
    host.classList.add("failed");
    return undefined;
  };
  const remove = () => {
    const leaving = host.cameraMap?.then((map) => map?.remove());
    if (leaving) host.leaving = leaving;
    delete host.cameraMap;
  };
  // Every word on the map is written anew; another program has a script of its own.
  if (host.lang !== data.language || (host.script ?? data.script) !== data.script) remove();
  host.lang = data.language;
  host.script = data.script;
  if (host.cameraMap) host.cameraMap.then((map) => map?.update(settings)).catch(fail);
  else
    host.cameraMap = Promise.resolve(host.leaving)
      .then(() => start(host, settings))
      .catch(fail);
  return remove;
}
