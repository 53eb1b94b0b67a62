// What lies under a point of the picture: all of it, what was aimed at first, the worst first.
// What is drawn is what can be picked: each part of the picture notes what it has drawn.

import { GRASP_PX } from "./frame.js";
import { distanceTo, isInBox, isInside, toSegment } from "./geometry.js";
import { communeAt, outlines } from "./land.js";
import { WORST_LAST } from "./symbols.js";

/** @import { Ring } from "./clusters.js" */
/** @import { Drawn, DrawnShape, Frame } from "./frame.js" */
/** @import { MapState } from "./state.js" */
/** @import { EquipmentLink } from "./types.d.ts" */

/**
 * One thing under a point: a ring, a camera or a commune by its place, a place not seen by its
 * row, equipment by its link. `depth`: 0 a sign, 1 what a line or an area covers, 2 the ground.
 *
 * @typedef {object} Target
 * @property {"ring" | "camera" | "equipment" | "place" | "commune"} kind
 * @property {number} depth
 * @property {number} [place] its place among cameras or communes, its row among places
 * @property {Ring} [ring]
 * @property {EquipmentLink} [link]
 */

/**
 * A thing that was found, and in which order: the least of the first number that differs.
 *
 * @typedef {{drawn: Drawn, depth: number, order: number[]}} Find
 */

const LINE_GRASP_PX = 7;
const PLACES_WORST_FIRST = [2, 3]; // lost, gap
// Of what lies equally deep: what is drawn on top, or is hard to hit, comes first.
const SIGNS_ORDER = ["ring", "camera", "equipment", "place", "commune"];
const LINES_ORDER = ["ring", "equipment", "place", "camera", "commune"];

/**
 * @param {Frame} frame
 * @param {MapState} state
 * @param {{x: number, y: number}} point in pixels of the picture
 * @returns {Target[]}
 */
export function targetsAt(frame, state, point) {
  const x = (point.x + frame.left) / frame.world;
  const y = (point.y + frame.top) / frame.world;
  const finds = [
    ...signsAt(frame, state, point),
    ...spokesAt(frame, point),
    ...shapesAt(frame, state, x, y),
  ];
  finds.sort((a, b) => a.depth - b.depth || compare(a.order, b.order));
  /** @type {Map<string, Target>} */
  const targets = new Map();
  for (const { drawn, depth } of finds) {
    const target = { ...targetOf(drawn), depth };
    const key = keyOf(target);
    if (!targets.has(key)) targets.set(key, target); // once, where it was aimed at best
  }
  const place = communeAt(outlines(state, frame), x, y);
  if (place !== undefined) targets.set("commune", { kind: "commune", depth: 2, place });
  return [...targets.values()];
}

/**
 * What a target is known by.
 *
 * @param {Target} target
 */
export const keyOf = ({ kind, place, link, ring }) =>
  `${kind} ${place ?? link?.name ?? `${ring?.x} ${ring?.y}`}`;

/**
 * @param {Drawn} drawn
 * @returns {Omit<Target, "depth">}
 */
function targetOf({ ring, link, camera, row }) {
  if (ring) return { kind: "ring", ring };
  if (link) return { kind: "equipment", link };
  return camera === undefined
    ? { kind: "place", place: row ?? -1 }
    : { kind: "camera", place: camera };
}

/**
 * How bad the state of a thing is: the least is the worst.
 *
 * @param {Drawn} drawn
 * @param {MapState} state
 */
const badness = ({ camera, state }, { cameras }) =>
  camera === undefined
    ? PLACES_WORST_FIRST.indexOf(state ?? -1)
    : -WORST_LAST.indexOf(cameras.sight[camera]);

/**
 * @param {number[]} one
 * @param {number[]} other
 */
function compare(one, other) {
  const k = one.findIndex((value, at) => value !== other[at]);
  return k < 0 ? 0 : one[k] - other[k];
}

/**
 * Signs, and discs, under a point. One that covers it comes before one that is only near.
 *
 * @param {Frame} frame
 * @param {MapState} state
 * @param {{x: number, y: number}} point
 */
function signsAt({ hits }, state, point) {
  /** @type {Find[]} */
  const finds = [];
  for (const drawn of hits) {
    const distance = Math.hypot(drawn.x - point.x, drawn.y - point.y);
    if (distance >= drawn.r) continue;
    const { kind } = targetOf(drawn);
    const worst = badness(drawn, state);
    if (drawn.isArea) {
      finds.push({ drawn, depth: 1, order: [LINES_ORDER.indexOf(kind), worst, distance] });
      continue;
    }
    const isNear = !drawn.ring && distance > drawn.r - GRASP_PX ? 1 : 0;
    const order = [isNear, SIGNS_ORDER.indexOf(kind), worst, distance];
    finds.push({ drawn, depth: 0, order });
  }
  return finds;
}

/**
 * The lines from a piece of equipment to its cameras.
 *
 * @param {Frame} frame
 * @param {{x: number, y: number}} point
 * @returns {Find[]}
 */
function spokesAt({ spokes }, { x, y }) {
  if (!spokes) return [];
  const { hub, ends, link } = spokes;
  const distances = ends.map((end) => toSegment(x, y, hub[0], hub[1], end[0], end[1]));
  const least = Math.min(...distances);
  const order = [LINES_ORDER.indexOf("equipment"), 0, least];
  return least <= LINE_GRASP_PX ? [{ drawn: { link }, depth: 1, order }] : [];
}

/**
 * Places, roads and views that are drawn over a point.
 *
 * @param {Frame} frame
 * @param {MapState} state
 * @param {number} x
 * @param {number} y
 */
function shapesAt({ shapes, world }, state, x, y) {
  const { cameras } = state;
  /** @type {Find[]} */
  const finds = [];
  for (const drawn of shapes) {
    const distance = distanceFrom(drawn, x, y, LINE_GRASP_PX / world);
    if (distance === undefined) continue;
    const { camera } = drawn;
    const away =
      camera === undefined ? distance : Math.hypot(cameras.x[camera] - x, cameras.y[camera] - y);
    const kind = LINES_ORDER.indexOf(camera === undefined ? "place" : "camera");
    finds.push({ drawn, depth: 1, order: [kind, badness(drawn, state), away * world] });
  }
  return finds;
}

/**
 * How far a point lies from a line, 0 within an area; undefined where that is out of reach.
 *
 * @param {DrawnShape} drawn
 * @param {number} x
 * @param {number} y
 * @param {number} reach
 */
function distanceFrom({ tile, s, camera }, x, y, reach) {
  if (!isInBox(tile.box, s, x, y, reach)) return undefined;
  if (camera !== undefined) return isInside(tile, s, x, y) ? 0 : undefined;
  const distance = distanceTo(tile, s, x, y);
  return distance <= reach ? distance : undefined;
}
