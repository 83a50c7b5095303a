/** The rule of routing itself, in plain JavaScript: the server and the page of a browser ask the very same. */
// @ts-check

/**
 * @import { Sheet } from './answer.ts'
 * @import { Condition } from './answer-type.ts'
 */

/**
 * `unknown`: the item that decides was left blank, so neither branch is shown.
 * @typedef {'asked' | 'not-applicable' | 'unknown'} Routing
 */

/**
 * What decides whether an item is asked: `absent` is one that this occasion does not have, and all
 * of `when` must hold.
 * @typedef {object} Branch
 * @property {string} name
 * @property {boolean} absent
 * @property {readonly Condition[]} when
 */

/**
 * The routing of each item, by name. A condition names items that stand before it.
 * @param {readonly Branch[]} branches in the order in which they are asked
 * @param {Sheet} sheet
 * @returns {ReadonlyMap<string, Routing>}
 */
export function routeBranches(branches, sheet) {
  /** @type {Map<string, Routing>} */
  const routes = new Map();
  for (const branch of branches) routes.set(branch.name, routeOf(branch, routes, sheet));
  return routes;
}

/**
 * @param {Branch} branch
 * @param {ReadonlyMap<string, Routing>} earlier
 * @param {Sheet} sheet
 * @returns {Routing}
 */
function routeOf({ absent, when }, earlier, sheet) {
  if (absent) return 'not-applicable';
  const parts = when.flatMap((condition) => holds(condition, earlier, sheet));
  if (parts.includes('not-applicable')) return 'not-applicable';
  return parts.includes('unknown') ? 'unknown' : 'asked';
}

/**
 * @param {Condition} condition
 * @param {ReadonlyMap<string, Routing>} earlier
 * @param {Sheet} sheet
 * @returns {Routing[]}
 */
function holds(condition, earlier, sheet) {
  return Object.entries(condition).map(([name, values]) => {
    const routing = earlier.get(name) ?? 'unknown';
    if (routing !== 'asked') return routing;
    const answer = sheet[name];
    if (!answer || !('value' in answer)) return 'unknown';
    const given = [answer.value].flat();
    return [values].flat().some((value) => given.includes(value)) ? 'asked' : 'not-applicable';
  });
}
