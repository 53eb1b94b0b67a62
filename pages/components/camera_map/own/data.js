// What the map reads from the server: compact arrays, decoded once into Web Mercator.

export const TILE_ZOOM = 13;
export const NO_DIRECTION = 0xffff;
// What a camera could turn to, what it sees, and what of that in finer detail.
export const [REACHABLE, VIEW, DETAIL] = [0, 1, 2];
const DEGREE = 1e-7;

export const mercatorX = (lon) => (lon + 180) / 360;
export const mercatorY = (lat) => {
  const sine = Math.sin((lat * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
};

/** The addresses of one revision of the register. */
export class Source {
  constructor(revision, language) {
    this.root = new URL(`map/${revision}/`, document.baseURI);
    this.language = language;
  }

  async get(path, query = {}) {
    const url = new URL(path, this.root);
    url.search = new URLSearchParams({ ...query, language: this.language });
    const answer = await fetch(url, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${answer.status} ${url.pathname}`);
    return answer;
  }

  json = async (path, query) => (await this.get(path, query)).json();
  cameras = async () => decodeCameras(await (await this.get("cameras.bin")).arrayBuffer());
  shapes = async (what, x, y) =>
    decodeRings(await (await this.get(`${what}/${x}/${y}.bin`)).arrayBuffer());
}

function decodeCameras(buffer) {
  const n = new DataView(buffer).getUint32(4, true);
  let at = 8;
  const take = (Type) => {
    const array = new Type(buffer, at, n);
    at += array.byteLength;
    return array;
  };
  const lon = take(Int32Array);
  const lat = take(Int32Array);
  return {
    n,
    x: Float64Array.from(lon, (v) => mercatorX(v * DEGREE)),
    y: Float64Array.from(lat, (v) => mercatorY(v * DEGREE)),
    row: take(Uint32Array),
    azimuth: take(Uint16Array),
    sight: take(Uint8Array),
    status: take(Uint8Array),
    origin: take(Uint8Array),
    commune: take(Uint8Array),
    hasFootprint: take(Uint8Array),
  };
}

/** Polygons of a tile: ring k belongs to `owner[k]` in `layer[k]`, and ends before `start[k + 1]`. */
function decodeRings(buffer) {
  const n = new DataView(buffer).getUint32(4, true);
  const owner = new Uint32Array(buffer, 8, n);
  const layer = new Uint32Array(buffer, 8 + 4 * n, n);
  const count = new Uint32Array(buffer, 8 + 8 * n, n);
  const degrees = new Int32Array(buffer, 8 + 12 * n);
  const xy = Float64Array.from(degrees, (v, k) =>
    k % 2 ? mercatorY(v * DEGREE) : mercatorX(v * DEGREE),
  );
  const start = new Uint32Array(n + 1);
  count.forEach((c, k) => (start[k + 1] = start[k] + c));
  return { n, owner, layer, start, xy };
}
