/** The day that an answer is dated by, and whether it came while its wave was open and not late. */

import type { WaveDates } from '../../surveys/schedule.ts';
import { dayOf } from '../day.ts';
import type { ResponseState } from '../db/exports.ts';

/** Which of its days an answer is dated by. The words stand in the exports: they are a contract. */
export const datings = ['sent', 'written', 'received'] as const;

/** The day it was sent on the web; on paper the day that was written on the form, or that it came. */
export function datingOf(
  { writtenOn, receivedOn, submittedAt }: ResponseState,
  timeZone: string,
): { readonly day: string; readonly by: (typeof datings)[number] } {
  if (writtenOn) return { day: writtenOn, by: 'written' };
  if (receivedOn) return { day: receivedOn, by: 'received' };
  return { day: dayOf(submittedAt ?? '', timeZone), by: 'sent' };
}

export function isOnTime(
  response: ResponseState,
  { opens, late }: WaveDates,
  timeZone: string,
): boolean {
  const { day } = datingOf(response, timeZone);
  return day >= opens && day < late;
}

/** Dated before the wave opened or after it closed. */
export function isOutsideWindow(
  response: ResponseState,
  { opens, closes }: WaveDates,
  timeZone: string,
): boolean {
  const { day } = datingOf(response, timeZone);
  return day < opens || day > closes;
}
