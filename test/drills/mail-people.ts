/** Whom the mail drill writes to: made-up people who are all invited on the same day, some at an address that does not exist. */

import { clockFrom } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import { chance, mulberry32, type Random } from '../../server/demo/random.ts';
import { type Registration, registerParticipants } from '../../server/enrolment/registration.ts';
import { closeServices, openServices } from '../../server/open-services.ts';
import { newCode } from '../../server/participant-code.ts';
import { asksOf } from '../../surveys/consent.ts';
import type { Mailbox } from './hostile-mail-server.ts';

export interface Addressee {
  readonly code: string;
  readonly email: string;
}

const domains: Readonly<Record<Mailbox, string>> = {
  there: '@post.example',
  'gone at RCPT': '@gone.example',
  'gone after DATA': '@gone-later.example',
};

export function mailboxOf(email: string): Mailbox {
  const mailboxes = Object.keys(domains) as Mailbox[];
  return mailboxes.find((mailbox) => email.endsWith(domains[mailbox])) ?? 'there';
}

export function isThere({ email }: Pick<Addressee, 'email'>): boolean {
  return mailboxOf(email) === 'there';
}

/** Rows in one transaction. */
const batch = 500;

/** Registers them through the function that the server uses; one in twenty with an address that does not exist. */
export async function enrolAddressees(
  env: Readonly<Record<string, string>>,
  count: number,
  { seed, at }: { readonly seed: number; readonly at: Temporal.Instant },
): Promise<Addressee[]> {
  const services = await openServices(readConfig(env), clockFrom(at));
  const study = services.definitions.study('jobbspesialist');
  const [text] = study?.consent_texts ?? [];
  if (!study || !text) throw new Error('the study is missing');
  const random = mulberry32(seed + 3);
  const inclusionDate = at.toZonedDateTimeISO(study.time_zone).toPlainDate().toString();
  const answers = Object.fromEntries(asksOf(text).map(({ name }) => [name, true]));
  const registrations = Array.from(
    { length: count },
    (_, number): Registration => ({
      ...{ code: newCode(), role: 'candidate', arm: 'jobbspesialist', site: 'tromso', team: null },
      ...{ inclusionDate, language: number % 4 === 0 ? 'en' : 'nb', channel: 'web' },
      name: `Prøve Person ${number}`,
      email: `person${number}${domains[draw(random)]}`,
      ...{ phone: null, address: null },
      consent: { givenOn: '2018-02-26', channel: 'paper', answers, text },
    }),
  );
  for (let done = 0; done < count; done += batch)
    await registerParticipants(services, study, registrations.slice(done, done + batch), 'system');
  await closeServices(services);
  return registrations.map(({ code, email }) => ({ code, email: email ?? '' }));
}

function draw(random: Random): Mailbox {
  if (!chance(random, 0.05)) return 'there';
  return chance(random, 0.5) ? 'gone at RCPT' : 'gone after DATA';
}
