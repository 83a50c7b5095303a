/** Single words of a copy of data: labels out of the study, days, states, channels, languages. */

import { type ParticipantState, participantStates } from '../../surveys/participant-state.ts';
import type { Study } from '../../surveys/study.ts';
import { inLanguage, type Texts } from '../../surveys/text.ts';
import { dayInWords, dayOf } from '../day.ts';
import { texts } from '../texts.ts';

/** What every part of the copy is told in. */
export interface Reader {
  readonly study: Study;
  readonly language: string;
}

export function dayOfInstant(instant: string, { study, language }: Reader): string {
  return dayInWords(dayOf(instant, study.time_zone), language);
}

interface Named {
  readonly name: string;
  readonly label: Texts;
}

/** The name itself where the study does not have it any more; empty for none. */
export function labelIn(list: readonly Named[], name: string | null, language: string): string {
  const found = list.find((entry) => entry.name === name);
  return found ? inLanguage(found.label, language) : (name ?? '');
}

export function stateInWords(state: ParticipantState, language: string): string {
  return texts(language)(`rights.state.${state}`);
}

export function isState(text: string): text is ParticipantState {
  return participantStates.some((state) => state === text);
}

export function channelInWords(channel: 'web' | 'paper', language: string): string {
  return texts(language)(`rights.channel.${channel}`);
}

export function mailInWords(mail: 'wanted' | 'stopped', language: string): string {
  return texts(language)(`rights.mail.${mail}`);
}

/** In its own language. */
export function languageInWords(language: string): string {
  return texts(language)('language.name');
}
