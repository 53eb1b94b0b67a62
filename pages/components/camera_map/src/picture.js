// What is drawn, and in which order: land, ground, places, what cameras see, cameras, names.

import { drawBuildings, drawRoads, drawWater } from "./ground.js";
import { drawBorders, drawLand } from "./land.js";
import { drawLinks } from "./links.js";
import { drawPlaces } from "./places.js";
import { namePlaces, nameRoads, placeNames } from "./names.js";
import { chosenCameras, drawCameras } from "./cameras.js";
import { drawFootprints } from "./footprints.js";

/** @import { Frame } from "./frame.js" */
/** @import { MapState } from "./state.js" */
/** @import { Canvas2D } from "./types.d.ts" */

/**
 * Draw one picture; between two parts of it the page may do something else.
 *
 * @param {Canvas2D} g
 * @param {MapState} state
 * @param {Frame} frame
 */
export function* drawPicture(g, state, frame) {
  state.tiles.beginPicture();
  drawLand(g, state, frame);
  yield;
  yield* drawWater(g, state, frame);
  yield* drawBuildings(g, state, frame);
  yield* drawRoads(g, state, frame);
  drawBorders(g, state, frame);
  yield;
  yield* drawPlaces(g, state, frame);
  yield;
  const chosen = chosenCameras(state, frame);
  yield;
  yield* drawFootprints(g, state, frame, chosen);
  drawLinks(g, state, frame);
  yield* drawCameras(g, state, frame, chosen);
  yield;
  yield* placeNames(g, state, frame);
  namePlaces(g, state, frame);
  yield* nameRoads(g, state, frame);
  state.tiles.endPicture();
}
