// The same cameras at three stages: as installed, as they work today, after a plan.

/** @import { Cameras, Stage } from "./types.d.ts" */

/** @type {Stage[]} */
export const STAGES = ["installed", "working", "after"];
// What a camera brought back by a plan is, beside the states of the register; and all of them
// from the best to the worst, as the legend has them.
export const RESTORED = 3;
export const BEST_FIRST = [0, RESTORED, 2, 1];
const SEEING = 0;

/**
 * How each camera sees at a stage; `restored`: the register's rows that a plan brings back.
 *
 * @param {Stage} stage
 * @param {Pick<Cameras, "today" | "row">} cameras
 * @param {number[] | null} restored
 */
export function sightAt(stage, { today, row }, restored) {
  if (stage === "installed") return new Uint8Array(today.length).fill(SEEING);
  if (stage === "working") return today;
  const back = new Set(restored);
  return today.map((sight, i) => (back.has(row[i]) ? RESTORED : sight));
}
