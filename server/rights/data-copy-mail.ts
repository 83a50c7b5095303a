/** The message with the link to a copy of what is held, to the address that is registered. */

import { randomUUID } from 'node:crypto';
import type { Study } from '../../surveys/study.ts';
import { dayInWords, dayOf } from '../day.ts';
import { appendEvent } from '../db/events.ts';
import type { Participant } from '../db/participants.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import type { MadeDataCopy } from './data-copy.ts';

/** Where a participant opens it. */
export function dataCopyAddress({ config }: Services, { token }: MadeDataCopy): string {
  return `${config.publicUrl}/d/${token}`;
}

/** False when the mail server did not take it; the link is then made anew. */
export async function mailDataCopy(
  services: Services,
  to: string,
  about: { readonly study: Study; readonly participant: Participant; readonly actor: string },
  made: MadeDataCopy,
): Promise<boolean> {
  const { study, participant, actor } = about;
  const { language, code } = participant;
  const say = texts(language);
  const { accepted } = await services.mail.send({
    to,
    subject: say('rights.mail.subject'),
    text: say('rights.mail.body', {
      link: dataCopyAddress(services, made),
      day: dayInWords(dayOf(made.expiresAt, study.time_zone), language),
      ...study.contact,
    }),
    messageId: `<${randomUUID()}@${new URL(services.config.publicUrl).hostname}>`,
  });
  const action = accepted ? 'data copy sent' : 'data copy not sent';
  await services.db.registry
    .transaction()
    .execute((trx) => appendEvent(trx, services.clock, { actor, action, code }));
  return accepted;
}
