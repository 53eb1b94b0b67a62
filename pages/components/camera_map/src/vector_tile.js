/*! With pbf, © 2026 Mapbox, and @mapbox/vector-tile, © 2014 Mapbox: BSD-3-Clause. */
// What of a vector tile is drawn, in the schemas of OpenMapTiles, Shortbread and Protomaps: a
// quiet ground under the cameras. Borders and the names of seas and islands are left to the map.

import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";

/** @import { Canvas2D } from "./types.d.ts" */

/** @typedef {"land" | "green" | "built" | "water" | "river" | "building" | "road" | "name"} Sign */
/** @typedef {{x: number, y: number}[][]} Paths in units of the tile's side */
/** @typedef {{sign: Sign, rank: number, name: string, paths: Paths}} Drawing */
/** @typedef {Record<string, string | number | boolean>} Properties */

/** @type {Sign[]} */
const ORDER = ["land", "green", "built", "water", "river", "building", "road", "name"];
const [POINT, LINE, AREA] = [1, 2, 3];
/** What layers show, by their names in the three schemas. @type {Record<string, string>} */
const LAYERS = {
  earth: "land",
  ...named("use", "land landcover landuse landuse_overlay natural park sites"),
  ...named("water", "water waterway ocean water_polygons water_lines physical_line"),
  ...named("building", "building buildings"),
  ...named("road", "transportation roads streets"),
  ...named("name", "place places place_labels"),
};
const GREEN = new Set(
  (
    "wood forest grass grassland farmland farm park meadow scrub wetland orchard cemetery garden " +
    "nature_reserve national_park golf_course village_green allotments vineyard heath marsh " +
    "swamp recreation_ground protected_area plant_nursery greenfield"
  ).split(" "),
);
const BUILT = new Set(
  (
    "residential commercial industrial retail school hospital university college suburb " +
    "neighbourhood garages kindergarten urban_area"
  ).split(" "),
);
/** As the ground of the map has them: hamlet, commune, provincial, national. */
const ROADS = {
  ...named(3, "motorway trunk highway"),
  ...named(2, "primary secondary major_road"),
  ...named(1, "tertiary medium_road"),
  ...named(0, "minor minor_road residential unclassified living_street service street road"),
  ...named(0, "track path pedestrian footway other"),
};
const PLACES = named(0, "hamlet suburb quarter neighbourhood locality");
Object.assign(PLACES, named(1, "village"), named(2, "town"), named(3, "city"));
/** East of the coast, where the islands bear the names the map itself gives them. */
const SEA = { west: 109.5, north: 18.1 };

/**
 * @template T
 * @param {T} value
 * @param {string} names
 * @returns {Record<string, T>}
 */
function named(value, names) {
  return Object.fromEntries(names.split(" ").map((name) => [name, value]));
}

/**
 * Read a tile: what is drawn of it, in the order it is drawn.
 *
 * @param {ArrayBuffer} bytes
 * @param {{z: number, x: number, y: number}} place
 * @returns {Drawing[]}
 */
export function readDrawings(bytes, place) {
  const { layers } = new VectorTile(new PbfReader(bytes));
  /** @type {Drawing[]} */
  const drawings = [];
  for (const [name, layer] of Object.entries(layers)) {
    if (!Object.hasOwn(LAYERS, name)) continue;
    for (let k = 0; k < layer.length; k++) {
      const { type, properties, loadGeometry, extent } = featureOf(layer, k);
      const shown = signOf(LAYERS[name], type, properties);
      if (!shown) continue;
      const paths = loadGeometry().map((path) =>
        path.map(({ x, y }) => ({ x: x / extent, y: y / extent })),
      );
      if (!paths[0]?.length) continue;
      if (shown.sign !== "name" || !liesAtSea(paths[0][0], place))
        drawings.push({ rank: 0, name: "", ...shown, paths });
    }
  }
  /** @param {Drawing} one */
  const order = ({ sign, rank }) => 10 * ORDER.indexOf(sign) + (sign === "name" ? -rank : rank);
  return drawings.sort((a, b) => order(a) - order(b));
}

/**
 * @param {VectorTile["layers"][string]} layer
 * @param {number} k
 */
function featureOf(layer, k) {
  const feature = layer.feature(k);
  const { type, properties, extent } = feature;
  return { type, properties, extent, loadGeometry: () => feature.loadGeometry() };
}

/**
 * @param {string} shows
 * @param {number} type
 * @param {Properties} properties
 * @returns {{sign: Sign, rank?: number, name?: string} | null}
 */
export function signOf(shows, type, properties) {
  const kind = String(properties.class ?? properties.kind ?? properties["pmap:kind"] ?? "");
  if (shows === "name") return type === POINT ? nameOf(kind, properties) : null;
  if (shows === "road") return type === LINE ? roadOf(kind, properties) : null;
  if (shows === "water" && type === LINE) return { sign: "river" };
  return type === AREA ? areaOf(shows, kind) : null;
}

/**
 * @param {string} shows
 * @param {string} kind
 * @returns {{sign: Sign} | null}
 */
function areaOf(shows, kind) {
  if (shows !== "use") return { sign: /** @type {Sign} */ (shows) };
  if (GREEN.has(kind)) return { sign: "green" };
  return BUILT.has(kind) ? { sign: "built" } : null;
}

/**
 * @param {string} kind
 * @param {Properties} properties
 * @returns {{sign: Sign, rank: number} | null}
 */
function roadOf(kind, { kind_detail: detail }) {
  const known = [String(detail), kind].map((one) => one.replace(/_link$/, ""));
  const found = known.find((one) => Object.hasOwn(ROADS, one));
  return found === undefined ? null : { sign: "road", rank: ROADS[found] };
}

/**
 * @param {string} kind
 * @param {Properties} properties
 * @returns {{sign: Sign, rank: number, name: string} | null}
 */
function nameOf(kind, properties) {
  const name = properties["name:vi"] ?? properties.name ?? properties["name:latin"];
  const found = [String(properties.kind_detail), kind].find((one) => Object.hasOwn(PLACES, one));
  if (found === undefined || typeof name !== "string") return null;
  return { sign: "name", rank: PLACES[found], name: name.slice(0, 60) };
}

/**
 * @param {{x: number, y: number}} point
 * @param {{z: number, x: number, y: number}} tile
 */
function liesAtSea(point, tile) {
  const side = 2 ** tile.z;
  const lon = (360 * (tile.x + point.x)) / side - 180;
  const lat =
    (Math.atan(Math.sinh(Math.PI * (1 - (2 * (tile.y + point.y)) / side))) * 180) / Math.PI;
  return lon > SEA.west && lat < SEA.north;
}

/** @type {Partial<Record<Sign, string>>} */
const AREAS = {
  land: "#fdfcf8",
  green: "#eef1e1",
  built: "#f6f1e6",
  water: "#dbe7ec",
  building: "#ebe6da",
};
const ROAD_COLOURS = ["#ffffff", "#ffffff", "#fdf6df", "#fbefc9"];
const NAME_PX = [10.5, 11, 12.5, 14];

/**
 * Paint a tile, or the part of it that the canvas shows.
 *
 * @param {Canvas2D} g
 * @param {Drawing[]} drawings
 * @param {object} view
 * @param {number} view.side of the tile in pixels
 * @param {number} view.left where it begins
 * @param {number} view.top
 * @param {number} view.zoom of the map
 * @param {number} view.shown side of what is seen of it
 */
export function paintTile(g, drawings, { side, left, top, zoom, shown }) {
  /** @param {Paths} paths */
  const track = (paths) => {
    g.beginPath();
    for (const path of paths)
      path.forEach(({ x, y }, k) => g[k ? "lineTo" : "moveTo"](x * side + left, y * side + top));
  };
  g.lineJoin = g.lineCap = "round";
  const [roads, others] = split(drawings, ({ sign }) => sign === "road");
  const [names, areas] = split(others, ({ sign }) => sign === "name");
  for (const { sign, paths } of areas) {
    track(paths);
    if (sign === "river") stroke(g, "#c3d6df", Math.max(0.8, (zoom - 9) / 3));
    else {
      g.fillStyle = AREAS[sign] ?? "none";
      g.fill("evenodd");
    }
  }
  /** @param {number} rank */
  const width = (rank) => (0.7 + 0.35 * rank) * Math.max(0.7, zoom - 10.5);
  for (const wider of [1.6, 0])
    for (const { rank, paths } of roads) {
      track(paths);
      stroke(g, wider ? "#ddd5c2" : ROAD_COLOURS[rank], width(rank) + wider);
    }
  paintNames(g, names, { side, left, top, shown });
}

/**
 * Names that find room, none of which leaves the tile: the next tile knows nothing of it.
 *
 * @param {Canvas2D} g
 * @param {Drawing[]} names
 * @param {{side: number, left: number, top: number, shown: number}} view
 */
function paintNames(g, names, { side, left, top, shown }) {
  /** @type {number[][]} */
  const taken = [];
  g.textAlign = "center";
  g.textBaseline = "middle";
  for (const { name, rank, paths } of names) {
    const size = NAME_PX[rank];
    g.font = `500 ${size}px "Noto Sans", "Segoe UI", Roboto, sans-serif`;
    const [x, y] = [paths[0][0].x * side + left, paths[0][0].y * side + top];
    const half = g.measureText(name).width / 2 + 3;
    const box = [x - half, y - size, x + half, y + size];
    const leaves = box[0] < 0 || box[1] < 0 || box[2] > shown || box[3] > shown;
    /** @param {number[]} t */
    const meets = (t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1];
    if (leaves || taken.some(meets)) continue;
    taken.push(box);
    g.lineWidth = 3;
    g.strokeStyle = "rgba(253, 252, 248, 0.9)";
    g.strokeText(name, x, y);
    g.fillStyle = "#8a8576";
    g.fillText(name, x, y);
  }
}

/**
 * @param {Canvas2D} g
 * @param {string} colour
 * @param {number} width
 */
function stroke(g, colour, width) {
  g.strokeStyle = colour;
  g.lineWidth = width;
  g.stroke();
}

/**
 * @template T
 * @param {T[]} list
 * @param {(one: T) => boolean} belongs
 */
const split = (list, belongs) => [list.filter(belongs), list.filter((one) => !belongs(one))];
