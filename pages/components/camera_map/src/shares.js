// Communes coloured by a figure: classes by quantiles of all communes, in units a reader knows.

import { classOf, classTexts, quantileBounds, spread } from "./classes.js";

/** @import { MapState } from "./state.js" */
/** @import { Commune, Settings, Share } from "./types.d.ts" */

/** @type {Share[]} */
export const SHARES = [
  "working",
  "lost",
  "gap",
  "live",
  "surveyed",
  "cost_vnd",
  "orphans",
  "overdue",
];
export const SHARES_END_ZOOM = 12;
const MILLION = 1e6;
// From little to much; no red against green, and even in lightness.
const ORANGE = ["#fff5eb", "#fdd9b4", "#fdb27a", "#f48a44", "#c95f14"];
const PURPLE = ["#fbf0f5", "#ecc9da", "#d897b6", "#bb5f8b", "#882255"];
const BLUE = ["#f1f6fa", "#c9ddec", "#94bfdc", "#5598c6", "#1f6ca3"];
const DARK_ORANGE = ["#3a2f28", "#5f4027", "#8c5425", "#bd6a20", "#f08b35"];
const DARK_PURPLE = ["#372b33", "#573348", "#7c3e60", "#a64d7d", "#d873a6"];
const DARK_BLUE = ["#28333b", "#28485d", "#296083", "#2f7cac", "#56a8dc"];
/** @type {Record<Share, [light: string[], dark: string[]]>} */
const RAMPS = {
  working: [BLUE, DARK_BLUE],
  lost: [ORANGE, DARK_ORANGE],
  gap: [PURPLE, DARK_PURPLE],
  live: [BLUE, DARK_BLUE],
  surveyed: [BLUE, DARK_BLUE],
  cost_vnd: [ORANGE, DARK_ORANGE],
  orphans: [PURPLE, DARK_PURPLE],
  overdue: [ORANGE, DARK_ORANGE],
};

/**
 * @param {string | null} text
 * @returns {text is Share}
 */
export const isShare = (text) => SHARES.some((share) => share === text);

/**
 * The classes a figure of the communes falls into, and their colours.
 *
 * @typedef {{bounds: number[], colours: string[]}} Classes
 */

/**
 * @param {Share} share
 * @param {Commune[]} communes
 * @param {boolean} dark
 * @returns {Classes}
 */
export function shareClasses(share, communes, dark) {
  const values = communes.flatMap((commune) => commune[share] ?? []);
  const bounds = quantileBounds(values);
  return { bounds, colours: spread(RAMPS[share][dark ? 1 : 0], bounds.length + 1) };
}

/**
 * A figure as it is written: shares in percent, money in millions, numbers as they are.
 *
 * @param {Share} share
 * @param {number} value
 * @param {string} language
 */
export function writeFigure(share, value, language) {
  if (share === "orphans" || share === "overdue") return value.toLocaleString(language);
  const options = { maximumFractionDigits: 1 };
  if (share === "cost_vnd") return (value / MILLION).toLocaleString(language, options);
  return value.toLocaleString(language, { ...options, style: "percent" });
}

/**
 * The classes of the figure that is shown, in words.
 *
 * @param {Classes} classes
 * @param {Share} share
 * @param {string} language
 */
export const shareTexts = ({ bounds }, share, language) =>
  classTexts(bounds, (value) => writeFigure(share, value, language));

/**
 * What stands behind the figures: their unit, where it is not said by their sign.
 *
 * @param {Share} share
 * @param {Settings["texts"]} texts
 */
export const shareUnit = (share, texts) => (share === "cost_vnd" ? texts.money_unit : "");

/**
 * The colour of a commune by the figure that is shown; undefined where none is.
 *
 * @param {Pick<MapState, "share" | "communes" | "classes" | "palette">} state
 * @param {number} commune
 * @param {number} zoom
 */
export function shareColour({ share, communes, classes, palette }, commune, zoom) {
  if (!share || !classes || zoom >= SHARES_END_ZOOM) return undefined;
  const value = communes[commune]?.[share];
  return value == null ? palette.unknown : classes.colours[classOf(classes.bounds, value)];
}
