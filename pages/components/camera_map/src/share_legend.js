// What communes are coloured by: the choice, and what each colour means.

import { element, subtitle } from "./element.js";
import { SHARES, SHARES_END_ZOOM, isShare, shareTexts, shareUnit } from "./shares.js";

/** @import { CameraMap } from "./camera_map.js" */
/** @import { MapState } from "./state.js" */
/** @import { Part, Settings } from "./types.d.ts" */

/**
 * The choice of what communes are coloured by, and what the colours mean.
 *
 * @param {CameraMap} camera
 * @returns {Part}
 */
export function shareRows(camera) {
  const { texts } = camera.settings;
  const choice = element("select", { ariaLabel: texts.colour, className: "tint" });
  choice.append(
    new Option(texts.no_colour, ""),
    ...SHARES.map((share) => new Option(texts.shares[share], share)),
  );
  choice.addEventListener("change", () =>
    camera.showShare(isShare(choice.value) ? choice.value : null),
  );
  const scale = element("div", { className: "ramp" });
  const box = element("div", { className: "share" }, subtitle(texts.colour), choice, scale);
  const update = () => {
    box.hidden = camera.map.getZoom() >= SHARES_END_ZOOM;
    choice.value = camera.state.share ?? "";
    scale.replaceChildren(...shareSteps(camera.state, camera.settings));
  };
  return { box, update };
}

/**
 * What the colours of communes mean, class by class.
 *
 * @param {MapState} state
 * @param {Settings} settings
 */
export function shareSteps({ share, classes, communes, palette }, { texts, language }) {
  if (!share || !classes) return [];
  const unit = shareUnit(share, texts);
  const steps = shareTexts(classes, share, language).map((text, k) =>
    step(classes.colours[k], text),
  );
  if (communes.some((commune) => commune[share] == null))
    steps.push(step(palette.unknown, texts.no_figure));
  return unit ? [element("span", { className: "unit", textContent: unit }), ...steps] : steps;
}

/**
 * @param {string} colour
 * @param {string} text
 */
function step(colour, text) {
  const patch = element("span", { className: "patch" });
  patch.style.background = colour;
  return element("span", { className: "step" }, patch, text);
}
