/** The keying screen with the keyboard alone: hands what is pressed, typed and clicked on to the desk. */
// @ts-check

import { deskAt } from './desk.js';
import { blockOf, isField, valuesAfter } from './page.js';
import { firstProblem, press, typed } from './presses.js';
import { savingTo } from './saving.js';
import { filled } from './view.js';

const page = document.querySelector('form.keying');
if (page instanceof HTMLFormElement) begin(page);

/** @param {HTMLFormElement} page */
function begin(page) {
  const saving = savingOf(page);
  const desk = deskAt(page, () => saving?.changed());

  page.classList.add('with-keys');
  for (const one of page.querySelectorAll('[data-with-keys]')) one.removeAttribute('hidden');
  const isWide = matchMedia('(min-width: 60rem)').matches;
  page.querySelector('.key-strip details')?.toggleAttribute('open', isWide);
  desk.begin();

  document.addEventListener('keydown', (event) => {
    if (!isForUs(event.target) || event.isComposing || event.getModifierState('AltGraph')) return;
    if (event.altKey) return;
    if (event.ctrlKey || event.metaKey) stepped(event);
    else pressed(event);
  });

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const { repeat } = event;
    const key = keyOf(event);
    if (!page.contains(document.activeElement)) desk.arrive();
    const inText = document.activeElement instanceof HTMLTextAreaElement;
    if (inText && key === 'Enter' && event.shiftKey) return;
    const outcome = press(desk.form, desk.now(), key, desk.isEditing());
    const isTyped = key.length === 1;
    // A key that is held down must not run through the form.
    const isNative = outcome.is === 'native';
    if (!isNative || key !== event.key || (repeat && isTyped && !inText)) event.preventDefault();
    if (isNative && /^(Arrow|Home|End)/.test(key)) desk.editing();
    if (repeat) return;
    if (isNative && key !== event.key) insert(key, document.activeElement);
    desk.take(outcome, key);
  }

  /** @param {KeyboardEvent} event */
  function stepped(event) {
    const key = event.key.toLowerCase();
    if (!['z', 'y'].includes(key)) return;
    // A text that is being written has the browser's own undo.
    if (desk.isEditing() && document.activeElement instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    if (!event.repeat) desk.step(key === 'y' || event.shiftKey ? 'redo' : 'undo');
  }

  /** @param {EventTarget | null} target */
  function isForUs(target) {
    if (!(target instanceof Element) || target.closest('.key-strip')) return false;
    return page.contains(target) || target === document.body || target.id === 'main';
  }

  page.addEventListener('focusin', ({ target }) => {
    const name = questionAt(target);
    if (name) desk.jump(name, false);
  });
  page.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element)) return;
    if (target.closest('.key-stretch')) {
      desk.take(press(desk.form, desk.now(), 'Enter', false), 'Enter');
      return;
    }
    if (isField(target)) desk.editing();
    const name = questionAt(target);
    if (name && !target.closest('label, input, textarea, button, a')) desk.jump(name, true);
  });
  page.addEventListener('input', (event) => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
    if (!isField(target) || !(event instanceof InputEvent)) return;
    const grew = event.inputType.startsWith('insert');
    desk.take(typed(desk.form, desk.now(), target.name, target.value, grew), '');
  });
  page.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || isField(target)) return;
    if (blockOf(page, target.name)) desk.choose(target.name, valuesAfter(page, target));
  });
  page.addEventListener('submit', (event) => {
    const problem = firstProblem(desk.form, desk.now());
    if (!problem) {
      saving?.sent();
      return;
    }
    event.preventDefault();
    // The guard against a double press is for forms that are sent.
    event.stopPropagation();
    desk.jump(problem.name, true, problem.saying);
  });
  addEventListener('pagehide', () => saving?.leaving());
  addEventListener('online', () => saving?.online());
}

/**
 * The keypad has its digits also where NumLock is off.
 * @param {KeyboardEvent} event
 */
function keyOf({ key, code }) {
  return /^Numpad\d$/.test(code) ? code.slice(-1) : key;
}

/**
 * @param {string} digit
 * @param {Element | null} field
 */
function insert(digit, field) {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  const { selectionStart, selectionEnd } = field;
  field.setRangeText(digit, selectionStart ?? 0, selectionEnd ?? 0, 'end');
  field.dispatchEvent(new InputEvent('input', { inputType: 'insertText', bubbles: true }));
}

/** @param {EventTarget | null} target */
function questionAt(target) {
  const block = target instanceof Element ? target.closest('[data-question]') : null;
  return block?.getAttribute('data-question') ?? null;
}

/** @param {HTMLFormElement} page */
function savingOf(page) {
  const { autosave, words = '{}' } = page.dataset;
  const line = page.querySelector('[data-saving]');
  if (!autosave || !line) return null;
  const { saved, waiting } = JSON.parse(words);
  return savingTo({
    url: autosave,
    fields: () =>
      new URLSearchParams([...new FormData(page)].map(([name, value]) => [name, String(value)])),
    tell(status) {
      line.toggleAttribute('data-problem', status === 'waiting' || 'problem' in status);
      if (status === 'waiting') line.textContent = waiting;
      else if ('saved' in status) line.textContent = filled(saved, { time: status.saved });
      else line.textContent = status.problem;
    },
  });
}
