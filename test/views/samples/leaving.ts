/** The pages of the way out, and of the code on a letter. */

import { inputField, problemLinks } from '../../../server/field-models.ts';
import { odd, type Sample } from './sample.ts';

const frame = { title: odd, language: 'nb', layout: 'participant' } as const;
const contact = { name: odd, phone: '77 00 00 00', dial: '77000000', email: 'a@b.example' };

const leaving = (isStopped: boolean, isOut: boolean): Sample => ({
  template: 'participant/leaving',
  frame,
  model: {
    ...{ title: odd, study: odd, isStopped, isOut, receipt: isStopped ? odd : '' },
    ...{ stop: '/mail/abc', withdraw: '/withdrawal/abc', language: 'nb', contact },
  },
});

const withdrawal = (isOut: boolean, reference: string): Sample => ({
  template: 'participant/withdrawal',
  frame,
  model: {
    ...{ title: odd, isOut, paragraphs: [odd, odd], reference },
    ...{ action: '/withdrawal/abc', back: '/mail/abc', language: 'nb', contact },
  },
});

const shortCode = (problem: string): Sample => {
  const field = inputField('code', odd, { value: odd, hint: odd, problem, short: true });
  return {
    template: 'participant/short-code',
    frame,
    model: { field, problems: problemLinks([field]), language: 'nb', contacts: [] },
  };
};

export const leavingSamples: readonly Sample[] = [
  leaving(false, false),
  leaving(true, false),
  leaving(true, true),
  withdrawal(false, ''),
  withdrawal(true, odd),
  withdrawal(true, ''),
  shortCode(''),
  shortCode(odd),
];
