/*! Camera Quảng Trị, MIT. Built by build.js from src/, sha256 84039b459e8b14fbaacaa3fd4de1e6def8999bbbf7f92dc2046ebc1e73dd98a7 */

// src/element.js
function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
function button(textContent, className, act) {
  const made = element("button", { type: "button", textContent, className });
  made.addEventListener("click", act);
  return made;
}
var filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
function svg(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}
function surface(canvas, settings) {
  const g = canvas.getContext("2d", settings);
  if (!g) throw new Error("this browser gives no canvas");
  return g;
}

// src/binary.js
var NO_DIRECTION = 65535;
var HEADER_BYTES = 8;
var CAMERA_BYTES = 19;
var DEGREE = 1e-7;
var UnreadableError = class extends Error {
};
var mercatorX = (lon) => (lon + 180) / 360;
var mercatorY = (lat) => {
  const sine = Math.sin(lat * Math.PI / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
};
function count(buffer, magic) {
  const found = String.fromCharCode(...new Uint8Array(buffer, 0, Math.min(4, buffer.byteLength)));
  if (found !== magic || buffer.byteLength < HEADER_BYTES)
    throw new UnreadableError(`${magic} expected, ${JSON.stringify(found)} found`);
  return new DataView(buffer).getUint32(4, true);
}
function requireLength(buffer, bytes) {
  if (buffer.byteLength !== bytes)
    throw new UnreadableError(`${bytes} bytes expected, ${buffer.byteLength} found`);
}
function decodeCameras(buffer) {
  const n = count(buffer, "QTC1");
  requireLength(buffer, HEADER_BYTES + CAMERA_BYTES * n);
  let at = HEADER_BYTES;
  const take = (Column) => {
    const array = new Column(buffer, at, n);
    at += array.byteLength;
    return array;
  };
  const [lon, lat] = [take(Int32Array), take(Int32Array)];
  const [x2, y2] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    x2[i] = mercatorX(lon[i] * DEGREE);
    y2[i] = mercatorY(lat[i] * DEGREE);
  }
  const [row, azimuth, today] = [take(Uint32Array), take(Uint16Array), take(Uint8Array)];
  const [status, origin, commune] = [take(Uint8Array), take(Uint8Array), take(Uint8Array)];
  const hasFootprint = take(Uint8Array);
  const choices = { today, sight: today, status, origin, commune, hasFootprint };
  return { n, x: x2, y: y2, row, azimuth, ...choices, confidential: [] };
}
function decodeShapes(buffer) {
  const n = count(buffer, "QTR2");
  if (buffer.byteLength < HEADER_BYTES + 12 * n) requireLength(buffer, HEADER_BYTES + 12 * n);
  const [owners, layers, counts] = [0, 1, 2].map(
    (k) => new Uint32Array(buffer, HEADER_BYTES + 4 * n * k, n)
  );
  const start = starts(counts);
  requireLength(buffer, HEADER_BYTES + 12 * n + 8 * start[n]);
  const xy = vertices(new Int32Array(buffer, HEADER_BYTES + 12 * n));
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
function starts(counts) {
  const start = new Uint32Array(counts.length + 1);
  counts.forEach((length2, k) => start[k + 1] = start[k] + length2);
  return start;
}
function vertices(steps) {
  const xy = new Float64Array(steps.length);
  for (let v = 0, lon = 0, lat = 0; v < xy.length; v += 2) {
    xy[v] = mercatorX((lon += steps[v]) * DEGREE);
    xy[v + 1] = mercatorY((lat += steps[v + 1]) * DEGREE);
  }
  return xy;
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

// src/inset.js
var OVERVIEW_ENDS_ZOOM = 10;
var WIDTH = 132;
var HEIGHT = 168;
var [WEST, SOUTH, EAST, NORTH] = [105, 6, 117, 19.2];
var ISLANDS = {
  hoang_sa: {
    label: [112.2, 15.1],
    at: [
      [111.6, 16.5],
      [111.75, 16.45],
      [112, 16.55],
      [112.3, 16.95],
      [112.33, 16.83],
      [111.2, 15.78],
      [112.72, 16.67],
      [111.5, 17.1]
    ]
  },
  truong_sa: {
    label: [112.3, 7.4],
    at: [
      [111.92, 8.64],
      [114.33, 10.18],
      [114.36, 10.38],
      [114.28, 11.43],
      [114.47, 11.08],
      [112.88, 9.6],
      [113.84, 9.9],
      [114.1, 9.72],
      [115.8, 9.9],
      [112.58, 8.1],
      [114.8, 8.2],
      [113.3, 8.85],
      [115.5, 10.7]
    ]
  }
};
var ISLAND_NAMES = (
  /** @type {const} */
  ["hoang_sa", "truong_sa"]
);
var SHARP = 3;
var [LEFT, RIGHT] = [WEST, EAST].map(mercatorX);
var [TOP, BOTTOM] = [NORTH, SOUTH].map(mercatorY);
var x = (mercator) => (mercator - LEFT) / (RIGHT - LEFT) * WIDTH;
var y = (mercator) => (mercator - TOP) / (BOTTOM - TOP) * HEIGHT;
function addInset({ map, state, settings }) {
  const canvas = makeInset(state.land, settings.texts);
  const show2 = () => canvas.hidden = map.getZoom() >= OVERVIEW_ENDS_ZOOM;
  map.on("zoomend", show2);
  show2();
  return canvas;
}
function makeInset(land, texts) {
  const canvas = element("canvas", {
    className: "inset",
    width: SHARP * WIDTH,
    height: SHARP * HEIGHT
  });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${texts.hoang_sa}; ${texts.truong_sa}`);
  const g = surface(canvas);
  g.scale(SHARP, SHARP);
  drawProvince(g, land);
  for (const name of ISLAND_NAMES) {
    const { label, at } = ISLANDS[name];
    g.fillStyle = "#5b6670";
    for (const [lon, lat] of at) {
      g.beginPath();
      g.arc(x(mercatorX(lon)), y(mercatorY(lat)), 1.3, 0, 2 * Math.PI);
      g.fill();
    }
    writeLabel(g, texts[name], x(mercatorX(label[0])), y(mercatorY(label[1])));
  }
  return canvas;
}
function drawProvince(g, { n, first, start, xy }) {
  g.fillStyle = "#fdfcf8";
  g.strokeStyle = "#7d8790";
  g.lineWidth = 0.8;
  g.beginPath();
  for (let k = first[n - 1]; k < first[n]; k++)
    for (let v = 2 * start[k]; v < 2 * start[k + 1]; v += 2) {
      if (v === 2 * start[k]) g.moveTo(x(xy[v]), y(xy[v + 1]));
      else g.lineTo(x(xy[v]), y(xy[v + 1]));
    }
  g.fill();
  g.stroke();
}
function writeLabel(g, text, centre, top) {
  g.font = '600 9.5px "Noto Sans", sans-serif';
  g.textAlign = "center";
  g.fillStyle = "#33404a";
  text.split("\n").forEach((line, k) => g.fillText(line, centre, top + 11 * k));
}

// src/clusters.js
var ringRadius = (count2) => count2 < 2 ? 6 : Math.min(24, 9 + 4.4 * Math.log10(count2));
function gather(cells, index, frame) {
  const rings = cells.map((cell) => {
    const { n, x: x2, y: y2, sight } = index.sums(cell);
    return { n, sight, x: frame.x(x2), y: frame.y(y2), r: ringRadius(n) };
  });
  return joinOverlapping(rings.sort((a, b) => b.n - a.n));
}
function joinOverlapping(rings) {
  const apart = [];
  for (const ring of rings) {
    const near = apart.find((other) => isWithin(other, ring.x, ring.y, other.r + ring.r + 1));
    if (near) absorb(near, ring);
    else apart.push(ring);
  }
  return apart.length === rings.length ? apart : joinOverlapping(apart);
}
function absorb(into, ring) {
  const n = into.n + ring.n;
  into.x = (into.x * into.n + ring.x * ring.n) / n;
  into.y = (into.y * into.n + ring.y * ring.n) / n;
  into.sight = into.sight.map((count2, k) => count2 + ring.sight[k]);
  into.n = n;
  into.r = ringRadius(n);
}
var isWithin = (ring, x2, y2, distance) => (ring.x - x2) * (ring.x - x2) + (ring.y - y2) * (ring.y - y2) < distance * distance;
function ringParts(sight) {
  const least = 0.06;
  const total = sight.reduce((a, b) => a + b);
  const shares = sight.map((count2) => count2 ? Math.max(count2 / total, least) : 0);
  const sum = shares.reduce((a, b) => a + b);
  return shares.map((share) => 2 * Math.PI * share / sum);
}

// src/frame.js
var GRASP_PX = 4;
var Frame = class {
  /** @type {number} */
  zoom;
  /** Side of the whole world in pixels. @type {number} */
  world;
  /** @type {number} */
  width;
  /** @type {number} */
  height;
  /** Where the picture begins, in pixels of the world. @type {number} */
  left;
  /** @type {number} */
  top;
  /** @type {LatLng} */
  corner;
  /** The part of the world that is shown. @type {Box} */
  box;
  /** Boxes of names and symbols, so that names find free room. @type {Box[]} */
  occupied = [];
  /** @type {Hit[]} */
  hits = [];
  /** @type {DrawnShape[]} */
  shapes = [];
  /** @type {Spokes | undefined} */
  spokes;
  /**
   * @param {LeafletMap} map
   * @param {number} padding on every side, as a share of the map's size
   */
  constructor(map, padding) {
    const size = map.getSize();
    this.zoom = map.getZoom();
    this.world = 256 * 2 ** this.zoom;
    const middle2 = map.project(map.getCenter(), this.zoom);
    const half = size.multiplyBy(0.5 + padding);
    this.width = Math.ceil(2 * half.x);
    this.height = Math.ceil(2 * half.y);
    this.left = Math.floor(middle2.x - half.x);
    this.top = Math.floor(middle2.y - half.y);
    this.corner = map.unproject([this.left, this.top], this.zoom);
    this.box = this.around(0);
  }
  /** @param {number} mercator */
  x = (mercator) => mercator * this.world - this.left;
  /** @param {number} mercator */
  y = (mercator) => mercator * this.world - this.top;
  /**
   * The part of the world shown, with some pixels around it.
   *
   * @param {number} pixels
   * @returns {Box}
   */
  around(pixels) {
    const { world, left, top, width, height } = this;
    return [
      (left - pixels) / world,
      (top - pixels) / world,
      (left + width + pixels) / world,
      (top + height + pixels) / world
    ];
  }
  /**
   * Tell whether a box of Mercator coordinates, the s-th of many, comes into the picture.
   *
   * @param {Float64Array} boxes
   * @param {number} s
   */
  shows(boxes2, s) {
    const [west, north, east, south] = this.box;
    const b = 4 * s;
    return boxes2[b] <= east && boxes2[b + 2] >= west && boxes2[b + 1] <= south && boxes2[b + 3] >= north;
  }
  /**
   * Tell whether nothing is drawn in a box of pixels yet; from then on something is.
   *
   * @param {Box} box
   */
  isFree(box) {
    const busy = this.occupied.some(
      (t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1]
    );
    if (!busy) this.occupied.push(box);
    return !busy;
  }
  /**
   * Add the paths of a shape to the canvas's current path.
   *
   * @param {Canvas2D} g
   * @param {Shapes} shapes
   * @param {number} s
   * @param {boolean} closed
   */
  track(g, shapes, s, closed) {
    const { world, left, top } = this;
    const { first, start, xy } = shapes;
    for (let k = first[s]; k < first[s + 1]; k++) {
      for (let v = 2 * start[k]; v < 2 * start[k + 1]; v += 2) {
        const x2 = xy[v] * world - left;
        const y2 = xy[v + 1] * world - top;
        if (v === 2 * start[k]) g.moveTo(x2, y2);
        else g.lineTo(x2, y2);
      }
      if (closed) g.closePath();
    }
  }
};

// src/symbols.js
var SIGHT = [
  { colour: "#0072B2", fill: "#0072B238", dash: [], shape: "circle" },
  { colour: "#6d7680", fill: "#6d76802e", dash: [1.5, 3], shape: "square" },
  { colour: "#D55E00", fill: "#D55E0040", dash: [5, 3], shape: "triangle" },
  { colour: "#009E73", fill: "#009E734d", dash: [9, 3, 2, 3], shape: "cross" }
];
var PLACE = [
  null,
  null,
  { colour: "#D55E00", dash: [7, 4] },
  { colour: "#882255", dash: [] }
];
var REDUNDANCY = [
  null,
  { colour: "#5aa5d6", dash: [2, 5] },
  { colour: "#2171b5", dash: [9, 4] },
  { colour: "#08306b", dash: [] }
];
var WORST_LAST = [0, 1, 2, 3];
var FONT = '"Noto Sans", "Segoe UI", Roboto, sans-serif';
var SHARP2 = 2;
function trace(g, shape, x2, y2, r) {
  g.beginPath();
  if (shape === "circle") g.arc(x2, y2, r, 0, 2 * Math.PI);
  else if (shape === "square") g.rect(x2 - 0.88 * r, y2 - 0.88 * r, 1.76 * r, 1.76 * r);
  else if (shape === "cross") traceCross(g, x2, y2, 1.35 * r, 0.5 * r);
  else {
    g.moveTo(x2, y2 - 1.25 * r);
    g.lineTo(x2 + 1.25 * r, y2 + r);
    g.lineTo(x2 - 1.25 * r, y2 + r);
    g.closePath();
  }
}
function traceCross(g, x2, y2, long, half) {
  const corners = [
    [-half, -long],
    [half, -long],
    [half, -half],
    [long, -half],
    [long, half],
    [half, half]
  ];
  const all = [...corners, ...corners.map(([dx, dy]) => [-dx, -dy])];
  all.forEach(([dx, dy], k) => k ? g.lineTo(x2 + dx, y2 + dy) : g.moveTo(x2 + dx, y2 + dy));
  g.closePath();
}
var SymbolPictures = class {
  /** @type {Map<string, {canvas: HTMLCanvasElement, half: number}>} */
  #drawn = /* @__PURE__ */ new Map();
  /**
   * A state's symbol, with half its side in pixels.
   *
   * @param {number} sight
   * @param {number} r
   * @param {number} rim
   */
  of(sight, r, rim) {
    const key = `${sight}/${r}/${rim}`;
    let symbol = this.#drawn.get(key);
    if (!symbol) this.#drawn.set(key, symbol = drawSymbol(SIGHT[sight], r, rim));
    return symbol;
  }
};
function drawSymbol({ colour, shape }, r, rim) {
  const half = Math.ceil(1.35 * r + rim + 1);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 2 * half * SHARP2;
  const g = surface(canvas);
  g.scale(SHARP2, SHARP2);
  trace(g, shape, half, half, r);
  g.fillStyle = colour;
  g.fill();
  g.strokeStyle = "#fff";
  g.lineWidth = rim;
  g.stroke();
  return { canvas, half };
}
function hatchedDisc(g, x2, y2, r, colour) {
  g.save();
  g.beginPath();
  g.arc(x2, y2, r, 0, 2 * Math.PI);
  g.strokeStyle = colour;
  g.lineWidth = 1.2;
  g.setLineDash([2, 2]);
  g.stroke();
  g.clip();
  g.setLineDash([]);
  g.globalAlpha = 0.5;
  g.beginPath();
  for (let d = -2 * r; d < 2 * r; d += 4) {
    g.moveTo(x2 + d, y2 + r);
    g.lineTo(x2 + d + 2 * r, y2 - r);
  }
  g.stroke();
  g.restore();
}
function legendSymbol(state) {
  const { colour, fill, dash, shape } = SIGHT[state];
  const shapes = {
    circle: ["circle", { cx: 9, cy: 9, r: 5 }],
    square: ["rect", { x: 4.5, y: 4.5, width: 9, height: 9 }],
    triangle: ["path", { d: "M9 3 15 14H3z" }],
    cross: ["path", { d: "M6.8 2h4.4v4.8H16v4.4h-4.8V16H6.8v-4.8H2V6.8h4.8z" }]
  };
  const root = svg("svg", { width: 46, height: 18, "aria-hidden": "true" });
  const [name, attributes] = shapes[shape];
  const fan = { d: "M20 9 43 2.5V15.5z", fill, stroke: colour, "stroke-dasharray": dash.join(" ") };
  root.append(svg(name, { ...attributes, fill: colour }), svg("path", fan));
  return root;
}

// src/cameras.js
var SYMBOL_ZOOM = 12.5;
var FOOTPRINT_ZOOM = 15;
var ALONE_ZOOM = 18;
var MARGIN_PX = 60;
var SYMBOLS_MOST = 1200;
var KNOT = 5;
var AT_ONCE = 100;
var DISC = 2.6;
var CHOSEN = "#7a3db8";
function chosenCameras(state, frame) {
  const { index } = state;
  const { zoom } = frame;
  const box = frame.around(MARGIN_PX);
  if (zoom < SYMBOL_ZOOM) return divided(state, frame, index.within(box, Math.round(zoom + 2)), 2);
  const cells = index.within(box, Math.round(zoom));
  const count2 = cells.reduce((sum, cell) => sum + cell.n, 0);
  if (count2 <= SYMBOLS_MOST || zoom >= ALONE_ZOOM)
    return { rings: [], single: inside(state, cells, box) };
  return divided(state, frame, index.within(box, Math.round(zoom + 2.5)), KNOT);
}
function divided(state, frame, cells, least) {
  const full = cells.filter((cell) => cell.n >= least);
  const rings = gather(full, state.index, frame);
  const single = [...state.index.shown(cells.filter((cell) => cell.n < least))];
  if (least === 2) return mergedSingles(state, frame, rings, single);
  return { rings, single };
}
function mergedSingles(state, frame, rings, single) {
  const { cameras } = state;
  const free = single.filter((i) => {
    const [x2, y2] = [frame.x(cameras.x[i]), frame.y(cameras.y[i])];
    const near = rings.find((ring) => isWithin(ring, x2, y2, ring.r + 5));
    if (!near) return true;
    near.n += 1;
    near.r = ringRadius(near.n);
    near.sight[cameras.sight[i]] += 1;
    return false;
  });
  return { rings, single: free };
}
function inside({ index, cameras: { x: x2, y: y2 } }, cells, [west, north, east, south]) {
  const found = [];
  for (const i of index.shown(cells))
    if (x2[i] > west && x2[i] < east && y2[i] > north && y2[i] < south) found.push(i);
  return found;
}
function* drawCameras(g, state, frame, { rings, single }) {
  yield* drawSymbols(g, state, frame, single);
  let drawn = 0;
  for (const ring of rings.reverse()) {
    const { r } = ring;
    frame.occupied.push([ring.x - r - 2, ring.y - r - 2, ring.x + r + 2, ring.y + r + 2]);
    frame.hits.push({ x: ring.x, y: ring.y, r, ring });
    drawRing(g, ring, r, state.language);
    if (++drawn % 40 === 0) yield;
  }
}
function* drawSymbols(g, state, frame, single) {
  const { cameras, selected, chosen } = state;
  const { zoom } = frame;
  const far = zoom < SYMBOL_ZOOM;
  const r = far ? 4.4 : Math.min(6, 2.6 + 0.85 * (zoom - SYMBOL_ZOOM));
  let drawn = 0;
  for (const sight of WORST_LAST)
    for (const i of single) {
      if (cameras.sight[i] !== sight) continue;
      const [x2, y2] = [frame.x(cameras.x[i]), frame.y(cameras.y[i])];
      drawDirection(g, state, frame, i, r);
      const symbol = state.symbols.of(sight, r, zoom < 14 ? 0.9 : 1.3);
      g.drawImage(
        symbol.canvas,
        x2 - symbol.half,
        y2 - symbol.half,
        2 * symbol.half,
        2 * symbol.half
      );
      if (chosen?.[i]) drawMark(g, x2, y2, r + 3.5);
      if (cameras.row[i] === selected) drawSelection(g, x2, y2, r);
      frame.hits.push({ x: x2, y: y2, r: r + GRASP_PX, camera: i });
      frame.occupied.push([x2 - r, y2 - r, x2 + r, y2 + r]);
      if (++drawn % AT_ONCE === 0) yield;
    }
}
function drawDirection(g, { cameras }, frame, i, r) {
  const { zoom } = frame;
  const sight = cameras.sight[i];
  const [x2, y2] = [frame.x(cameras.x[i]), frame.y(cameras.y[i])];
  if (zoom >= 14 && zoom < FOOTPRINT_ZOOM) drawNeedle(g, cameras.azimuth[i], sight, x2, y2, r);
  if (zoom < FOOTPRINT_ZOOM || cameras.hasFootprint[i]) return;
  const disc = DISC * r;
  hatchedDisc(g, x2, y2, disc, SIGHT[sight].colour);
  frame.hits.push({ x: x2, y: y2, r: disc, camera: i, isArea: true });
}
function drawMark(g, x2, y2, r) {
  g.beginPath();
  g.arc(x2, y2, r, 0, 2 * Math.PI);
  g.strokeStyle = CHOSEN;
  g.lineWidth = 2;
  g.setLineDash([]);
  g.stroke();
}
function drawSelection(g, x2, y2, r) {
  g.beginPath();
  g.arc(x2, y2, r + 6, 0, 2 * Math.PI);
  g.strokeStyle = "#1d2b36";
  g.lineWidth = 2.5;
  g.setLineDash([]);
  g.stroke();
}
function drawNeedle(g, azimuth, sight, x2, y2, r) {
  if (azimuth === NO_DIRECTION) return;
  const angle = azimuth / 10 * (Math.PI / 180);
  g.beginPath();
  g.moveTo(x2, y2);
  g.lineTo(x2 + Math.sin(angle) * r * 2.8, y2 - Math.cos(angle) * r * 2.8);
  g.strokeStyle = SIGHT[sight].colour;
  g.lineWidth = 1.6;
  g.stroke();
}
function drawRing(g, { x: x2, y: y2, n, sight }, r, language) {
  const disc = (radius, colour) => {
    g.beginPath();
    g.arc(x2, y2, radius, 0, 2 * Math.PI);
    g.fillStyle = colour;
    g.fill();
  };
  disc(r + 2.6, "rgba(20, 40, 60, 0.14)");
  disc(r + 1.2, "#fff");
  g.setLineDash([]);
  let from = -Math.PI / 2;
  ringParts(sight).forEach((angle, state) => {
    if (!angle) return;
    g.beginPath();
    g.arc(x2, y2, r - 2.2, from, from += angle);
    g.lineWidth = 4.6;
    g.strokeStyle = SIGHT[state].colour;
    g.stroke();
  });
  g.fillStyle = "#1d2b36";
  g.font = `600 ${r > 17 ? 11.5 : r > 13 ? 10.5 : 9}px ${FONT}`;
  g.textAlign = "center";
  g.textBaseline = "middle";
  g.fillText(shortCount(n, language), x2, y2 + 0.5);
}
function shortCount(n, language) {
  if (n < 1e3) return String(n);
  const thousands = n < 1e4 ? (n / 1e3).toFixed(1) : String(Math.round(n / 1e3));
  return `${language === "en" ? thousands : thousands.replace(".", ",")}k`;
}

// src/shares.js
var SHARES = ["lost", "gap", "surveyed"];
var SHARES_END_ZOOM = 12;
var RAMPS = {
  lost: ["#fff5eb", "#fdd9b4", "#fdb27a", "#f48a44", "#c95f14"],
  gap: ["#fbf0f5", "#ecc9da", "#d897b6", "#bb5f8b", "#882255"],
  surveyed: ["#f1f6fa", "#c9ddec", "#94bfdc", "#5598c6", "#1f6ca3"]
};
var UNKNOWN = "#ececea";
var STEPS = [0.1, 0.25, 0.5, 0.75];
var isShare = (text) => SHARES.some((share) => share === text);
var ramp = (share) => RAMPS[share];
function shareColour({ share, communes }, commune, zoom) {
  if (!share || zoom >= SHARES_END_ZOOM) return void 0;
  const value = communes[commune]?.[share];
  if (value == null) return UNKNOWN;
  return RAMPS[share][STEPS.filter((step) => value >= step).length];
}

// src/source.js
var [STREET_TILES, COMMUNE_TILES] = [13, 11];
var [REACHABLE, VIEW, DETAIL] = [0, 1, 2];
var once = (work) => {
  let answer;
  return () => answer ??= work().catch((error) => (answer = void 0, Promise.reject(error)));
};
var MOST_ANSWERS = 500;
var Source = class {
  /** What maps have asked for by tile, see Tiles. @type {Map<string, Shapes | PlaceName[]>} */
  cache = /* @__PURE__ */ new Map();
  /** @type {Reader} */
  reader;
  /**
   * @param {Reader} reader
   * @param {string} [revision] what it is called
   */
  constructor(reader, revision = "") {
    this.reader = reader;
    this.revision = revision;
  }
  /** What was told of single things. @type {Map<string, Promise<unknown>>} */
  #answers = /* @__PURE__ */ new Map();
  cameras = once(async () => decodeCameras(await this.reader.bytes("cameras.bin")));
  land = once(() => this.shapes("land"));
  communes = once(
    async () => (
      /** @type {{communes: Commune[], schematic: boolean, confidential: number[]}} */
      await this.reader.json("communes.json")
    )
  );
  /**
   * @param {string} path
   * @param {boolean} [fresh]
   */
  async shapes(path, fresh) {
    return decodeShapes(await this.reader.bytes(`${path}.bin`, fresh));
  }
  /**
   * @param {string} path
   * @param {boolean} [fresh]
   */
  async names(path, fresh) {
    return (
      /** @type {PlaceName[]} */
      await this.reader.json(`${path}.json`, fresh)
    );
  }
  /** @param {number} row */
  camera = (row) => this.#answer(`camera ${row}`, () => this.reader.camera(row));
  /** @param {number} row */
  place = (row) => this.#answer(`place ${row}`, () => this.reader.place(row));
  /** @param {number} place among the communes */
  commune = (place) => this.#answer(`commune ${place}`, () => this.reader.commune(place));
  /**
   * An answer that is asked for once, by the pointer or by a click, whichever comes first.
   *
   * @template T
   * @param {string} key
   * @param {() => Promise<T>} ask
   * @returns {Promise<T>}
   */
  #answer(key, ask) {
    const known = (
      /** @type {Promise<T> | undefined} */
      this.#answers.get(key)
    );
    if (known) return known;
    const answer = ask();
    this.#answers.set(key, answer);
    answer.catch(() => this.#answers.delete(key));
    for (const oldest of this.#answers.keys())
      if (this.#answers.size > MOST_ANSWERS) this.#answers.delete(oldest);
    return answer;
  }
  /** All that the map needs before it can draw anything. */
  async begin() {
    const [{ communes, schematic, confidential }, located, land] = await Promise.all([
      this.communes(),
      this.cameras(),
      this.land()
    ]);
    const cameras = { ...located, confidential };
    return { source: this, communes, schematic, cameras, land };
  }
};
var ServedSources = class {
  /** @type {{key: string, source: Source} | undefined} */
  #last;
  /** @param {Pick<Settings, "revision" | "language">} settings */
  of = ({ revision, language }) => {
    const key = `${revision} ${language}`;
    if (this.#last?.key !== key)
      this.#last = { key, source: new Source(new ServedReader(revision, language), revision) };
    return this.#last.source;
  };
};
var ServedReader = class {
  /**
   * @param {string} revision
   * @param {string} language
   */
  constructor(revision, language) {
    this.language = language;
    this.root = new URL(`map/${revision}/`, document.baseURI);
  }
  /**
   * @param {string} path
   * @param {{q?: string, fresh?: boolean | undefined}} [options]
   */
  async get(path, { q, fresh } = {}) {
    const url = new URL(path, this.root);
    if (q !== void 0) url.searchParams.set("q", q);
    url.searchParams.set("language", this.language);
    const cache = fresh ? "reload" : "default";
    const answer = await fetch(url, { credentials: "same-origin", cache });
    if (!answer.ok) throw new Error(`${answer.status} ${url.pathname}`);
    return answer;
  }
  /**
   * @param {string} path
   * @param {boolean} [fresh]
   */
  async bytes(path, fresh) {
    return (await this.get(path, { fresh })).arrayBuffer();
  }
  /**
   * @param {string} path
   * @param {boolean} [fresh]
   * @returns {Promise<unknown>}
   */
  async json(path, fresh) {
    return (await this.get(path, { fresh })).json();
  }
  /** @param {number} row */
  async camera(row) {
    return (
      /** @type {CameraAnswer} */
      await this.json(`camera/${row}`)
    );
  }
  /** @param {number} row */
  async place(row) {
    return (
      /** @type {CardText} */
      await this.json(`place/${row}`)
    );
  }
  /** @param {number} place */
  async commune(place) {
    return (
      /** @type {CardText} */
      await this.json(`commune/${place}`)
    );
  }
  /** @param {string} q */
  async search(q) {
    return (
      /** @type {SearchHit[]} */
      await (await this.get("search", { q })).json()
    );
  }
  async newest() {
    const url = new URL("newest", this.root);
    const answer = await fetch(url, { credentials: "same-origin", cache: "no-store" });
    if (answer.status === 404) return void 0;
    if (!answer.ok) throw new Error(`${answer.status} ${url.pathname}`);
    return (
      /** @type {{revision: string}} */
      (await answer.json()).revision
    );
  }
  /** @param {string} q */
  async find(q) {
    return (
      /** @type {FoundCamera | null} */
      await (await this.get("find", { q })).json()
    );
  }
};

// src/stages.js
var STAGES = ["installed", "working", "after"];
var RESTORED = 3;
var BEST_FIRST = [0, RESTORED, 2, 1];
var SEEING = 0;
function sightAt(stage, { today, row }, restored) {
  if (stage === "installed") return new Uint8Array(today.length).fill(SEEING);
  if (stage === "working") return today;
  const back = new Set(restored);
  return today.map((sight, i) => back.has(row[i]) ? RESTORED : sight);
}
function makeStages(camera) {
  const { settings, state } = camera;
  const box = element("div", { className: "stages" });
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", settings.texts.stage);
  const buttons = STAGES.map((stage) => {
    const words = settings.texts.stages[stage];
    return button(words, stage, () => camera.showStage(stage));
  });
  box.append(...buttons);
  const update = () => {
    box.hidden = !camera.settings.restored;
    buttons.forEach(
      (one, k) => one.setAttribute("aria-pressed", String(STAGES[k] === state.stage))
    );
  };
  return { box, update };
}

// src/legend.js
var NOT_SEEN = [2, 3];
var VIEWS = (
  /** @type {const} */
  [
    [DETAIL, "detail"],
    [REACHABLE, "reachable"]
  ]
);
function makeLegend(camera) {
  const { texts } = camera.settings;
  const parts = [sightRows, filterRows, placeRows, shareRows, viewRows].map((make) => make(camera));
  const hint = element("div", { className: "hint" });
  const box = element("details", { className: "legend", open: camera.host.clientWidth > 480 });
  const title = element("summary");
  box.append(title, ...parts.map((p) => p.box), hint);
  const update = () => {
    parts.forEach((part) => part.update());
    title.textContent = texts.legends[camera.state.stage];
    hint.textContent = texts[hintAt(camera.map.getZoom())];
  };
  return { box, update };
}
function hintAt(zoom) {
  if (zoom < SYMBOL_ZOOM) return "hint_rings";
  return zoom < FOOTPRINT_ZOOM ? "hint_symbols" : "hint_footprints";
}
function sightRows(camera) {
  const { texts } = camera.settings;
  const rows = choiceRows(camera, "sight", texts.sights, BEST_FIRST, legendSymbol);
  const restored = rows.box.children[BEST_FIRST.indexOf(RESTORED)];
  const update = () => {
    rows.update();
    restored.toggleAttribute("hidden", camera.state.stage !== "after");
  };
  return { box: rows.box, update };
}
function choiceRows(camera, kind, names, order, symbol) {
  const { settings, state } = camera;
  const { filter } = state;
  const rows = order.map((k) => {
    const count2 = element("span", { className: "count" });
    const change = (shown) => {
      filter.toggle(kind, k, shown);
      camera.filtered();
    };
    const line = switchRow(symbol(k), names[k], count2, !filter.hidden[kind].has(k), change);
    return { k, count: count2, ...line };
  });
  const update = () => {
    for (const { k, count: count2, input } of rows) {
      count2.textContent = settings.write(state.counts[kind][k]);
      input.checked = !filter.hidden[kind].has(k);
    }
  };
  return { box: element("div", { className: kind }, ...rows.map(({ row }) => row)), update };
}
function filterRows(camera) {
  const { texts, choices } = camera.settings;
  const kinds = (
    /** @type {const} */
    ["status", "origin"]
  );
  const parts = kinds.map(
    (kind) => choiceRows(camera, kind, texts[kind], [...choices[kind].keys()], () => "")
  );
  const titles = [texts.by_status, texts.by_origin].map(subtitle);
  const summary = element("summary", { textContent: texts.filters });
  const box = element("details", { className: "filters" }, summary);
  parts.forEach((part, k) => box.append(titles[k], part.box));
  return { box, update: () => parts.forEach((part) => part.update()) };
}
function placeRows(camera) {
  const { texts } = camera.settings;
  const { state } = camera;
  const places = NOT_SEEN.map((k) => {
    const change = (shown) => {
      state.shownPlaces[shown ? "add" : "delete"](k);
      camera.redraw();
    };
    const symbol = lineSymbol(PLACE[k]);
    return { k, ...switchRow(symbol, texts.places[k], "", state.shownPlaces.has(k), change) };
  });
  const scale = redundancyScale(texts);
  const redundancy = switchRow("", texts.redundancy, "", state.showsRedundancy, (shown) => {
    state.showsRedundancy = shown;
    scale.hidden = !shown;
    camera.redraw();
  });
  const rows = [...places, redundancy].map(({ row }) => row);
  const box = element("div", {}, subtitle(texts.not_seen), ...rows, scale);
  const update = () => {
    box.hidden = state.stage !== "working";
    for (const { k, input } of places) input.checked = state.shownPlaces.has(k);
  };
  return { box, update };
}
function shareRows(camera) {
  const { texts } = camera.settings;
  const choice2 = element("select", { ariaLabel: texts.colour });
  choice2.append(
    new Option(texts.no_colour, ""),
    ...SHARES.map((share) => new Option(texts.shares[share], share))
  );
  choice2.addEventListener(
    "change",
    () => camera.showShare(isShare(choice2.value) ? choice2.value : null)
  );
  const scale = element("div", { className: "ramp" });
  const box = element("div", { className: "share" }, subtitle(texts.colour), choice2, scale);
  const update = () => {
    const { share } = camera.state;
    box.hidden = camera.map.getZoom() >= SHARES_END_ZOOM;
    choice2.value = share ?? "";
    scale.replaceChildren(...share ? shareSteps(share) : []);
  };
  return { box, update };
}
function shareSteps(share) {
  const percent = (value) => Math.round(100 * value);
  return ramp(share).map((colour, k) => {
    const [from, to] = [STEPS[k - 1] ?? 0, STEPS[k] ?? 1];
    const patch = element("span", { className: "patch" });
    patch.style.background = colour;
    return element("span", { className: "step" }, patch, `${percent(from)}–${percent(to)}%`);
  });
}
function viewRows(camera) {
  const { texts, tiles } = camera.settings;
  const { hiddenViews, hasTiles } = camera.state;
  const rows = VIEWS.map(([view, kind]) => {
    const change = (shown) => {
      hiddenViews[shown ? "delete" : "add"](view);
      camera.redraw();
    };
    const symbol = element("span", { className: `view ${kind}` });
    return switchRow(symbol, texts[kind], "", !hiddenViews.has(view), change).row;
  });
  const views = element("div", {}, subtitle(texts.views), ...rows);
  const box = element("div", {}, views);
  if (tiles)
    box.append(
      switchRow("", texts.background, "", hasTiles, (shown) => camera.showTiles(shown)).row
    );
  const update = () => {
    views.hidden = camera.map.getZoom() < FOOTPRINT_ZOOM;
  };
  return { box, update };
}
function redundancyScale(texts) {
  const steps = REDUNDANCY.slice(1).map((style, k) => {
    const text = element("span", { textContent: k < 2 ? String(k + 1) : "3+" });
    return element("span", { className: "step" }, lineSymbol(style), text);
  });
  return element("div", { className: "scale", hidden: true, title: texts.redundancy }, ...steps);
}
var subtitle = (textContent) => element("div", { className: "subtitle", textContent });
function switchRow(symbol, text, count2, checked, change) {
  const input = element("input", { type: "checkbox", checked });
  input.addEventListener("change", () => change(input.checked));
  const name = element("span", { className: "name", textContent: text });
  return { input, row: element("label", {}, input, symbol, name, count2) };
}
function lineSymbol(style) {
  const line = element("span", { className: "line" });
  if (!style) return line;
  const { colour, dash } = style;
  const pattern = dash.length ? dash[0] < dash[1] ? "dotted" : "dashed" : "solid";
  line.style.borderTop = `4px ${pattern} ${colour}`;
  return line;
}

// src/measure.js
var LINE = { color: "#7a3db8", weight: 3, dashArray: "6 4", interactive: false };
var AREA = { stroke: false, fillColor: "#7a3db8", fillOpacity: 0.14, interactive: false };
var [SEMI_MAJOR_M, ECCENTRICITY_SQUARED] = [6378137, 0.00669437999014];
var radians = (degrees) => degrees * Math.PI / 180;
function metresPerDegree(latitude) {
  const w = Math.sqrt(1 - ECCENTRICITY_SQUARED * Math.sin(radians(latitude)) ** 2);
  const meridian = SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED) / w ** 3;
  return [radians(SEMI_MAJOR_M / w * Math.cos(radians(latitude))), radians(meridian)];
}
function length(points) {
  return points.slice(1).reduce((sum, b, k) => {
    const a = points[k];
    const [perLon, perLat] = metresPerDegree((a.lat + b.lat) / 2);
    return sum + Math.hypot((b.lng - a.lng) * perLon, (b.lat - a.lat) * perLat);
  }, 0);
}
function area(points) {
  const middle2 = points.reduce((sum, p) => sum + p.lat, 0) / points.length;
  const [perLon, perLat] = metresPerDegree(middle2);
  const [{ lat, lng }] = points;
  const at = points.map((p) => [(p.lng - lng) * perLon, (p.lat - lat) * perLat]);
  const twice = at.reduce((sum, [x2, y2], k) => {
    const [nx, ny] = at[(k + 1) % at.length];
    return sum + x2 * ny - nx * y2;
  }, 0);
  return Math.abs(twice) / 2;
}
var Measure = class {
  #camera;
  #words;
  /** @type {LatLng[]} */
  #points = [];
  /** @type {Polyline | undefined} */
  #line;
  /** @type {Polygon | undefined} */
  #ground;
  /** @param {CameraMap} camera */
  constructor(camera) {
    const { map, state, settings } = camera;
    const { texts } = settings;
    this.#camera = camera;
    this.#words = element("span", { className: "told", ariaLive: "polite" });
    this.box = element(
      "div",
      { className: "measure", hidden: true },
      this.#words,
      button(texts.measure_again, "", () => this.clear()),
      button(texts.measure_end, "", () => this.toggle())
    );
    map.on("click", ({ latlng }) => state.isMeasuring && this.#put(latlng));
    map.on("mousemove", ({ latlng }) => state.isMeasuring && this.#draw([...this.#points, latlng]));
    map.on("mouseout", () => state.isMeasuring && this.#draw(this.#points));
    camera.listen((event) => this.#press(event));
  }
  toggle() {
    const { host, map, state } = this.#camera;
    state.isMeasuring = !state.isMeasuring;
    host.classList.toggle("measuring", state.isMeasuring);
    map.doubleClickZoom[state.isMeasuring ? "disable" : "enable"]();
    map.closePopup();
    this.box.hidden = !state.isMeasuring;
    const tool = host.querySelector("button.measure");
    tool?.setAttribute("aria-pressed", String(state.isMeasuring));
    this.clear();
  }
  /**
   * By keyboard: Enter takes the middle of the map, Escape ends.
   *
   * @param {KeyboardEvent} event
   */
  #press(event) {
    const { map, state } = this.#camera;
    if (!state.isMeasuring) return;
    if (event.key === "Enter") this.#put(map.getCenter());
    if (event.key === "Escape") this.toggle();
  }
  clear() {
    this.#points = [];
    this.#draw([]);
  }
  /** @param {LatLng} latlng */
  #put(latlng) {
    this.#points.push(latlng);
    this.#draw(this.#points);
  }
  /** @param {LatLng[]} points */
  #draw(points) {
    const { L, map, settings } = this.#camera;
    this.#line ??= L.polyline([], LINE).addTo(map);
    this.#ground ??= L.polygon([], AREA).addTo(map);
    this.#line.setLatLngs(points);
    this.#ground.setLatLngs(points.length > 2 ? [points] : []);
    this.#words.textContent = points.length < 2 ? settings.texts.measure_hint : measureText(points, settings);
  }
};
function measureText(points, { texts, language }) {
  const write2 = (value, digits) => value.toLocaleString(language, { maximumFractionDigits: digits });
  const metres = length(points);
  const long = metres < 1e3 ? `${write2(metres, 1)} m` : `${write2(metres / 1e3, 3)} km`;
  if (points.length < 3) return long;
  const square = area(points);
  const wide = square < 1e4 ? `${write2(square, 0)} m²` : `${write2(square / 1e4, 2)} ha`;
  return filled(texts.measured, { length: long, area: wide });
}

// src/geometry.js
function isInside({ first, start, xy }, s, x2, y2) {
  let within = false;
  for (let k = first[s]; k < first[s + 1]; k++)
    if (isInRing(xy, start[k], start[k + 1], x2, y2)) within = !within;
  return within;
}
function isInRing(xy, from, to, x2, y2) {
  let within = false;
  let [ax, ay] = [xy[2 * to - 2], xy[2 * to - 1]];
  for (let v = from; v < to; v++) {
    const [bx, by] = [xy[2 * v], xy[2 * v + 1]];
    if (ay > y2 !== by > y2 && x2 < (ax - bx) * (y2 - by) / (ay - by) + bx) within = !within;
    [ax, ay] = [bx, by];
  }
  return within;
}
function ringTest(xy) {
  const [west, north, east, south] = boxOf(xy);
  const count2 = Math.max(1, xy.length >> 1);
  const high = (south - north) / count2 || 1;
  const edges = Array.from({ length: count2 + 1 }, () => []);
  const band = (y2) => Math.floor((y2 - north) / high);
  for (let v = 0; v < xy.length; v += 2) {
    const w = (v || xy.length) - 2;
    const [top, low] = [Math.min(xy[v + 1], xy[w + 1]), Math.max(xy[v + 1], xy[w + 1])];
    const edge = [xy[w], xy[w + 1], xy[v], xy[v + 1]];
    for (let k = band(top); k <= Math.min(count2, band(low)); k++) edges[k].push(...edge);
  }
  return (x2, y2) => {
    if (x2 < west || x2 > east || y2 < north || y2 > south) return false;
    const near = edges[band(y2)];
    let within = false;
    for (let e = 0; e < near.length; e += 4) {
      const [ay, by] = [near[e + 1], near[e + 3]];
      if (ay > y2 !== by > y2 && x2 < (near[e] - near[e + 2]) * (y2 - by) / (ay - by) + near[e + 2])
        within = !within;
    }
    return within;
  };
}
function distanceTo({ first, start, xy }, s, x2, y2) {
  let least = Infinity;
  for (let k = first[s]; k < first[s + 1]; k++)
    for (let v = start[k]; v < start[k + 1]; v++) {
      const a = 2 * Math.max(v - 1, start[k]);
      least = Math.min(least, toSegment(x2, y2, xy[a], xy[a + 1], xy[2 * v], xy[2 * v + 1]));
    }
  return least;
}
function toSegment(x2, y2, ax, ay, bx, by) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = ((x2 - ax) * dx + (y2 - ay) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x2 - ax - t * dx, y2 - ay - t * dy);
}
function isInBox(boxes2, s, x2, y2, reach) {
  const b = 4 * s;
  return x2 >= boxes2[b] - reach && x2 <= boxes2[b + 2] + reach && y2 >= boxes2[b + 1] - reach && y2 <= boxes2[b + 3] + reach;
}
function boxOf(xy) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let v = 0; v < xy.length; v += 2) {
    box[0] = Math.min(box[0], xy[v]);
    box[1] = Math.min(box[1], xy[v + 1]);
    box[2] = Math.max(box[2], xy[v]);
    box[3] = Math.max(box[3], xy[v + 1]);
  }
  return box;
}

// src/spatial.js
var FINEST = 20;
var LEAST = 4;
var RING_LEVEL = 13;
var SIGHTS = [0, 1, 2, 3];
var BITS = 16;
var PLACES = 2 ** 21;
var CameraIndex = class {
  /** Places of the cameras, in the order of their keys. @type {Int32Array} */
  order;
  /** @type {Uint32Array} */
  keys;
  /** @type {Map<number, {n: number, start: Int32Array, box: Float64Array}>} */
  #levels = /* @__PURE__ */ new Map();
  #running;
  /** @type {Uint8Array} */
  #mask;
  /** @param {Positions} cameras all of them are shown at first */
  constructor(cameras) {
    this.cameras = cameras;
    const { n, x: x2, y: y2 } = cameras;
    const [west, east] = range(x2);
    const [north, south] = range(y2);
    const wide = Math.max(east - west, south - north, 1e-12);
    this.finest = Math.max(LEAST, Math.min(FINEST, Math.floor(BITS - 1e-9 - Math.log2(wide))));
    const side = 2 ** this.finest;
    const packed = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const key = spread((x2[i] - west) * side) + 2 * spread((y2[i] - north) * side);
      packed[i] = key * PLACES + i;
    }
    packed.sort();
    [this.order, this.keys] = [new Int32Array(n), new Uint32Array(n)];
    for (let k = 0; k < n; k++) {
      this.keys[k] = Math.floor(packed[k] / PLACES);
      this.order[k] = packed[k] - this.keys[k] * PLACES;
    }
    this.#mask = new Uint8Array(n).fill(1);
    this.#running = runningSums(this.order, cameras, this.#mask);
  }
  /**
   * The cells of a level that hold cameras: where each starts in `order`, and its box.
   *
   * @param {number} level
   */
  cells(level) {
    const wanted = Math.max(LEAST, Math.min(this.finest, level));
    let cells = this.#levels.get(wanted);
    if (!cells) this.#levels.set(wanted, cells = this.#cut(wanted));
    return cells;
  }
  /** @param {number} level */
  #cut(level) {
    const size = 4 ** (this.finest - level);
    const {
      order,
      keys,
      cameras: { x: x2, y: y2 }
    } = this;
    const start = [];
    const box = [];
    for (let k = 0, last = -1, at = -4; k < order.length; k++) {
      const [cell, px, py] = [Math.floor(keys[k] / size), x2[order[k]], y2[order[k]]];
      if (cell !== last) {
        start.push(k);
        at = box.push(px, py, px, py) - 4;
        last = cell;
      }
      if (px < box[at]) box[at] = px;
      if (py < box[at + 1]) box[at + 1] = py;
      if (px > box[at + 2]) box[at + 2] = px;
      if (py > box[at + 3]) box[at + 3] = py;
    }
    start.push(order.length);
    return { n: start.length - 1, start: Int32Array.from(start), box: Float64Array.from(box) };
  }
  /**
   * Say which cameras are shown, and take how they see now.
   *
   * @param {Uint8Array} mask
   */
  show(mask) {
    this.#mask = mask;
    this.#running = runningSums(this.order, this.cameras, mask);
  }
  /**
   * The cells of a level that overlap a box and show something.
   *
   * @param {Box} box
   * @param {number} level
   * @returns {Cell[]}
   */
  within([west, north, east, south], level) {
    const { n, start, box } = this.cells(level);
    const found = [];
    for (let c = 0, b = 0; c < n; c++, b += 4) {
      if (box[b] > east || box[b + 2] < west || box[b + 1] > south || box[b + 3] < north) continue;
      const [from, to] = [start[c], start[c + 1]];
      const count2 = this.#running.n[to] - this.#running.n[from];
      if (count2) found.push({ from, to, n: count2 });
    }
    return found;
  }
  /**
   * How many, where in the mean, of which state: of a cell that shows something.
   *
   * @param {Cell} cell
   */
  sums({ from, to, n }) {
    const { x: x2, y: y2, sight } = this.#running;
    return {
      n,
      x: (x2[to] - x2[from]) / n,
      y: (y2[to] - y2[from]) / n,
      sight: sight.map((sum) => sum[to] - sum[from])
    };
  }
  /**
   * The shown cameras within a ring of vertices.
   *
   * @param {Float64Array} ring x, y of each in turn
   */
  inside(ring) {
    const { x: x2, y: y2 } = this.cameras;
    const isInside2 = ringTest(ring);
    const found = [];
    for (const i of this.shown(this.within(boxOf(ring), RING_LEVEL)))
      if (isInside2(x2[i], y2[i])) found.push(i);
    return found;
  }
  /**
   * The shown cameras of cells.
   *
   * @param {Cell[]} cells
   */
  *shown(cells) {
    for (const { from, to } of cells)
      for (let k = from; k < to; k++) if (this.#mask[this.order[k]]) yield this.order[k];
  }
};
function runningSums(order, { n, x: x2, y: y2, sight }, mask) {
  const sums = {
    n: new Uint32Array(n + 1),
    x: new Float64Array(n + 1),
    y: new Float64Array(n + 1),
    sight: SIGHTS.map(() => new Uint32Array(n + 1))
  };
  for (let k = 0; k < n; k++) {
    const i = order[k];
    const on = mask[i];
    sums.n[k + 1] = sums.n[k] + on;
    sums.x[k + 1] = sums.x[k] + on * x2[i];
    sums.y[k + 1] = sums.y[k] + on * y2[i];
    for (const s of SIGHTS)
      sums.sight[s][k + 1] = sums.sight[s][k] + (on && sight[i] === s ? 1 : 0);
  }
  return sums;
}
function range(values) {
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    if (values[i] < least) least = values[i];
    if (values[i] > most) most = values[i];
  }
  return values.length ? [least, most] : [0, 0];
}
function spread(value) {
  let v = Math.floor(value) & 65535;
  v = (v | v << 8) & 16711935;
  v = (v | v << 4) & 252645135;
  v = (v | v << 2) & 858993459;
  return (v | v << 1) & 1431655765;
}

// src/confidential.js
function released(camera) {
  const { state } = camera;
  const { cameras, counts, links } = state;
  const [mask, sight] = [state.mask.slice(), counts.sight.slice()];
  const all = new Set(cameras.confidential);
  const secret = [...all].filter((i) => mask[i]);
  for (const i of secret) {
    mask[i] = 0;
    sight[cameras.sight[i]] -= 1;
  }
  const index = new CameraIndex(cameras);
  index.show(mask);
  const hiddenCount = state.hiddenCount + secret.length;
  const open = links && { ...links, cameras: links.cameras.filter((i) => !all.has(i)) };
  const shown = { mask, index, hiddenCount, counts: { ...counts, sight }, links: open };
  return Object.assign(Object.create(camera), { state: state.with(shown) });
}

// src/land.js
var FINE_ZOOM = 13;
var LAND = "#fdfcf8";
var CHOSEN2 = "#f4f0dc";
var outlines = (state, frame) => frame.zoom >= FINE_ZOOM && state.tiles.shapes("fine") || state.land;
function drawLand(g, state, frame) {
  const shapes = outlines(state, frame);
  const province = shapes.n - 1;
  const track = (s) => {
    g.beginPath();
    frame.track(g, shapes, s, true);
  };
  g.lineJoin = "round";
  if (!state.hasTiles) stroke(g, track, province, "rgba(185, 198, 207, 0.45)", 7);
  for (let s = 0; s < province; s++) {
    if (!frame.shows(shapes.box, s)) continue;
    const colour = landColour(state, s, frame);
    if (!colour) continue;
    track(s);
    g.fillStyle = colour;
    g.fill("evenodd");
  }
}
function landColour(state, s, { zoom }) {
  const share = shareColour(state, s, zoom);
  if (share) return state.hasTiles ? `${share}b0` : share;
  if (state.hasTiles) return null;
  return s === state.filter.commune && zoom < FINE_ZOOM ? CHOSEN2 : LAND;
}
function drawBorders(g, state, frame) {
  const shapes = outlines(state, frame);
  g.lineJoin = "round";
  g.setLineDash([]);
  const track = (s) => {
    g.beginPath();
    frame.track(g, shapes, s, true);
  };
  for (let s = 0; s < shapes.n - 1; s++)
    if (frame.shows(shapes.box, s)) stroke(g, track, s, "#cdc6b6", 0.9);
  const { commune } = state.filter;
  if (commune != null && frame.shows(shapes.box, commune))
    stroke(g, track, commune, "#8f8468", 1.8);
  stroke(g, track, shapes.n - 1, "#7d8790", 1.6);
}
function stroke(g, track, s, colour, width) {
  track(s);
  g.strokeStyle = colour;
  g.lineWidth = width;
  g.stroke();
}
function communeAt(shapes, x2, y2) {
  for (let s = 0; s < shapes.n - 1; s++)
    if (isInBox(shapes.box, s, x2, y2, 0) && isInside(shapes, s, x2, y2)) return s;
  return void 0;
}

// src/picking.js
var LINE_GRASP_PX = 7;
var PLACES_WORST_FIRST = [2, 3];
var SIGNS_ORDER = ["ring", "camera", "equipment", "place", "commune"];
var LINES_ORDER = ["ring", "equipment", "place", "camera", "commune"];
function targetsAt(frame, state, point) {
  const x2 = (point.x + frame.left) / frame.world;
  const y2 = (point.y + frame.top) / frame.world;
  const finds = [
    ...signsAt(frame, state, point),
    ...spokesAt(frame, point),
    ...shapesAt(frame, state, x2, y2)
  ];
  finds.sort((a, b) => a.depth - b.depth || compare(a.order, b.order));
  const targets = /* @__PURE__ */ new Map();
  for (const { drawn, depth } of finds) {
    const target = { ...targetOf(drawn), depth };
    const key = keyOf(target);
    if (!targets.has(key)) targets.set(key, target);
  }
  const place = communeAt(outlines(state, frame), x2, y2);
  if (place !== void 0) targets.set("commune", { kind: "commune", depth: 2, place });
  return [...targets.values()];
}
var keyOf = ({ kind, place, link, ring }) => `${kind} ${place ?? link?.name ?? `${ring?.x} ${ring?.y}`}`;
function targetOf({ ring, link, camera, row }) {
  if (ring) return { kind: "ring", ring };
  if (link) return { kind: "equipment", link };
  return camera === void 0 ? { kind: "place", place: row ?? -1 } : { kind: "camera", place: camera };
}
var badness = ({ camera, state }, { cameras }) => camera === void 0 ? PLACES_WORST_FIRST.indexOf(state ?? -1) : -WORST_LAST.indexOf(cameras.sight[camera]);
function compare(one, other) {
  const k = one.findIndex((value, at) => value !== other[at]);
  return k < 0 ? 0 : one[k] - other[k];
}
function signsAt({ hits }, state, point) {
  const finds = [];
  for (const drawn of hits) {
    const distance = Math.hypot(drawn.x - point.x, drawn.y - point.y);
    if (distance >= drawn.r) continue;
    const { kind } = targetOf(drawn);
    const worst = badness(drawn, state);
    if (drawn.isArea) {
      finds.push({ drawn, depth: 1, order: [LINES_ORDER.indexOf(kind), worst, distance] });
      continue;
    }
    const isNear = !drawn.ring && distance > drawn.r - GRASP_PX ? 1 : 0;
    const order = [isNear, SIGNS_ORDER.indexOf(kind), worst, distance];
    finds.push({ drawn, depth: 0, order });
  }
  return finds;
}
function spokesAt({ spokes }, { x: x2, y: y2 }) {
  if (!spokes) return [];
  const { hub, ends, link } = spokes;
  const distances = ends.map((end) => toSegment(x2, y2, hub[0], hub[1], end[0], end[1]));
  const least = Math.min(...distances);
  const order = [LINES_ORDER.indexOf("equipment"), 0, least];
  return least <= LINE_GRASP_PX ? [{ drawn: { link }, depth: 1, order }] : [];
}
function shapesAt({ shapes, world }, state, x2, y2) {
  const { cameras } = state;
  const finds = [];
  for (const drawn of shapes) {
    const distance = distanceFrom(drawn, x2, y2, LINE_GRASP_PX / world);
    if (distance === void 0) continue;
    const { camera } = drawn;
    const away = camera === void 0 ? distance : Math.hypot(cameras.x[camera] - x2, cameras.y[camera] - y2);
    const kind = LINES_ORDER.indexOf(camera === void 0 ? "place" : "camera");
    finds.push({ drawn, depth: 1, order: [kind, badness(drawn, state), away * world] });
  }
  return finds;
}
function distanceFrom({ tile, s, camera }, x2, y2, reach) {
  if (!isInBox(tile.box, s, x2, y2, reach)) return void 0;
  if (camera !== void 0) return isInside(tile, s, x2, y2) ? 0 : void 0;
  const distance = distanceTo(tile, s, x2, y2);
  return distance <= reach ? distance : void 0;
}

// src/ground.js
var TILES_BEGIN_ZOOM = 12;
var ROADS_BEGIN_ZOOM = 9.5;
var BUILDINGS_BEGIN_ZOOM = 15.5;
var AT_ONCE2 = 150;
var ROADS = [
  { width: 0.9, colour: "#ffffff" },
  { width: 1.15, colour: "#ffffff" },
  { width: 1.5, colour: "#fdf6df" },
  { width: 1.9, colour: "#fbefc9" }
];
function* drawWater(g, state, frame) {
  if (frame.zoom < TILES_BEGIN_ZOOM || state.hasTiles) return;
  g.fillStyle = "#dbe7ec";
  g.strokeStyle = "#b9cdd6";
  g.lineWidth = 0.8;
  yield* eachShape("water", COMMUNE_TILES, state, frame, (tile, s) => {
    g.beginPath();
    frame.track(g, tile, s, true);
    g.fill("evenodd");
    g.stroke();
  });
}
function* drawBuildings(g, state, frame) {
  if (frame.zoom < BUILDINGS_BEGIN_ZOOM) return;
  g.fillStyle = "#e4ded0";
  g.strokeStyle = "#c9c0ab";
  g.lineWidth = 0.8;
  yield* eachShape("buildings", STREET_TILES, state, frame, (tile, s) => {
    g.beginPath();
    frame.track(g, tile, s, true);
    g.fill("evenodd");
    g.stroke();
  });
}
function* eachShape(what, zoom, state, frame, draw) {
  let drawn = 0;
  for (const tile of state.tiles.within(what, zoom, frame))
    for (let s = 0; s < tile.n; s++) {
      if (!frame.shows(tile.box, s)) continue;
      draw(tile, s);
      if (++drawn % AT_ONCE2 === 0) yield;
    }
}
function* drawRoads(g, state, frame) {
  const { zoom } = frame;
  if (zoom < ROADS_BEGIN_ZOOM || state.hasTiles) return;
  const near = zoom >= TILES_BEGIN_ZOOM;
  const tiles = near ? state.tiles.within("roads", COMMUNE_TILES, frame) : state.tiles.whole("roads");
  const strong = zoom >= 13;
  g.lineCap = "round";
  g.lineJoin = "round";
  g.setLineDash([]);
  const grown = Math.max(0.7, zoom - 10.5);
  const stroke2 = (rank, colour, wider) => {
    g.lineWidth = ROADS[rank].width * grown + wider;
    g.strokeStyle = colour;
    return strokeRoads(g, tiles, rank, frame);
  };
  for (const rank of ROADS.keys())
    yield* stroke2(rank, strong ? "#ddd5c2" : "#e2d9c5", strong ? 1.6 : 0);
  if (strong) for (const [rank, { colour }] of ROADS.entries()) yield* stroke2(rank, colour, 0);
  g.lineCap = "butt";
}
function* strokeRoads(g, tiles, rank, frame) {
  for (const tile of tiles) {
    let count2 = 0;
    g.beginPath();
    for (let s = 0; s < tile.n; s++) {
      if (tile.layer[s] !== rank || !frame.shows(tile.box, s)) continue;
      frame.track(g, tile, s, false);
      if (++count2 % AT_ONCE2) continue;
      g.stroke();
      yield;
      g.beginPath();
    }
    g.stroke();
  }
}

// src/links.js
var HUB_PX = 7;
var [SOUND, DOWN] = ["#33404a", "#b3440a"];
function drawLinks(g, { links, cameras }, frame) {
  if (!links?.cameras.length) return;
  const at = links.cameras.map(
    (i) => (
      /** @type {Point} */
      [frame.x(cameras.x[i]), frame.y(cameras.y[i])]
    )
  );
  const hub = middle(at);
  g.strokeStyle = links.down ? DOWN : SOUND;
  g.lineWidth = 1.4;
  g.setLineDash(links.down ? [5, 4] : []);
  g.globalAlpha = 0.75;
  g.beginPath();
  for (const [x2, y2] of at) {
    g.moveTo(...hub);
    g.lineTo(x2, y2);
  }
  g.stroke();
  g.globalAlpha = 1;
  g.setLineDash([]);
  frame.spokes = { hub, ends: at, link: links };
  frame.hits.push({ x: hub[0], y: hub[1], r: HUB_PX + GRASP_PX, link: links });
  drawHub(g, hub, links);
  nameHub(g, hub, links, frame);
}
function middle(at) {
  const [x2, y2] = at.reduce((sum, point) => [sum[0] + point[0], sum[1] + point[1]], [0, 0]);
  return [x2 / at.length, y2 / at.length];
}
function drawHub(g, [x2, y2], { down }) {
  g.fillStyle = "#fff";
  g.strokeStyle = down ? DOWN : SOUND;
  g.lineWidth = 2.2;
  g.beginPath();
  g.rect(x2 - HUB_PX, y2 - 5, 2 * HUB_PX, 10);
  g.fill();
  g.stroke();
  g.beginPath();
  g.moveTo(x2 - 4, y2);
  g.lineTo(x2 + 4, y2);
  g.stroke();
}
function nameHub(g, [x2, y2], { name, state, down }, frame) {
  const label = `${name}: ${state}`;
  g.font = `600 12px ${FONT}`;
  g.textAlign = "center";
  g.textBaseline = "middle";
  const half = g.measureText(label).width / 2;
  frame.occupied.push([x2 - half, y2 - 26, x2 + half, y2 + 7]);
  g.lineJoin = "round";
  g.lineWidth = 3.5;
  g.strokeStyle = "rgba(255, 255, 255, 0.95)";
  g.strokeText(label, x2, y2 - 16);
  g.fillStyle = down ? DOWN : SOUND;
  g.fillText(label, x2, y2 - 16);
}

// src/places.js
var SIGN_PX = 7;
var AT_ONCE3 = 200;
var STATES = 8;
var shows = (state, layer) => state.filter.inCommune(Math.floor(layer / STATES));
function* drawPlaces(g, state, frame) {
  if (state.stage !== "working") return;
  g.lineCap = "round";
  if (state.showsRedundancy) yield* drawKind(g, "redundancy", REDUNDANCY, state, frame, () => true);
  if (state.shownPlaces.size)
    yield* drawKind(g, "places", PLACE, state, frame, (kind) => state.shownPlaces.has(kind));
  g.setLineDash([]);
  g.lineCap = "butt";
  g.globalAlpha = 1;
}
function* drawKind(g, what, styles, state, frame, wanted) {
  const drawn = /* @__PURE__ */ new Set();
  const near = frame.zoom >= TILES_BEGIN_ZOOM;
  for (const tile of tilesOf(what, state, frame))
    for (let s = 0, count2 = 0; s < tile.n; s++) {
      const kind = tile.layer[s] % STATES;
      if (!wanted(kind) || !shows(state, tile.layer[s]) || !frame.shows(tile.box, s)) continue;
      if (near && drawn.has(tile.owner[s])) continue;
      drawn.add(tile.owner[s]);
      const style = styles[kind];
      if (style) drawPlace(g, tile, s, style, frame);
      if (near && what === "places") notePlace(frame, tile, s, kind);
      if (++count2 % AT_ONCE3 === 0) yield;
    }
}
function tilesOf(what, { tiles }, frame) {
  const near = frame.zoom >= TILES_BEGIN_ZOOM;
  return near ? tiles.within(what, COMMUNE_TILES, frame) : tiles.whole(what);
}
var isPoint = ({ first, start }, s) => start[first[s] + 1] - start[first[s]] === 1;
function notePlace(frame, tile, s, state) {
  const row = tile.owner[s];
  if (!isPoint(tile, s)) return void frame.shapes.push({ tile, s, row, state });
  const { xy, start, first } = tile;
  for (let v = 2 * start[first[s]]; v < 2 * start[first[s + 1]]; v += 2)
    frame.hits.push({
      x: frame.x(xy[v]),
      y: frame.y(xy[v + 1]),
      r: SIGN_PX + GRASP_PX,
      row,
      state
    });
}
function drawPlace(g, tile, s, style, frame) {
  if (!isPoint(tile, s)) return drawLine(g, tile, s, style, frame);
  for (let v = 2 * tile.start[tile.first[s]]; v < 2 * tile.start[tile.first[s + 1]]; v += 2)
    drawPoint(g, style, frame.x(tile.xy[v]), frame.y(tile.xy[v + 1]));
}
function drawLine(g, tile, s, { colour, dash }, frame) {
  const { zoom } = frame;
  g.beginPath();
  frame.track(g, tile, s, false);
  g.setLineDash(zoom < TILES_BEGIN_ZOOM ? [] : dash);
  g.lineWidth = zoom < 10 ? 1.3 : zoom < 13 ? 2 : 4;
  g.globalAlpha = zoom < 13 ? 0.7 : 0.5;
  g.strokeStyle = colour;
  g.stroke();
  g.globalAlpha = 1;
}
function drawPoint(g, { colour, dash }, x2, y2) {
  g.beginPath();
  g.moveTo(x2, y2 - SIGN_PX);
  g.lineTo(x2 + SIGN_PX, y2);
  g.lineTo(x2, y2 + SIGN_PX);
  g.lineTo(x2 - SIGN_PX, y2);
  g.closePath();
  g.fillStyle = `${colour}30`;
  g.fill();
  g.setLineDash(dash.length ? [3, 2] : []);
  g.lineWidth = 1.8;
  g.strokeStyle = colour;
  g.stroke();
}

// src/troubles.js
var WORST_FIRST = ["drawing", "program", "unreadable", "missing", "answer", "past", "changed"];
var [FIRST_WAIT_MS, LONGEST_WAIT_MS] = [3e3, 6e4];
var kindOf = (error) => error instanceof UnreadableError || error instanceof SyntaxError ? "unreadable" : "missing";
var Troubles = class {
  /** By what they befell. @type {Map<string, TroubleKind>} */
  #now = /* @__PURE__ */ new Map();
  #changed;
  /** @param {() => void} changed called whenever another line is to be shown */
  constructor(changed) {
    this.#changed = changed;
  }
  /** The worst of what goes wrong now. */
  get worst() {
    const kinds = new Set(this.#now.values());
    return WORST_FIRST.find((kind) => kinds.has(kind));
  }
  /**
   * @param {string} subject
   * @param {unknown} error
   * @param {TroubleKind} [kind]
   */
  report(subject, error, kind = kindOf(error)) {
    console.warn(`camera map: ${subject}:`, error);
    this.#change(() => this.#now.set(subject, kind));
  }
  /**
   * Tell something that is nobody's fault.
   *
   * @param {string} subject
   * @param {TroubleKind} kind
   */
  note(subject, kind) {
    this.#change(() => this.#now.set(subject, kind));
  }
  /** @param {string} subject */
  end(subject) {
    if (this.#now.has(subject)) this.#change(() => this.#now.delete(subject));
  }
  /**
   * Ask for something, and tell when no answer comes.
   *
   * @template T
   * @param {Promise<T>} answer
   * @returns {Promise<T | undefined>}
   */
  async answered(answer) {
    try {
      const value = await answer;
      this.end("answer");
      return value;
    } catch (error) {
      this.report("answer", error, "answer");
      return void 0;
    }
  }
  /** @param {() => void} change */
  #change(change) {
    const before = this.worst;
    change();
    if (this.worst !== before) this.#changed();
  }
};
var Retry = class {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #wait = FIRST_WAIT_MS;
  #act;
  /** @param {() => void} act */
  constructor(act) {
    this.#act = act;
  }
  later() {
    if (this.#timer !== void 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = void 0;
      this.#act();
    }, this.#wait);
    this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT_MS);
  }
  /** Something went well: the next wait is a short one again. */
  reset() {
    this.#wait = FIRST_WAIT_MS;
  }
  /** All is well, or nobody is there any more. */
  stop() {
    this.reset();
    clearTimeout(this.#timer);
    this.#timer = void 0;
  }
};

// src/tiles.js
var MOST_TILES = 600;
var Tiles = class {
  /** @type {Set<string>} */
  #asked = /* @__PURE__ */ new Set();
  /** What the picture of now has asked for. @type {Set<string>} */
  #wanted = /* @__PURE__ */ new Set();
  /** What could not be had, and why. @type {Map<string, unknown>} */
  #failed = /* @__PURE__ */ new Map();
  /** What of that is not asked for again yet. @type {Set<string>} */
  #resting = /* @__PURE__ */ new Set();
  /** @type {Set<() => void>} */
  #listeners = /* @__PURE__ */ new Set();
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
    return (
      /** @type {Shapes | null} */
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
  names(x2, y2) {
    const path = `names/${x2}/${y2}`;
    return (
      /** @type {PlaceName[] | null} */
      this.#get(path, (fresh) => this.#source.names(path, fresh))
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
    return [...tilesOf2(frame, zoom)].flatMap(([x2, y2]) => this.whole(`${what}/${x2}/${y2}`));
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
   * @param {(fresh: boolean) => Promise<Shapes | PlaceName[]>} load
   */
  #get(path, load) {
    this.#wanted.add(path);
    const { cache } = this.#source;
    const known = cache.get(path);
    if (known !== void 0) {
      cache.delete(path);
      cache.set(path, known);
      return known;
    }
    if (this.#asked.has(path) || this.#resting.has(path)) return null;
    this.#asked.add(path);
    load(this.#failed.get(path) instanceof UnreadableError).finally(() => this.#asked.delete(path)).then(
      (value) => this.#keep(path, value),
      (error) => this.#fail(path, error)
    );
    return null;
  }
  /**
   * @param {string} path
   * @param {Shapes | PlaceName[]} value
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
};
function* tilesOf2({ box: [west, north, east, south] }, zoom) {
  const side = 2 ** zoom;
  for (let x2 = Math.floor(west * side); x2 <= east * side; x2++)
    for (let y2 = Math.floor(north * side); y2 <= south * side; y2++) yield [x2, y2];
}

// src/names.js
var NAMES_END_ZOOM = 15;
var AT_ONCE4 = 10;
var PLACES_BEGIN_ZOOM = 16;
var PLACE_OFFSETS_PX = [16, -16, 30, -30];
var EARTH_M = 40075016;
function* placeNames(g, { communes }, frame) {
  if (frame.zoom >= NAMES_END_ZOOM) return;
  const seen = communes.map((commune) => onScreen(commune, frame)).filter(({ x: x2, y: y2 }) => x2 >= 0 && y2 >= 0 && x2 <= frame.width && y2 <= frame.height).sort((a, b) => b.room - a.room);
  for (const [k, name] of seen.entries()) {
    placeName(g, name, frame);
    if (k % AT_ONCE4 === 0) yield;
  }
}
function onScreen({ name, lon, lat, radius_m }, frame) {
  const room = radius_m / (EARTH_M * Math.cos(lat * Math.PI / 180)) * frame.world;
  const island = name.startsWith("Đặc khu");
  const text = frame.zoom < 10.5 && !island ? name.replace(/^(Xã|Phường) /, "") : name;
  return { x: frame.x(mercatorX(lon)), y: frame.y(mercatorY(lat)), room, text, island };
}
function placeName(g, { x: x2, y: y2, room, text, island }, frame) {
  const { zoom } = frame;
  const size = Math.max(10.5, Math.min(15, 9 + room / 14));
  g.font = `${zoom < 12 ? 500 : 600} ${size}px ${FONT}`;
  const half = g.measureText(text).width / 2 + 2;
  const tall = size / 2 + 1;
  if (!island && (room < 12 || zoom < 13.5 && half > room * 1.9)) return;
  const moves = [
    [0, 0],
    [0, 22],
    [0, -22],
    [0, 32],
    [0, -32],
    [half + 22, 0],
    [-half - 22, 0]
  ];
  for (const [dx, dy] of moves) {
    if (!island && dy && Math.abs(dy) > room * 1.1 + 8) continue;
    if (!frame.isFree([x2 + dx - half, y2 + dy - tall, x2 + dx + half, y2 + dy + tall])) continue;
    write(g, text, x2 + dx, y2 + dy, "#414b55");
    return;
  }
}
function namePlaces(g, state, frame) {
  if (frame.zoom < PLACES_BEGIN_ZOOM) return;
  g.font = `500 11.5px ${FONT}`;
  for (const { name, lon, lat } of namesWithin(state, frame)) {
    const [x2, y2] = [frame.x(mercatorX(lon)), frame.y(mercatorY(lat))];
    if (x2 < 0 || y2 < 0 || x2 > frame.width || y2 > frame.height) continue;
    const half = g.measureText(name).width / 2;
    const free = PLACE_OFFSETS_PX.find(
      (down) => frame.isFree([x2 - half, y2 + down - 8, x2 + half, y2 + down + 8])
    );
    if (free !== void 0) write(g, name, x2, y2 + free, "#6b5f45");
  }
}
function namesWithin({ tiles }, frame) {
  return [...tilesOf2(frame, STREET_TILES)].flatMap(([x2, y2]) => tiles.names(x2, y2) ?? []);
}
function write(g, text, x2, y2, colour) {
  g.textAlign = "center";
  g.textBaseline = "middle";
  g.lineJoin = "round";
  g.setLineDash([]);
  g.lineWidth = 3;
  g.strokeStyle = "rgba(253, 252, 248, 0.92)";
  g.strokeText(text, x2, y2);
  g.fillStyle = colour;
  g.fillText(text, x2, y2);
}

// src/footprints.js
var AT_ONCE5 = 60;
function* drawFootprints(g, state, frame, { rings, single }) {
  if (frame.zoom < FOOTPRINT_ZOOM) return;
  const { cameras, hiddenViews, tiles, mask } = state;
  const side = 2 ** STREET_TILES;
  const key = (i) => `${Math.floor(cameras.x[i] * side)}/${Math.floor(cameras.y[i] * side)}`;
  const ready = [...new Set(single.map(key))].flatMap((k) => tiles.whole(`footprints/${k}`));
  const near = rings.length ? new Set(single) : null;
  const isDrawn = (i) => near ? near.has(i) : mask[i] > 0;
  let count2 = 0;
  for (const view of [REACHABLE, VIEW, DETAIL]) {
    if (hiddenViews.has(view)) continue;
    for (const tile of ready)
      for (let s = 0; s < tile.n; s++) {
        const camera = tile.owner[s];
        if (tile.layer[s] !== view || !frame.shows(tile.box, s) || !isDrawn(camera)) continue;
        g.beginPath();
        frame.track(g, tile, s, true);
        paint(g, SIGHT[cameras.sight[camera]], view);
        frame.shapes.push({ tile, s, camera });
        if (++count2 % AT_ONCE5 === 0) yield;
      }
  }
  g.setLineDash([]);
}
function paint(g, { colour, fill, dash }, view) {
  g.strokeStyle = colour;
  g.setLineDash(view === REACHABLE ? [1, 5] : dash);
  g.lineWidth = view === VIEW ? 1.2 : 0.9;
  if (view !== REACHABLE) {
    g.fillStyle = fill;
    g.fill("evenodd");
  }
  g.stroke();
}

// src/picture.js
function* drawPicture(g, state, frame) {
  state.tiles.beginPicture();
  drawLand(g, state, frame);
  yield;
  yield* drawWater(g, state, frame);
  yield* drawBuildings(g, state, frame);
  yield* drawRoads(g, state, frame);
  drawBorders(g, state, frame);
  yield;
  yield* drawPlaces(g, state, frame);
  yield;
  const chosen = chosenCameras(state, frame);
  yield;
  yield* drawFootprints(g, state, frame, chosen);
  drawLinks(g, state, frame);
  yield* drawCameras(g, state, frame, chosen);
  yield;
  yield* placeNames(g, state, frame);
  namePlaces(g, state, frame);
  state.tiles.endPicture();
}

// src/layer.js
var SLICE_MS = 10;
var PADDING = 0.25;
var PANES = { cameras: 350, halo: 360, highlight: 455, editing: 460 };
function addPanes(map) {
  for (const [name, zIndex] of Object.entries(PANES))
    Object.assign(map.createPane(name).style, { zIndex, pointerEvents: "none" });
}
var PictureLayer = class {
  /** What the picture that is seen shows. @type {Frame | undefined} */
  frame;
  /** @type {Job | null} */
  #job = null;
  #isAsked = false;
  /** @type {HTMLCanvasElement} */
  #seen;
  /** @type {HTMLCanvasElement} */
  #behind;
  /**
   * @param {LeafletLibrary} L
   * @param {LeafletMap} map whose view is set
   * @param {MapState} state
   * @param {object} events
   * @param {(milliseconds: number) => void} events.drawn a picture is whole
   * @param {(error: unknown) => void} events.failed it is not, and shows what was drawn until then
   */
  constructor(L, map, state, { drawn, failed }) {
    this.L = L;
    this.map = map;
    this.inside = /** @type {LeafletMap & LeafletInside} */
    map;
    this.state = state;
    this.drawn = drawn;
    this.failed = failed;
    [this.#seen, this.#behind] = [0, 1].map(() => {
      const canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated");
      surface(canvas, { willReadFrequently: true });
      return canvas;
    });
    map.getPane("cameras")?.append(this.#seen);
    const follow = () => this.#place(map.getCenter(), map.getZoom());
    map.on("moveend resize", this.redraw);
    map.on("viewreset zoom", follow);
    map.on("zoomanim", ({ center, zoom }) => this.#place(center, zoom));
    this.redraw();
  }
  /** Draw no more: the map goes. */
  remove() {
    this.#job = null;
    this.map.off("moveend resize", this.redraw);
    this.#seen.remove();
  }
  /** Draw anew, soon: many calls make one picture. */
  redraw = () => {
    if (this.#isAsked) return;
    this.#isAsked = true;
    requestAnimationFrame(() => {
      this.#isAsked = false;
      if (this.#seen.isConnected && !this.inside._animatingZoom) this.#begin();
    });
  };
  #begin() {
    const frame = new Frame(this.map, PADDING);
    const ratio = this.state.ratio ?? Math.min(2, window.devicePixelRatio || 1);
    const canvas = this.#behind;
    canvas.width = Math.round(ratio * frame.width);
    canvas.height = Math.round(ratio * frame.height);
    canvas.style.width = `${frame.width}px`;
    canvas.style.height = `${frame.height}px`;
    const g = surface(canvas);
    g.setTransform(ratio, 0, 0, ratio, 0, 0);
    const parts = drawPicture(g, this.state, frame);
    const job = { frame, g, parts, begun: performance.now() };
    this.#job = job;
    setTimeout(() => this.#draw(job));
  }
  /** @param {Job} job */
  #draw(job) {
    if (this.#job !== job) return;
    const until = performance.now() + SLICE_MS;
    let done = false;
    try {
      while (!done && performance.now() < until) {
        done = Boolean(job.parts.next().done);
        job.g.getImageData(0, 0, 1, 1);
      }
    } catch (error) {
      this.#show(job);
      this.failed(error);
      return;
    }
    if (!done) setTimeout(() => this.#draw(job));
    else {
      this.#show(job);
      this.drawn(performance.now() - job.begun);
    }
  }
  /** @param {Job} job */
  #show({ frame }) {
    this.#job = null;
    this.frame = frame;
    this.#seen.replaceWith(this.#behind);
    [this.#seen, this.#behind] = [this.#behind, this.#seen];
    this.#place(this.map.getCenter(), this.map.getZoom());
  }
  /**
   * Keep the picture where the ground it shows lies, at any centre and zoom.
   *
   * @param {LatLng} centre
   * @param {number} zoom
   */
  #place(centre, zoom) {
    if (!this.frame) return;
    const scale = this.map.getZoomScale(zoom, this.frame.zoom);
    const corner = this.inside._latLngToNewLayerPoint(this.frame.corner, zoom, centre);
    this.L.DomUtil.setTransform(this.#seen, corner, scale);
  }
  /**
   * All that lies under a position, see `targetsAt`.
   *
   * @param {LatLng} latlng
   */
  targets(latlng) {
    return this.frame ? targetsAt(this.frame, this.state, this.at(latlng)) : [];
  }
  /**
   * Where a position lies in the picture.
   *
   * @param {LatLng} latlng
   */
  at(latlng) {
    const { frame } = this;
    if (!frame) return { x: -Infinity, y: -Infinity };
    const { x: x2, y: y2 } = this.map.project(latlng, frame.zoom);
    return { x: x2 - frame.left, y: y2 - frame.top };
  }
  /**
   * The position of a point of the picture.
   *
   * @param {{x: number, y: number}} point
   */
  position({ x: x2, y: y2 }) {
    const { left = 0, top = 0, zoom } = this.frame ?? {};
    return this.map.unproject([x2 + left, y2 + top], zoom);
  }
};

// src/tools.js
var STROKES = {
  zoom_in: "M12 5v14M5 12h14",
  zoom_out: "M5 12h14",
  home: "M4 11.5 12 5l8 6.5M6.5 10v9h11v-9",
  full_screen: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  measure: "M3.5 15.5 15.5 3.5l5 5-12 12zM8 11l2 2M11 8l2.6 2.6M14 5l2 2",
  select: "M5 5h3M11 5h3M17 5h2v2M19 10v3M5 8v3M5 14v3M5 19h3M11 19h2M14 12l7 3-3 1.2L16.5 20z",
  print: "M7 8V4h10v4M7 17H4.5V9.5h15V17H17M7 14h10v6H7z"
};
var TOOLS = (
  /** @type {Tool[]} */
  Object.keys(STROKES)
);
function makeTools(camera, others) {
  const { map, host, settings, view } = camera;
  const actions = {
    zoom_in: () => map.zoomIn(1),
    zoom_out: () => map.zoomOut(1),
    home: () => map.fitBounds(view.province, { padding: [10, 10] }),
    full_screen: () => document.fullscreenElement ? document.exitFullscreen() : host.requestFullscreen(),
    ...others
  };
  const words = (tool) => settings.texts[tool === "select" ? "select_tool" : tool];
  const buttons = TOOLS.map((tool) => toolButton(tool, words(tool), actions[tool]));
  return element("div", { className: "tools" }, ...buttons, northArrow(settings.texts.north));
}
function toolButton(tool, title, act) {
  const button2 = element("button", { type: "button", title, className: tool });
  button2.setAttribute("aria-label", title);
  const path = svg("path", {
    d: STROKES[tool],
    fill: "none",
    stroke: "currentColor",
    "stroke-width": 2,
    "stroke-linejoin": "round",
    "stroke-linecap": "round"
  });
  button2.append(
    svg("svg", { viewBox: "0 0 24 24", width: 20, height: 20, "aria-hidden": "true" }, path)
  );
  button2.addEventListener("click", act);
  return button2;
}
function northArrow({ letter, words }) {
  const needle = svg("path", { d: "M12 2 18 20l-6-4-6 4z", fill: "#1d2b36" });
  const half = svg("path", {
    d: "M12 2v14l-6 4z",
    fill: "#fff",
    stroke: "#1d2b36",
    "stroke-width": 0.8
  });
  const written = svg("text", {
    x: 12,
    y: 31,
    "text-anchor": "middle",
    "font-size": 10,
    "font-weight": 700,
    fill: "#1d2b36"
  });
  written.textContent = letter;
  const arrow = svg(
    "svg",
    { viewBox: "0 0 24 33", width: 24, height: 33, role: "img", "aria-label": words },
    needle,
    half,
    written
  );
  return element("div", { className: "north", title: words }, arrow);
}

// src/print.js
var PAPERS = { A4: [277, 190], A3: [400, 277] };
var MARGIN_MM = 10;
var PX_PER_MM = 96 / 25.4;
var PRINT_RATIO = 2.5;
var EQUATOR_M_PER_PX = 156543.034;
function openPrint(camera) {
  const { texts } = camera.settings;
  const view = element("div", { className: "print-view", tabIndex: -1 });
  const sheet = element("div", { className: "sheet" });
  const page = element("style");
  const title = element("input", { type: "text", value: texts.print_title, maxLength: 120 });
  const paper = choice(Object.fromEntries(Object.keys(PAPERS).map((name) => [name, name])));
  const turned = choice({ landscape: texts.landscape, portrait: texts.portrait });
  turned.ariaLabel = `${texts.landscape}, ${texts.portrait}`;
  const secret = element("input", { type: "checkbox" });
  const { length: length2 } = camera.state.cameras.confidential;
  const asked = filled(texts.with_confidential, { count: camera.settings.write(length2) });
  const mark = `${texts.confidential} · `;
  const heading = () => secret.checked && !title.value.startsWith(mark) ? mark + title.value : title.value;
  let drawn;
  const lay = () => {
    drawn?.remove();
    const [long, short] = PAPERS[paper.value];
    const [wide, tall] = turned.value === "landscape" ? [long, short] : [short, long];
    page.textContent = `@page { size: ${paper.value} ${turned.value}; margin: ${MARGIN_MM}mm; }`;
    Object.assign(sheet.style, { width: `${wide}mm`, height: `${tall}mm` });
    drawn = laySheet(secret.checked ? camera : released(camera), sheet, heading());
  };
  const close = () => {
    drawn?.remove();
    view.remove();
    page.remove();
    document.removeEventListener("keydown", leave);
    camera.host.querySelector("button.print")?.focus();
  };
  const leave = (event) => event.key === "Escape" && close();
  const labelled = (text, field) => element("label", {}, text, field);
  const bar = element(
    "div",
    { className: "print-bar" },
    labelled(texts.title, title),
    labelled(texts.paper, paper),
    turned,
    ...length2 ? [element("label", {}, secret, asked)] : [],
    button(texts.print, "save", () => window.print()),
    button(texts.close, "", close)
  );
  document.addEventListener("keydown", leave);
  title.addEventListener("input", () => drawn?.entitle(heading()));
  secret.addEventListener("change", lay);
  paper.addEventListener("change", lay);
  turned.addEventListener("change", lay);
  view.append(bar, sheet);
  document.head.append(page);
  if (document.fullscreenElement) document.exitFullscreen();
  document.body.append(view);
  title.focus();
  lay();
}
function choice(options) {
  const made = element("select");
  made.append(...Object.entries(options).map(([value, text]) => new Option(text, value)));
  return made;
}
function laySheet(camera, sheet, title) {
  const { L, settings, map: seen, state, troubles } = camera;
  const host = element("div", { className: "camera-map" });
  const foot = element("div", { className: "foot" });
  sheet.dataset.ready = "";
  const heading = element("h1", { textContent: title });
  sheet.replaceChildren(heading, host, foot);
  const map = L.map(host, { ...MAP_OPTIONS, zoomAnimation: false, keyboard: false, zoomSnap: 0 });
  addPanes(map);
  map.fitBounds(seen.getBounds(), { animate: false });
  const layer = new PictureLayer(L, map, state.with({ ratio: PRINT_RATIO, hasTiles: false }), {
    drawn: () => state.tiles.waiting || (sheet.dataset.ready = "yes"),
    failed: (error) => troubles.report("sheet", error, "drawing")
  });
  const sized = new ResizeObserver(() => map.invalidateSize({ pan: false }));
  sized.observe(host);
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
  host.append(
    element("div", { className: "on-map north" }, northArrow(settings.texts.north)),
    element("div", { className: "on-map islands" }, makeInset(state.land, settings.texts)),
    element("div", { className: "on-map legend" }, ...legendOf(camera, map))
  );
  const writeFoot = () => foot.replaceChildren(...footOf(camera, map));
  map.on("moveend", writeFoot);
  writeFoot();
  const listenNoMore = state.tiles.listen(layer.redraw);
  const remove = () => {
    listenNoMore();
    sized.disconnect();
    layer.remove();
    map.remove();
    troubles.end("sheet");
  };
  const entitle = (text) => heading.textContent = text;
  return { remove, entitle };
}
function legendOf({ settings, state }, map) {
  const { texts, write: write2 } = settings;
  const row = (symbol, text, count2 = "") => element(
    "div",
    { className: "row" },
    symbol,
    element("span", { className: "name", textContent: text }),
    element("span", { className: "count", textContent: count2 })
  );
  const [today, after] = ["working", "after"].map((stage) => state.stage === stage);
  const shown = BEST_FIRST.filter(
    (k) => !state.filter.hidden.sight.has(k) && (after || k !== RESTORED)
  );
  const rows = [
    element("strong", { textContent: texts.legends[state.stage] }),
    ...shown.map((k) => row(legendSymbol(k), texts.sights[k], write2(state.counts.sight[k])))
  ];
  for (const k of [2, 3])
    if (today && state.shownPlaces.has(k)) rows.push(row(lineSymbol(PLACE[k]), texts.places[k]));
  if (state.share && map.getZoom() < SHARES_END_ZOOM)
    rows.push(
      element("strong", { textContent: texts.shares[state.share] }),
      element("div", { className: "ramp" }, ...shareSteps(state.share))
    );
  return rows;
}
function footOf({ settings, state }, map) {
  const { texts, write: write2, language } = settings;
  const latitude = map.getCenter().lat * Math.PI / 180;
  const metresPerPixel = EQUATOR_M_PER_PX * Math.cos(latitude) / 2 ** map.getZoom();
  const scale = roundTo(metresPerPixel * PX_PER_MM * 1e3, 2);
  const date = (/* @__PURE__ */ new Date()).toLocaleDateString(language === "en" ? "en-GB" : "vi-VN", {
    day: "2-digit",
    month: "2-digit",
    year: "numeric"
  });
  const lines = [
    filled(texts.scale, { number: write2(scale) }),
    state.hiddenCount > 0 && filled(texts.hidden, { count: write2(state.hiddenCount) }),
    settings.simulated && texts.simulated,
    state.schematic && texts.schematic,
    filled(texts.made_on, { date }),
    texts.source
  ];
  return lines.flatMap((text) => text ? [element("span", { textContent: text })] : []);
}
function roundTo(value, digits) {
  const step = 10 ** (Math.floor(Math.log10(value)) + 1 - digits);
  return Math.round(value / step) * step;
}

// src/readout.js
var CHOSEN_PLANE = "camera-map.plane";
function onPlane({ bounds: [west, south, east, north], degree, factors }, { lat, lng }) {
  const u = (2 * lng - west - east) / (east - west);
  const v = (2 * lat - south - north) / (north - south);
  if (Math.abs(u) > 1 || Math.abs(v) > 1) return void 0;
  const sum = { north: 0, east: 0 };
  let k = 0;
  for (let i = 0; i <= degree; i++)
    for (let j = 0; i + j <= degree; j++, k++) {
      const term = u ** i * v ** j;
      sum.north += factors.north[k] * term;
      sum.east += factors.east[k] * term;
    }
  return sum;
}
function communeText({ communes, land, share }, { lat, lng }, zoom, { texts, language }) {
  const place = communeAt(land, mercatorX(lng), mercatorY(lat));
  if (place === void 0) return "";
  const commune = communes[place];
  const value = share && commune[share];
  if (!share || zoom >= SHARES_END_ZOOM || value == null) return commune.name;
  const percent = value.toLocaleString(language, { style: "percent", maximumFractionDigits: 1 });
  return filled(texts.share_of, { commune: commune.name, share: texts.shares[share], percent });
}
function makeReadout({ map, state, settings }) {
  const { texts, planes, language, tiles } = settings;
  const write2 = (value, decimals) => value.toLocaleString(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals
  });
  let chosen = Math.min(Number(localStorage.getItem(CHOSEN_PLANE) ?? 0), planes.length - 1);
  const commune = element("span", { className: "commune" });
  const degrees = element("span", { className: "degrees" });
  const metres = button("", "metres", () => {
    chosen = (chosen + 1) % planes.length;
    localStorage.setItem(CHOSEN_PLANE, String(chosen));
    if (last) show2(last);
  });
  metres.title = texts.other_plane;
  const box = element("div", { className: "readout", hidden: true }, commune, degrees, metres);
  let last;
  const show2 = (latlng) => {
    last = latlng;
    box.hidden = false;
    commune.textContent = communeText(state, latlng, map.getZoom(), settings);
    const [lat, lon] = [write2(latlng.lat, 5), write2(latlng.lng, 5)];
    degrees.textContent = filled(texts.degrees, { lat, lon });
    const at = planes.length ? onPlane(planes[chosen], latlng) : void 0;
    metres.hidden = !at;
    if (!at) return;
    const plane = planes[chosen].name;
    metres.textContent = filled(texts.plane, {
      plane,
      x: write2(at.north, 1),
      y: write2(at.east, 1)
    });
  };
  map.on("mousemove", ({ latlng }) => show2(latlng));
  map.on("movestart", () => box.hidden = true);
  const source = element("span", {
    className: "background-source",
    textContent: tiles?.attribution ?? ""
  });
  return element("div", { className: "readouts" }, source, box);
}

// src/filter.js
var KINDS = ["sight", "status", "origin"];
var byKind = (make) => ({ sight: make(), status: make(), origin: make() });
var Filter = class {
  hidden = byKind(() => (
    /** @type {Set<number>} */
    /* @__PURE__ */ new Set()
  ));
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
  only(kind, values, count2) {
    const all = Array.from({ length: count2 }, (_, k) => k);
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
};
function flags(values) {
  const flag = new Uint8Array(256);
  for (const value of values) flag[value] = 1;
  return flag;
}

// src/state.js
var MapState = class _MapState {
  filter = new Filter();
  symbols = new SymbolPictures();
  /** @type {Set<number>} */
  hiddenViews = /* @__PURE__ */ new Set();
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
    return Object.assign(Object.create(_MapState.prototype), this, changes);
  }
};
var differ = (one, other) => JSON.stringify(one) !== JSON.stringify(other);

// src/view.js
var CLOSEST_ZOOM = 17;
var PADDING_PX = 10;
var HALO = { pane: "halo", interactive: false };
var HALO_STYLE = { color: "#ffb000", weight: 11, opacity: 0.6, fill: false };
var boundsOf = (L, [west, south, east, north]) => L.latLngBounds([south, west], [north, east]);
var View = class {
  #context;
  /** @type {GeoJSON | undefined} */
  #halo;
  /** Whether the host has had no size until now. */
  #isUnseen = false;
  /** @param {MapContext} context */
  constructor(context) {
    this.#context = context;
  }
  /** Find the first view: of the address, of the last visit, or of what the page speaks of. */
  open() {
    const { map, host, settings, permalink } = this.#context;
    const view = permalink.read().view ?? storedView(settings);
    if (view) {
      map.setView(view.centre, view.zoom, { animate: false });
      this.#mark();
    } else this.focus();
    this.#isUnseen = !host.clientWidth;
  }
  /** Follow the size of the host; one that was hidden until now has its view still to find. */
  fitHost() {
    const { map, host, settings } = this.#context;
    const appears = this.#isUnseen && host.clientWidth > 0;
    const stored = storedView(settings);
    map.invalidateSize({ animate: false });
    if (!appears) return false;
    this.#isUnseen = false;
    if (stored) map.setView(stored.centre, stored.zoom, { animate: false });
    else this.focus();
    return true;
  }
  /** The whole province, as far as its communes go. */
  get province() {
    const { L, state } = this.#context;
    const all = state.communes.map(({ bounds }) => boundsOf(L, bounds));
    return all.reduce((whole, one) => whole.extend(one), L.latLngBounds([]));
  }
  /** Show, and mark, what the page speaks of. */
  focus() {
    const { L, map, state, settings } = this.#context;
    const { focus } = settings;
    this.#mark();
    const bounds = state.communes.find(({ code }) => code === focus?.commune)?.bounds;
    const wanted = bounds ?? focus?.bounds;
    map.fitBounds(wanted ? boundsOf(L, wanted) : this.province, {
      padding: [PADDING_PX, PADDING_PX],
      maxZoom: CLOSEST_ZOOM,
      animate: false
    });
  }
  /** Put a halo around the place the page speaks of. */
  #mark() {
    const { L, map, host, settings } = this.#context;
    const geometry = settings.focus?.geometry;
    this.#halo?.remove();
    host.dataset.marked = String(Boolean(geometry));
    if (!geometry) return;
    this.#halo = L.geoJSON(geometry, {
      ...HALO,
      style: HALO_STYLE,
      pointToLayer: (_, at) => L.circleMarker(at, { ...HALO, radius: 14 })
    }).addTo(map);
  }
  /** Remember the view for the next visit, and tell it in the address. */
  keep() {
    const { map, host, settings, permalink } = this.#context;
    if (!host.clientWidth) return;
    const { lat, lng } = map.getCenter();
    const view = { centre: [lat, lng], zoom: map.getZoom(), focus: settings.focus };
    if (settings.key) sessionStorage.setItem(storageKey(settings.key), JSON.stringify(view));
    permalink.view({ lat, lng }, view.zoom);
  }
};
var storageKey = (key) => `view.${key}`;
function storedView({ key, focus }) {
  const text = key && sessionStorage.getItem(storageKey(key));
  const view = text ? JSON.parse(text) : null;
  return view && !differ(view.focus, focus) ? view : null;
}

// src/search.js
var TYPING_PAUSE_MS = 200;
var CAMERA_ZOOM = 17;
function makeSearch(camera) {
  const { texts } = camera.settings;
  const field = element("input", {
    type: "search",
    placeholder: texts.search,
    ariaLabel: texts.search
  });
  const list = element("ul", { className: "found", hidden: true });
  const go = (hit) => {
    list.hidden = true;
    show(camera, hit);
  };
  const offer = (hits) => {
    const none = element("li", { className: "none", textContent: texts.nothing_found });
    list.replaceChildren(...hits.length ? hits.map((hit) => hitRow(hit, go)) : [none]);
    list.hidden = false;
  };
  let pause;
  let asked = 0;
  const ask = async () => {
    const mine = asked += 1;
    const { state, troubles } = camera;
    const hits = await troubles.answered(state.source.reader.search(field.value));
    if (hits && mine === asked) offer(hits);
  };
  field.addEventListener("input", () => {
    clearTimeout(pause);
    if (field.value.trim()) pause = setTimeout(ask, TYPING_PAUSE_MS);
    else list.hidden = true;
  });
  const box = element("div", { className: "search" }, field, list);
  box.addEventListener("keydown", (event) => walk(event, field, list));
  return box;
}
function show({ L, map, selection }, { row, lat, lon, bounds }) {
  if (bounds) map.fitBounds(boundsOf(L, bounds));
  if (row === void 0 || lat === void 0 || lon === void 0) return;
  map.setView([lat, lon], CAMERA_ZOOM, { animate: false });
  selection.showCamera(row, L.latLng(lat, lon));
}
function walk(event, field, list) {
  event.stopPropagation();
  const stops = [field, ...list.querySelectorAll("button")];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter" && event.target === field) list.querySelector("button")?.click();
  else if (event.key === "Escape") list.hidden = true;
  else if (step) stops[(at + step + stops.length) % stops.length].focus();
  else return;
  event.preventDefault();
}
function hitRow(hit, go) {
  const label = element("span", { textContent: hit.label });
  const detail = element("small", { textContent: hit.detail });
  const button2 = element("button", { type: "button" }, label, detail);
  button2.addEventListener("click", () => go(hit));
  return element("li", {}, button2);
}

// src/controls.js
var [LEGEND_MARGIN_PX, LEGEND_LEAST_PX] = [30, 120];
function addControls(camera) {
  const { L, map } = camera;
  const put = (position, content) => {
    const control = new L.Control({ position });
    control.onAdd = () => {
      L.DomEvent.disableClickPropagation(content);
      L.DomEvent.disableScrollPropagation(content);
      return content;
    };
    control.addTo(map);
  };
  const measure = new Measure(camera);
  const tools = {
    measure: () => measure.toggle(),
    select: () => camera.chosen.toggle(),
    print: () => openPrint(camera)
  };
  const notes = element("div", { className: "map-notes", ariaLive: "polite" });
  const [legend, stages] = [makeLegend(camera), makeStages(camera)];
  put("topleft", makeSearch(camera));
  put("topleft", stages.box);
  put("topleft", camera.chosen.box);
  put("topleft", notes);
  put("topright", makeTools(camera, tools));
  put("bottomleft", legend.box);
  put("bottomright", measure.box);
  put("bottomright", addInset(camera));
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
  put("bottomright", makeReadout(camera));
  const fit = () => {
    legend.update();
    stages.update();
    const free = camera.host.getBoundingClientRect().bottom - notes.getBoundingClientRect().bottom;
    legend.box.style.maxHeight = `${Math.max(LEGEND_LEAST_PX, free - LEGEND_MARGIN_PX)}px`;
  };
  const update = () => {
    showNotes(camera, notes);
    fit();
  };
  map.on("zoomend resize", fit);
  update();
  return { update };
}
function showNotes(camera, notes) {
  const { settings, state, troubles } = camera;
  const { texts, write: write2, placing, editable } = settings;
  const { worst } = troubles;
  const lines = [
    ["simulated", settings.simulated && texts.simulated],
    ["schematic", state.schematic && texts.schematic],
    ["placing", placing && filled(texts.placing, { camera: placing.title })],
    ["adding", editable && !placing && texts.adding],
    ["trouble", worst && texts.troubles[worst]],
    ["hidden", state.hiddenCount > 0 && filled(texts.hidden, { count: write2(state.hiddenCount) })]
  ];
  const chips = lines.flatMap(([kind, text]) => text ? [chip(kind, text)] : []);
  if (state.filter.hides) chips.at(-1)?.append(showAll(camera));
  notes.replaceChildren(...chips);
}
var chip = (kind, textContent) => element("div", { className: `chip ${kind}` }, element("span", { textContent }));
var showAll = (camera) => button(camera.settings.texts.show_all, "", () => {
  camera.state.filter.clear();
  camera.filtered();
});

// src/lasso.js
var STYLE = { color: "#7a3db8", weight: 2, fillColor: "#7a3db8", fillOpacity: 0.08 };
var STEP_PX = 3;
var LEAST_PX = 4;
var SAME_PRESS_MS = 100;
var Lasso = class {
  /** @type {Form} */
  form = "rectangle";
  /** Whether the next drag draws; with the Shift key any drag does. */
  isActive = false;
  #context;
  #take;
  /** @type {Polygon} */
  #outline;
  /** Where the pointer has been since it was pressed. @type {Spot[]} */
  #path = [];
  /** @type {number | undefined} */
  #pointer;
  /** The corner that was set by keyboard. @type {LatLng | undefined} */
  #corner;
  #endedAt = -Infinity;
  /**
   * @param {MapContext} context
   * @param {(ring: LatLng[]) => void} take takes what was drawn around
   */
  constructor(context, take) {
    const { L, map, host, signal } = context;
    this.#context = context;
    this.#take = take;
    this.#outline = L.polygon([], { ...STYLE, pane: "editing", interactive: false }).addTo(map);
    map.boxZoom.disable();
    const on = (name, act) => host.addEventListener(name, act, { signal, capture: true });
    on("pointerdown", (event) => this.#press(event));
    on("pointermove", (event) => this.#move(event));
    on("pointerup", (event) => this.#end(event));
    on("pointercancel", () => this.#stop());
    host.addEventListener(
      "click",
      (event) => {
        const isSame = event.timeStamp - this.#endedAt < SAME_PRESS_MS;
        if (isSame && isOnMap(event.target)) event.stopImmediatePropagation();
      },
      { signal, capture: true }
    );
  }
  get isDrawing() {
    return this.#pointer !== void 0;
  }
  /** @param {boolean} isActive */
  activate(isActive) {
    const { map, host } = this.#context;
    this.isActive = isActive;
    this.#corner = void 0;
    for (const moves of [map.dragging, map.doubleClickZoom])
      moves[isActive ? "disable" : "enable"]();
    host.classList.toggle("drawing-around", isActive);
    if (!isActive) this.#stop();
  }
  /**
   * Show what was drawn around.
   *
   * @param {LatLng[]} ring
   */
  show(ring) {
    this.#outline.setLatLngs(ring);
  }
  /** By keyboard: the middle of the map becomes one corner, then the other. */
  setCorner() {
    const at = this.#context.map.getCenter();
    if (!this.#corner) {
      this.#corner = at;
      return this.show([at]);
    }
    const { lat, lng } = this.#corner;
    const { L } = this.#context;
    this.#corner = void 0;
    return this.#take([at, L.latLng(at.lat, lng), L.latLng(lat, lng), L.latLng(lat, at.lng)]);
  }
  /** @param {PointerEvent} event */
  #press(event) {
    if (this.#pointer !== void 0) return this.#stop();
    const isWanted = this.isActive || event.shiftKey;
    if (!isWanted || event.button !== 0 || !isOnMap(event.target)) return void 0;
    event.preventDefault();
    this.#pointer = event.pointerId;
    this.#path = [this.#spot(event)];
    this.#context.host.setPointerCapture(event.pointerId);
    this.#context.host.focus({ preventScroll: true });
    return void 0;
  }
  /** @param {PointerEvent} event */
  #move(event) {
    if (event.pointerId !== this.#pointer) return;
    event.stopPropagation();
    const spot = this.#spot(event);
    const last = this.#path[this.#path.length - 1];
    if (Math.hypot(spot.x - last.x, spot.y - last.y) < STEP_PX) return;
    if (this.form === "rectangle") this.#path = [this.#path[0], spot];
    else this.#path.push(spot);
    this.show(this.#ring());
  }
  /** @param {PointerEvent} event */
  #end(event) {
    if (event.pointerId !== this.#pointer) return;
    const ring = this.#ring();
    const [first] = this.#path;
    const isDrawn = this.#path.some(({ x: x2, y: y2 }) => Math.hypot(x2 - first.x, y2 - first.y) >= LEAST_PX);
    this.#pointer = void 0;
    if (!isDrawn) return;
    this.#endedAt = event.timeStamp;
    this.#take(ring);
  }
  #stop() {
    this.#pointer = void 0;
    this.#path = [];
    this.show([]);
  }
  /** @param {PointerEvent} event */
  #spot(event) {
    return this.#context.map.mouseEventToContainerPoint(event);
  }
  #ring() {
    const { map } = this.#context;
    const [a, b] = this.#path;
    const corners = this.form === "rectangle" && b ? [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }] : this.#path;
    return corners.map(({ x: x2, y: y2 }) => map.containerPointToLatLng([x2, y2]));
  }
};
var isOnMap = (target) => target instanceof Element && !target.closest(".leaflet-control, .leaflet-popup");

// src/chosen.js
var FORMS = (
  /** @type {Form[]} */
  ["rectangle", "freehand"]
);
var ACTS = (
  /** @type {ManyAct[]} */
  ["table", "bulk", "export", "require"]
);
var ChosenCameras = class {
  #context;
  #changed;
  #lasso;
  /** @type {LatLng[]} */
  #ring = [];
  /** Their places. @type {number[]} */
  places = [];
  /**
   * @param {MapContext} context
   * @param {() => void} changed what is said of them takes another place
   */
  constructor(context, changed) {
    const { host } = context;
    this.#context = context;
    this.#changed = changed;
    this.#lasso = new Lasso(context, (ring) => this.choose(ring));
    this.box = element("div", { className: "chosen-bar", hidden: true });
    host.addEventListener("keydown", (event) => this.#press(event), { signal: context.signal });
  }
  get isActive() {
    return this.#lasso.isActive;
  }
  /** Whether a drag draws, or a click sets a corner, and nothing is picked. */
  get isBusy() {
    return this.isActive || this.#lasso.isDrawing;
  }
  /** Begin, or end, to draw around cameras. */
  toggle() {
    if (!this.isActive) this.#context.map.closePopup();
    this.#lasso.activate(!this.isActive);
    this.#lasso.show(this.#ring);
    this.#tell();
    this.#changed();
  }
  /**
   * Choose the cameras that are shown within a ring.
   *
   * @param {LatLng[]} ring
   */
  choose(ring) {
    this.#ring = ring;
    this.#context.map.closePopup();
    this.#lasso.activate(false);
    this.#lasso.show(ring);
    this.#refresh();
  }
  clear() {
    this.#ring = [];
    this.#lasso.activate(false);
    this.#refresh();
  }
  #refresh() {
    this.update();
    this.#changed();
    this.#context.redraw();
  }
  /** Follow what is shown within the ring now. */
  update() {
    const { state } = this.#context;
    const ring = Float64Array.from(
      this.#ring.flatMap(({ lat, lng }) => [mercatorX(lng), mercatorY(lat)])
    );
    this.places = ring.length ? state.index.inside(ring) : [];
    state.chosen = void 0;
    if (this.places.length) {
      state.chosen = new Uint8Array(state.cameras.n);
      for (const place of this.places) state.chosen[place] = 1;
    }
    this.#tell();
  }
  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.target !== this.#context.host) return;
    if (event.key === "Escape") this.clear();
    if (event.key === "Enter" && this.isActive) this.#lasso.setCorner();
  }
  #tell() {
    const { host, settings } = this.#context;
    const { texts, write: write2 } = settings;
    const { length: length2 } = this.places;
    host.dataset.chosen = String(length2);
    host.querySelector("button.select")?.setAttribute("aria-pressed", String(this.isActive));
    const isEmpty = this.#ring.length > 0 && !length2;
    this.box.hidden = !this.isActive && !this.#ring.length;
    const end = button("×", "end", () => this.clear());
    end.setAttribute("aria-label", texts.measure_end);
    const words = isEmpty ? texts.select.none : filled(texts.select.count, { count: write2(length2) });
    const what = this.isActive ? [element("span", { textContent: texts.select.hint }), ...this.#forms()] : [
      element("strong", { role: "status", textContent: words }),
      ...this.#states(),
      ...this.#acts()
    ];
    this.box.replaceChildren(...what, end);
  }
  #forms() {
    const { texts } = this.#context.settings;
    return FORMS.map((form) => {
      const one = button(texts.select[form], form, () => {
        this.#lasso.form = form;
        this.#tell();
      });
      one.setAttribute("aria-pressed", String(this.#lasso.form === form));
      return one;
    });
  }
  /** How many of each state there are. */
  #states() {
    const { state, settings } = this.#context;
    const counts = settings.texts.sights.map(() => 0);
    for (const place of this.places) counts[state.cameras.sight[place]] += 1;
    return counts.flatMap((count2, k) => {
      if (!count2) return [];
      const words = `${settings.texts.sights[k]}: ${settings.write(count2)}`;
      return [element("span", { className: "state" }, legendSymbol(k), words)];
    });
  }
  /** What the page can do with them, each a button. */
  #acts() {
    const { settings, state } = this.#context;
    if (!settings.selects || !this.places.length) return [];
    return ACTS.map(
      (act) => button(settings.texts.select[act], act, () => {
        const rows = this.places.map((place) => String(state.cameras.row[place]));
        settings.send?.({ act, given: [settings.revision, ...rows] });
      })
    );
  }
};

// src/edit.js
var METRES_PER_DEGREE = 111320;
var STEP_DEG = 3;
var SHAPE = {
  color: "#7a3db8",
  weight: 2,
  fillColor: "#7a3db8",
  fillOpacity: 0.22,
  smoothFactor: 0,
  interactive: false
};
var radians2 = (degrees) => degrees * Math.PI / 180;
var rounded = (value, decimals) => Number(value.toFixed(decimals));
function towards({ lat, lng }, azimuth, metres) {
  const north = metres * Math.cos(radians2(azimuth)) / METRES_PER_DEGREE;
  const east = metres * Math.sin(radians2(azimuth)) / (METRES_PER_DEGREE * Math.cos(radians2(lat)));
  return [lat + north, lng + east];
}
function sector(at, azimuth, opening, metres) {
  const steps = Math.max(1, Math.ceil(opening / STEP_DEG));
  const arc = Array.from(
    { length: steps + 1 },
    (_, k) => towards(at, azimuth - opening / 2 + k * opening / steps, metres)
  );
  return opening >= 360 ? arc : [[at.lat, at.lng], ...arc];
}
var CameraEditor = class {
  /** @type {Set<Field>} */
  #touched;
  /** @type {number} */
  #azimuth;
  /** @type {number} */
  #range;
  /** @type {Polygon} */
  #shape;
  /** @type {Marker} */
  #body;
  /** @type {Marker} */
  #tip;
  /** @type {Control} */
  #bar;
  #fields;
  /**
   * @param {LeafletLibrary} L
   * @param {LeafletMap} map
   * @param {EditStart} about
   * @param {LatLng} at
   * @param {boolean} isNew it stands here for the first time
   * @param {Texts} texts
   * @param {(after?: Changes) => void} done with the fields that were changed; without, given up
   */
  constructor(L, map, about, at, isNew, texts, done) {
    this.L = L;
    this.map = map;
    this.about = about;
    this.done = done;
    this.#azimuth = about.azimuth_deg ?? 0;
    this.#range = about.range_m;
    this.#touched = new Set(isNew ? ["lon", "lat"] : []);
    this.#fields = {
      azimuth: this.#numberField(360, (value) => this.#turn((value % 360 + 360) % 360)),
      range: this.#numberField(2e4, (value) => this.#reach(Math.max(1, value)))
    };
    this.#shape = L.polygon([], { ...SHAPE, pane: "editing" }).addTo(map);
    this.#body = this.#handle("body", at, texts.move).on("drag", () => this.#touch("lon", "lat"));
    this.#tip = this.#handle("tip", at, texts.turn).on("drag", () => this.#aim(this.#tip.getLatLng())).on("dragend", () => this.#draw());
    this.#bar = this.#makeBar(texts);
    this.#draw();
  }
  /**
   * @param {"body" | "tip"} kind
   * @param {LatLng} at
   * @param {string} title
   */
  #handle(kind, at, title) {
    const icon = this.L.divIcon({ className: `edit-handle ${kind}`, iconSize: [22, 22] });
    const zIndexOffset = kind === "body" ? 1e3 : 0;
    const options = { icon, title, draggable: true, keyboard: true, zIndexOffset };
    return this.L.marker(at, options).addTo(this.map);
  }
  /**
   * @param {number} max
   * @param {(value: number) => void} take
   */
  #numberField(max, take) {
    const field = element("input", { type: "number", min: "0", max: String(max), step: "1" });
    field.addEventListener("input", () => {
      if (Number.isFinite(field.valueAsNumber)) take(field.valueAsNumber);
    });
    return field;
  }
  /** @param {Texts} texts */
  #makeBar(texts) {
    const box = element(
      "form",
      { className: "edit-bar" },
      element("strong", { textContent: this.about.title }),
      element("label", { textContent: texts.direction }, this.#fields.azimuth),
      element("label", { textContent: texts.range }, this.#fields.range),
      button(texts.save, "save", () => this.#finish(this.#changes())),
      button(texts.cancel, "", () => this.#finish())
    );
    box.addEventListener("submit", (event) => event.preventDefault());
    const control = new this.L.Control({ position: "topright" });
    control.onAdd = () => box;
    this.L.DomEvent.disableClickPropagation(box);
    return control.addTo(this.map);
  }
  /** @param {Field[]} fields */
  #touch(...fields) {
    fields.forEach((field) => this.#touched.add(field));
    this.#draw();
  }
  /** @param {number} azimuth */
  #turn(azimuth) {
    this.#azimuth = azimuth;
    this.#touch("azimuth_deg");
  }
  /** @param {number} range */
  #reach(range2) {
    this.#range = range2;
    this.#touch("range_m");
  }
  /**
   * Turn towards a point and reach as far as it.
   *
   * @param {LatLng} point
   */
  #aim(point) {
    const at = this.#body.getLatLng();
    const north = point.lat - at.lat;
    const east = (point.lng - at.lng) * Math.cos(radians2(at.lat));
    const azimuth = Math.atan2(east, north) * 180 / Math.PI;
    this.#azimuth = azimuth < 0 ? azimuth + 360 : azimuth;
    this.#range = Math.max(1, Math.hypot(north, east) * METRES_PER_DEGREE);
    this.#touch("azimuth_deg", "range_m");
  }
  #draw() {
    const at = this.#body.getLatLng();
    this.#shape.setLatLngs(sector(at, this.#azimuth, this.about.hfov_deg, this.#range));
    this.#tip.setLatLng(towards(at, this.#azimuth, this.#range));
    const show2 = (field, value) => {
      if (field !== document.activeElement) field.value = String(Math.round(value));
    };
    show2(this.#fields.azimuth, this.#azimuth);
    show2(this.#fields.range, this.#range);
  }
  /** @returns {Changes} */
  #changes() {
    const { lat, lng } = this.#body.getLatLng();
    const values = {
      lon: rounded(lng, 7),
      lat: rounded(lat, 7),
      azimuth_deg: rounded(this.#azimuth, 1) % 360,
      range_m: rounded(this.#range, 1)
    };
    return Object.fromEntries([...this.#touched].map((field) => [field, values[field]]));
  }
  /** @param {Changes} [after] */
  #finish(after) {
    this.remove();
    this.done(after);
  }
  remove() {
    [this.#shape, this.#body, this.#tip, this.#bar].forEach((part) => part.remove());
  }
};

// src/editing.js
var CLOSEST_ZOOM2 = 20;
var GRASP_PX2 = 70;
var EQUATOR_M_PER_PX2 = 156543;
var DECIMALS = 7;
var Editing = class {
  #context;
  /** @type {CameraEditor | undefined} */
  #editor;
  /** @param {MapContext} context */
  constructor(context) {
    this.#context = context;
  }
  get isActive() {
    return this.#editor !== void 0;
  }
  /** Show on the map itself whether, and how, it can be edited now. */
  show() {
    const { host, settings } = this.#context;
    host.classList.toggle("placing", Boolean(settings.placing));
    host.dataset.editable = String(Boolean(settings.editable));
  }
  /**
   * Let one camera be moved, turned and given a range; what changed goes to the page.
   *
   * @param {EditStart} about
   * @param {LatLng} at
   * @param {boolean} [isNew] it stands here for the first time
   */
  begin(about, at, isNew = false) {
    const { L, map, host, settings } = this.#context;
    this.#editor?.remove();
    host.dataset.editing = about.camera_id;
    const zoom = Math.max(map.getZoom(), zoomToSee(about.range_m, at.lat));
    map.setView(at, zoom, { animate: false });
    this.#editor = new CameraEditor(L, map, about, at, isNew, settings.texts, (after) => {
      this.#editor = void 0;
      delete host.dataset.editing;
      if (after && Object.keys(after).length)
        settings.send?.({ camera_id: about.camera_id, stored: about.stored, after });
    });
  }
  /**
   * What can be done to a camera, above all that is told of it.
   *
   * @param {CameraAnswer} camera
   * @param {LatLng} at
   */
  actions({ camera_id, edit }, at) {
    const { map, settings } = this.#context;
    const acts = (
      /** @type {(keyof Texts["acts"])[]} */
      ["copy", "dispose", "remove"]
    );
    const box = element("div", { className: "actions" });
    if (edit)
      box.append(
        button(settings.texts.edit, "edit", () => {
          map.closePopup();
          this.begin(edit, at);
        })
      );
    box.append(...acts.map((act) => this.#actButton(act, [camera_id])));
    return box;
  }
  /** @param {LatLng} latlng */
  addButton({ lat, lng }) {
    return this.#actButton("add", [lat.toFixed(DECIMALS), lng.toFixed(DECIMALS)]);
  }
  /**
   * A button that asks the page for more than the map itself can do.
   *
   * @param {keyof Texts["acts"]} act
   * @param {string[]} given
   */
  #actButton(act, given) {
    return button(this.#context.settings.texts.acts[act], act, () => {
      this.#context.map.closePopup();
      this.#context.settings.send?.({ act, given });
    });
  }
};
function zoomToSee(metres, latitude) {
  const metresPerPixel = EQUATOR_M_PER_PX2 * Math.cos(latitude * Math.PI / 180);
  return Math.min(CLOSEST_ZOOM2, Math.ceil(Math.log2(GRASP_PX2 * metresPerPixel / metres)));
}

// src/highlight.js
var REST_MS = 60;
var OFFSET_PX = 14;
var LINE2 = { pane: "highlight", interactive: false, color: "#1d2b36", weight: 2.5, fill: false };
var UNDER = { ...LINE2, color: "#fff", weight: 5, opacity: 0.85 };
var Highlight = class {
  #context;
  #layer;
  /** @type {LayerGroup} */
  #outline;
  #name = element("div", { className: "hover-name", hidden: true });
  #key = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;
  /**
   * @param {MapContext} context
   * @param {PictureLayer} layer
   */
  constructor(context, layer) {
    const { L, map, host } = context;
    this.#context = context;
    this.#layer = layer;
    this.#outline = L.layerGroup().addTo(map);
    this.#name.setAttribute("aria-hidden", "true");
    host.append(this.#name);
    map.on("mouseout movestart popupopen", () => this.clear());
  }
  /**
   * Show what lies under a position; returns whether a click opens more than the ground.
   *
   * @param {LatLng} latlng
   */
  show(latlng) {
    const { map } = this.#context;
    const targets = this.#layer.targets(latlng);
    const [first] = targets;
    const isGround = first?.kind === "commune";
    if (!first || first.ring || isGround && map.getZoom() >= FINE_ZOOM) this.clear();
    else this.#follow(first, targets.filter(({ depth }) => depth === first.depth).length, latlng);
    return Boolean(first) && !isGround;
  }
  clear() {
    if (!this.#key) return;
    clearTimeout(this.#rest);
    this.#key = "";
    this.#name.hidden = true;
    this.#outline.clearLayers();
  }
  /**
   * @param {Target} target
   * @param {number} count how many lie there
   * @param {LatLng} latlng
   */
  #follow(target, count2, latlng) {
    const { map } = this.#context;
    const { x: x2, y: y2 } = map.latLngToContainerPoint(latlng);
    const width = map.getSize().x;
    const isRight = x2 > width / 2;
    this.#name.style.left = isRight ? "" : `${x2 + OFFSET_PX}px`;
    this.#name.style.right = isRight ? `${width - x2 + OFFSET_PX}px` : "";
    this.#name.style.top = `${y2 + OFFSET_PX}px`;
    const key = `${keyOf(target)} ${count2}`;
    if (key === this.#key) return;
    this.clear();
    this.#key = key;
    this.#draw(target);
    this.#tell(target, count2, key);
  }
  /**
   * @param {Target} target
   * @param {number} count
   * @param {string} key
   */
  #tell(target, count2, key) {
    const { settings, state } = this.#context;
    const { kind, place = 0, link } = target;
    const write2 = (name) => {
      const more = count2 > 1 ? ` (+${settings.write(count2 - 1)})` : "";
      this.#name.textContent = `${name}${more}`;
      this.#name.hidden = !name && count2 < 2;
    };
    if (link) return write2(`${link.name}: ${link.state}`);
    if (kind === "commune") return write2(state.communes[place].name);
    const sight = kind === "camera" ? settings.texts.sights[state.cameras.sight[place]] : "";
    write2(sight);
    const { source, cameras } = state;
    const ask = () => kind === "camera" ? source.camera(cameras.row[place]) : source.place(place);
    this.#rest = setTimeout(async () => {
      const title = await ask().then(
        (answer) => answer?.title,
        () => void 0
      );
      if (title && key === this.#key) write2([title, sight].filter(Boolean).join(" · "));
    }, REST_MS);
  }
  /** @param {Target} target */
  #draw({ kind, place = -1, link }) {
    const { state } = this.#context;
    const frame = this.#layer.frame;
    if (!frame) return;
    if (kind === "commune") return this.#trace(state.land, place, true);
    const isIt = (one) => link ? one.link === link : (kind === "camera" ? one.camera : one.row) === place;
    for (const hit of frame.hits.filter((one) => isIt(one) && !one.isArea))
      this.#ring(this.#layer.position(hit), hit.r);
    if (link) return void 0;
    for (const { tile, s, camera } of frame.shapes.filter(isIt))
      this.#trace(tile, s, camera !== void 0);
  }
  /**
   * @param {LatLng} at
   * @param {number} radius
   */
  #ring(at, radius) {
    const { L } = this.#context;
    for (const style of [UNDER, LINE2])
      this.#outline.addLayer(L.circleMarker(at, { ...style, radius }));
  }
  /**
   * @param {Shapes} shapes
   * @param {number} s
   * @param {boolean} isClosed
   */
  #trace({ first, start, xy }, s, isClosed) {
    const { L, map } = this.#context;
    const paths = [];
    for (let k = first[s]; k < first[s + 1]; k++) {
      const path = [];
      for (let v = start[k]; v < start[k + 1]; v++)
        path.push(map.unproject([256 * xy[2 * v], 256 * xy[2 * v + 1]], 0));
      paths.push(path);
    }
    for (const style of [UNDER, LINE2])
      this.#outline.addLayer(isClosed ? L.polygon(paths, style) : L.polyline(paths, style));
  }
};

// src/permalink.js
var DECIMALS2 = 5;
var Permalink = class {
  /**
   * @param {Settings["permalink"]} where part of the address; null keeps it out
   * @param {Settings["choices"]} choices values by kind
   */
  constructor(where, choices) {
    this.where = where;
    this.choices = choices;
  }
  get parameters() {
    return new URLSearchParams(this.where ? location[this.where].slice(1) : "");
  }
  read() {
    const { parameters } = this;
    return {
      view: parseView(parameters.get("view")),
      hidden: this.parseHidden(parameters.get("hide") ?? ""),
      share: parameters.get("share"),
      camera: parameters.get("camera")
    };
  }
  /**
   * @param {string} text
   * @returns {[Kind, number][]}
   */
  parseHidden(text) {
    return text.split(",").flatMap((pair) => {
      const [name, value] = pair.split(".");
      const kind = KINDS.find((one) => one === name);
      const place = kind ? this.choices[kind].indexOf(value) : -1;
      return kind && place >= 0 ? [
        /** @type {[Kind, number]} */
        [kind, place]
      ] : [];
    });
  }
  /**
   * @param {Pick<LatLng, "lat" | "lng">} centre
   * @param {number} zoom
   */
  view(centre, zoom) {
    const view = [centre.lat.toFixed(DECIMALS2), centre.lng.toFixed(DECIMALS2), zoom];
    this.write({ view: view.join(",") });
  }
  /** @param {Record<Kind, Set<number>>} hidden */
  filters(hidden) {
    const values = KINDS.flatMap(
      (kind) => [...hidden[kind]].map((k) => `${kind}.${this.choices[kind][k]}`)
    );
    this.write({ hide: values.join(",") });
  }
  /** @param {string | null} share */
  share(share) {
    this.write({ share });
  }
  /** @param {string | null} camera */
  camera(camera) {
    this.write({ camera });
  }
  /** @param {Record<string, string | null>} values those to be changed; an empty one goes */
  write(values) {
    if (!this.where) return;
    const { parameters } = this;
    for (const [name, value] of Object.entries(values)) {
      if (value) parameters.set(name, value);
      else parameters.delete(name);
    }
    const url = new URL(location.href);
    url[this.where] = parameters.toString().replaceAll("%2C", ",");
    history.replaceState(history.state, "", url);
  }
};
function parseView(text) {
  const [lat, lng, zoom] = (text ?? "").split(",").map(Number);
  const sound = Math.abs(lat) <= 85 && Math.abs(lng) <= 180 && zoom >= 0 && zoom <= 22;
  return sound ? { centre: [lat, lng], zoom } : null;
}

// src/revision.js
var ASKED_EVERY_MS = 1e4;
var TOLD_MS = 4e3;
var RevisionWatch = class {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #told;
  #retry = new Retry(() => this.ask());
  #isAsking = false;
  #source;
  #troubles;
  #moveTo;
  /**
   * @param {() => Source} source what is shown
   * @param {Troubles} troubles
   * @param {((revision: string) => Promise<void>) | null} moveTo shows another revision; null
   *   where what is drawn belongs to the one that is shown
   */
  constructor(source, troubles, moveTo) {
    this.#source = source;
    this.#troubles = troubles;
    this.#moveTo = moveTo;
    document.addEventListener("visibilitychange", this.#seen);
    this.#later();
  }
  stop() {
    document.removeEventListener("visibilitychange", this.#seen);
    clearTimeout(this.#timer);
    clearTimeout(this.#told);
    this.#retry.stop();
  }
  /** Ask whether there is a newer revision, and go there. */
  async ask() {
    const { reader, revision } = this.#source();
    if (!reader.newest || this.#isAsking) return;
    this.#isAsking = true;
    try {
      const newest = await reader.newest();
      this.#retry.stop();
      this.#troubles.end("newest");
      if (newest === void 0) this.#troubles.note("program", "program");
      else if (newest !== revision) await this.#follow(newest);
    } catch (error) {
      this.#troubles.report("newest", error);
      this.#retry.later();
    } finally {
      this.#isAsking = false;
      this.#later();
    }
  }
  /** @param {string} newest */
  async #follow(newest) {
    if (!this.#moveTo) return this.#troubles.note("register", "past");
    this.#troubles.note("register", "changed");
    await Promise.all([this.#moveTo(newest), this.#readable()]);
    return this.#troubles.end("register");
  }
  /** @returns {Promise<void>} */
  #readable() {
    return new Promise((resolve) => this.#told = setTimeout(resolve, TOLD_MS));
  }
  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => document.hidden ? this.#later() : this.ask(), ASKED_EVERY_MS);
  }
  #seen = () => void (document.hidden || this.ask());
};

// src/card.js
function card({ title, lines }, parts = [], kind = "") {
  const list = element("dl");
  for (const [label, text] of lines)
    list.append(element("dt", { textContent: label }), element("dd", { textContent: text }));
  const heading = element("strong", { textContent: title });
  const box = emptyCard(kind);
  box.append(heading, ...parts, list);
  return box;
}
function emptyCard(kind = "") {
  const box = element("div", { className: `camera-card ${kind}` });
  box.addEventListener("click", (event) => event.stopPropagation());
  return box;
}
function cardOfEquipment({ name, state, cameras: needing }, { sight }, { texts, write: write2 }) {
  const counts = texts.sights.map((_, k) => needing.filter((i) => sight[i] === k).length);
  const states = texts.sights.map((label, k) => [label, write2(counts[k])]);
  const lines = states.filter((_, k) => counts[k]);
  const heads = (
    /** @type {[string, string][]} */
    [
      [texts.state, state],
      [texts.needing, write2(needing.length)]
    ]
  );
  const note = element("span", { className: "subtitle", textContent: texts.shared });
  return card({ title: name, lines: [...heads, ...lines] }, [note], "figures");
}
function stackBar(k, count2, { texts, write: write2 }, step) {
  const arrow = (sign, words, name) => {
    const made = button(sign, name, () => step(name === "later" ? 1 : -1));
    made.setAttribute("aria-label", words);
    made.title = words;
    return made;
  };
  return element(
    "div",
    { className: "stack" },
    arrow("‹", texts.earlier, "earlier"),
    element("span", { className: "place", textContent: `${write2(k + 1)}/${write2(count2)}` }),
    arrow("›", texts.later, "later")
  );
}
var moreButton = (count2, { texts, write: write2 }, act) => button(filled(texts.also_here, { count: write2(count2) }), "deeper", act);
function overviewLink({ code }, { texts, send }) {
  if (!send) return [];
  const { href } = new URL(`./?xa=${encodeURIComponent(code)}`, document.baseURI);
  const link = element("a", { href, className: "overview", textContent: texts.overview });
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    send({ act: "overview", given: [code] });
  });
  return [link];
}
function linkButtons(links, { texts, write: write2 }, show2) {
  const box = element("div", { className: "links" });
  if (!links.length) return box;
  const choose = (link) => {
    buttons.forEach((one, k) => one.setAttribute("aria-pressed", String(links[k] === link)));
    show2(link);
  };
  const buttons = links.map((link) => {
    const { name, state, cameras, down } = link;
    const words = filled(texts.link, { name, state, count: write2(cameras.length) });
    return button(words, down ? "down" : "", () => choose(link));
  });
  const [nearest, ...others] = buttons;
  box.append(element("span", { className: "subtitle", textContent: texts.shared }), nearest);
  if (others.length) {
    const textContent = filled(texts.link_more, { count: write2(others.length) });
    box.append(element("details", {}, element("summary", { textContent }), ...others));
  }
  choose(links[0]);
  return box;
}

// src/selection.js
var RING_STEP = 2;
var CLOSEST_ZOOM3 = 18;
var [WIDEST_PX, MARGIN_PX2] = [320, 60];
var STEPS2 = (
  /** @type {Record<string, number>} */
  { ArrowLeft: -1, ArrowRight: 1 }
);
var Selection = class {
  #context;
  #layer;
  #editing;
  /** @type {Stack | undefined} */
  #stack;
  /** Counts the cards asked for: an answer to one before the last comes too late. */
  #asked = 0;
  /** What is shown, for who cannot see it. */
  #spoken = element("div", { className: "spoken", ariaLive: "polite" });
  /**
   * @param {MapContext} context
   * @param {PictureLayer} layer
   * @param {Editing} editing
   */
  constructor(context, layer, editing) {
    this.#context = context;
    this.#layer = layer;
    this.#editing = editing;
    const { host, signal } = context;
    host.append(this.#spoken);
    host.addEventListener("keydown", (event) => this.#press(event), { signal, capture: true });
  }
  /**
   * Open what lies under a position; a ring opens by coming nearer.
   *
   * @param {LatLng} latlng
   */
  pick(latlng) {
    const { map, settings } = this.#context;
    const targets = this.#layer.targets(latlng);
    const [first] = targets;
    if (first?.ring) {
      const zoom = Math.min(map.getZoom() + RING_STEP, CLOSEST_ZOOM3);
      map.setView(this.#layer.position(first.ring), zoom);
    } else if (first || settings.editable) this.#open(targets, latlng);
  }
  /** @param {string} code */
  async showCode(code) {
    const { L, state, troubles } = this.#context;
    const hit = await troubles.answered(state.source.reader.find(code));
    if (hit) await this.showCamera(hit.row, L.latLng(hit.lat, hit.lon));
  }
  /**
   * @param {number} row
   * @param {LatLng} at
   */
  async showCamera(row, at) {
    const place = this.#context.state.cameras.row.indexOf(row);
    if (place >= 0) await this.#open([{ kind: "camera", depth: 0, place }], at);
  }
  /**
   * @param {Target[]} all
   * @param {LatLng} at
   */
  #open(all, at) {
    const targets = all.filter(({ depth, kind }) => depth === all[0].depth && kind !== "ring");
    const others = all.filter(({ depth }) => depth !== all[0].depth);
    return this.#show({ at, targets, others, k: 0 });
  }
  /**
   * Left and right walk through what lies there, Escape closes it.
   *
   * @param {KeyboardEvent} event
   */
  #press(event) {
    const { host, map } = this.#context;
    const isWithin2 = event.target instanceof Element && event.target.closest(".camera-card");
    if (!this.#stack?.popup?.isOpen() || event.target !== host && !isWithin2) return;
    const step = STEPS2[event.key];
    if (step && this.#stack.targets.length > 1) this.#step(step);
    else if (event.key === "Escape") {
      map.closePopup();
      host.focus({ preventScroll: true });
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  /** @param {number} step */
  #step(step) {
    const stack = this.#stack;
    if (!stack) return;
    const { length: length2 } = stack.targets;
    stack.k = (stack.k + step + length2) % length2;
    this.#show(stack);
  }
  /** @param {Stack} stack */
  async #show(stack) {
    const mine = this.#asked += 1;
    const content = await this.#content(stack);
    if (!content || mine !== this.#asked) return;
    const { permalink, redraw } = this.#context;
    this.#stack = stack;
    const held = document.activeElement?.closest(".stack button")?.className;
    content.mark?.();
    if (stack.popup?.isOpen()) stack.popup.setLatLng(content.at).setContent(content.box);
    else stack.popup = this.#popup(stack, content.at, content.box);
    if (held) content.box.querySelector(`.${held}`)?.focus();
    permalink.camera(content.code ?? null);
    redraw();
  }
  /**
   * @param {Stack} stack
   * @param {LatLng} at
   * @param {HTMLElement} content
   */
  #popup(stack, at, content) {
    const { L, map } = this.#context;
    const maxWidth = Math.min(WIDEST_PX, map.getSize().x - MARGIN_PX2);
    return L.popup({ offset: [0, -4], maxWidth, maxHeight: 340 }).setLatLng(at).setContent(content).on("remove", () => this.#deselect(stack)).openOn(map);
  }
  /**
   * The card of what is shown now, where it is shown, and what the picture marks of it.
   *
   * @param {Stack} stack
   * @returns {Promise<{box: HTMLElement, at: LatLng, code?: string, mark?: () => void} | undefined>}
   */
  async #content(stack) {
    const target = stack.targets[stack.k];
    const content = target ? await this.#cardOf(target, stack) : { box: emptyCard(), at: stack.at };
    if (!content) return void 0;
    const { settings } = this.#context;
    const { targets, others, k, at } = stack;
    const { texts, write: write2 } = settings;
    if (others.length)
      content.box.append(moreButton(others.length, settings, () => this.#deeper()));
    if (settings.editable && target?.depth !== 0) content.box.append(this.#editing.addButton(at));
    if (targets.length > 1)
      content.box.append(stackBar(k, targets.length, settings, (step) => this.#step(step)));
    const title = content.box.querySelector("strong")?.textContent ?? "";
    const place = write2(k + 1);
    const words = filled(texts.one_of, { place, count: write2(targets.length), title });
    this.#spoken.textContent = targets.length > 1 ? words : title;
    return content;
  }
  /** Go on to what lies beneath what is shown. */
  #deeper() {
    if (this.#stack) this.#open(this.#stack.others, this.#stack.at);
  }
  /**
   * @param {Target} target
   * @param {Stack} stack
   */
  async #cardOf(target, stack) {
    const { state, settings, troubles } = this.#context;
    const { kind, link, place = 0 } = target;
    if (kind === "camera") return this.#cameraCard(place, stack);
    if (link) {
      const box2 = cardOfEquipment(link, state.cameras, settings);
      return { box: box2, at: stack.at, mark: () => this.#showLinks(link) };
    }
    const text = await troubles.answered(
      kind === "commune" ? state.source.commune(place) : state.source.place(place)
    );
    if (!text) return void 0;
    const box = card(text, [], kind === "commune" ? "figures" : "");
    if (kind === "commune") box.append(...overviewLink(state.communes[place], settings));
    return { box, at: stack.at, mark: () => this.#mark() };
  }
  /**
   * @param {number} place
   * @param {Stack} stack
   */
  async #cameraCard(place, stack) {
    const { L, map, state, settings, troubles } = this.#context;
    const { x: x2, y: y2, row } = state.cameras;
    const camera = await troubles.answered(state.source.camera(row[place]));
    if (!camera) return void 0;
    const world = 256;
    const stands = map.unproject([x2[place] * world, y2[place] * world], 0);
    const at = stack.targets[0].depth ? stack.at : L.latLng(stands);
    const box = card(camera, settings.editable ? [this.#editing.actions(camera, stands)] : []);
    const mark = () => {
      this.#mark(row[place]);
      const links = linkButtons(camera.links ?? [], settings, (link) => this.#showLinks(link));
      box.querySelector("dl")?.before(links);
    };
    return { box, at, code: camera.camera_id, mark };
  }
  /**
   * Draw one camera as the one whose card is open, or none.
   *
   * @param {number} [row]
   */
  #mark(row) {
    const { state, host } = this.#context;
    state.selected = row;
    state.links = void 0;
    delete host.dataset.linked;
  }
  /**
   * Draw lines from a piece of equipment to the cameras that need it.
   *
   * @param {EquipmentLink} link
   */
  #showLinks(link) {
    const { state, host, redraw } = this.#context;
    state.links = link;
    host.dataset.linked = String(link.cameras.length);
    redraw();
  }
  /** @param {Stack} stack */
  #deselect(stack) {
    if (this.#stack !== stack) return;
    const { permalink, redraw } = this.#context;
    this.#stack = void 0;
    this.#asked += 1;
    this.#spoken.textContent = "";
    this.#mark();
    permalink.camera(null);
    redraw();
  }
};

// src/camera_map.js
var MAP_OPTIONS = {
  zoomSnap: 0.25,
  zoomControl: false,
  attributionControl: false,
  minZoom: 7,
  maxZoom: 20,
  fadeAnimation: false,
  // a card that fades away would still lie over the handles
  maxBounds: (
    /** @type {[[number, number], [number, number]]} */
    [
      [13, 102],
      [22, 113]
    ]
  )
};
async function attach(L, map, host, settings, sourceOf) {
  const data = await begin(settings, sourceOf);
  return new CameraMap(L, map, host, settings, sourceOf, data);
}
async function begin(settings, sourceOf) {
  const source = sourceOf(settings);
  try {
    return await source.begin();
  } catch (error) {
    const revision = await source.reader.newest?.();
    if (!revision || revision === settings.revision || settings.restored) throw error;
    return sourceOf({ ...settings, revision }).begin();
  }
}
var CameraMap = class {
  #sourceOf;
  /** Ends what listens to the host when the map goes: the host may get another one. */
  #leaving = new AbortController();
  #reload = new Retry(() => this.#load());
  /** What is to be shown: what the page asked for, or what that is called by now. */
  #revision;
  /** @type {RevisionWatch | undefined} */
  #watch;
  #sized;
  /** @type {TileLayer | undefined} */
  #background;
  /**
   * @param {LeafletLibrary} L
   * @param {LeafletMap} map
   * @param {MapHost} host
   * @param {Settings} settings
   * @param {SourceOf} sourceOf
   * @param {MapData} data
   */
  constructor(L, map, host, settings, sourceOf, data) {
    this.L = L;
    this.map = map;
    this.host = host;
    this.settings = settings;
    this.#sourceOf = sourceOf;
    host.leafletMap = map;
    addPanes(map);
    this.troubles = new Troubles(() => this.#tell());
    this.permalink = new Permalink(settings.permalink, settings.choices);
    this.state = new MapState(settings, this.permalink, data, this.#tilesOf(data.source));
    this.view = new View(this);
    this.editing = new Editing(this);
    this.state.readFilters(settings);
    this.#filter();
    this.#follow();
    this.view.open();
    this.layer = new PictureLayer(L, map, this.state, {
      drawn: (milliseconds) => this.#drawn(milliseconds),
      failed: (error) => this.troubles.report("picture", error, "drawing")
    });
    this.selection = new Selection(this, this.layer, this.editing);
    this.highlight = new Highlight(this, this.layer);
    this.chosen = new ChosenCameras(this, () => this.controls?.update());
    this.editing.show();
    this.showTiles(true);
    this.controls = addControls(this);
    this.#sized = new ResizeObserver(() => this.view.fitHost() && this.controls?.update());
    this.#sized.observe(host);
    this.#revision = data.source.revision || settings.revision;
    const moveTo = settings.restored ? null : this.#moveTo;
    this.#watch = new RevisionWatch(() => this.state.source, this.troubles, moveTo);
    const { camera } = this.permalink.read();
    if (camera) this.selection.showCode(camera);
  }
  get signal() {
    return this.#leaving.signal;
  }
  /** Do what the reader does. */
  #follow() {
    const { map } = this;
    map.on("click", (event) => this.#click(event.latlng));
    map.on("mousemove", (event) => this.#point(event));
    map.on("moveend", () => {
      this.view.keep();
      this.state.tiles.askAgain();
    });
    this.listen((event) => {
      if (event.key === "Enter") this.#click(map.getCenter());
    });
  }
  /**
   * Listen to the keys that are pressed on the map itself, as long as it is there.
   *
   * @param {(event: KeyboardEvent) => void} press
   */
  listen(press) {
    const { host, signal } = this;
    host.addEventListener("keydown", (event) => event.target === host && press(event), { signal });
  }
  /** @param {Source} source */
  #tilesOf(source) {
    const tiles = new Tiles(source, this.troubles);
    tiles.listen(this.redraw);
    return tiles;
  }
  /**
   * Take what the page now asks for; only a new revision loads anything.
   *
   * @param {Settings} settings
   */
  async update(settings) {
    const before = this.settings;
    this.settings = settings;
    if (before.revision !== settings.revision) await this.#moveTo(settings.revision);
    if (differ(before.places, settings.places)) this.state.shownPlaces = new Set(settings.places);
    this.state.readFilters(settings, before);
    this.editing.show();
    this.filtered();
    if (differ(before.focus, settings.focus)) this.view.focus();
  }
  /** @param {string} revision */
  #moveTo = (revision) => {
    this.#revision = revision;
    return this.#load();
  };
  /** Load the revision to be shown; until it is here, the one before is. */
  async #load() {
    const { settings } = this;
    const revision = this.#revision;
    try {
      const data = await this.#sourceOf({ ...settings, revision }).begin();
      if (revision !== this.#revision) return;
      this.state.tiles.stop();
      this.state.take(data, this.#tilesOf(data.source));
      this.state.readFilters(settings, settings);
      this.filtered();
      this.#reload.stop();
      this.troubles.end("revision");
    } catch (error) {
      this.troubles.report("revision", error);
      this.#reload.later();
    }
  }
  /** Tell what goes wrong; what did not arrive may be of a revision that is gone. */
  #tell() {
    this.controls?.update();
    if (this.troubles.worst === "missing") this.#watch?.ask();
  }
  #filter() {
    this.state.applyFilters(this.settings.restored);
    this.permalink.filters(this.state.filter.hidden);
  }
  /** Show what the filters now leave. */
  filtered() {
    this.#filter();
    this.chosen.update();
    this.redraw();
    this.controls?.update();
  }
  redraw = () => this.layer?.redraw();
  /** @param {Share | null} share */
  showShare(share) {
    this.state.share = share;
    this.permalink.share(share);
    this.redraw();
    this.controls?.update();
  }
  /** @param {Stage} stage */
  showStage(stage) {
    this.state.stage = stage;
    this.filtered();
  }
  /** @param {boolean} shown */
  showTiles(shown) {
    const { tiles } = this.settings;
    this.state.hasTiles = Boolean(tiles) && shown;
    this.#background?.remove();
    if (tiles && shown) this.#background = this.#tileLayer(tiles.url).addTo(this.map);
    this.redraw();
  }
  /** @param {string} url */
  #tileLayer(url) {
    let failed = false;
    return this.L.tileLayer(url, { maxZoom: MAP_OPTIONS.maxZoom }).on("loading", () => failed = false).on("tileerror", ({ error }) => {
      failed = true;
      this.troubles.report("background", error, "missing");
    }).on("load", () => failed || this.troubles.end("background")).on("remove", () => this.troubles.end("background"));
  }
  /** @param {LeafletMouseEvent} event */
  #point({ latlng }) {
    const { editing, settings, state, chosen } = this;
    if (editing.isActive || settings.placing || state.isMeasuring || chosen.isBusy)
      return this.highlight.clear();
    this.host.style.cursor = this.highlight.show(latlng) ? "pointer" : "";
    return void 0;
  }
  /** @param {LatLng} latlng */
  #click(latlng) {
    if (this.editing.isActive || this.state.isMeasuring || this.chosen.isBusy) return;
    const { placing } = this.settings;
    if (placing) this.editing.begin(placing, latlng, true);
    else this.selection.pick(latlng);
  }
  /**
   * Tell, on the element, what is drawn: for tests, and for other programs.
   *
   * @param {number} milliseconds
   */
  #drawn(milliseconds) {
    const { dataset } = this.host;
    dataset.zoom = String(this.map.getZoom());
    dataset.cameras = String(this.state.cameras.n);
    dataset.revision = this.state.source.revision;
    dataset.stage = this.state.stage;
    dataset.waiting = String(this.state.tiles.waiting);
    dataset.milliseconds = String(Math.round(milliseconds));
    dataset.drawn = String(Number(dataset.drawn ?? 0) + 1);
    this.troubles.end("picture");
  }
  remove() {
    this.#leaving.abort();
    this.#reload.stop();
    this.#watch?.stop();
    this.state.tiles.stop();
    this.#sized.disconnect();
    this.layer.remove();
    this.map.remove();
    delete this.host.leafletMap;
  }
};

// src/map.js
var visit = new ServedSources();
async function createMap(L, host, settings) {
  const map = L.map(host, MAP_OPTIONS);
  try {
    return await attach(L, map, host, settings, visit.of);
  } catch (error) {
    map.remove();
    throw error;
  }
}
export {
  createMap
};
