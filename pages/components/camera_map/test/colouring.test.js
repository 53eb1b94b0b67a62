import assert from "node:assert/strict";
import { test } from "node:test";
import { byAge, groupsBy } from "../src/colouring.js";
import { brightness } from "../src/palette.js";
import { viewAddress, withAddress, withView } from "../src/saved_views.js";
import { shortRoadName } from "../src/names.js";
import { cameras } from "./bytes.js";

/** @import { Settings } from "../src/types.d.ts" */

const TEXTS = {
  sights: ["up", "unconfirmed", "down", "restored"],
  live: ["live", "unsure", "not"],
  ages: ["<3m", "<6m", "<1y", "<2y", "older", "never"],
  cause: ["wear", "weather"],
  part: ["camera", "power"],
  origin: ["state", "community", "new_rural", "other", "unknown"],
  not_stated: "none",
  other_keepers: "others",
};
const SETTINGS = /** @type {Settings} */ (
  /** @type {unknown} */ ({ texts: TEXTS, today: "2026-11-28" })
);

test("ages of the look are by days, never is apart", () => {
  const today = Date.UTC(2026, 10, 28) / 86_400_000;
  const days = [0, 89, 90, 179, 180, 364, 365, 729, 730, 5000];
  const seen = Uint16Array.from([...days.map((age) => today - age), 0]);
  const texts = /** @type {Settings["texts"]} */ (/** @type {unknown} */ (TEXTS));
  const { of, names } = byAge(seen, today, texts);
  const told = [...of].map((group) => names[group]);
  assert.deepEqual(told, [..."<3m <3m <6m <6m <1y <1y <2y <2y older older".split(" "), "never"]);
});

for (const colouring of /** @type {const} */ ([
  "sight",
  "cause",
  "part",
  "origin",
  "keeper",
  "live",
  "age",
]))
  test(`every camera has a group with a name and a look: ${colouring}`, () => {
    const { of, styles, names, order } = groupsBy(colouring, cameras(), SETTINGS, ["Công an xã"]);
    for (const group of of) assert.ok(names[group] && styles[group].colour, String(group));
    assert.deepEqual([...order].sort(), [...styles.keys()]);
    const looks = styles.map(({ colour, shape }) => `${colour} ${shape}`);
    assert.equal(new Set(looks).size, looks.length);
  });

test("what is not stated is a group of its own, the last", () => {
  const all = { ...cameras(), cause: Uint8Array.from([0, 1, 255, 255, 1]) };
  const { of, names } = groupsBy("cause", all, SETTINGS, []);
  assert.deepEqual(
    [...of].map((group) => names[group]),
    ["wear", "weather", "none", "none", "weather"],
  );
});

test("rare keepers are one group", () => {
  const kinds = Array.from({ length: 12 }, (_, k) => `kind ${k}`);
  const all = { ...cameras(), keeper: Uint8Array.from([0, 6, 7, 11, 255]) };
  const { of, names } = groupsBy("keeper", all, SETTINGS, kinds);
  assert.deepEqual(
    [...of].map((group) => names[group]),
    ["kind 0", "kind 6", "others", "others", "none"],
  );
});

test("how bright a colour is", () => {
  assert.equal(brightness("#fff"), 1);
  assert.equal(brightness("#000000"), 0);
  assert.ok((brightness("rgb(21, 25, 29)") ?? 1) < 0.2);
  for (const text of ["", "red", "#12", "var(--x)"]) assert.equal(brightness(text), undefined);
});

test("a saved view holds what the address says of the map, and nothing else", () => {
  const address = viewAddress(
    new URLSearchParams("xa=1&nho=secret&view=1,2,3&hide=a&level=identify"),
  );
  assert.equal(address, "xa=1&view=1%2C2%2C3&hide=a&level=identify");
  const opened = withAddress(new URLSearchParams("nho=mine&colour=cause&camera=Q"), address);
  assert.equal(opened.toString(), `nho=mine&${address}`);
  assert.equal(withAddress(new URLSearchParams(), "javascript=x&view=1").toString(), "view=1");
});

test("the same name again takes the place of the first, and there are not ever more", () => {
  const many = Array.from({ length: 40 }, (_, k) => ({ name: `v${k}`, address: "" }));
  const views = many.reduce(withView, /** @type {typeof many} */ ([]));
  assert.equal(views.length, 30);
  const again = withView(views, { name: "v20", address: "new" });
  assert.equal(again.filter(({ name }) => name === "v20").length, 1);
  assert.equal(again[0].address, "new");
});

test("roads are called by their number in short", () => {
  assert.equal(shortRoadName("Quốc lộ 1"), "QL.1");
  assert.equal(shortRoadName("Đường tỉnh 559"), "ĐT.559");
  assert.equal(shortRoadName("Đường Hùng Vương"), "Đường Hùng Vương");
});
