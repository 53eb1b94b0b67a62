// What is told of one camera, or one place, when it is asked for.

import { element } from "./element.js";

export function card({ title, lines }) {
  const list = element("dl");
  for (const [label, text] of lines)
    list.append(element("dt", { textContent: label }), element("dd", { textContent: text }));
  return element("div", { className: "camera-card" }, element("strong", { textContent: title }), list);
}

/** Buttons for the equipment a camera shares; `show(link)` draws who else needs it. */
export function linkButtons(links, { texts, write }, show) {
  const box = element("div", { className: "links" });
  if (!links.length) return box;
  const buttons = links.map((link) => {
    const places = { name: link.name, state: link.state, count: write(link.cameras.length) };
    const textContent = texts.link.replace(/\{(\w+)\}/g, (_, name) => places[name]);
    const button = element("button", { type: "button", textContent, className: link.down ? "down" : "" });
    button.addEventListener("click", () => choose(link));
    return button;
  });
  const choose = (link) => {
    buttons.forEach((button, k) => button.setAttribute("aria-pressed", links[k] === link));
    show(link);
  };
  const [nearest, ...others] = buttons;
  box.append(element("span", { className: "subtitle", textContent: texts.shared }), nearest);
  if (others.length) {
    const more = texts.link_more.replace("{count}", write(others.length));
    box.append(element("details", {}, element("summary", { textContent: more }), ...others));
  }
  choose(links[0]);
  return box;
}
