// The same cameras at three stages: as installed, as they work today, after a plan.

import { element } from "./element.js";

export const STAGES = ["installed", "working", "after"];
// What a camera brought back by a plan is, beside the states of the register; and all of them
// from the best to the worst, as the legend has them.
export const RESTORED = 3;
export const BEST_FIRST = [0, RESTORED, 2, 1];
const SEEING = 0;

/** How each camera sees at a stage; `restored`: the register's rows that a plan brings back. */
export function sightAt(stage, { today, row }, restored) {
  if (stage === "installed") return new Uint8Array(today.length).fill(SEEING);
  if (stage === "working") return today;
  const back = new Set(restored);
  return today.map((sight, i) => (back.has(row[i]) ? RESTORED : sight));
}

/** The switch between the stages; empty where the page speaks of no plan. */
export function makeStages(camera) {
  const { settings, state } = camera;
  const box = element("div", { className: "stages" });
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", settings.texts.stage);
  const buttons = STAGES.map((stage) => {
    const button = element("button", { type: "button", className: stage, textContent: settings.texts.stages[stage] });
    button.addEventListener("click", () => camera.showStage(stage));
    return button;
  });
  box.append(...buttons);
  const update = () => {
    box.hidden = !camera.settings.restored;
    buttons.forEach((button, k) => button.setAttribute("aria-pressed", STAGES[k] === state.stage));
  };
  return { box, update };
}
