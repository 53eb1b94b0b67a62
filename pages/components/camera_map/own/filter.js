// Which cameras are shown: by what the legend hides, and by the commune the page speaks of.

export const KINDS = ["sight", "status", "origin"];

export class Filter {
  constructor() {
    this.hidden = Object.fromEntries(KINDS.map((kind) => [kind, new Set()]));
    this.commune = null;
  }

  toggle(kind, value, shown) {
    this.hidden[kind][shown ? "delete" : "add"](value);
  }

  /** Show only these values of a kind; all of them where none is named. */
  only(kind, values, count) {
    const all = Array.from({ length: count }, (_, k) => k);
    this.hidden[kind] = new Set(values ? all.filter((k) => !values.includes(k)) : []);
  }

  clear() {
    for (const kind of KINDS) this.hidden[kind].clear();
  }

  get hides() {
    return KINDS.some((kind) => this.hidden[kind].size);
  }

  inCommune = (commune) => this.commune == null || commune === this.commune;

  /**
   * Which cameras are shown, how many are not, and how many there are of every value of each
   * kind, among those that pass all other kinds.
   */
  apply(cameras) {
    const { n } = cameras;
    const mask = new Uint8Array(n);
    const counts = Object.fromEntries(KINDS.map((kind) => [kind, new Uint32Array(256)]));
    let hiddenCount = 0;
    const [away, columns] = [KINDS.map((kind) => table(this.hidden[kind])), KINDS.map((k) => cameras[k])];
    for (let i = 0; i < n; i++) {
      if (!this.inCommune(cameras.commune[i])) {
        hiddenCount += 1;
        continue;
      }
      const [a, b, c] = [away[0][columns[0][i]], away[1][columns[1][i]], away[2][columns[2][i]]];
      if (!b && !c) counts.sight[columns[0][i]] += 1;
      if (!a && !c) counts.status[columns[1][i]] += 1;
      if (!a && !b) counts.origin[columns[2][i]] += 1;
      if (a || b || c) hiddenCount += 1;
      else mask[i] = 1;
    }
    return { mask, counts, hiddenCount };
  }
}

function table(values) {
  const told = new Uint8Array(256);
  for (const value of values) told[value] = 1;
  return told;
}
