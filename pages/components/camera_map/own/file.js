// The map as one file: everything it reads lies in the page itself, nothing is asked of anyone.

import { Source } from "./data.js";
import { attach } from "./map.js";

const FOUND = 12;
const COMMUNES = 5;
const NOTHING = new Uint8Array([81, 84, 82, 50, 0, 0, 0, 0]).buffer; // no shapes
const STROKED_D = /[đð]/g;

/** One spelling for words that people write in many ways, as the server has it. */
export function fold(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(STROKED_D, "d").replace(/\p{M}/gu, "");
  return plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** Parts of the page by the addresses a server would have them at, compressed. */
export class EmbeddedSource extends Source {
  constructor(parts) {
    super();
    this.parts = parts;
  }

  async bytes(path) {
    if (!(path in this.parts)) return NOTHING;
    const packed = Uint8Array.from(atob(this.parts[path]), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer();
  }

  async json(path) {
    if (!(path in this.parts)) return [];
    return JSON.parse(new TextDecoder().decode(await this.bytes(path)));
  }

  async told() {
    this.brief ??= await this.json("brief.json");
    return this.brief;
  }

  async camera(row) {
    const { rows, code, name, columns, links, shared } = await this.told();
    const k = rows.indexOf(row);
    const lines = columns.map(([label, values]) => [label, values[k]]).filter(([, text]) => text);
    const needs = (shared[k] ?? []).map((one) => links[one]);
    return { camera_id: code[k], title: name[k] || code[k], lines, links: needs };
  }

  async place(row) {
    const places = await this.json("told.json");
    return places[row];
  }

  async find(code) {
    const brief = await this.told();
    const k = brief.code.indexOf(code);
    return k < 0 ? null : hit(brief, k);
  }

  async search(text) {
    const wanted = fold(text);
    if (!wanted) return [];
    const brief = await this.told();
    brief.words ??= brief.code.map((code, k) => fold(`${code} ${brief.name[k]} ${brief.address[k]}`));
    const communes = brief.communes.filter(({ label }) => fold(label).includes(wanted)).slice(0, COMMUNES);
    const cameras = [];
    for (let k = 0; k < brief.words.length && cameras.length < FOUND; k++)
      if (brief.words[k].includes(wanted)) cameras.push(hit(brief, k));
    return [...communes, ...cameras].slice(0, FOUND);
  }
}

function hit({ rows, code, name, address, lon, lat }, k) {
  const label = [code[k], name[k]].filter(Boolean).join(" · ");
  return { label, detail: address[k], row: rows[k], lon: lon[k], lat: lat[k] };
}

/** Bring the map of a file onto the Leaflet map its page has made. */
export async function openFile(L, map, parts) {
  const source = new EmbeddedSource(parts);
  const settings = await source.json("settings.json");
  const host = map.getContainer();
  document.documentElement.lang = settings.language;
  document.title = settings.texts.print_title;
  host.classList.add("camera-map");
  host.setAttribute("aria-label", settings.texts.map);
  host.tabIndex = 0;
  const write = (n) => n.toLocaleString(settings.language);
  host.cameraMap = await attach(L, map, host, { ...settings, write }, () => source);
}
