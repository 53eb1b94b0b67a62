// What the map shows now: the data of a revision, and how the reader wants to see it.

import { Filter, byKind } from "./filter.js";
import { isShare } from "./shares.js";
import { CameraIndex } from "./spatial.js";
import { sightAt } from "./stages.js";
import { SymbolPictures } from "./symbols.js";

/** @import { Permalink } from "./permalink.js" */
/** @import { Source } from "./source.js" */
/** @import { Tiles } from "./tiles.js" */
/** @import { Cameras, Commune, EquipmentLink, Kind, Settings, Shapes, Share, Stage } from "./types.d.ts" */
/** @typedef {Awaited<ReturnType<Source["begin"]>>} MapData */

export class MapState {
  filter = new Filter();
  symbols = new SymbolPictures();
  /** @type {Set<number>} */
  hiddenViews = new Set();
  /** Places by how they are seen: 2 lost, 3 gap. @type {Set<number>} */
  shownPlaces;
  showsRedundancy = false;
  isMeasuring = false;
  /** Whether raster tiles lie beneath. */
  hasTiles = false;
  /** @type {Stage} */
  stage;
  /** @type {Share | null} */
  share;
  /** Row of the camera whose card is open. @type {number | undefined} */
  selected;
  /** @type {EquipmentLink | undefined} */
  links;
  /** Which cameras are chosen together, 1 by place; none where nobody chose. */
  /** @type {Uint8Array | undefined} */
  chosen;
  /** Pixels of the canvas for each on the screen; that of the screen where none is said. */
  /** @type {number | undefined} */
  ratio;
  /** Which cameras the filters leave. @type {Uint8Array} */
  mask = new Uint8Array();
  /** How many there are of every value. @type {Record<Kind, Uint32Array>} */
  counts = byKind(() => new Uint32Array());
  hiddenCount = 0;
  /** @type {string} */
  language;
  /** @type {Source} */
  source;
  /** @type {Tiles} */
  tiles;
  /** Each map shows them at a stage of its own. @type {Cameras} */
  cameras;
  /** @type {Commune[]} */
  communes;
  /** Whether the boundaries are not the official ones. @type {boolean} */
  schematic;
  /** @type {Shapes} */
  land;
  /** @type {CameraIndex} */
  index;

  /**
   * @param {Settings} settings
   * @param {Permalink} permalink
   * @param {MapData} data
   * @param {Tiles} tiles
   */
  constructor(settings, permalink, data, tiles) {
    const { hidden, share } = permalink.read();
    for (const [kind, place] of hidden) this.filter.toggle(kind, place, false);
    this.stage = settings.restored ? "after" : "working";
    this.shownPlaces = new Set(settings.places);
    this.share = isShare(share) ? share : null;
    this.language = settings.language;
    this.source = data.source;
    this.tiles = tiles;
    this.cameras = { ...data.cameras };
    this.communes = data.communes;
    this.schematic = data.schematic;
    this.land = data.land;
    this.index = new CameraIndex(this.cameras);
  }

  /**
   * Show another revision in the same way.
   *
   * @param {MapData} data
   * @param {Tiles} tiles
   */
  take({ source, communes, schematic, cameras, land }, tiles) {
    const own = { ...cameras };
    const index = new CameraIndex(own);
    Object.assign(this, { source, tiles, communes, schematic, cameras: own, land, index });
  }

  /**
   * Take the page's filters where they are new; what the legend hides stays hidden.
   *
   * @param {Settings} settings
   * @param {Settings} [before]
   */
  readFilters({ filters, choices }, before) {
    const place = this.communes.findIndex(({ code }) => code === filters.commune);
    this.filter.commune = filters.commune == null ? null : place;
    if (differ(before?.filters.statuses ?? null, filters.statuses))
      this.filter.only("status", filters.statuses, choices.status.length);
    if (differ(before?.filters.origins ?? null, filters.origins))
      this.filter.only("origin", filters.origins, choices.origin.length);
  }

  /**
   * Work out which cameras are shown, and how many of each kind.
   *
   * @param {number[] | null} restored rows of those that a plan brings back
   */
  applyFilters(restored) {
    this.cameras.sight = sightAt(this.stage, this.cameras, restored);
    Object.assign(this, this.filter.apply(this.cameras));
    this.index.show(this.mask);
  }

  /**
   * The same, with something else about it.
   *
   * @param {Partial<MapState>} changes
   * @returns {MapState}
   */
  with(changes) {
    return Object.assign(Object.create(MapState.prototype), this, changes);
  }
}

/**
 * Tell whether two values that JSON can write are not the same.
 *
 * @param {unknown} one
 * @param {unknown} other
 */
export const differ = (one, other) => JSON.stringify(one) !== JSON.stringify(other);
