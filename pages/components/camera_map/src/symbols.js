// How a state looks: colour-blind safe colour, shape, and the line around its footprint.
// The order is the register's: seeing, unconfirmed, not seeing; then what a plan brings back.

import { surface, svg } from "./element.js";

/** @import { Canvas2D } from "./types.d.ts" */

/** @typedef {"circle" | "square" | "triangle" | "cross" | "diamond" | "down" | "pentagon" | "bar"} Shape */
/** @typedef {{colour: string, dash: number[]}} LineStyle */
/** @typedef {LineStyle & {fill: string, shape: Shape}} Style */

/** @type {Style[]} */
export const SIGHT = [
  { colour: "#0072B2", fill: "#0072B238", dash: [], shape: "circle" },
  { colour: "#6d7680", fill: "#6d76802e", dash: [1.5, 3], shape: "square" },
  { colour: "#D55E00", fill: "#D55E0040", dash: [5, 3], shape: "triangle" },
  { colour: "#009E73", fill: "#009E734d", dash: [9, 3, 2, 3], shape: "cross" },
];
// Places by how they are seen: covered, unconfirmed, lost, gap.
/** @type {(LineStyle | null)[]} */
export const PLACE = [
  null,
  null,
  { colour: "#D55E00", dash: [7, 4] },
  { colour: "#882255", dash: [] },
];
// Places by how many working cameras see them: one, two, three or more.
/** @type {(LineStyle | null)[]} */
export const REDUNDANCY = [
  null,
  { colour: "#5aa5d6", dash: [2, 5] },
  { colour: "#2171b5", dash: [9, 4] },
  { colour: "#08306b", dash: [] },
];
// What must not be hidden beneath others is drawn last.
export const WORST_LAST = [0, 1, 2, 3];
export const FONT = '"Noto Sans", "Segoe UI", Roboto, sans-serif';

// Shapes by their corners, in radii.
/** @type {Record<Exclude<Shape, "circle" | "square" | "cross">, [x: number, y: number][]>} */
const CORNERS = {
  triangle: [
    [0, -1.25],
    [1.25, 1],
    [-1.25, 1],
  ],
  down: [
    [0, 1.25],
    [-1.25, -1],
    [1.25, -1],
  ],
  diamond: [
    [0, -1.3],
    [1.3, 0],
    [0, 1.3],
    [-1.3, 0],
  ],
  pentagon: [
    [0, -1.2],
    [1.14, -0.37],
    [0.7, 0.97],
    [-0.7, 0.97],
    [-1.14, -0.37],
  ],
  bar: [
    [-1.3, -0.6],
    [1.3, -0.6],
    [1.3, 0.6],
    [-1.3, 0.6],
  ],
};
const SHARP = 2; // pixels of a symbol's picture for each on the screen

/**
 * @param {Canvas2D} g
 * @param {Shape} shape
 * @param {number} x
 * @param {number} y
 * @param {number} r
 */
function trace(g, shape, x, y, r) {
  g.beginPath();
  if (shape === "circle") g.arc(x, y, r, 0, 2 * Math.PI);
  else if (shape === "square") g.rect(x - 0.88 * r, y - 0.88 * r, 1.76 * r, 1.76 * r);
  else if (shape === "cross") traceCross(g, x, y, 1.35 * r, 0.5 * r);
  else {
    CORNERS[shape].forEach(([dx, dy], k) =>
      k ? g.lineTo(x + dx * r, y + dy * r) : g.moveTo(x + dx * r, y + dy * r),
    );
    g.closePath();
  }
}

/**
 * A plus sign: arms so long, half as broad as said.
 *
 * @param {Canvas2D} g
 * @param {number} x
 * @param {number} y
 * @param {number} long
 * @param {number} half
 */
function traceCross(g, x, y, long, half) {
  const corners = [
    [-half, -long],
    [half, -long],
    [half, -half],
    [long, -half],
    [long, half],
    [half, half],
  ];
  const all = [...corners, ...corners.map(([dx, dy]) => [-dx, -dy])];
  all.forEach(([dx, dy], k) => (k ? g.lineTo(x + dx, y + dy) : g.moveTo(x + dx, y + dy)));
  g.closePath();
}

/** Symbols as small pictures, each drawn once. */
export class SymbolPictures {
  /** @type {Map<string, {canvas: HTMLCanvasElement, half: number}>} */
  #drawn = new Map();

  /**
   * The symbol of a style, with half its side in pixels.
   *
   * @param {Style} style
   * @param {number} r
   * @param {number} rim
   */
  of(style, r, rim) {
    const key = `${style.colour}/${style.shape}/${r}/${rim}`;
    let symbol = this.#drawn.get(key);
    if (!symbol) this.#drawn.set(key, (symbol = drawSymbol(style, r, rim)));
    return symbol;
  }
}

/**
 * @param {Style} style
 * @param {number} r
 * @param {number} rim
 */
function drawSymbol({ colour, shape }, r, rim) {
  const half = Math.ceil(1.35 * r + rim + 1);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 2 * half * SHARP;
  const g = surface(canvas);
  g.scale(SHARP, SHARP);
  trace(g, shape, half, half, r);
  g.fillStyle = colour;
  g.fill();
  g.strokeStyle = "#fff";
  g.lineWidth = rim;
  g.stroke();
  return { canvas, half };
}

/**
 * A camera whose direction nobody knows: a hatched disc.
 *
 * @param {Canvas2D} g
 * @param {number} x
 * @param {number} y
 * @param {number} r
 * @param {string} colour
 */
export function hatchedDisc(g, x, y, r, colour) {
  g.save();
  g.beginPath();
  g.arc(x, y, r, 0, 2 * Math.PI);
  g.strokeStyle = colour;
  g.lineWidth = 1.2;
  g.setLineDash([2, 2]);
  g.stroke();
  g.clip();
  g.setLineDash([]);
  g.globalAlpha = 0.5;
  g.beginPath();
  for (let d = -2 * r; d < 2 * r; d += 4) {
    g.moveTo(x + d, y + r);
    g.lineTo(x + d + 2 * r, y - r);
  }
  g.stroke();
  g.restore();
}

/**
 * A state's symbol as an SVG element for the legend, drawn like on the map.
 *
 * @param {number} state
 */
export const legendSymbol = (state) => styleSymbol(SIGHT[state]);

/**
 * The symbol of a style, with what a camera of it sees.
 *
 * @param {Style} style
 */
export function styleSymbol({ colour, fill, dash, shape }) {
  /** @type {Record<Shape, ["circle" | "rect" | "path", Record<string, string | number>]>} */
  const shapes = {
    circle: ["circle", { cx: 9, cy: 9, r: 5 }],
    square: ["rect", { x: 4.5, y: 4.5, width: 9, height: 9 }],
    triangle: ["path", { d: "M9 3 15 14H3z" }],
    down: ["path", { d: "M9 15 3 4h12z" }],
    diamond: ["path", { d: "M9 2.5 15.5 9 9 15.5 2.5 9z" }],
    pentagon: ["path", { d: "M9 3 14.7 7.2 12.5 13.8h-7L3.3 7.2z" }],
    bar: ["path", { d: "M2.5 6h13v6h-13z" }],
    cross: ["path", { d: "M6.8 2h4.4v4.8H16v4.4h-4.8V16H6.8v-4.8H2V6.8h4.8z" }],
  };
  const root = svg("svg", { width: 46, height: 18, "aria-hidden": "true" });
  const [name, attributes] = shapes[shape];
  const fan = { d: "M20 9 43 2.5V15.5z", fill, stroke: colour, "stroke-dasharray": dash.join(" ") };
  root.append(svg(name, { ...attributes, fill: colour }), svg("path", fan));
  return root;
}
