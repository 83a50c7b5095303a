/** What is going on at the keying screen: where the cursor is, what was done, and that it is shown and saved. */
// @ts-check

import { cue } from './cue.js';
import { isField, readAnswers, readForm } from './page.js';
import { given, stretchIsAt } from './steps.js';
import { begun, moved, redone, taken, undone } from './undo.js';
import { viewOf } from './view.js';

/**
 * @import { Outcome, Saying } from './presses.js'
 * @import { Answers, Form } from './steps.js'
 * @import { History } from './undo.js'
 */

/**
 * @param {HTMLFormElement} page
 * @param {() => void} changed told whenever an answer is another than before
 */
export function deskAt(page, changed) {
  const form = readForm(page);
  const answers = readAnswers(page);
  const view = viewOf(page, form, JSON.parse(page.dataset.words ?? '{}'));
  let history = begun({
    at: problemOn(page) ?? firstOpen(form, answers),
    opened: false,
    answers,
    passed: new Set(),
  });
  /** True until something is typed or moved in the field where the cursor came to. */
  let fresh = true;

  /**
   * @param {History} next
   * @param {boolean} arrives true when the focus is to follow
   * @param {Saying | null} [saying]
   */
  function go(next, arrives, saying = null) {
    const { answers: before } = history.now;
    history = next;
    view.show(history.now);
    view.say(history.now, saying);
    if (arrives) arrive();
    if (history.now.answers !== before) changed();
  }

  function arrive() {
    fresh = true;
    view.arrive(history.now);
  }

  /** @param {Saying} saying */
  function stop(saying) {
    cue();
    view.say(history.now, saying);
  }

  return {
    form,
    now: () => history.now,
    begin() {
      view.show(history.now);
      arrive();
    },
    arrive,
    /** True while the cursor stands in something that was typed there. */
    isEditing() {
      const field = fieldAt(document.activeElement);
      return !fresh && field !== null && field.value !== '';
    },
    editing() {
      fresh = false;
    },
    /**
     * @param {Outcome} outcome
     * @param {string} key
     */
    take(outcome, key) {
      if (outcome.is === 'native') return;
      if (outcome.is === 'nothing') return stop({ word: 'no-meaning', values: { key } });
      if (outcome.is === 'stop') return stop(outcome.saying);
      const { state, saying } = outcome;
      const { now } = history;
      if (saying) cue();
      const arrives = state.at !== now.at || state.opened !== now.opened;
      // What is typed into one field, and left with Enter, is one step.
      const goesOn = !fresh && fieldAt(document.activeElement) !== null;
      const leadsBack = outcome.is !== 'move' && !goesOn;
      go(leadsBack ? taken(history, state) : moved(history, state), arrives, saying);
      if (outcome.is === 'typing') fresh = false;
    },
    /**
     * @param {string} name
     * @param {readonly string[]} values chosen with the mouse, or as browsers do it
     */
    choose(name, values) {
      go(taken(history, given(history.now, name, values)), false);
    },
    /**
     * @param {string} at
     * @param {boolean} arrives
     * @param {Saying | null} [saying]
     */
    jump(at, arrives, saying) {
      const { now } = history;
      if (!arrives && at === now.at && !stretchIsAt(form, now)) return;
      fresh = true;
      go(moved(history, { ...now, at, opened: true }), arrives, saying);
      if (saying) cue();
    },
    /** @param {'undo' | 'redo'} way */
    step(way) {
      const next = way === 'undo' ? undone(history) : redone(history);
      if (next) go(next, true);
      else stop({ word: 'nothing-to-undo', values: {} });
    },
  };
}

/** @param {Element | null} element */
function fieldAt(element) {
  return isField(element) ? /** @type {HTMLInputElement | HTMLTextAreaElement} */ (element) : null;
}

/**
 * The first question that could not be taken when the form was sent.
 * @param {HTMLFormElement} page
 */
function problemOn(page) {
  const message = page.querySelector('.ds-validation-message');
  return message?.closest('[data-question]')?.getAttribute('data-question');
}

/**
 * After what stands there already: a form that was begun before is gone on with.
 * @param {Form} form
 * @param {Answers} answers
 */
function firstOpen(form, answers) {
  const last = form.findLastIndex(({ name, item }) => item && (answers[name] ?? []).length > 0);
  return form[last < 0 ? 0 : last + 1]?.name ?? '';
}
