/** A short text in the participant's own words. */

import Type from 'typebox';
import { type AnswerType, empty, type ItemBase, problem } from '../answer-type.ts';
import { containsIdentityNumber, withoutIdentityNumbers } from '../identity-number.ts';

export interface TextItem extends ItemBase {
  readonly type: 'text';
  readonly max_length: number;
}

/** What is keyed in the place of an identity number that stands on a paper form. */
export const removed = '[removed]';

export const text: AnswerType<TextItem, string> = {
  type: 'text',
  properties: { max_length: Type.Integer({ minimum: 1, maximum: 2000 }) },
  faults: () => [],
  parse(raw, item, policy) {
    if (raw.length > 1) return problem('two-answers');
    const typed = (raw[0] ?? '').normalize('NFC').replace(/\r\n?/g, '\n').trim();
    if (typed === '') return empty;
    if (hasControlCharacter(typed)) return problem('unreadable-character');
    if ([...typed].length > item.max_length) return problem('too-long', { max: item.max_length });
    if (policy === 'web')
      return containsIdentityNumber(typed) ? problem('identity-number') : { value: typed };
    // A page that is opened and saved again sends the placeholder, and keeps its flag.
    const value = withoutIdentityNumbers(typed, removed);
    return value.includes(removed) ? { value, flags: ['identity-number-removed'] } : { value };
  },
  encode: (value) => [value],
  control: (raw, item) => ({ kind: 'text', value: raw[0] ?? '', maxLength: item.max_length }),
  paper: (item) => ({ kind: 'writing', characters: item.max_length }),
  columns: (item) => [
    {
      ...{ name: item.name, label: item.text, storage: 'text', measure: 'nominal', values: [] },
      // A character can take four, and there are quotes around what would read as a code.
      bytes: 4 * item.max_length + 2,
    },
  ],
  // A bare "-2" would read as the code of a missing reason.
  cells: (value) => [/^-\d$/.test(value) ? `"${value}"` : value],
  score: () => null,
  saysDontKnow: () => false,
};

/** True for characters that no keyboard types and databases or spreadsheets stumble over. */
function hasControlCharacter(typed: string): boolean {
  return /[^\P{Cc}\n\t]|\p{Cs}/u.test(typed);
}
