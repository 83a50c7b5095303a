/** The keying screen's page as questions and answers, and the answers back onto the page. */
// @ts-check

/** @import { Answers, Form, Question } from './steps.js' */

/**
 * @param {HTMLFormElement} form
 * @returns {Form}
 */
export function readForm(form) {
  return blocks(form).map((block) => {
    const { dataset } = block;
    return {
      name: dataset.question ?? '',
      kind: /** @type {Question['kind']} */ (dataset.kind),
      number: dataset.number ?? '',
      section: Number(dataset.section ?? -1),
      item: 'section' in dataset,
      absent: 'absent' in dataset,
      when: JSON.parse(dataset.when ?? '[]'),
      keys: keysOf(block),
      reasons: { illegible: reason(block, 'illegible'), 'two-marks': reason(block, 'two-marks') },
      from: dataset.from ?? '',
      to: dataset.to ?? '',
    };
  });
}

/**
 * The key 0 for 10 is printed; the letter that 10 would have can be typed as well.
 * @param {HTMLElement} block
 */
function keysOf(block) {
  const options = [
    .../** @type {NodeListOf<HTMLInputElement>} */ (block.querySelectorAll('[data-key]')),
  ];
  const keys = new Map(options.map(({ dataset, value }) => [dataset.key ?? '', value]));
  if (keys.get('0') === '10') keys.set('a', '10');
  return keys;
}

/**
 * @param {HTMLElement} block
 * @param {string} which
 */
function reason(block, which) {
  const input = /** @type {HTMLInputElement | null} */ (
    block.querySelector(`[data-reason="${which}"]`)
  );
  return input?.value ?? '';
}

/**
 * Everything that the page would send, by question.
 * @param {HTMLFormElement} form
 * @returns {Answers}
 */
export function readAnswers(form) {
  const sent = new FormData(form);
  return Object.fromEntries(
    blocks(form).map(({ dataset: { question = '' } }) => [question, valuesOf(sent, question)]),
  );
}

/**
 * @param {FormData} sent
 * @param {string} name
 */
const valuesOf = (sent, name) =>
  sent
    .getAll(name)
    .map(String)
    .filter((value) => value !== '');

/**
 * The values of a question after one of its controls was used: an answer and a reason exclude each other.
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} used
 */
export function valuesAfter(form, used) {
  const values = valuesOf(new FormData(form), used.name);
  if (used.type === 'radio') return values;
  if ('reason' in used.dataset) return used.checked ? [used.value] : [];
  return values.filter((value) => isOption(form, used.name, value));
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} value
 */
const isOption = (form, name, value) =>
  controls(form, name).some((one) => one.value === value && !('reason' in one.dataset));

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {readonly string[]} values
 */
export function writeAnswer(form, name, values) {
  const all = controls(form, name);
  const marked = all.filter((one) => !isField(one));
  for (const one of marked)
    one.checked = one.value === '' ? values.length === 0 : values.includes(one.value);
  const field = all.find(isField);
  const text = values.find((value) => !marked.some((one) => one.value === value)) ?? '';
  if (field && field.value !== text) field.value = text;
}

/**
 * What gets the focus: a field to type in, what is chosen, or the first of the controls.
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {HTMLElement | undefined}
 */
export function focusOf(form, name) {
  const all = controls(form, name);
  const submit = /** @type {HTMLElement | null} */ (
    blockOf(form, name).querySelector('[type=submit]')
  );
  return submit ?? all.find(isField) ?? all.find((one) => one.checked && one.value) ?? all[0];
}

/** @param {Element | null | undefined} one */
export function isField(one) {
  return (
    one instanceof HTMLTextAreaElement || (one instanceof HTMLInputElement && one.type === 'text')
  );
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {HTMLInputElement[]}
 */
function controls(form, name) {
  return [
    .../** @type {NodeListOf<HTMLInputElement>} */ (
      form.querySelectorAll(`[data-question] [name="${name}"]`)
    ),
  ];
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function blockOf(form, name) {
  return /** @type {HTMLElement} */ (form.querySelector(`[data-question="${name}"]`));
}

/**
 * @param {HTMLFormElement} form
 * @returns {HTMLElement[]}
 */
export function blocks(form) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-question]'))];
}
