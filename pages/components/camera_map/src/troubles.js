// What went wrong: told to the reader in one quiet line, to whoever looks for the cause in the
// console. It goes when the same thing goes well.

import { UnreadableError } from "./binary.js";

/** @import { TroubleKind } from "./types.d.ts" */

/** @type {TroubleKind[]} */
const WORST_FIRST = ["drawing", "program", "unreadable", "missing", "answer", "past", "changed"];
const [FIRST_WAIT_MS, LONGEST_WAIT_MS] = [3_000, 60_000];

/**
 * What an error met on the way of data is: bytes that make no sense, or none that came.
 *
 * @param {unknown} error
 * @returns {TroubleKind}
 */
export const kindOf = (error) =>
  error instanceof UnreadableError || error instanceof SyntaxError ? "unreadable" : "missing";

export class Troubles {
  /** By what they befell. @type {Map<string, TroubleKind>} */
  #now = new Map();
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
      return undefined;
    }
  }

  /** @param {() => void} change */
  #change(change) {
    const before = this.worst;
    change();
    if (this.worst !== before) this.#changed();
  }
}

/** Does something again later, each time after a longer wait. */
export class Retry {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #wait = FIRST_WAIT_MS;
  #act;

  /** @param {() => void} act */
  constructor(act) {
    this.#act = act;
  }

  later() {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
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
    this.#timer = undefined;
  }
}
