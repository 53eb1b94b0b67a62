// Elements made from properties; texts only ever as text.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} [properties]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/**
 * @param {string} textContent
 * @param {string} className
 * @param {(event: MouseEvent) => void} act
 */
export function button(textContent, className, act) {
  const made = element("button", { type: "button", textContent, className });
  made.addEventListener("click", act);
  return made;
}

/** @param {string} textContent */
export const subtitle = (textContent) => element("div", { className: "subtitle", textContent });

/**
 * A sentence with its places filled in.
 *
 * @param {string} sentence with `{places}`
 * @param {Record<string, string>} values
 */
export const filled = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

/**
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} attributes
 * @param {Node[]} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function svg(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/**
 * The drawing surface of a canvas.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2DSettings} [settings]
 */
export function surface(canvas, settings) {
  const g = canvas.getContext("2d", settings);
  if (!g) throw new Error("this browser gives no canvas");
  return g;
}
