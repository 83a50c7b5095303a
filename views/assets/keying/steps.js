/** Where the cursor of the keying screen goes: the paper's order, and stretches that are to be empty as one step. */
// @ts-check

import { routeBranches } from '../../../surveys/branches.js';

/**
 * @import { Condition } from '../../../surveys/answer-type.ts'
 * @import { Routing } from '../../../surveys/branches.js'
 */

/**
 * One line of the form: a question of the paper, the date above them, or the end.
 * @typedef {object} Question
 * @property {string} name
 * @property {'one' | 'several' | 'number' | 'date' | 'text' | 'end'} kind
 * @property {string} number what it is called: the number on the paper, where it has one
 * @property {number} section
 * @property {boolean} item false for what is not the paper's own question
 * @property {boolean} absent true where the paper of this wave does not have it
 * @property {readonly Condition[]} when
 * @property {ReadonlyMap<string, string>} keys from the key to the option's value
 * @property {Readonly<Record<'illegible' | 'two-marks', string>>} reasons what the form sends for each
 * @property {string} from the lowest number, or the first day as an ISO date
 * @property {string} to
 */

/** @typedef {readonly Question[]} Form in the order of the paper */
/** @typedef {Readonly<Record<string, readonly string[]>>} Answers what the form would send, by name */

/**
 * @typedef {object} State
 * @property {string} at the question where the cursor is
 * @property {boolean} opened true when it is to be keyed although it should be empty
 * @property {Answers} answers
 * @property {ReadonlySet<string>} passed the questions that have been left, with an answer or without
 */

/** @typedef {{ question: Question, stretch: readonly Question[] }} Step `stretch`: passed over as one */

/**
 * @param {Form} form
 * @param {Answers} answers
 * @returns {ReadonlyMap<string, Routing>}
 */
export function routesOf(form, answers) {
  const asked = form.filter(({ item }) => item);
  const given = asked.flatMap((question) => {
    const values = answers[question.name] ?? [];
    const known = values.length > 0 && !isReason(question, values);
    return known ? [[question.name, { value: values.map(Number) }]] : [];
  });
  return routeBranches(asked, Object.fromEntries(given));
}

/**
 * @param {Question} question
 * @param {readonly string[]} values
 */
export function isReason({ reasons }, values) {
  return values.length === 1 && Object.values(reasons).includes(values[0] ?? '');
}

/**
 * The stretch of questions that should be empty, and are, from this one on.
 * @param {Form} form
 * @param {Answers} answers
 * @param {string} name
 * @returns {readonly Question[]}
 */
export function stretchFrom(form, answers, name) {
  const isEmpty = mayBePassed(form, answers);
  const rest = stops(form).slice(stops(form).findIndex((question) => question.name === name));
  const end = rest.findIndex((question) => !isEmpty(question));
  return end < 0 ? rest : rest.slice(0, end);
}

/**
 * @param {Form} form
 * @param {State} state
 * @returns {Step}
 */
export function stepAt(form, { at, opened, answers }) {
  const question = form.find(({ name }) => name === at) ?? /** @type {Question} */ (form[0]);
  return { question, stretch: opened ? [] : stretchFrom(form, answers, at) };
}

/**
 * @param {Form} form
 * @param {State} state
 */
export const stretchIsAt = (form, state) => stepAt(form, state).stretch.length > 0;

/**
 * @param {State} state
 * @param {string} name
 * @param {readonly string[]} values
 * @returns {State}
 */
export function given(state, name, values) {
  return { ...state, answers: { ...state.answers, [name]: values } };
}

/**
 * @param {Form} form
 * @param {string} name
 * @returns {string} the question after this one; the end stays where it is
 */
export function following(form, name) {
  const later = form.slice(form.findIndex((question) => question.name === name) + 1);
  return later.find(({ absent }) => !absent)?.name ?? name;
}

/**
 * The step before: one question, or the whole stretch that was passed over.
 * @param {Form} form
 * @param {Answers} answers
 * @param {string} name
 * @returns {string}
 */
export function preceding(form, answers, name) {
  const isEmpty = mayBePassed(form, answers);
  const earlier = form
    .slice(
      0,
      form.findIndex((question) => question.name === name),
    )
    .filter(({ absent }) => !absent);
  const last = earlier.at(-1);
  if (!last || !isEmpty(last)) return last?.name ?? name;
  const full = earlier.findLastIndex((question) => !isEmpty(question));
  return earlier[full + 1]?.name ?? name;
}

/**
 * What is left of a section, from this question on.
 * @param {Form} form
 * @param {Question} from
 */
export function restOfSection(form, { name, section }) {
  const rest = form.slice(form.findIndex((question) => question.name === name));
  return rest.filter((question) => question.item && question.section === section);
}

/**
 * Their printed numbers in short: 3–4, 12–22.
 * @param {readonly Question[]} questions
 */
export function numbersOf(questions) {
  const [first, last] = [questions[0], questions.at(-1)].map((one) => one?.number ?? '');
  return first === last ? `${first}` : `${first}–${last}`;
}

/** @param {Form} form */
const stops = (form) => form.filter(({ absent }) => !absent);

/**
 * @param {Form} form
 * @param {Answers} answers
 */
function mayBePassed(form, answers) {
  const routes = routesOf(form, answers);
  /** @param {Question} question */
  return ({ name }) => routes.get(name) === 'not-applicable' && (answers[name] ?? []).length === 0;
}
