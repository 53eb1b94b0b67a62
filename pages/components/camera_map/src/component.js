// Streamlit's side of the map: loads its script and styles, passes settings on.

/** @import { CameraMap } from "./camera_map.js" */
/** @import * as served from "./map.js" */
/** @import { LeafletLibrary, MapHost, Settings } from "./types.d.ts" */

/** @typedef {Settings & {height: number | null, script: string, styles: string}} ComponentData */

/**
 * @typedef {MapHost & {cameraMap?: Promise<CameraMap | undefined>, leaving?: Promise<void>,
 *   script?: string, filling?: AbortController}} Host
 */

const [LEAST_PX, MARGIN_PX] = [420, 12];
const PHONE_PX = 640;

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
 * Give the host all the window has below what stands above it, now and whenever that changes; on
 * a phone, where that may be little, most of the window.
 *
 * @param {Host} host
 */
function fillWindow(host) {
  if (host.filling) return;
  const filling = (host.filling = new AbortController());
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
  const moved = new MutationObserver(fit); // what stands above may come and go
  if (content) moved.observe(content, { childList: true, subtree: true });
  window.addEventListener("resize", fit, { signal: filling.signal });
  filling.signal.addEventListener("abort", () => [sized, moved].forEach((one) => one.disconnect()));
  fit();
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
  if (data.height) host.style.height = `${data.height}px`;
  else fillWindow(host);
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
    host.filling?.abort();
    delete host.filling;
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
