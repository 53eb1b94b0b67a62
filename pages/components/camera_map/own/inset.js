// The East Sea inset of the overview: Hoàng Sa and Trường Sa belong on it.

import { element } from "./element.js";

const OVERVIEW_ENDS_ZOOM = 10;
const WIDTH = 132;
const HEIGHT = 168;
// Degrees west, south, east, north of the inset.
const [WEST, SOUTH, EAST, NORTH] = [105, 6, 117, 19.2];
const ISLANDS = {
  hoang_sa: { label: [112.2, 15.1], at: [[111.6, 16.5], [111.75, 16.45], [112.0, 16.55], [112.3, 16.95], [112.33, 16.83], [111.2, 15.78], [112.72, 16.67], [111.5, 17.1]] },
  truong_sa: { label: [112.3, 7.4], at: [[111.92, 8.64], [114.33, 10.18], [114.36, 10.38], [114.28, 11.43], [114.47, 11.08], [112.88, 9.6], [113.84, 9.9], [114.1, 9.72], [115.8, 9.9], [112.58, 8.1], [114.8, 8.2], [113.3, 8.85], [115.5, 10.7]] },
};

const x = (lon) => ((lon - WEST) / (EAST - WEST)) * WIDTH;
const y = (lat) => ((NORTH - lat) / (NORTH - SOUTH)) * HEIGHT;

export function addInset({ L, map, outlines, settings }) {
  const canvas = element("canvas", { className: "inset", width: 2 * WIDTH, height: 2 * HEIGHT });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${settings.texts.hoang_sa}; ${settings.texts.truong_sa}`);
  drawInset(canvas.getContext("2d"), outlines.outline, settings.texts);
  const control = L.control({ position: "bottomright" });
  control.onAdd = () => canvas;
  control.addTo(map);
  const show = () => (canvas.hidden = map.getZoom() >= OVERVIEW_ENDS_ZOOM);
  map.on("zoomend", show);
  show();
}

function drawInset(g, outline, texts) {
  g.scale(2, 2);
  g.fillStyle = "#fdfcf8";
  g.strokeStyle = "#7d8790";
  g.lineWidth = 0.8;
  const polygons = outline.type === "Polygon" ? [outline.coordinates] : outline.coordinates;
  g.beginPath();
  for (const [ring] of polygons) ring.forEach(([lon, lat], k) => (k ? g.lineTo(x(lon), y(lat)) : g.moveTo(x(lon), y(lat))));
  g.fill();
  g.stroke();
  for (const [name, { label, at }] of Object.entries(ISLANDS)) {
    g.fillStyle = "#5b6670";
    for (const [lon, lat] of at) {
      g.beginPath();
      g.arc(x(lon), y(lat), 1.3, 0, 2 * Math.PI);
      g.fill();
    }
    writeLabel(g, texts[name], x(label[0]), y(label[1]));
  }
}

function writeLabel(g, text, centre, top) {
  g.font = '600 9.5px "Noto Sans", sans-serif';
  g.textAlign = "center";
  g.fillStyle = "#33404a";
  text.split("\n").forEach((line, k) => g.fillText(line, centre, top + 11 * k));
}
