// Values of communes in classes: as many communes in each, bounds a reader can remember.

const MOST_CLASSES = 5;

/**
 * Bounds between classes by quantiles: no value twice, none that leaves a class empty. A value
 * belongs to the class after the last bound it reaches.
 *
 * @param {number[]} values
 * @param {number} [most] classes
 */
export function quantileBounds(values, most = MOST_CLASSES) {
  const sorted = [...values].sort((a, b) => a - b);
  /** @type {number[]} */
  const bounds = [];
  for (let k = 1; k < most && sorted.length; k++) {
    const at = (k / most) * sorted.length;
    const value = sorted[Math.min(sorted.length - 1, Math.floor(at))];
    const bound = rounded(value, sorted);
    if (bound > (bounds.at(-1) ?? sorted[0]) && bound <= sorted[sorted.length - 1])
      bounds.push(bound);
  }
  return bounds;
}

/**
 * A number of few digits that parts the same values: the shortest from it down to the next.
 *
 * @param {number} value one of the values
 * @param {number[]} sorted
 */
function rounded(value, sorted) {
  const below = sorted.filter((one) => one < value).at(-1);
  if (below === undefined || value === 0) return value;
  for (let step = 10 ** Math.ceil(Math.log10(Math.abs(value))); step > 1e-9; step /= 10)
    for (const part of [1, 0.5]) {
      const bound = Number((Math.floor(value / (step * part)) * step * part).toPrecision(12));
      if (bound > below) return bound;
    }
  return value;
}

/**
 * The class of a value, from 0.
 *
 * @param {number[]} bounds
 * @param {number} value
 */
export const classOf = (bounds, value) => bounds.filter((bound) => value >= bound).length;

/**
 * Each class as the text of what lies in it: `< 10`, `10–25`, `≥ 25`.
 *
 * @param {number[]} bounds
 * @param {(value: number) => string} write
 */
export function classTexts(bounds, write) {
  if (!bounds.length) return [""];
  return [
    `< ${write(bounds[0])}`,
    ...bounds.slice(1).map((bound, k) => `${write(bounds[k])}–${write(bound)}`),
    `≥ ${write(bounds[bounds.length - 1])}`,
  ];
}

/**
 * As many colours as there are classes, spread over a ramp.
 *
 * @param {string[]} ramp
 * @param {number} classes
 */
export const spread = (ramp, classes) =>
  Array.from({ length: classes }, (_, k) =>
    classes === 1
      ? ramp[Math.floor(ramp.length / 2)]
      : ramp[Math.round((k * (ramp.length - 1)) / (classes - 1))],
  );
