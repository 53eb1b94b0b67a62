// Shapes by tile, asked for when they come into view and kept a while.

const KEPT = 600;

export class Tiles {
  /** `arrived()` is called whenever something new can be drawn. The source holds what came. */
  constructor(source, arrived) {
    Object.assign(this, { source, arrived, held: source.held, asked: new Set() });
  }

  /** How many addresses have not answered yet. */
  get waiting() {
    return this.asked.size;
  }

  /** What an address holds, once it is here; asks for it at first. */
  get(path, load = () => this.source.shapes(path)) {
    const known = this.held.get(path);
    if (known !== undefined) {
      this.held.delete(path); // to the end: the longest unused is dropped first
      this.held.set(path, known);
      return known;
    }
    if (this.asked.has(path)) return null;
    this.asked.add(path);
    load()
      .finally(() => this.asked.delete(path))
      .then((told) => this.keep(path, told))
      .catch(() => {}); // asked again when next it is to be drawn
    return null;
  }

  keep(path, told) {
    this.held.set(path, told);
    for (const oldest of this.held.keys()) {
      if (this.held.size <= KEPT) break;
      this.held.delete(oldest);
    }
    this.arrived();
  }

  /** All that is here of the tiles of a zoom that a frame shows. */
  within(what, zoom, { box: [west, north, east, south] }) {
    const side = 2 ** zoom;
    const found = [];
    for (let x = Math.floor(west * side); x <= east * side; x++)
      for (let y = Math.floor(north * side); y <= south * side; y++) {
        const tile = this.get(`${what}/${x}/${y}`);
        if (tile) found.push(tile);
      }
    return found;
  }
}
