// One picture of the map: which part of the world, at which zoom, on how many pixels.

/** @import { Ring } from "./clusters.js" */
/** @import { Box, Canvas2D, EquipmentLink, LatLng, LeafletMap, Shapes } from "./types.d.ts" */

/**
 * What was drawn, and can be picked: a ring, a camera by its place, equipment, or a place not
 * seen by its row and its state.
 *
 * @typedef {object} Drawn
 * @property {Ring} [ring]
 * @property {number} [camera]
 * @property {EquipmentLink} [link]
 * @property {number} [row]
 * @property {number} [state]
 */

/**
 * A sign, within r pixels of its middle. `isArea`: no sign, but the ground around it.
 *
 * @typedef {Drawn & {x: number, y: number, r: number, isArea?: boolean}} Hit
 */

/** @typedef {Drawn & {tile: Shapes, s: number}} DrawnShape the s-th shape of a tile */

/**
 * Lines from a piece of equipment to its cameras, in pixels.
 *
 * @typedef {{hub: [number, number], ends: [number, number][], link: EquipmentLink}} Spokes
 */

// So much farther than it is drawn, a sign can be grasped.
export const GRASP_PX = 4;

export class Frame {
  /** @type {number} */
  zoom;
  /** Side of the whole world in pixels. @type {number} */
  world;
  /** @type {number} */
  width;
  /** @type {number} */
  height;
  /** Where the picture begins, in pixels of the world. @type {number} */
  left;
  /** @type {number} */
  top;
  /** @type {LatLng} */
  corner;
  /** The part of the world that is shown. @type {Box} */
  box;
  /** Boxes of names and symbols, so that names find free room. @type {Box[]} */
  occupied = [];
  /** @type {Hit[]} */
  hits = [];
  /** @type {DrawnShape[]} */
  shapes = [];
  /** @type {Spokes | undefined} */
  spokes;

  /**
   * @param {LeafletMap} map
   * @param {number} padding on every side, as a share of the map's size
   */
  constructor(map, padding) {
    const size = map.getSize();
    this.zoom = map.getZoom();
    this.world = 256 * 2 ** this.zoom;
    const middle = map.project(map.getCenter(), this.zoom);
    const half = size.multiplyBy(0.5 + padding);
    this.width = Math.ceil(2 * half.x);
    this.height = Math.ceil(2 * half.y);
    // Whole or half pixels: a centre that an address has rounded must not fall to the next one.
    this.left = Math.round(middle.x - half.x + 0.25);
    this.top = Math.round(middle.y - half.y + 0.25);
    this.corner = map.unproject([this.left, this.top], this.zoom);
    this.box = this.around(0);
  }

  /** @param {number} mercator */
  x = (mercator) => mercator * this.world - this.left;

  /** @param {number} mercator */
  y = (mercator) => mercator * this.world - this.top;

  /**
   * The part of the world shown, with some pixels around it.
   *
   * @param {number} pixels
   * @returns {Box}
   */
  around(pixels) {
    const { world, left, top, width, height } = this;
    return [
      (left - pixels) / world,
      (top - pixels) / world,
      (left + width + pixels) / world,
      (top + height + pixels) / world,
    ];
  }

  /**
   * Tell whether a box of Mercator coordinates, the s-th of many, comes into the picture.
   *
   * @param {Float64Array} boxes
   * @param {number} s
   */
  shows(boxes, s) {
    const [west, north, east, south] = this.box;
    const b = 4 * s;
    return (
      boxes[b] <= east && boxes[b + 2] >= west && boxes[b + 1] <= south && boxes[b + 3] >= north
    );
  }

  /**
   * Tell whether nothing is drawn in a box of pixels yet; from then on something is.
   *
   * @param {Box} box
   */
  isFree(box) {
    const busy = this.occupied.some(
      (t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1],
    );
    if (!busy) this.occupied.push(box);
    return !busy;
  }

  /**
   * Add the paths of a shape to the canvas's current path.
   *
   * @param {Canvas2D} g
   * @param {Shapes} shapes
   * @param {number} s
   * @param {boolean} closed
   */
  track(g, shapes, s, closed) {
    const { world, left, top } = this;
    const { first, start, xy } = shapes;
    for (let k = first[s]; k < first[s + 1]; k++) {
      for (let v = 2 * start[k]; v < 2 * start[k + 1]; v += 2) {
        const x = xy[v] * world - left;
        const y = xy[v + 1] * world - top;
        if (v === 2 * start[k]) g.moveTo(x, y);
        else g.lineTo(x, y);
      }
      if (closed) g.closePath();
    }
  }
}
