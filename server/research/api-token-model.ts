/** API tokens as a page shows them, and the command that uses one. */

import type { Study } from '../../surveys/study.ts';
import { dayInWords, dayOf } from '../day.ts';
import type { ApiToken } from '../db/api-tokens.ts';
import type { Services } from '../services.ts';

/** A line for a terminal that fetches a file. */
export function curlExample({ config }: Services, { study }: Study, token: string): string {
  const address = `${config.publicUrl}/research/${study}/exports/wide.csv`;
  return `curl -H "Authorization: Bearer ${token}" -o wide.csv ${address}`;
}

export function tokenRow(token: ApiToken, { time_zone }: Study, language: string) {
  const day = (instant: string) => dayInWords(dayOf(instant, time_zone), language);
  const time = Temporal.Instant.from(token.created_at).toLocaleString(language, {
    timeZone: time_zone,
    timeStyle: 'short',
  });
  // With the time: it is all that tells two keys of one day apart.
  const made = `${day(token.created_at)}, ${time}`;
  return { id: token.token_hash, made, expires: day(token.expires_at) };
}
