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
  const { cameras, groups, links } = state;
  const mask = state.mask.slice();
  const leftOut = new Set(cameras.confidential);
  const secret = [...leftOut].filter((i) => mask[i]);
  for (const i of secret) mask[i] = 0;
  const index = new CameraIndex(cameras);
  index.show(mask, groups.of, groups.styles.length);
  const hiddenCount = state.hiddenCount + secret.length;
  const open = links && { ...links, cameras: links.cameras.filter((i) => !leftOut.has(i)) };
  const shown = { mask, index, hiddenCount, leftOut, links: open };
  return Object.assign(Object.create(camera), { state: state.with(shown) });
}
