// Which cameras are shown: by what the legend hides, and by the commune the page speaks of.

/** @import { Box, Cameras, Kind } from "./types.d.ts" */

/** @type {Kind[]} */
export const KINDS = ["sight", "status", "origin"];

/**
 * @template T
 * @param {() => T} make
 * @returns {Record<Kind, T>}
 */
export const byKind = (make) => ({ sight: make(), status: make(), origin: make() });

export class Filter {
  hidden = byKind(() => /** @type {Set<number>} */ (new Set()));
  /** Its place among the communes; null for all. @type {number | null} */
  commune = null;

  /**
   * @param {Kind} kind
   * @param {number} value
   * @param {boolean} shown
   */
  toggle(kind, value, shown) {
    this.hidden[kind][shown ? "delete" : "add"](value);
  }

  /**
   * Show only these values of a kind; all of them where none is named.
   *
   * @param {Kind} kind
   * @param {number[] | null} values
   * @param {number} count
   */
  only(kind, values, count) {
    const all = Array.from({ length: count }, (_, k) => k);
    this.hidden[kind] = new Set(values ? all.filter((k) => !values.includes(k)) : []);
  }

  clear() {
    for (const kind of KINDS) this.hidden[kind].clear();
  }

  get hides() {
    return KINDS.some((kind) => this.hidden[kind].size > 0);
  }

  /** @param {number} commune */
  inCommune = (commune) => this.commune == null || commune === this.commune;

  /**
   * Which cameras are shown, and how many are not.
   *
   * @param {Pick<Cameras, "n" | "commune" | Kind>} cameras
   */
  apply({ n, commune, sight, status, origin }) {
    const mask = new Uint8Array(n);
    const [noSight, noStatus, noOrigin] = KINDS.map((kind) => flags(this.hidden[kind]));
    let hiddenCount = 0;
    for (let i = 0; i < n; i++)
      if (
        this.inCommune(commune[i]) &&
        !(noSight[sight[i]] || noStatus[status[i]] || noOrigin[origin[i]])
      )
        mask[i] = 1;
      else hiddenCount += 1;
    return { mask, hiddenCount };
  }

  /**
   * How many there are of every value of each kind, among those that pass all other kinds; and
   * of every group, among those that are shown: within a box.
   *
   * @param {Pick<Cameras, "n" | "x" | "y" | "commune" | Kind>} cameras
   * @param {Box} box
   * @param {Uint8Array} [groups]
   * @param {Set<number>} [leftOut] places of cameras that are not to be counted
   */
  count({ n, x, y, commune, sight, status, origin }, [west, north, east, south], groups, leftOut) {
    const counts = byKind(() => new Uint32Array(256));
    const groupCounts = new Uint32Array(256);
    const [noSight, noStatus, noOrigin] = KINDS.map((kind) => flags(this.hidden[kind]));
    let inView = 0;
    for (let i = 0; i < n; i++) {
      if (x[i] < west || x[i] > east || y[i] < north || y[i] > south) continue;
      if (!this.inCommune(commune[i]) || leftOut?.has(i)) continue;
      // 1 where none of the others hides it: no branches, there may be many cameras.
      const [a, b, c] = [noSight[sight[i]], noStatus[status[i]], noOrigin[origin[i]]];
      counts.sight[sight[i]] += 1 - (b | c);
      counts.status[status[i]] += 1 - (a | c);
      counts.origin[origin[i]] += 1 - (a | b);
      const shown = 1 - (a | b | c);
      inView += shown;
      if (groups) groupCounts[groups[i]] += shown;
    }
    return { counts, groupCounts, inView };
  }
}

/** @param {Set<number>} values */
function flags(values) {
  const flag = new Uint8Array(256);
  for (const value of values) flag[value] = 1;
  return flag;
}
