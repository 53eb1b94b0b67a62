// What the map shows now: the data of a revision, and how the reader wants to see it.

import { groupsBy, isColouring } from "./colouring.js";
import { Filter, byKind } from "./filter.js";
import { DARK, LIGHT } from "./palette.js";
import { isShare, shareClasses } from "./shares.js";
import { CameraIndex } from "./spatial.js";
import { sightAt } from "./stages.js";
import { SymbolPictures } from "./symbols.js";

/** @import { Groups } from "./colouring.js" */
/** @import { Palette } from "./palette.js" */
/** @import { Permalink } from "./permalink.js" */
/** @import { Source } from "./source.js" */
/** @import { Tiles } from "./tiles.js" */
/** @import { Classes } from "./shares.js" */
/** @import { Box, Cameras, Colouring, Commune, EquipmentLink, Kind, Settings, Shapes, Share, Stage } from "./types.d.ts" */
/** @typedef {Awaited<ReturnType<Source["begin"]>>} MapData */

export class MapState {
  filter = new Filter();
  symbols = new SymbolPictures();
  /** @type {Palette} */
  palette = LIGHT;
  /** What cameras are coloured by. @type {Colouring} */
  colouring = "sight";
  /** @type {Groups} */
  groups;
  /** The classes of the figure that communes are coloured by. @type {Classes | undefined} */
  classes;
  /** Kinds of keepers, the most frequent first. @type {string[]} */
  keepers;
  /** @type {Set<number>} */
  hiddenViews = new Set();
  /** Places by how they are seen: 2 lost, 3 gap. @type {Set<number>} */
  shownPlaces = new Set();
  showsRedundancy = false;
  isMeasuring = false;
  /** Whether it is drawn for a sheet of paper, where smaller letters can be read. */
  onPaper = false;
  /** Whether raster tiles lie beneath. */
  hasTiles = false;
  /** @type {Stage} */
  stage;
  /** @type {Share | null} */
  share = null;
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
  /** Places of cameras that are neither drawn nor counted. @type {Set<number> | undefined} */
  leftOut;
  /** How many there are of every group in view. */
  groupCounts = new Uint32Array();
  /** How many cameras are in view, of those that are shown. */
  inView = 0;
  /** How many there are of every value in view. @type {Record<Kind, Uint32Array>} */
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
    this.stage = settings.restored ? "after" : "working";
    this.readAddress(settings, permalink);
    this.language = settings.language;
    this.source = data.source;
    this.tiles = tiles;
    this.cameras = { ...data.cameras };
    this.keepers = data.keepers;
    this.communes = data.communes;
    this.schematic = data.schematic;
    this.land = data.land;
    this.index = new CameraIndex(this.cameras);
    this.groups = groupsBy(this.colouring, this.cameras, settings, this.keepers);
  }

  /**
   * Show what the address says, and no more.
   *
   * @param {Settings} settings
   * @param {Permalink} permalink
   */
  readAddress(settings, permalink) {
    const { hidden, share, colour, places, often, unseen } = permalink.read();
    this.filter.clear();
    for (const [kind, place] of hidden) this.filter.toggle(kind, place, false);
    this.shownPlaces = places ?? new Set(settings.places);
    this.showsRedundancy = often;
    this.hiddenViews = unseen ?? new Set();
    this.colouring = isColouring(colour) ? colour : "sight";
    this.share = isShare(share) ? share : null;
  }

  get isDark() {
    return this.palette === DARK;
  }

  /** @param {boolean} dark */
  darken(dark) {
    this.palette = dark ? DARK : LIGHT;
    this.classify();
  }

  /**
   * Colour communes by a figure, once it is here.
   *
   * @param {Share | null} share
   */
  async tint(share) {
    const { communes, source } = this;
    this.share = share;
    if (share && communes.every((commune) => commune[share] === undefined))
      (await source.figures()).forEach((figure, k) => Object.assign(communes[k] ?? {}, figure));
    this.classify();
  }

  /** Work out the classes of the figure that communes are coloured by. */
  classify() {
    const { share, communes } = this;
    this.classes = share ? shareClasses(share, communes, this.isDark) : undefined;
  }

  /**
   * Show another revision in the same way.
   *
   * @param {MapData} data
   * @param {Tiles} tiles
   */
  take({ source, communes, keepers, schematic, cameras, land }, tiles) {
    const own = { ...cameras };
    const index = new CameraIndex(own);
    Object.assign(this, { source, tiles, communes, keepers, schematic, cameras: own, land, index });
    this.classify();
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
   * Work out which cameras are shown, and of which group each is.
   *
   * @param {Settings} settings
   */
  applyFilters(settings) {
    const { cameras, colouring } = this;
    cameras.sight = sightAt(this.stage, cameras, settings.restored);
    Object.assign(this, this.filter.apply(cameras));
    this.groups = groupsBy(colouring, cameras, settings, this.keepers);
    this.index.show(this.mask, this.groups.of, this.groups.styles.length);
  }

  /**
   * Count what lies in a box.
   *
   * @param {Box} box
   */
  count(box) {
    Object.assign(this, this.filter.count(this.cameras, box, this.groups.of, this.leftOut));
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
