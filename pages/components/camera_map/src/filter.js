// Which cameras are shown: by what the legend hides, and by the commune the page speaks of.

/** @import { Cameras, Kind } from "./types.d.ts" */

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
   * Which cameras are shown, how many are not, and how many there are of every value of each
   * kind, among those that pass all other kinds.
   *
   * @param {Pick<Cameras, "n" | "commune" | Kind>} cameras
   */
  apply(cameras) {
    const { n, commune, sight, status, origin } = cameras;
    const mask = new Uint8Array(n);
    const counts = byKind(() => new Uint32Array(256));
    let hiddenCount = 0;
    const [noSight, noStatus, noOrigin] = KINDS.map((kind) => flags(this.hidden[kind]));
    for (let i = 0; i < n; i++) {
      if (!this.inCommune(commune[i])) {
        hiddenCount += 1;
        continue;
      }
      const [a, b, c] = [noSight[sight[i]], noStatus[status[i]], noOrigin[origin[i]]];
      if (!b && !c) counts.sight[sight[i]] += 1;
      if (!a && !c) counts.status[status[i]] += 1;
      if (!a && !b) counts.origin[origin[i]] += 1;
      if (a || b || c) hiddenCount += 1;
      else mask[i] = 1;
    }
    return { mask, counts, hiddenCount };
  }
}

/** @param {Set<number>} values */
function flags(values) {
  const flag = new Uint8Array(256);
  for (const value of values) flag[value] = 1;
  return flag;
}
