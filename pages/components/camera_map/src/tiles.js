// Shapes by tile, asked for when they come into view and kept a while.

import { UnreadableError } from "./binary.js";
import { Retry } from "./troubles.js";

/** @import { Frame } from "./frame.js" */
/** @import { Source } from "./source.js" */
/** @import { Troubles } from "./troubles.js" */
/** @import { Loaded, PlaceName, Shapes } from "./types.d.ts" */

const MOST_TILES = 600;

export class Tiles {
  /** @type {Set<string>} */
  #asked = new Set();
  /** What the picture of now has asked for. @type {Set<string>} */
  #wanted = new Set();
  /** What could not be had, and why. @type {Map<string, unknown>} */
  #failed = new Map();
  /** What of that is not asked for again yet. @type {Set<string>} */
  #resting = new Set();
  /** @type {Set<() => void>} */
  #listeners = new Set();
  #retry = new Retry(() => this.askAgain());
  #source;
  #troubles;

  /**
   * @param {Source} source holds what came, for other maps too
   * @param {Troubles} troubles
   */
  constructor(source, troubles) {
    this.#source = source;
    this.#troubles = troubles;
  }

  /** How many addresses have not answered yet. */
  get waiting() {
    return this.#asked.size;
  }

  /**
   * Call a function whenever something new can be drawn; returns how to end that.
   *
   * @param {() => void} listener
   */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * The shapes at an address, once they are here; asks for them at first.
   *
   * @param {string} path
   */
  shapes(path) {
    return /** @type {Shapes | null} */ (
      this.#get(path, (fresh) => this.#source.shapes(path, fresh))
    );
  }

  /**
   * The same as a list, which is empty until they are here.
   *
   * @param {string} path
   */
  whole(path) {
    const shapes = this.shapes(path);
    return shapes ? [shapes] : [];
  }

  /**
   * The names of the places in a tile, once they are here.
   *
   * @param {number} x
   * @param {number} y
   */
  names(x, y) {
    const path = `names/${x}/${y}`;
    return /** @type {PlaceName[] | null} */ (
      this.#get(path, (fresh) => this.#source.names(path, fresh))
    );
  }

  /**
   * The names of the roads in a tile by their owners, once they are here.
   *
   * @param {number} x
   * @param {number} y
   */
  roadNames(x, y) {
    const path = `roads/${x}/${y}/names`;
    return /** @type {Record<string, string> | null} */ (
      this.#get(path, (fresh) => this.#source.roadNames(`roads/${x}/${y}`, fresh))
    );
  }

  /**
   * All that is here of the tiles of a zoom that a frame shows.
   *
   * @param {string} what
   * @param {number} zoom
   * @param {Frame} frame
   */
  within(what, zoom, frame) {
    return [...tilesOf(frame, zoom)].flatMap(([x, y]) => this.whole(`${what}/${x}/${y}`));
  }

  /** A picture begins: from now on it is noted what is asked for. */
  beginPicture() {
    this.#wanted.clear();
  }

  /** What is not wanted any more is no trouble any more. */
  endPicture() {
    for (const path of this.#failed.keys()) if (!this.#wanted.has(path)) this.#end(path);
  }

  /** Let what failed be asked for at once, not only after a while. */
  askAgain() {
    if (!this.#resting.size) return;
    this.#resting.clear();
    this.#changed();
  }

  stop() {
    this.#retry.stop();
    for (const path of this.#failed.keys()) this.#end(path);
  }

  /**
   * @param {string} path
   * @param {(fresh: boolean) => Promise<Loaded>} load
   */
  #get(path, load) {
    this.#wanted.add(path);
    const { cache } = this.#source;
    const known = cache.get(path);
    if (known !== undefined) {
      cache.delete(path); // to the end: the longest unused is dropped first
      cache.set(path, known);
      return known;
    }
    if (this.#asked.has(path) || this.#resting.has(path)) return null;
    this.#asked.add(path);
    load(this.#failed.get(path) instanceof UnreadableError)
      .finally(() => this.#asked.delete(path))
      .then(
        (value) => this.#keep(path, value),
        (error) => this.#fail(path, error),
      );
    return null;
  }

  /**
   * @param {string} path
   * @param {Loaded} value
   */
  #keep(path, value) {
    const { cache } = this.#source;
    cache.set(path, value);
    for (const oldest of cache.keys()) {
      if (cache.size <= MOST_TILES) break;
      cache.delete(oldest);
    }
    this.#retry.reset();
    this.#end(path);
    this.#changed();
  }

  /**
   * @param {string} path
   * @param {unknown} error
   */
  #fail(path, error) {
    this.#failed.set(path, error);
    this.#troubles.report(path, error);
    this.#resting.add(path);
    this.#retry.later();
    this.#changed();
  }

  /** @param {string} path */
  #end(path) {
    this.#failed.delete(path);
    this.#resting.delete(path);
    this.#troubles.end(path);
  }

  #changed() {
    this.#listeners.forEach((listener) => listener());
  }
}

/**
 * The tiles of a zoom that a frame shows: [x, y].
 *
 * @param {Frame} frame
 * @param {number} zoom
 */
export function* tilesOf({ box: [west, north, east, south] }, zoom) {
  const side = 2 ** zoom;
  for (let x = Math.floor(west * side); x <= east * side; x++)
    for (let y = Math.floor(north * side); y <= south * side; y++) yield [x, y];
}
