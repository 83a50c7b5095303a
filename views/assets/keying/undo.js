/** The steps that were taken on the keying screen, to be taken back one by one and taken again. */
// @ts-check

/** @import { State } from './steps.js' */

/** @typedef {{ past: readonly State[], now: State, future: readonly State[] }} History */

/**
 * @param {State} now
 * @returns {History}
 */
export const begun = (now) => ({ past: [], now, future: [] });

/**
 * @param {History} history
 * @param {State} now
 * @returns {History} which leads back to what was before
 */
export const taken = (history, now) => ({ past: [...history.past, history.now], now, future: [] });

/**
 * The cursor was moved, or more typed into the same field: nothing to lead back to.
 * @param {History} history
 * @param {State} now
 * @returns {History}
 */
export const moved = (history, now) => ({ ...history, now });

/**
 * @param {History} history
 * @returns {History | null}
 */
export function undone({ past, now, future }) {
  const last = past.at(-1);
  return last ? { past: past.slice(0, -1), now: last, future: [now, ...future] } : null;
}

/**
 * @param {History} history
 * @returns {History | null}
 */
export function redone({ past, now, future }) {
  const [next, ...later] = future;
  return next ? { past: [...past, now], now: next, future: later } : null;
}
