// What is told of one camera, place, commune or piece of equipment, when it is asked for.

import { button, element, filled } from "./element.js";

/** @import { CardText, Cameras, Commune, EquipmentLink, Settings } from "./types.d.ts" */

/**
 * @param {CardText} text
 * @param {HTMLElement[]} [parts] what stands between the title and the lines
 * @param {"" | "figures"} [kind] whether its lines are short texts or figures with long names
 */
export function card({ title, lines }, parts = [], kind = "") {
  const list = element("dl");
  for (const [label, text] of lines)
    list.append(element("dt", { textContent: label }), element("dd", { textContent: text }));
  const heading = element("strong", { textContent: title });
  const box = emptyCard(kind);
  box.append(heading, ...parts, list);
  return box;
}

/** @param {string} [kind] */
export function emptyCard(kind = "") {
  const box = element("div", { className: `camera-card ${kind}` });
  // A button that another card has replaced by then would count as the map beneath it.
  box.addEventListener("click", (event) => event.stopPropagation());
  return box;
}

/**
 * A piece of equipment, and the state of the cameras that need it.
 *
 * @param {EquipmentLink} link
 * @param {Cameras} cameras
 * @param {Settings} settings
 */
export function cardOfEquipment({ name, state, cameras: needing }, { sight }, { texts, write }) {
  const counts = texts.sights.map((_, k) => needing.filter((i) => sight[i] === k).length);
  /** @type {[string, string][]} */
  const states = texts.sights.map((label, k) => [label, write(counts[k])]);
  const lines = states.filter((_, k) => counts[k]);
  const heads = /** @type {[string, string][]} */ ([
    [texts.state, state],
    [texts.needing, write(needing.length)],
  ]);
  const note = element("span", { className: "subtitle", textContent: texts.shared });
  return card({ title: name, lines: [...heads, ...lines] }, [note], "figures");
}

/**
 * Where among what lies there a card stands, and the way to the next.
 *
 * @param {number} k
 * @param {number} count
 * @param {Settings} settings
 * @param {(step: number) => void} step
 */
export function stackBar(k, count, { texts, write }, step) {
  /**
   * @param {string} sign
   * @param {string} words
   * @param {"earlier" | "later"} name
   */
  const arrow = (sign, words, name) => {
    const made = button(sign, name, () => step(name === "later" ? 1 : -1));
    made.setAttribute("aria-label", words);
    made.title = words;
    return made;
  };
  return element(
    "div",
    { className: "stack" },
    arrow("‹", texts.earlier, "earlier"),
    element("span", { className: "place", textContent: `${write(k + 1)}/${write(count)}` }),
    arrow("›", texts.later, "later"),
  );
}

/**
 * @param {number} count
 * @param {Settings} settings
 * @param {() => void} act
 */
export const moreButton = (count, { texts, write }, act) =>
  button(filled(texts.also_here, { count: write(count) }), "deeper", act);

/**
 * The way to the overview of a commune; none where there is no page to go to.
 *
 * @param {Commune} commune
 * @param {Settings} settings
 */
export function overviewLink({ code }, { texts, send }) {
  if (!send) return [];
  const { href } = new URL(`./?xa=${encodeURIComponent(code)}`, document.baseURI);
  const link = element("a", { href, className: "overview", textContent: texts.overview });
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // another window
    event.preventDefault(); // this one keeps what its visitor has asked for
    send({ act: "overview", given: [code] });
  });
  return [link];
}

/**
 * Buttons for the equipment a camera shares.
 *
 * @param {EquipmentLink[]} links
 * @param {Settings} settings
 * @param {(link: EquipmentLink) => void} show draws who else needs it
 */
export function linkButtons(links, { texts, write }, show) {
  const box = element("div", { className: "links" });
  if (!links.length) return box;
  /** @param {EquipmentLink} link */
  const choose = (link) => {
    buttons.forEach((one, k) => one.setAttribute("aria-pressed", String(links[k] === link)));
    show(link);
  };
  const buttons = links.map((link) => {
    const { name, state, cameras, down } = link;
    const words = filled(texts.link, { name, state, count: write(cameras.length) });
    return button(words, down ? "down" : "", () => choose(link));
  });
  const [nearest, ...others] = buttons;
  box.append(element("span", { className: "subtitle", textContent: texts.shared }), nearest);
  if (others.length) {
    const textContent = filled(texts.link_more, { count: write(others.length) });
    box.append(element("details", {}, element("summary", { textContent }), ...others));
  }
  choose(links[0]);
  return box;
}
