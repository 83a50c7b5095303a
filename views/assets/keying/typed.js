/** Numbers and dates as they are typed: done, to be gone on with, or not possible. */
// @ts-check

/** @import { Question } from './steps.js' */

/**
 * `open`: more can come. `done`: nothing more can. Both can be left. A problem has to be put right.
 * @typedef {{ is: 'blank' | 'open' | 'done', value: string }
 *   | { is: 'problem', problem: string, from?: string, to?: string }} Judgement
 */

/**
 * @param {Question} question
 * @param {string} typed
 * @param {'typing' | 'leaving'} moment while typing, what can still become right is no problem
 * @returns {Judgement}
 */
export function judge(question, typed, moment) {
  const text = typed.trim();
  if (text === '') return { is: 'blank', value: '' };
  if (question.kind === 'number') return judgeNumber(question, text, moment);
  if (question.kind === 'date') return judgeDate(question, text, moment);
  return { is: 'open', value: typed };
}

/**
 * @param {Question} question
 * @param {string} text
 * @param {'typing' | 'leaving'} moment
 * @returns {Judgement}
 */
function judgeNumber({ from, to }, text, moment) {
  const range = { from, to };
  if (!/^\d{1,9}$/.test(text)) return { is: 'problem', problem: 'not-a-number', ...range };
  const inRange = Number(from) <= Number(text) && Number(text) <= Number(to);
  if (canGoOn(text, Number(from), Number(to)) && (inRange || moment === 'typing'))
    return { is: 'open', value: text };
  return inRange
    ? { is: 'done', value: text }
    : { is: 'problem', problem: 'out-of-range', ...range };
}

/**
 * True when one more digit, or several, can give a number of the range.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 */
function canGoOn(text, from, to) {
  for (let digits = 1; text.length + digits <= String(to).length; digits += 1) {
    const power = 10 ** digits;
    const lowest = Number(text) * power;
    if (lowest <= to && lowest + power - 1 >= from) return true;
  }
  return false;
}

/**
 * @param {Question} question
 * @param {string} text
 * @param {'typing' | 'leaving'} moment
 * @returns {Judgement}
 */
function judgeDate({ from, to }, text, moment) {
  const parts =
    /^(\d{2})(\d{2})(\d{4})$/.exec(text) ?? /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text);
  if (!parts && moment === 'typing' && /^[\d./-]{1,9}$/.test(text) && !/^\d{9}/.test(text))
    return { is: 'open', value: text };
  const [, day = '', month = '', year = ''] = parts ?? [];
  const iso = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  if (!isDay(iso)) return { is: 'problem', problem: 'not-a-date' };
  if (from && iso < from) return { is: 'problem', problem: 'too-early', from: shown(from) };
  if (to && iso > to) return { is: 'problem', problem: 'too-late', to: shown(to) };
  return { is: 'done', value: shown(iso) };
}

/** @param {string} iso */
const shown = (iso) => iso.split('-').reverse().join('.');

/** @param {string} iso */
function isDay(iso) {
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === iso;
}
