/** Finds where an increasing function crosses zero: the one search behind every unknown of a power analysis. */

const maximumSteps = 200;
const closeEnough = 1e-11;

/**
 * The x ≥ `floor` with h(x) = 0, or `floor` itself where h is not below zero even there. The functions
 * here are nearly straight with slope 1 (probits over the root of the noncentrality), so the secant
 * gets there in four or five calls; a bracket keeps it from leaving where they are not.
 */
export function rootOfIncreasing(h: (x: number) => number, start: number, floor: number): number {
  let x = Math.max(start, floor);
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  let last = { x: Number.NaN, value: Number.NaN };
  let lastStep = Number.POSITIVE_INFINITY;

  for (let count = 0; count < maximumSteps; count += 1) {
    const value = h(x);
    if (value === 0 || (value > 0 && x <= floor)) return x;
    if (value > 0) high = x;
    else low = x;

    const slope = count === 0 ? 1 : (value - last.value) / (x - last.x);
    let next = Math.max(x - value / slope, floor);
    const step = Math.abs(next - x);
    const hopeful = slope > 0 && slope < Number.POSITIVE_INFINITY && next > low && next < high;
    if (hopeful && step <= closeEnough * Math.abs(x)) return next;
    if (!hopeful || (bounded(low, high) && step > lastStep / 2)) next = between(low, high, floor);
    last = { x, value };
    lastStep = Math.abs(next - x);
    x = next;
  }
  return x;
}

function bounded(low: number, high: number): boolean {
  return low > Number.NEGATIVE_INFINITY && high < Number.POSITIVE_INFINITY;
}

/** The middle of the bracket; where it is open above, a step up. */
function between(low: number, high: number, floor: number): number {
  if (high === Number.POSITIVE_INFINITY) return low + 2 * Math.abs(low) + 1;
  const lowest = Math.max(low, floor);
  return lowest + (high - lowest) / 2;
}
