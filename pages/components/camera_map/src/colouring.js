// What cameras are coloured by: their state, or another thing the register says of them.

import { SIGHT, WORST_LAST } from "./symbols.js";

/** @import { Style } from "./symbols.js" */
/** @import { Cameras, Colouring, Settings, Texts } from "./types.d.ts" */

/** @type {Colouring[]} */
export const COLOURINGS = ["sight", "cause", "part", "origin", "keeper", "live", "age"];
const NOT_STATED = 255;
const MOST_KEEPERS = 7;
const DAY_MS = 86_400_000;
// Days since the last look; older, and never, come after.
export const AGE_BOUNDS_DAYS = [90, 180, 365, 730];

/** @type {[colour: string, shape: Style["shape"]][]} */
const CATEGORIES = [
  ["#0072B2", "circle"],
  ["#D55E00", "triangle"],
  ["#009E73", "cross"],
  ["#CC79A7", "diamond"],
  ["#B07D00", "down"],
  ["#56B4E9", "pentagon"],
  ["#7A3DB8", "square"],
  ["#8C510A", "bar"],
  ["#3F6B3A", "circle"],
];
/** @type {[colour: string, shape: Style["shape"]][]} */
const AGES = [
  ["#0b5d8f", "circle"],
  ["#5598c6", "circle"],
  ["#b8a000", "diamond"],
  ["#e08214", "down"],
  ["#a63603", "triangle"],
];
/** @type {[colour: string, shape: Style["shape"]]} */
const NONE = ["#6d7680", "square"];

/**
 * Cameras in groups: `of` each, and of each group its style and its name. `order`: what must not
 * be hidden beneath others is drawn last.
 *
 * @typedef {object} Groups
 * @property {Uint8Array} of
 * @property {Style[]} styles
 * @property {string[]} names
 * @property {number[]} order
 */

/**
 * @param {string | null} text
 * @returns {text is Colouring}
 */
export const isColouring = (text) => COLOURINGS.some((one) => one === text);

/**
 * @param {[colour: string, shape: Style["shape"]]} look
 * @returns {Style}
 */
const styleOf = ([colour, shape]) => ({ colour, fill: `${colour}38`, dash: [], shape });

/**
 * @param {Colouring} colouring
 * @param {Cameras} cameras
 * @param {Settings} settings
 * @param {string[]} keepers
 * @returns {Groups}
 */
export function groupsBy(colouring, cameras, { texts, today }, keepers) {
  const states = { styles: SIGHT, order: WORST_LAST };
  if (colouring === "sight") return { of: cameras.sight, names: texts.sights, ...states };
  if (colouring === "live") return { of: cameras.live, names: texts.live, ...states };
  if (colouring === "age") return byAge(cameras.seenOn, dayNumber(today), texts);
  if (colouring === "keeper") return byKeeper(cameras.keeper, keepers, texts);
  const column = cameras[colouring];
  return byList(column, texts[colouring], texts.not_stated);
}

/** @param {string} date ISO */
const dayNumber = (date) => Math.floor(Date.parse(date) / DAY_MS);

/**
 * @param {Uint8Array} column
 * @param {string[]} values
 * @param {string} notStated
 * @returns {Groups}
 */
function byList(column, values, notStated) {
  const last = values.length;
  return {
    of: column.map((value) => Math.min(value, last)),
    styles: [...values.map((_, k) => styleOf(CATEGORIES[k] ?? NONE)), styleOf(NONE)],
    names: [...values, notStated],
    order: [last, ...values.keys()],
  };
}

/**
 * The most frequent kinds of keepers, all others together, and none.
 *
 * @param {Uint8Array} column
 * @param {string[]} keepers the most frequent first
 * @param {Texts} texts
 * @returns {Groups}
 */
function byKeeper(column, keepers, texts) {
  const few = keepers.slice(0, MOST_KEEPERS);
  const names = keepers.length > few.length ? [...few, texts.other_keepers] : few;
  const groups = column.map((value) =>
    value === NOT_STATED ? NOT_STATED : Math.min(value, names.length - 1),
  );
  return byList(groups, names, texts.not_stated);
}

/**
 * @param {Uint16Array} seenOn days since 1970; 0 never
 * @param {number} today
 * @param {Texts} texts
 * @returns {Groups}
 */
export function byAge(seenOn, today, texts) {
  const never = AGE_BOUNDS_DAYS.length + 1;
  const of = Uint8Array.from(seenOn, (day) =>
    day ? AGE_BOUNDS_DAYS.filter((bound) => today - day >= bound).length : never,
  );
  const styles = [...AGES, NONE].map(styleOf);
  return { of, styles, names: texts.ages, order: [...styles.keys()] };
}
