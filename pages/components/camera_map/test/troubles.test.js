import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { UnreadableError } from "../src/binary.js";
import { Source } from "../src/source.js";
import { Tiles } from "../src/tiles.js";
import { Retry, Troubles, kindOf } from "../src/troubles.js";
import { bytes } from "./bytes.js";

/** @import { Reader } from "../src/types.d.ts" */

const settled = () => new Promise((resolve) => setImmediate(resolve));

function quietTroubles() {
  mock.method(console, "warn", () => {});
  const changed = mock.fn();
  return { troubles: new Troubles(changed), changed };
}

/**
 * A server that answers, or not.
 *
 * @param {() => Promise<ArrayBuffer>} answer
 */
function server(answer) {
  const asked = mock.fn((/** @type {string} */ _path, /** @type {boolean} */ _fresh) => answer());
  const reader = /** @type {Reader} */ (/** @type {unknown} */ ({ bytes: asked }));
  return { source: new Source(reader), asked };
}

test("the worst of all is told, once, and goes when the last of its kind goes", () => {
  const { troubles, changed } = quietTroubles();
  troubles.report("roads/1/2", new TypeError("no network"));
  troubles.report("roads/1/3", new TypeError("no network"));
  assert.equal(troubles.worst, "missing");
  troubles.report("picture", new Error("no canvas"), "drawing");
  assert.equal(troubles.worst, "drawing");
  troubles.end("picture");
  troubles.end("roads/1/2");
  assert.equal(troubles.worst, "missing");
  troubles.end("roads/1/3");
  troubles.end("never reported");
  assert.equal(troubles.worst, undefined);
  assert.equal(changed.mock.callCount(), 4);
});

test("bytes and JSON that make no sense are not the same as none", () => {
  assert.equal(kindOf(new UnreadableError()), "unreadable");
  assert.equal(kindOf(new SyntaxError("Unexpected token <")), "unreadable");
  assert.equal(kindOf(new TypeError("Failed to fetch")), "missing");
  assert.equal(kindOf(new Error("503 /map/r/roads")), "missing");
});

test("no answer is told until there is one", async () => {
  const { troubles } = quietTroubles();
  assert.equal(await troubles.answered(Promise.reject(new Error("503"))), undefined);
  assert.equal(troubles.worst, "answer");
  assert.equal(await troubles.answered(Promise.resolve(7)), 7);
  assert.equal(troubles.worst, undefined);
});

test("waits grow to a bound, and are short again when all is well", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const act = mock.fn();
  const retry = new Retry(act);
  for (const wait of [3_000, 6_000, 12_000, 24_000, 48_000, 60_000, 60_000]) {
    retry.later();
    retry.later(); // one is enough
    const before = act.mock.callCount();
    t.mock.timers.tick(wait - 1);
    assert.equal(act.mock.callCount(), before);
    t.mock.timers.tick(1);
    assert.equal(act.mock.callCount(), before + 1);
  }
  retry.reset();
  retry.later();
  t.mock.timers.tick(3_000);
  assert.equal(act.mock.callCount(), 8);
  retry.later();
  retry.stop();
  t.mock.timers.tick(100_000);
  assert.equal(act.mock.callCount(), 8);
});

test("a tile that failed rests, however often it is drawn, and is asked for afresh", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { troubles } = quietTroubles();
  let body = new ArrayBuffer(3);
  const { source, asked } = server(async () => body);
  const tiles = new Tiles(source, troubles);
  const redraw = mock.fn();
  tiles.listen(redraw);
  assert.equal(tiles.shapes("roads/1/2"), null);
  assert.equal(tiles.waiting, 1);
  await settled();
  assert.equal(tiles.waiting, 0);
  assert.equal(troubles.worst, "unreadable");
  for (let k = 0; k < 5; k++) assert.equal(tiles.shapes("roads/1/2"), null);
  assert.deepEqual(
    asked.mock.calls.map((call) => call.arguments),
    [["roads/1/2.bin", false]],
  );
  body = bytes("paths.bin");
  t.mock.timers.tick(3_000);
  tiles.shapes("roads/1/2");
  await settled();
  // What the browser keeps could not be read: it is not asked again.
  assert.deepEqual(asked.mock.calls.at(-1)?.arguments, ["roads/1/2.bin", true]);
  assert.equal(tiles.shapes("roads/1/2")?.n, 3);
  assert.equal(troubles.worst, undefined);
  assert.ok(redraw.mock.callCount() >= 2);
});

test("what the next picture does not ask for is no trouble any more", async () => {
  const { troubles } = quietTroubles();
  const { source } = server(() => Promise.reject(new TypeError("no network")));
  const tiles = new Tiles(source, troubles);
  tiles.beginPicture();
  tiles.shapes("roads/1/2");
  tiles.endPicture();
  await settled();
  assert.equal(troubles.worst, "missing");
  tiles.beginPicture();
  tiles.endPicture();
  assert.equal(troubles.worst, undefined);
  tiles.stop();
});
