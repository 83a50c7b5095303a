/** The pages about what a participant has a right to. */

import { inputField, problemLinks } from '../../../server/field-models.ts';
import { odd, type Sample } from './sample.ts';

const frame = { title: odd, language: 'nb', layout: 'participant' } as const;

const contact = { name: odd, phone: '77 00 00 00', dial: '77000000', email: 'a@b.example' };
const contacts = [
  { study: '', contact },
  { study: odd, contact },
];

const lostLink = (problem: string): Sample => {
  const field = inputField('email', odd, { value: odd, hint: odd, problem });
  return {
    template: 'participant/lost-link',
    frame,
    model: { field, problems: problemLinks([field]), language: 'nb' },
  };
};

const privacy = (officer: string, officerHref: string): Sample => ({
  template: 'participant/privacy',
  frame,
  model: {
    ...{ study: odd, controller: odd, officer, officerHref, purposes: [odd, odd] },
    ...{ until: odd, leaving: 'rights.privacy.leave.keep', contact },
  },
});

export const rightsSamples: readonly Sample[] = [
  lostLink(''),
  lostLink(odd),
  { template: 'participant/lost-link-receipt', frame, model: { contacts, language: 'nb' } },
  privacy(odd, ''),
  privacy('a@b.example', 'mailto:a@b.example'),
  {
    template: 'participant/privacy-of-which',
    frame,
    model: { studies: [{ href: '/privacy/a', title: odd }] },
  },
  {
    template: 'participant/data-copy',
    frame,
    model: { action: '/d/abc', readMe: odd, until: odd, contacts, language: 'nb' },
  },
  { template: 'participant/data-copy-over', frame, model: { contacts } },
  { template: 'participant/accessibility', frame, model: { contacts, statedOn: odd } },
];
