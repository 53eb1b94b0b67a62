import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { RevisionWatch } from "../src/revision.js";
import { Troubles } from "../src/troubles.js";

/** @import { Source } from "../src/source.js" */

const settled = () => new Promise((resolve) => setImmediate(resolve));

/**
 * A map of revision r1, and a server that answers what it is called by now.
 *
 * @param {(() => Promise<string | undefined>) | undefined} newest
 * @param {boolean} [moves]
 */
function open(newest, moves = true) {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  mock.method(console, "warn", () => {});
  const page = { hidden: false, addEventListener: mock.fn(), removeEventListener: mock.fn() };
  Object.assign(globalThis, { document: page });
  const shown = { revision: "r1", reader: { newest } };
  const troubles = new Troubles(() => {});
  const moveTo = mock.fn(async (/** @type {string} */ revision) => {
    shown.revision = revision;
  });
  const source = () => /** @type {Source} */ (/** @type {unknown} */ (shown));
  const watch = new RevisionWatch(source, troubles, moves ? moveTo : null);
  return { watch, troubles, moveTo, page, shown };
}

test("a map moves to the newer revision once, and says so for a while", async () => {
  const { watch, troubles, moveTo } = open(async () => "r2");
  mock.timers.tick(10_000);
  await settled();
  assert.deepEqual(moveTo.mock.calls[0].arguments, ["r2"]);
  assert.equal(troubles.worst, "changed");
  mock.timers.tick(4_000);
  await settled();
  assert.equal(troubles.worst, undefined);
  mock.timers.tick(10_000);
  await settled();
  assert.equal(moveTo.mock.callCount(), 1);
  watch.stop();
});

test("what is drawn of a plan stays, and says what it is of", async () => {
  const { watch, troubles, shown } = open(async () => "r2", false);
  await watch.ask();
  assert.equal(troubles.worst, "past");
  assert.equal(shown.revision, "r1");
  watch.stop();
});

test("another program is told; a page nobody looks at asks nothing", async () => {
  const newest = mock.fn(async () => undefined);
  const { watch, troubles, page } = open(newest);
  page.hidden = true;
  mock.timers.tick(60_000);
  await settled();
  assert.equal(newest.mock.callCount(), 0);
  page.hidden = false;
  mock.timers.tick(10_000);
  await settled();
  assert.equal(troubles.worst, "program");
  watch.stop();
});

test("no answer is told, and asked for again after longer and longer waits", async () => {
  let answers = false;
  const newest = mock.fn(async () => {
    if (answers) return "r1";
    throw new TypeError("no network");
  });
  const { watch, troubles } = open(newest);
  await watch.ask();
  assert.equal(troubles.worst, "missing");
  mock.timers.tick(3_000);
  await settled();
  assert.equal(newest.mock.callCount(), 2);
  answers = true;
  mock.timers.tick(6_000);
  await settled();
  assert.equal(newest.mock.callCount(), 3);
  assert.equal(troubles.worst, undefined);
  watch.stop();
});

test("a file has nobody to ask", async () => {
  const { watch, troubles } = open(undefined);
  await watch.ask();
  assert.equal(troubles.worst, undefined);
  watch.stop();
});
