// The map of a page: what Streamlit's side of it loads.

import { attach } from "./camera_map.js";
import { MAP_OPTIONS } from "./options.js";
import { ServedSources } from "./source.js";

/** @import { LeafletLibrary, MapHost, Settings } from "./types.d.ts" */

// A visitor goes from page to page, each with a map of its own on the same revision.
const visit = new ServedSources();

/**
 * Put a map into a host element.
 *
 * @param {LeafletLibrary} L
 * @param {MapHost} host
 * @param {Settings} settings
 */
export async function createMap(L, host, settings) {
  const map = L.map(host, MAP_OPTIONS);
  try {
    return await attach(L, map, host, settings, visit.of);
  } catch (error) {
    map.remove();
    throw error;
  }
}
