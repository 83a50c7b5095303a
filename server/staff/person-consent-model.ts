/** What a participant agreed to, form by form, as their page shows it. */

import type { Study } from '../../surveys/study.ts';
import { dayInWords, dayOf } from '../day.ts';
import type { Consent } from '../db/people.ts';
import { texts } from '../texts.ts';

export function consentLines(
  study: Study,
  consents: readonly Consent[],
  language: string,
): string[] {
  const say = texts(language);
  return consents.map(({ text_version, given_on, channel, recorded_at }) =>
    say('staff.participant.consentLine', {
      version: text_version,
      given: dayInWords(given_on, language),
      channel: say(`staff.consentChannel.${channel}`),
      recorded: dayInWords(dayOf(recorded_at, study.time_zone), language),
    }),
  );
}
