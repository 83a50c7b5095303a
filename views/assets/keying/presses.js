/** What a key means on the keying screen: from one state to the next, knowing nothing of the page. */
// @ts-check

import { following, given, isReason, preceding, restOfSection, stepAt } from './steps.js';
import { judge } from './typed.js';

/** @import { Form, Question, State, Step } from './steps.js' */

/** @typedef {{ word: string, values: Readonly<Record<string, string>> }} Saying */

/**
 * `step`: can be taken back. `move`: the cursor only. `typing`: more of the same in a field.
 * `stop`: not possible, and why. `nothing`: the key has no meaning here. `native`: the browser's own.
 * @typedef {{ is: 'step' | 'move' | 'typing', state: State, saying?: Saying }
 *   | { is: 'stop', saying: Saying }
 *   | { is: 'nothing' } | { is: 'native' }} Outcome
 */

/**
 * The date above the form has none of these: it is not a question of its own.
 * @type {ReadonlyMap<string, 'illegible' | 'two-marks'>}
 */
const reasonKeys = new Map([
  ['*', 'illegible'],
  ['u', 'illegible'],
  ['+', 'two-marks'],
  ['x', 'two-marks'],
]);
const sectionKeys = ['/', 's'];
const typedKinds = ['number', 'date', 'text'];

/**
 * @param {Form} form
 * @param {State} state
 * @param {string} key as the browser names it
 * @param {boolean} editing true while the cursor stands in something that was typed
 * @returns {Outcome}
 */
export function press(form, state, key, editing) {
  const step = stepAt(form, state);
  const { question } = step;
  if (key === ' ' || ([...key].length > 1 && !['Enter', 'Backspace'].includes(key)))
    return { is: 'native' };
  if (key === 'Backspace' && !editing) return back(form, state);
  if (question.kind === 'end') return atEnd(state, question, key);
  if (step.stretch.length > 0) return atStretch(form, state, step, key);
  if (key === 'Enter') return leave(form, state, question);
  if (key === 'Backspace') return { is: 'native' };
  return answer(form, state, question, key.toLowerCase(), editing);
}

/**
 * @param {Form} form
 * @param {State} state
 * @param {Question} question
 * @param {string} key
 * @param {boolean} editing
 * @returns {Outcome}
 */
function answer(form, state, question, key, editing) {
  const { name, kind, keys, item } = question;
  if (kind === 'text' && (hasText(state, question) || !/^[*+/-]$/.test(key)))
    return { is: 'native' };
  const value = keys.get(key);
  if (value !== undefined && kind === 'several')
    return { is: 'step', state: { ...state, answers: toggled(state, question, value) } };
  if (value !== undefined) return goOn(form, given(state, name, [value]), name);
  if (kind === 'number' && /^\d$/.test(key)) return { is: 'native' };
  if (kind === 'date' && (/^[\d.]$/.test(key) || (editing && /^[/-]$/.test(key))))
    return { is: 'native' };
  if (key === '-') return leave(form, given(state, name, []), question);
  const reason = item && reasonKeys.get(key);
  if (reason) return goOn(form, given(state, name, [question.reasons[reason]]), name);
  if (item && sectionKeys.includes(key)) return emptied(form, state, question);
  return { is: 'nothing' };
}

/**
 * What begins a text is part of it: only in an empty field do signs mean something else.
 * @param {State} state
 * @param {Question} question
 */
function hasText({ answers }, question) {
  const values = answers[question.name] ?? [];
  return values.length > 0 && !isReason(question, values);
}

/**
 * A key that answers the first question of a stretch begins to key what should be empty.
 * @param {Form} form
 * @param {State} state
 * @param {Step} step
 * @param {string} key
 * @returns {Outcome}
 */
function atStretch(form, state, { question, stretch }, key) {
  const last = stretch.at(-1) ?? question;
  const pressed = key.toLowerCase();
  const isOption = question.keys.has(pressed);
  if (key === 'Enter' || (!isOption && sectionKeys.includes(pressed)))
    return goOn(form, passing(state, stretch), last.name);
  if (key === '-') return goOn(form, passing(state, [question]), question.name);
  const opened = { ...state, opened: true };
  const outcome = answer(form, opened, question, pressed, false);
  return outcome.is === 'native' ? typed(form, opened, question.name, key, true) : outcome;
}

/**
 * @param {State} state
 * @param {Question} question
 * @param {string} key
 * @returns {Outcome}
 */
function atEnd(state, { name }, key) {
  if (reasonKeys.get(key.toLowerCase()) !== 'illegible')
    return key === 'Enter' ? { is: 'native' } : { is: 'nothing' };
  const unclear = (state.answers[name] ?? []).length > 0;
  return { is: 'step', state: given(state, name, unclear ? [] : ['yes']) };
}

/**
 * More stands in a field than before, or less.
 * @param {Form} form
 * @param {State} state
 * @param {string} name
 * @param {string} value
 * @param {boolean} grew goes on by itself only where something was typed, not deleted
 * @returns {Outcome}
 */
export function typed(form, state, name, value, grew) {
  const question = form.find((one) => one.name === name);
  const now = given(state, name, value === '' ? [] : [value]);
  if (!question || question.kind === 'text' || !grew) return { is: 'typing', state: now };
  const judged = judge(question, value, 'typing');
  if (judged.is === 'done') return goOn(form, given(now, name, [judged.value]), name);
  const saying = judged.is === 'problem' ? { saying: sayingOf(judged) } : {};
  return { is: 'typing', state: now, ...saying };
}

/**
 * On to the next question, unless what was typed here cannot be.
 * @param {Form} form
 * @param {State} state
 * @param {Question} question
 * @returns {Outcome}
 */
function leave(form, state, question) {
  const { name, kind } = question;
  const values = state.answers[name] ?? [];
  if (!typedKinds.includes(kind) || isReason(question, values)) return goOn(form, state, name);
  const judged = judge(question, values[0] ?? '', 'leaving');
  if (judged.is === 'problem') return { is: 'stop', saying: sayingOf(judged) };
  return goOn(form, given(state, name, judged.is === 'blank' ? [] : [judged.value]), name);
}

/**
 * The first question that cannot be sent as it stands, and why.
 * @param {Form} form
 * @param {State} state
 * @returns {{ name: string, saying: Saying } | null}
 */
export function firstProblem(form, state) {
  for (const question of form) {
    const outcome = leave(form, state, question);
    if (outcome.is === 'stop') return { name: question.name, saying: outcome.saying };
  }
  return null;
}

/**
 * The rest of the section is empty, also where something was keyed before.
 * @param {Form} form
 * @param {State} state
 * @param {Question} question
 * @returns {Outcome}
 */
function emptied(form, state, question) {
  const rest = restOfSection(form, question);
  const none = Object.fromEntries(rest.map(({ name }) => [name, []]));
  const now = passing({ ...state, answers: { ...state.answers, ...none } }, rest);
  return goOn(form, now, rest.at(-1)?.name ?? question.name);
}

/**
 * @param {Form} form
 * @param {State} state
 * @returns {Outcome}
 */
function back(form, state) {
  const at = preceding(form, state.answers, state.at);
  if (at === state.at) return { is: 'stop', saying: sayingOf('first-here') };
  return { is: 'move', state: { ...state, at, opened: false } };
}

/**
 * @param {Form} form
 * @param {State} state
 * @param {string} name
 * @returns {Outcome}
 */
function goOn(form, state, name) {
  const passed = new Set([...state.passed, name]);
  return { is: 'step', state: { ...state, passed, at: following(form, name), opened: false } };
}

/**
 * @param {State} state
 * @param {readonly Question[]} questions
 */
const passing = (state, questions) => ({
  ...state,
  passed: new Set([...state.passed, ...questions.map(({ name }) => name)]),
});

/**
 * @param {State} state
 * @param {Question} question
 * @param {string} value
 */
function toggled({ answers }, question, value) {
  const before = answers[question.name] ?? [];
  const ticked = isReason(question, before) ? [] : before;
  const now = ticked.includes(value) ? ticked.filter((one) => one !== value) : [...ticked, value];
  return { ...answers, [question.name]: now };
}

/** @param {string | { problem: string, from?: string, to?: string }} problem */
function sayingOf(problem) {
  if (typeof problem === 'string') return { word: problem, values: {} };
  const { problem: word, from = '', to = '' } = problem;
  return { word, values: { from, to } };
}
