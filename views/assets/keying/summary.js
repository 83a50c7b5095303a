/** What was keyed in short, for a look at the paper before the form is sent. */
// @ts-check

import { isReason, routesOf } from './steps.js';

/** @import { Form, Question, State } from './steps.js' */

/** @typedef {'answered' | 'blank' | 'illegible' | 'two-marks' | 'wrong-branch' | 'unsure'} Count */

/**
 * The questions of each kind; one that should be empty, and is, is of none.
 * @param {Form} form
 * @param {State} state
 * @returns {Readonly<Record<Count, readonly Question[]>>}
 */
export function summary(form, { answers }) {
  const routes = routesOf(form, answers);
  const items = form.filter(({ item }) => item);
  const valuesOf = (/** @type {Question} */ { name }) => answers[name] ?? [];
  const given = (/** @type {Question} */ question) =>
    valuesOf(question).length > 0 && !isReason(question, valuesOf(question));
  const has = (/** @type {'illegible' | 'two-marks'} */ reason) =>
    items.filter((one) => valuesOf(one).length === 1 && valuesOf(one)[0] === one.reasons[reason]);
  const answered = items.filter(given);
  return {
    answered,
    blank: items.filter(
      (one) => valuesOf(one).length === 0 && routes.get(one.name) !== 'not-applicable',
    ),
    illegible: has('illegible'),
    'two-marks': has('two-marks'),
    'wrong-branch': answered.filter(({ name }) => routes.get(name) === 'not-applicable'),
    unsure: answered.filter(({ name }) => routes.get(name) === 'unknown'),
  };
}
