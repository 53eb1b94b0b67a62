import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Permalink } from "../src/permalink.js";

const CHOICES = {
  sight: ["up", "unconfirmed", "down"],
  status: ["working", "broken"],
  origin: ["state", "other"],
};
const NOTHING = {
  view: null,
  hidden: [],
  share: null,
  camera: null,
  colour: null,
  places: null,
  often: false,
  unseen: null,
  base: null,
};

/** What a browser has: an address that can be replaced. @param {string} href */
function visit(href) {
  /** @param {unknown} _state @param {string} _title @param {URL} url */
  const replaceState = (_state, _title, url) => visit(url.href);
  Object.assign(globalThis, { location: new URL(href), history: { state: null, replaceState } });
}

beforeEach(() => visit("https://camera.example/ban-do?xa=19333"));

test("what is written is read again, beside what else the address says", () => {
  const link = new Permalink("search", CHOICES);
  link.view({ lat: 17.469, lng: 106.622 }, 14.25);
  link.share("gap");
  link.camera("QT-1");
  link.filters({ sight: new Set([1]), status: new Set([0, 1]), origin: new Set() });
  assert.equal(new URLSearchParams(location.search).get("xa"), "19333");
  assert.ok(location.search.includes("view=17.46900,106.62200,14.25"));
  assert.deepEqual(link.read(), {
    ...NOTHING,
    view: { centre: [17.469, 106.622], zoom: 14.25 },
    hidden: [
      ["sight", 1],
      ["status", 0],
      ["status", 1],
    ],
    share: "gap",
    camera: "QT-1",
  });
  link.camera(null);
  link.share(null);
  assert.equal(link.read().camera, null);
  assert.equal(location.search.includes("share"), false);
});

test("a file keeps it behind the hash, a page without permalink nowhere", () => {
  new Permalink("hash", CHOICES).share("lost");
  assert.equal(location.hash, "#share=lost");
  const none = new Permalink(null, CHOICES);
  none.share("gap");
  assert.equal(location.hash, "#share=lost");
  assert.deepEqual(none.read(), NOTHING);
});

for (const query of [
  "view=x,y,z",
  "view=1e9,2,3",
  "view=17",
  "view=17,106,99",
  "hide=status.none,.,sight",
  "hide=constructor.name,__proto__.length,toString",
  "hide=,,,",
])
  test(`an address that makes no sense is none: ${query}`, () => {
    visit(`https://camera.example/?${query}`);
    assert.deepEqual(new Permalink("search", CHOICES).read(), NOTHING);
  });

test("layers are told where they are not as usual, and read again", () => {
  const link = new Permalink("search", CHOICES);
  const usual = { places: new Set([2]), usual: [2], often: false, unseen: new Set() };
  link.layers(usual);
  assert.equal(location.search, "?xa=19333");
  link.layers({
    ...usual,
    places: new Set([3, 2]),
    often: true,
    unseen: new Set([0]),
  });
  link.base("none");
  assert.equal(location.search, "?xa=19333&places=lost,gap&often=1&unseen=reachable&base=none");
  assert.deepEqual(link.read(), {
    ...NOTHING,
    places: new Set([2, 3]),
    often: true,
    unseen: new Set([0]),
    base: "none",
  });
  link.base(null);
  link.layers({ ...usual, places: new Set() });
  assert.deepEqual(link.read().places, new Set());
  link.layers(usual);
  assert.deepEqual(link.read(), NOTHING);
});

test("what the page takes from the address is written again", () => {
  const link = new Permalink("search", CHOICES);
  link.share("lost");
  link.write({ colour: "cause", level: "identify" });
  visit("https://camera.example/ban-do?xa=19000"); // as the page writes it
  link.renew();
  assert.equal(location.search, "?xa=19000&share=lost&colour=cause&level=identify");
  link.write({ level: null });
  assert.equal(location.search, "?xa=19000&share=lost&colour=cause");
});
