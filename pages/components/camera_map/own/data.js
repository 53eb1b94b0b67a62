// What the map reads: compact arrays, decoded once into Web Mercator.

// Shapes come by the tile of one of these zooms: streets, or whole communes.
export const [STREET_TILES, COMMUNE_TILES] = [13, 11];
export const NO_DIRECTION = 0xffff;
// What a camera could turn to, what it sees, and what of that in finer detail.
export const [REACHABLE, VIEW, DETAIL] = [0, 1, 2];
const DEGREE = 1e-7;

export const mercatorX = (lon) => (lon + 180) / 360;
export const mercatorY = (lat) => {
  const sine = Math.sin((lat * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
};

/** What every source of data can tell; a subclass says where the bytes come from. */
export class Source {
  held = new Map(); // what maps have asked for by tile, see Tiles
  cameras = once(async () => decodeCameras(await this.bytes("cameras.bin")));
  land = once(() => this.shapes("land"));
  communes = once(() => this.json("communes.json"));
  shapes = async (path) => decodeShapes(await this.bytes(`${path}.bin`));
  names = (x, y) => this.json(`names/${x}/${y}.json`);
}

/** Do something at the first call; what came of it answers all others, unless it failed. */
const once = (work) => {
  let told;
  return () => (told ??= work().catch((error) => ((told = undefined), Promise.reject(error))));
};

let last;

/** Return the source of a revision; the last one is kept for the next map of the visit. */
export function servedSource({ revision, language }) {
  if (last?.revision !== revision || last.language !== language) last = new ServedSource(revision, language);
  return last;
}

/** The addresses of one revision of the register. */
class ServedSource extends Source {
  constructor(revision, language) {
    super();
    Object.assign(this, { revision, language, root: new URL(`map/${revision}/`, document.baseURI) });
  }

  async get(path, query = {}) {
    const url = new URL(path, this.root);
    url.search = new URLSearchParams({ ...query, language: this.language });
    const answer = await fetch(url, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${answer.status} ${url.pathname}`);
    return answer;
  }

  json = async (path, query) => (await this.get(path, query)).json();
  bytes = async (path) => (await this.get(path)).arrayBuffer();
  camera = (row) => this.json(`camera/${row}`);
  place = (row) => this.json(`place/${row}`);
  search = (q) => this.json("search", { q });
  find = (q) => this.json("find", { q });
}

function decodeCameras(buffer) {
  const n = new DataView(buffer).getUint32(4, true);
  let at = 8;
  const take = (Type) => {
    const array = new Type(buffer, at, n);
    at += array.byteLength;
    return array;
  };
  const [lon, lat] = [take(Int32Array), take(Int32Array)];
  const [x, y] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    x[i] = mercatorX(lon[i] * DEGREE);
    y[i] = mercatorY(lat[i] * DEGREE);
  }
  const [row, azimuth, today] = [take(Uint32Array), take(Uint16Array), take(Uint8Array)];
  return {
    n, x, y, row, azimuth, today,
    sight: today, // at the stage that is shown
    status: take(Uint8Array),
    origin: take(Uint8Array),
    commune: take(Uint8Array),
    hasFootprint: take(Uint8Array),
  };
}

/**
 * Shapes: path k runs from vertex `start[k]` to before `start[k + 1]` of `xy`. Paths of one
 * owner and layer that follow each other are one shape s: paths `first[s]` to before
 * `first[s + 1]`, within `box[4 * s]`… (west, north, east, south).
 */
function decodeShapes(buffer) {
  const n = new DataView(buffer).getUint32(4, true);
  const [owners, layers, counts] = [0, 1, 2].map((k) => new Uint32Array(buffer, 8 + 4 * n * k, n));
  const { xy, start } = decodePaths(new Int32Array(buffer, 8 + 12 * n), counts);
  const [first, owner, layer] = [[], [], []];
  for (let k = 0; k < n; k++) {
    if (k && owners[k] === owners[k - 1] && layers[k] === layers[k - 1]) continue;
    first.push(k);
    owner.push(owners[k]);
    layer.push(layers[k]);
  }
  first.push(n);
  return { n: owner.length, first, owner, layer, start, xy, box: boxes(first, start, xy) };
}

function decodePaths(steps, counts) {
  const xy = new Float64Array(steps.length);
  for (let v = 0, lon = 0, lat = 0; v < xy.length; v += 2) {
    xy[v] = mercatorX((lon += steps[v]) * DEGREE);
    xy[v + 1] = mercatorY((lat += steps[v + 1]) * DEGREE);
  }
  const start = new Uint32Array(counts.length + 1);
  counts.forEach((count, k) => (start[k + 1] = start[k] + count));
  return { xy, start };
}

function boxes(first, start, xy) {
  const box = new Float64Array(4 * (first.length - 1));
  for (let s = 0; s < first.length - 1; s++) {
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let v = 2 * start[first[s]]; v < 2 * start[first[s + 1]]; v += 2) {
      if (xy[v] < west) west = xy[v];
      if (xy[v] > east) east = xy[v];
      if (xy[v + 1] < north) north = xy[v + 1];
      if (xy[v + 1] > south) south = xy[v + 1];
    }
    box.set([west, north, east, south], 4 * s);
  }
  return box;
}
