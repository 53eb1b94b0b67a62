// The colours of the ground, by day and for dark screens; what cameras are keeps its colours.

/** @typedef {typeof LIGHT} Palette */

export const LIGHT = {
  land: "#fdfcf8",
  chosen: "#f4f0dc",
  unknown: "#ececea",
  coast: "rgba(185, 198, 207, 0.45)",
  border: "#cdc6b6",
  chosenBorder: "#8f8468",
  province: "#7d8790",
  water: "#dbe7ec",
  shore: "#b9cdd6",
  building: "#e4ded0",
  wall: "#c9c0ab",
  roadEdge: "#ddd5c2",
  farRoad: "#e2d9c5",
  roads: ["#ffffff", "#ffffff", "#fdf6df", "#fbefc9"],
  commune: "#414b55",
  place: "#6b5f45",
  road: "#6a6250",
  halo: "rgba(253, 252, 248, 0.92)",
  disc: "#fff",
  shade: "rgba(20, 40, 60, 0.14)",
  ink: "#1d2b36",
  // Gaps from what matters least to what matters most.
  gaps: ["#dcc3d0", "#b4799a", "#882255"],
};

/** @type {Palette} */
export const DARK = {
  land: "#232b32",
  chosen: "#2c3535",
  unknown: "#333a40",
  coast: "rgba(70, 86, 98, 0.4)",
  border: "#414b53",
  chosenBorder: "#8b8468",
  province: "#6b7780",
  water: "#1a2830",
  shore: "#2e4450",
  building: "#30383e",
  wall: "#424c53",
  roadEdge: "#161c21",
  farRoad: "#3d464d",
  roads: ["#3a434a", "#3f4950", "#4c5044", "#57563f"],
  commune: "#c3ccd4",
  place: "#c9bb98",
  road: "#b9b39f",
  halo: "rgba(27, 33, 38, 0.9)",
  disc: "#1b2228",
  shade: "rgba(0, 0, 0, 0.45)",
  ink: "#eef2f5",
  gaps: ["#4d3a45", "#93587a", "#e07bb0"],
};

/**
 * Whether the page around an element is dark: by the theme of the page, else by the system.
 *
 * @param {HTMLElement} host
 */
export function isDark(host) {
  const colour = getComputedStyle(host).getPropertyValue("--st-background-color").trim();
  const light = brightness(colour);
  if (light !== undefined) return light < 0.5;
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

/**
 * Mark an element as dark where the page is, now and whenever that changes.
 *
 * @param {HTMLElement} host
 * @param {(dark: boolean) => void} tell
 * @param {AbortSignal} signal ends it
 */
export function followTheme(host, tell, signal) {
  const follow = () => {
    const dark = isDark(host);
    host.classList.toggle("dark", dark);
    tell(dark);
  };
  follow();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", follow, { signal });
  // Streamlit writes its theme anew after the system's has changed.
  const written = new MutationObserver(follow);
  const watched = { attributes: true, attributeFilter: ["style", "class"] };
  for (let one = host.parentElement; one; one = one.parentElement) written.observe(one, watched);
  signal.addEventListener("abort", () => written.disconnect());
}

/**
 * How bright a colour of a style sheet is, from 0 to 1; undefined where it is not understood.
 *
 * @param {string} colour `#rgb`, `#rrggbb` or `rgb(r, g, b)`
 */
export function brightness(colour) {
  const hex = /^#([\da-f]{3}|[\da-f]{6})(?:[\da-f]{2})?$/i.exec(colour)?.[1];
  const wide = hex?.length === 3 ? hex.replace(/./g, "$&$&") : hex;
  const parts = wide
    ? [0, 2, 4].map((k) => parseInt(wide.slice(k, k + 2), 16))
    : colour.startsWith("rgb")
      ? (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number)
      : [];
  if (parts.length !== 3) return undefined;
  const [red, green, blue] = parts;
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}
