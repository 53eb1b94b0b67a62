// Makes dist/ from src/: `node build.js` writes it, `node build.js --check` says whether what
// lies there is what the sources make. What and why: format.md beside it, "The build".

import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { build } from "esbuild";

const HOME = import.meta.dirname;
const DIST = join(HOME, "dist");
const ENDINGS = /\.(js|css)$/;
// What the map is bundled with, whose licences go where it goes.
const LICENCES = [
  "pbf/LICENSE",
  "@mapbox/vector-tile/LICENSE.txt",
  "@mapbox/point-geometry/LICENSE",
];

/**
 * The fingerprint of the sources, which every file of dist/ names in its first line: SHA-256
 * of each file's name and content, in the order of their names, a zero byte after each.
 */
async function fingerprint() {
  const folder = join(HOME, "src");
  const names = (await readdir(folder)).filter((name) => ENDINGS.test(name)).sort();
  const sum = createHash("sha256");
  for (const name of names)
    sum
      .update(`${name}\0`)
      .update(await readFile(join(folder, name)))
      .update("\0");
  return sum.digest("hex");
}

/** @returns {Promise<import("esbuild").BuildOptions>} */
async function settings() {
  const first = `/*! Camera Quảng Trị, MIT. Built by build.js from src/, sha256 ${await fingerprint()} */`;
  return {
    absWorkingDir: HOME,
    outdir: "dist",
    bundle: true,
    charset: "utf8",
    target: "es2022",
    legalComments: "inline",
    banner: { js: first, css: first },
    logLevel: "warning",
  };
}

/** The licences of what is bundled, as one comment. */
async function licences() {
  const files = LICENCES.map((path) => readFile(join(HOME, "node_modules", path), "utf8"));
  const texts = await Promise.all(files);
  const parts = texts.map(
    (text, k) => `${LICENCES[k].replace(/\/LICENSE.*/, "")}\n\n${text.trim()}`,
  );
  return `/*! Bundled:\n\n${parts.join("\n\n")}\n*/`;
}

/** @param {boolean} write whether dist/ is written, or only worked out */
async function bundles(write) {
  const common = { ...(await settings()), write };
  const whole = { ...common, footer: { js: await licences() } };
  const made = await Promise.all([
    build({ ...common, entryPoints: ["src/component.js", "src/map.css"], format: "esm" }),
    build({ ...whole, entryPoints: ["src/map.js"], format: "esm" }),
    // The page of a file has no modules: what it opens the map with is one name.
    build({ ...whole, entryPoints: ["src/offline.js"], format: "iife", globalName: "cameraMap" }),
  ]);
  return made.flatMap(({ outputFiles }) => outputFiles ?? []);
}

if (process.argv.includes("--check")) {
  for (const { path, text } of await bundles(false)) {
    const there = await readFile(join(DIST, basename(path)), "utf8").catch(() => "");
    if (there === text) continue;
    console.error(`dist/${basename(path)} is not what src/ makes: npm run build`);
    process.exitCode = 1;
  }
} else await bundles(true);
