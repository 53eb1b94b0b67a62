// The switch between the stages of a plan, and their comparison.

import { button, element } from "./element.js";
import { STAGES } from "./stages.js";
import { Swipe } from "./swipe.js";

/** @import { CameraMap } from "./camera_map.js" */
/** @import { Stage } from "./types.d.ts" */

/**
 * The switch between the stages; empty where the page speaks of no plan.
 *
 * @param {CameraMap} camera
 */
export function makeStages(camera) {
  const { settings, state } = camera;
  const box = element("div", { className: "stages" });
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", settings.texts.stage);
  const buttons = STAGES.map((stage) => {
    const words = settings.texts.stages[stage];
    return button(words, stage, () => showStage(camera, stage));
  });
  const compare = button(settings.texts.compare, "compare", () => compareStages(camera));
  box.append(...buttons, compare);
  const update = () => {
    box.hidden = !camera.settings.restored;
    compare.setAttribute("aria-pressed", String(Boolean(camera.swipe)));
    buttons.forEach((one, k) =>
      one.setAttribute("aria-pressed", String(!camera.swipe && STAGES[k] === state.stage)),
    );
  };
  return { box, update };
}

/**
 * @param {CameraMap} camera
 * @param {Stage} stage
 */
function showStage(camera, stage) {
  camera.swipe?.remove();
  camera.swipe = undefined;
  camera.state.stage = stage;
  camera.filtered();
}

/**
 * Show today, and what a plan leaves, side by side.
 *
 * @param {CameraMap} camera
 */
function compareStages(camera) {
  showStage(camera, "working");
  camera.swipe = new Swipe(camera);
  camera.controls?.update();
}
