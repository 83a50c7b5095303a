/** Batches of letters in words. */

import type { Study } from '../../surveys/study.ts';
import { dayInWords, dayOf } from '../day.ts';
import { type LetterBatch, unpostedBatches } from '../db/letter-batches.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { labelOf } from './participant-model.ts';

export function batchPath({ study }: Study, { id }: Pick<LetterBatch, 'id'>): string {
  return `/staff/${study}/letters/${id}`;
}

/** For example "1. mars 2018, Tromsø", and a number where it is not the first of its day. */
export function batchName(study: Study, { day, number, site }: LetterBatch, language: string) {
  const place = labelOf(study.sites, site, language);
  return [
    dayInWords(day, language),
    ...(number > 1 ? [texts(language)('letters.number', { number })] : []),
    ...(place === '' ? [] : [place]),
  ].join(', ');
}

/** Waits to be printed, is printed, or has been posted; and since when. */
export function batchState(
  { time_zone }: Study,
  { printed_at, posted_at }: LetterBatch,
  language: string,
) {
  const say = texts(language);
  const on = (instant: string) => dayInWords(dayOf(instant, time_zone), language);
  if (posted_at) return { state: say('letters.posted', { on: on(posted_at) }), color: 'success' };
  if (printed_at) return { state: say('letters.printed', { on: on(printed_at) }), color: 'info' };
  return { state: say('letters.waits'), color: 'accent' };
}

/** What waits for hands: batches to be printed, and those that are printed and not in the post. */
export async function letterLines(
  { db }: Services,
  study: Study,
  sites: readonly string[] | null,
  language: string,
) {
  const batches = await unpostedBatches(db.registry, study.study, sites);
  return batches
    .filter(({ letters }) => letters > 0)
    .map((batch) => ({
      href: batchPath(study, batch),
      text: texts(language)(batch.printed_at ? 'day.lettersToPost' : 'day.letters', {
        count: batch.letters,
      }),
    }));
}
