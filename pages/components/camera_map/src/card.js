// What is told of one camera, or one place, when it is asked for.

import { button, element, filled } from "./element.js";

/** @import { CardText, EquipmentLink, Settings } from "./types.d.ts" */

/**
 * @param {CardText} text
 * @param {HTMLElement[]} [parts] what stands between the title and the lines
 */
export function card({ title, lines }, parts = []) {
  const list = element("dl");
  for (const [label, text] of lines)
    list.append(element("dt", { textContent: label }), element("dd", { textContent: text }));
  const heading = element("strong", { textContent: title });
  return element("div", { className: "camera-card" }, heading, ...parts, list);
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
