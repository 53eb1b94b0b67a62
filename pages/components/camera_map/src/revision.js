// Whether the register has changed since what a map shows. Each open map asks now and then;
// by that the server also knows that a past revision is still looked at.

import { Retry } from "./troubles.js";

/** @import { SourceOf } from "./camera_map.js" */
/** @import { Source } from "./source.js" */
/** @import { Troubles } from "./troubles.js" */
/** @import { Settings } from "./types.d.ts" */

const ASKED_EVERY_MS = 10_000;
// So long at least the reader can read why the picture changes.
const TOLD_MS = 4_000;

/**
 * Load what a page asks for; where the page is old, and that gone, what it is called by now.
 *
 * @param {Settings} settings
 * @param {SourceOf} sourceOf
 */
export async function begin(settings, sourceOf) {
  const source = sourceOf(settings);
  try {
    return await source.begin();
  } catch (error) {
    const revision = await source.reader.newest?.();
    if (!revision || revision === settings.revision || settings.restored) throw error;
    return sourceOf({ ...settings, revision }).begin();
  }
}

export class RevisionWatch {
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
      if (newest === undefined) this.#troubles.note("program", "program");
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
    return new Promise((resolve) => (this.#told = setTimeout(resolve, TOLD_MS)));
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (document.hidden ? this.#later() : this.ask()), ASKED_EVERY_MS);
  }

  #seen = () => void (document.hidden || this.ask());
}
