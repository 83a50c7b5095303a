/** The pages a participant meets, and the pages that say what went wrong. */

import type { ContactModel } from '../../../server/contact-model.ts';
import type { QuestionModel } from '../../../server/participant/question-model.ts';
import type { ControlView } from '../../../surveys/answer-type.ts';
import { odd, type Sample } from './sample.ts';

const frame = {
  title: odd,
  language: 'nb',
  layout: 'participant',
  otherLanguage: { language: 'en', href: '/answers/summary?lang=en' },
} as const;

const contact: ContactModel = {
  name: odd,
  phone: '77 00 00 00',
  dial: '77000000',
  email: 'prosjekt@jobbstudien.example',
};

const form = {
  ...{ nonce: 'a'.repeat(26), visit: 'b'.repeat(26), revision: 3, language: 'nb', from: '' },
  action: '/answers/pages/work',
};

function question(kind: ControlView['kind'], changes: Partial<QuestionModel> = {}): QuestionModel {
  const choice = (value: string, checked: boolean) => ({
    ...{ value, label: odd, checked, exclusive: checked, anchor: checked ? odd : '' },
  });
  return {
    ...{ name: 'jm02', number: '2', text: odd, instruction: odd, problem: '', kind },
    choices: [choice('1', true), choice('2', false)],
    ...{ low: odd, high: odd, value: odd, unit: '%', digits: 2 },
    ...changes,
  };
}

const kinds = ['radios', 'checkboxes', 'rating', 'number', 'text', 'date'] as const;

const page = (model: object): Sample => ({
  template: 'participant/page',
  frame,
  model: {
    ...{ number: 2, of: 14, introduction: '', lead: '', problems: null, hidden: false },
    ...{ questions: kinds.map((kind) => question(kind)), back: false },
    ...form,
    ...model,
  },
});

const summary = (model: object): Sample => ({
  template: 'participant/summary',
  frame,
  model: {
    ...{ open: [], openCount: 0, leftOut: false, leftOutCount: 0, back: '/answers/pages/work' },
    ...form,
    ...model,
  },
});

export const participantSamples: readonly Sample[] = [
  {
    template: 'participant/welcome',
    frame,
    model: {
      ...{ study: odd, who: odd, why: odd, minutes: 10, closes: '12. april', contact },
      ...{ action: '/s/token', language: 'nb' },
    },
  },
  page({}),
  page({ introduction: odd, lead: odd, hidden: true, back: true, from: 'summary' }),
  page({
    questions: kinds.map((kind) => question(kind, { problem: odd, instruction: '', unit: '' })),
    problems: [{ target: 'jm02-1', text: odd }],
  }),
  summary({}),
  summary({
    open: [
      { text: odd, more: 0, href: '/answers/pages/work' },
      { text: odd, more: 2, href: '/answers/pages/hours' },
    ],
    ...{ openCount: 4, leftOut: true, leftOutCount: 2 },
  }),
  {
    template: 'participant/stale',
    frame: { ...frame, otherLanguage: null },
    model: {
      ...{ ...form, elsewhereHref: '/answers/pages/hours' },
      questions: [{ text: odd, here: odd, elsewhere: odd }],
      fields: [{ name: 'jm02', value: odd }],
    },
  },
  { template: 'participant/thanks', frame, model: { closing: odd } },
  { template: 'participant/thanks', frame, model: { closing: '' } },
  {
    template: 'participant/closed',
    frame,
    model: {
      title: 'closed.unknown.title',
      text: 'closed.unknown.text',
      contact: null,
      lostLink: '/lost-link?lang=nb',
    },
  },
  {
    template: 'participant/closed',
    frame,
    model: {
      title: 'closed.withdrawn.title',
      text: 'closed.withdrawn.text',
      contact,
      lostLink: '',
    },
  },
  {
    template: 'errors/error',
    frame: { ...frame, otherLanguage: null },
    model: { title: 'errors.not-found.title', text: 'errors.not-found.text' },
  },
  {
    template: 'errors/error',
    frame: {
      ...{ title: odd, language: 'nb', layout: 'staff' },
      menu: {
        email: odd,
        account: '/account',
        csrf: 'c',
        search: '/staff/searches',
        links: [{ href: '/staff', text: odd, current: 'page' }],
      },
    },
    model: { title: 'errors.not-allowed.title', text: 'errors.not-allowed.text' },
  },
];
