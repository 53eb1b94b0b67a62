// What paper leaves out: cameras marked confidential, unless they are asked for.

import { CameraIndex } from "./spatial.js";

/** @import { CameraMap } from "./camera_map.js" */

/**
 * The map as it may be printed; what is left out counts as hidden.
 *
 * @param {CameraMap} camera
 * @returns {CameraMap}
 */
export function released(camera) {
  const { state } = camera;
  const { cameras, counts, links } = state;
  const [mask, sight] = [state.mask.slice(), counts.sight.slice()];
  const all = new Set(cameras.confidential);
  const secret = [...all].filter((i) => mask[i]);
  for (const i of secret) {
    mask[i] = 0;
    sight[cameras.sight[i]] -= 1;
  }
  const index = new CameraIndex(cameras);
  index.show(mask);
  const hiddenCount = state.hiddenCount + secret.length;
  const open = links && { ...links, cameras: links.cameras.filter((i) => !all.has(i)) };
  const shown = { mask, index, hiddenCount, counts: { ...counts, sight }, links: open };
  return Object.assign(Object.create(camera), { state: state.with(shown) });
}
