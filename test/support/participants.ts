/** Named, made-up people for tests, registered and invited through the functions production uses. */

import { participationOf } from '../../server/collection/participation.ts';
import { sendInvitation } from '../../server/contact/invitation.ts';
import { type Registration, registerParticipant } from '../../server/enrolment/registration.ts';
import { newCode } from '../../server/participant-code.ts';
import { asksOf } from '../../surveys/consent.ts';
import type { ConsentText } from '../../surveys/study.ts';
import type { TestApp } from './app.ts';

type Changes = Partial<Omit<Registration, 'consent'>> & {
  readonly consent?: Partial<Registration['consent']>;
};

/** Kari Nordli, a candidate in Tromsø who answers by e-mail and agrees to all; a test changes what it is about. */
export async function register(
  { services }: Pick<TestApp, 'services'>,
  { consent, ...changes }: Changes = {},
  studyName = 'jobbspesialist',
): Promise<string> {
  const study = services.definitions.study(studyName);
  const text = consent?.text ?? study?.consent_texts[0];
  if (!study || !text) throw new Error('the study is missing');
  const registration: Registration = {
    code: newCode(),
    role: 'candidate',
    arm: 'jobbspesialist',
    site: 'tromso',
    team: null,
    inclusionDate: '2018-03-01',
    language: 'nb',
    channel: 'web',
    name: 'Kari Nordli',
    email: 'kari.nordli@post.example',
    phone: '99 00 11 22',
    address: 'Storgata 1, 9008 Tromsø',
    ...changes,
    consent: {
      givenOn: '2018-02-26',
      channel: 'paper',
      answers: yesToAll(text),
      ...consent,
      text,
    },
  };
  await registerParticipant(services, study, registration, 'system');
  return registration.code;
}

/** What somebody says who agrees to everything a text asks. */
export function yesToAll(text: ConsentText): Record<string, boolean> {
  return Object.fromEntries(asksOf(text).map(({ name }) => [name, true]));
}

/** Invites by e-mail and gives the path of the link in the message, as the participant gets it. */
export async function invite(
  testApp: Pick<TestApp, 'services' | 'mails'>,
  code: string,
  wave = 1,
): Promise<string> {
  const participation = await participationOf(testApp.services, code, wave);
  if (!participation) throw new Error('no such participation');
  const outcome = await sendInvitation(testApp.services, participation, 'system');
  if (outcome !== 'sent') throw new Error(`the invitation was not sent: ${outcome}`);
  const link = testApp.mails.at(-1)?.text.match(/\/s\/[a-z0-9]+/)?.[0];
  if (!link) throw new Error('there is no link in the message');
  return link;
}
