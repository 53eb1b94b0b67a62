// What the map reads of one revision of the register, each thing once; and the server it asks.

import { decodeCameras, decodeShapes } from "./binary.js";

/** @import { Loaded, CameraAnswer, CardText, Commune, FoundCamera, PlaceName, Reader, SearchHit, Settings } from "./types.d.ts" */

// Shapes come by the tile of one of these zooms: streets, or whole communes.
export const [STREET_TILES, COMMUNE_TILES] = [13, 11];
// What a camera could turn to, what it sees, and what of that in finer detail.
export const [REACHABLE, VIEW, DETAIL] = [0, 1, 2];

/**
 * Do something at the first call; what came of it answers all others, unless it failed.
 *
 * @template T
 * @param {() => Promise<T>} work
 */
const once = (work) => {
  /** @type {Promise<T> | undefined} */
  let answer;
  return () => (answer ??= work().catch((error) => ((answer = undefined), Promise.reject(error))));
};

const MOST_ANSWERS = 500;

/** One revision of the register; `reader` says where its bytes come from. */
export class Source {
  /** What maps have asked for by tile, see Tiles. @type {Map<string, Loaded>} */
  cache = new Map();
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
  #answers = new Map();

  cameras = once(async () => decodeCameras(await this.reader.bytes("cameras.bin")));
  land = once(() => this.shapes("land"));
  communes = once(
    async () =>
      /** @type {{communes: Commune[], keepers: string[], schematic: boolean, confidential: number[]}} */ (
        await this.reader.json("communes.json")
      ),
  );

  /** Figures of the communes that are asked for only when one is to be shown. */
  figures = once(
    async () => /** @type {Partial<Commune>[]} */ (await this.reader.json("figures.json")),
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
    return /** @type {PlaceName[]} */ (await this.reader.json(`${path}.json`, fresh));
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
    const known = /** @type {Promise<T> | undefined} */ (this.#answers.get(key));
    if (known) return known;
    const answer = ask();
    this.#answers.set(key, answer);
    answer.catch(() => this.#answers.delete(key));
    for (const oldest of this.#answers.keys())
      if (this.#answers.size > MOST_ANSWERS) this.#answers.delete(oldest);
    return answer;
  }

  /**
   * @param {string} path
   * @param {boolean} [fresh]
   */
  async roadNames(path, fresh) {
    return /** @type {Record<string, string>} */ (await this.reader.json(`${path}.json`, fresh));
  }

  /** All that the map needs before it can draw anything. */
  async begin() {
    const [{ communes, keepers, schematic, confidential }, located, land] = await Promise.all([
      this.communes(),
      this.cameras(),
      this.land(),
    ]);
    const cameras = { ...located, confidential };
    return { source: this, communes, keepers, schematic, cameras, land };
  }
}

/** The sources of the maps of one visit: that of the last revision is kept for the next map. */
export class ServedSources {
  /** @type {{key: string, source: Source} | undefined} */
  #last;

  /** @param {Pick<Settings, "revision" | "language">} settings */
  of = ({ revision, language }) => {
    const key = `${revision} ${language}`;
    if (this.#last?.key !== key)
      this.#last = { key, source: new Source(new ServedReader(revision, language), revision) };
    return this.#last.source;
  };
}

/**
 * The addresses of one revision of the register.
 *
 * @implements {Reader}
 */
class ServedReader {
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
    if (q !== undefined) url.searchParams.set("q", q);
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
    return /** @type {CameraAnswer} */ (await this.json(`camera/${row}`));
  }

  /** @param {number} row */
  async place(row) {
    return /** @type {CardText} */ (await this.json(`place/${row}`));
  }

  /** @param {number} place */
  async commune(place) {
    return /** @type {CardText} */ (await this.json(`commune/${place}`));
  }

  /** @param {string} q */
  async search(q) {
    return /** @type {SearchHit[]} */ (await (await this.get("search", { q })).json());
  }

  async newest() {
    const url = new URL("newest", this.root);
    const answer = await fetch(url, { credentials: "same-origin", cache: "no-store" });
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new Error(`${answer.status} ${url.pathname}`);
    return /** @type {{revision: string}} */ (await answer.json()).revision;
  }

  /** @param {string} q */
  async find(q) {
    return /** @type {FoundCamera | null} */ (await (await this.get("find", { q })).json());
  }
}
