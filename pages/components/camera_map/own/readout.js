// Where the cursor is: in which commune, in WGS 84 and in VN-2000.

import { mercatorX, mercatorY } from "./data.js";
import { element } from "./element.js";
import { communeAt } from "./land.js";
import { SHARES_END_ZOOM } from "./shares.js";

const HELD = "camera-map.plane";

/**
 * North and east in metres of a position on a plane; undefined outside where it holds. The
 * server fits the plane by polynomials of longitude and latitude: `north` and `east` hold the
 * factors of u^i·v^j, i + j up to `degree`, with u, v from -1 to 1 over `bounds`.
 */
export function onPlane({ bounds: [west, south, east, north], degree, factors }, { lat, lng }) {
  const u = (2 * lng - west - east) / (east - west);
  const v = (2 * lat - south - north) / (north - south);
  if (Math.abs(u) > 1 || Math.abs(v) > 1) return undefined;
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

/** The commune under the cursor, and its share where communes are coloured by one. */
function communeTold({ communes, land, share }, { lat, lng }, zoom, { texts, language }) {
  const place = communeAt(land, mercatorX(lng), mercatorY(lat));
  if (place === undefined) return "";
  const { name, [share]: value } = communes[place];
  if (!share || zoom >= SHARES_END_ZOOM || value == null) return name;
  const percent = value.toLocaleString(language, { style: "percent", maximumFractionDigits: 1 });
  return texts.share_of.replace(/\{(\w+)\}/g, (_, key) => ({ commune: name, share: texts.shares[share], percent })[key]);
}

export function makeReadout({ map, state, settings }) {
  const { texts, planes, language, tiles } = settings;
  const write = (value, decimals) =>
    value.toLocaleString(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  let chosen = Math.min(Number(localStorage.getItem(HELD) ?? 0), planes.length - 1);
  const commune = element("span", { className: "commune" });
  const degrees = element("span", { className: "degrees" });
  const metres = element("button", { type: "button", className: "metres", title: texts.other_plane });
  const box = element("div", { className: "readout", hidden: true }, commune, degrees, metres);
  let last;
  const show = (latlng) => {
    last = latlng;
    box.hidden = false;
    commune.textContent = communeTold(state, latlng, map.getZoom(), settings);
    degrees.textContent = texts.degrees.replace("{lat}", write(latlng.lat, 5)).replace("{lon}", write(latlng.lng, 5));
    const at = planes.length && onPlane(planes[chosen], latlng);
    metres.hidden = !at;
    if (!at) return;
    const told = texts.plane.replace("{plane}", planes[chosen].name);
    metres.textContent = told.replace("{x}", write(at.north, 1)).replace("{y}", write(at.east, 1));
  };
  metres.addEventListener("click", () => {
    chosen = (chosen + 1) % planes.length;
    localStorage.setItem(HELD, chosen);
    show(last);
  });
  map.on("mousemove", ({ latlng }) => show(latlng));
  map.on("movestart", () => (box.hidden = true)); // the ground moves away under the cursor
  const source = element("span", { className: "background-source", textContent: tiles?.attribution ?? "" });
  return element("div", { className: "readouts" }, source, box);
}
