/** Shows a state of the keying screen: the question that is current, and what is to be said about it. */
// @ts-check

import { blockOf, focusOf, isField, writeAnswer } from './page.js';
import { numbersOf, routesOf, stepAt } from './steps.js';
import { summary } from './summary.js';

/**
 * @import { Form, Question, State } from './steps.js'
 * @import { Saying } from './presses.js'
 */

/** @typedef {Readonly<Record<string, string>>} Words */

/**
 * @param {HTMLFormElement} page
 * @param {Form} form
 * @param {Words} words
 */
export function viewOf(page, form, words) {
  const find = (/** @type {string} */ selector) =>
    /** @type {HTMLElement} */ (page.querySelector(selector));
  const template = /** @type {HTMLTemplateElement} */ (find('[data-stretch]'));
  const stretchBox = /** @type {HTMLElement} */ (template.content.firstElementChild);
  const numbers = /** @type {HTMLElement} */ (stretchBox.querySelector('[data-numbers]'));
  const beside = find('.key-saying');
  const spoken = find('[data-spoken]');
  /** @type {State | null} */
  let shown = null;

  /** @param {State} state */
  function show(state) {
    const step = stepAt(form, state);
    const routes = routesOf(form, state.answers);
    for (const question of form) {
      const { name } = question;
      const values = state.answers[name] ?? [];
      if (values !== shown?.answers[name]) writeAnswer(page, name, values);
      const isEmpty = values.length === 0;
      const current = name === state.at && step.stretch.length === 0;
      mark(blockOf(page, name), {
        current,
        passed: state.passed.has(name) && isEmpty,
        empty: routes.get(name) === 'not-applicable' && isEmpty && !current,
        wrong: isEmpty ? '' : wordOf(routes.get(name)),
      });
    }
    showStretch(step.stretch);
    showSummary(state);
    shown = state;
  }

  /** @param {import('../../../surveys/branches.js').Routing | undefined} routing */
  function wordOf(routing) {
    if (routing === 'not-applicable') return words['wrong-branch'] ?? '';
    return routing === 'unknown' ? (words.unsure ?? '') : '';
  }

  /** @param {readonly Question[]} stretch */
  function showStretch(stretch) {
    const [first] = stretch;
    if (!first) {
      stretchBox.remove();
      return;
    }
    numbers.textContent = numbersOf(stretch);
    const block = blockOf(page, first.name);
    if (block.previousElementSibling !== stretchBox) block.before(stretchBox);
  }

  /** @param {State} state */
  function showSummary(state) {
    for (const [count, questions] of Object.entries(summary(form, state))) {
      const line = find(`[data-count="${count}"]`);
      const few = questions.length <= 12 && count !== 'answered';
      const named = few ? questions.map(({ number }) => number).join(', ') : '';
      line.hidden = questions.length === 0;
      const [number, which] = /** @type {any} */ (line.querySelectorAll('b, span'));
      number.textContent = questions.length;
      which.textContent = named && `(${named})`;
    }
  }

  return {
    show,
    /** @param {State} state */
    arrive(state) {
      const { stretch } = stepAt(form, state);
      const target =
        stretch.length > 0 ? stretchBox.querySelector('button') : focusOf(page, state.at);
      target?.focus({ preventScroll: true });
      if (target instanceof HTMLInputElement && isField(target)) target.select();
      bringIntoCalm(stretch.length > 0 ? stretchBox : blockOf(page, state.at), find('.key-strip'));
    },
    /**
     * @param {State} state
     * @param {Saying | null} saying
     */
    say(state, saying) {
      const text = saying ? filled(words[saying.word] ?? '', saying.values) : '';
      spoken.textContent = text;
      beside.hidden = text === '';
      beside.textContent = text;
      if (!saying) return;
      const { stretch } = stepAt(form, state);
      if (stretch.length > 0) stretchBox.append(beside);
      else blockOf(page, state.at).append(beside);
    },
  };
}

/**
 * @param {string} text
 * @param {Readonly<Record<string, string>>} values
 */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/**
 * @param {HTMLElement} block
 * @param {{ current: boolean, passed: boolean, empty: boolean, wrong: string }} marks
 */
function mark(block, { current, passed, empty, wrong }) {
  block.toggleAttribute('data-current', current);
  block.toggleAttribute('data-passed', passed);
  block.toggleAttribute('data-empty', empty);
  const sign = block.querySelector('.key-mark');
  if (wrong === (sign?.textContent ?? '')) return;
  sign?.remove();
  if (!wrong) return;
  const made = document.createElement('p');
  made.className = 'key-mark';
  made.textContent = wrong;
  block.append(made);
}

/**
 * A third down the window, or higher where it is too tall for that.
 * @param {HTMLElement} block
 * @param {HTMLElement} strip
 */
function bringIntoCalm(block, strip) {
  const { top, height } = block.getBoundingClientRect();
  const room = innerHeight - strip.getBoundingClientRect().height;
  const wanted = Math.max(16, Math.min(innerHeight * 0.3, room - height - 16));
  scrollBy({ top: top - wanted, behavior: 'instant' });
}
