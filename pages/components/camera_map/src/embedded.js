// What a server would answer, from the parts that lie in the page itself.

/** @import { CardText, CameraAnswer, EquipmentLink, FoundCamera, Reader, SearchHit } from "./types.d.ts" */

/**
 * All cameras of a file in words, column by column, see gis/mapserver/offline_html.py.
 *
 * @typedef {object} Brief
 * @property {number[]} rows
 * @property {string[]} code
 * @property {string[]} name
 * @property {string[]} address
 * @property {number[]} lon
 * @property {number[]} lat
 * @property {[label: string, values: string[]][]} columns
 * @property {SearchHit[]} communes
 * @property {number[][]} shared places in `links`
 * @property {EquipmentLink[]} links
 */

const [MOST_HITS, MOST_COMMUNES] = [12, 5];
const NO_SHAPES = new Uint8Array([81, 84, 82, 50, 0, 0, 0, 0]).buffer; // QTR2, none
const STROKED_D = /[đð]/g;

/**
 * One spelling for words that people write in many ways, as the server has it.
 *
 * @param {string} text
 */
export function fold(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(STROKED_D, "d").replace(/\p{M}/gu, "");
  return plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** @implements {Reader} */
export class EmbeddedReader {
  #parts;
  /** @type {Promise<Brief> | undefined} */
  #brief;
  /** What each camera is found by. @type {string[] | undefined} */
  #words;

  /** @param {Record<string, string>} parts by the addresses a server would have them at: gzip, base64 */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @param {string} path */
  async bytes(path) {
    return path in this.#parts ? this.#unpacked(path) : NO_SHAPES;
  }

  /**
   * @param {string} path
   * @returns {Promise<unknown>}
   */
  async json(path) {
    if (!(path in this.#parts)) return [];
    return JSON.parse(new TextDecoder().decode(await this.#unpacked(path)));
  }

  /** @param {string} path */
  #unpacked(path) {
    const packed = Uint8Array.from(atob(this.#parts[path]), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer();
  }

  #read() {
    return (this.#brief ??= /** @type {Promise<Brief>} */ (this.json("brief.json")));
  }

  /**
   * @param {number} row
   * @returns {Promise<CameraAnswer>}
   */
  async camera(row) {
    const { rows, code, name, columns, links, shared } = await this.#read();
    const k = rows.indexOf(row);
    const lines = columns.map(
      ([label, values]) => /** @type {[string, string]} */ ([label, values[k]]),
    );
    return {
      camera_id: code[k],
      title: name[k] || code[k],
      lines: lines.filter(([, text]) => text),
      links: (shared[k] ?? []).map((one) => links[one]),
    };
  }

  /** @param {number} row */
  async place(row) {
    const places = /** @type {Record<number, CardText>} */ (await this.json("told.json"));
    return places[row];
  }

  /** @param {number} place */
  async commune(place) {
    const communes = /** @type {Record<number, CardText>} */ (await this.json("commune.json"));
    return communes[place];
  }

  /** @param {string} code */
  async find(code) {
    const brief = await this.#read();
    const k = brief.code.indexOf(code);
    return k < 0 ? null : hit(brief, k);
  }

  /** @param {string} text */
  async search(text) {
    const wanted = fold(text);
    if (!wanted) return [];
    const brief = await this.#read();
    const { code, name, address, communes } = brief;
    const words = (this.#words ??= code.map((one, k) => fold(`${one} ${name[k]} ${address[k]}`)));
    const found = communes
      .filter(({ label }) => fold(label).includes(wanted))
      .slice(0, MOST_COMMUNES);
    for (let k = 0; k < words.length && found.length < MOST_HITS; k++)
      if (words[k].includes(wanted)) found.push(hit(brief, k));
    return found;
  }
}

/**
 * @param {Brief} brief
 * @param {number} k
 * @returns {SearchHit & FoundCamera}
 */
function hit({ rows, code, name, address, lon, lat }, k) {
  const label = [code[k], name[k]].filter(Boolean).join(" · ");
  return { label, detail: address[k], row: rows[k], lon: lon[k], lat: lat[k] };
}
