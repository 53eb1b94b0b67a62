// Communes coloured by a share: what is lost, what has no camera, how far the survey is.

/** @import { MapState } from "./state.js" */
/** @import { Share } from "./types.d.ts" */

/** @type {Share[]} */
export const SHARES = ["lost", "gap", "surveyed"];
export const SHARES_END_ZOOM = 12;
// From little to much; no red against green, and even in lightness.
/** @type {Record<Share, string[]>} */
const RAMPS = {
  lost: ["#fff5eb", "#fdd9b4", "#fdb27a", "#f48a44", "#c95f14"],
  gap: ["#fbf0f5", "#ecc9da", "#d897b6", "#bb5f8b", "#882255"],
  surveyed: ["#f1f6fa", "#c9ddec", "#94bfdc", "#5598c6", "#1f6ca3"],
};
const UNKNOWN = "#ececea";
export const STEPS = [0.1, 0.25, 0.5, 0.75];

/**
 * @param {string | null} text
 * @returns {text is Share}
 */
export const isShare = (text) => SHARES.some((share) => share === text);

/** @param {Share} share */
export const ramp = (share) => RAMPS[share];

/**
 * The colour of a commune by the share that is shown; undefined where none is.
 *
 * @param {Pick<MapState, "share" | "communes">} state
 * @param {number} commune
 * @param {number} zoom
 */
export function shareColour({ share, communes }, commune, zoom) {
  if (!share || zoom >= SHARES_END_ZOOM) return undefined;
  const value = communes[commune]?.[share];
  if (value == null) return UNKNOWN;
  return RAMPS[share][STEPS.filter((step) => value >= step).length];
}
