// The map as one file: everything it reads lies in the page itself, nothing is asked of anyone.

import { attach } from "./camera_map.js";
import { EmbeddedReader } from "./embedded.js";
import { Source } from "./source.js";

/** @import { LeafletLibrary, LeafletMap, MapHost, Settings } from "./types.d.ts" */

/**
 * Bring the map of a file onto the Leaflet map its page has made.
 *
 * @param {LeafletLibrary} L
 * @param {LeafletMap} map
 * @param {Record<string, string>} parts
 * @param {string} failed what a reader is told where the file cannot be shown
 */
export async function openFile(L, map, parts, failed) {
  /** @type {MapHost} */
  const host = map.getContainer();
  host.classList.add("camera-map");
  try {
    host.cameraMap = await open(L, map, host, new EmbeddedReader(parts));
  } catch (error) {
    console.warn("camera map:", error);
    map.remove();
    host.textContent = failed;
    host.classList.add("failed");
  }
}

/**
 * @param {LeafletLibrary} L
 * @param {LeafletMap} map
 * @param {MapHost} host
 * @param {EmbeddedReader} reader
 */
async function open(L, map, host, reader) {
  const settings = /** @type {Settings} */ (await reader.json("settings.json"));
  document.documentElement.lang = settings.language;
  document.title = settings.texts.print_title;
  host.setAttribute("aria-label", settings.texts.map);
  host.tabIndex = 0;
  /** @param {number} n */
  const write = (n) => n.toLocaleString(settings.language);
  const source = new Source(reader);
  return attach(L, map, host, { ...settings, write }, () => source);
}
