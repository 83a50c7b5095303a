/** A day of a study as a calendar shows it: in words, with a number and never a name. */

import { roleOf, type Study } from '../../surveys/study.ts';
import type { StudyDay } from '../../surveys/study-days.ts';
import { inLanguage } from '../../surveys/text.ts';
import { dayInWords } from '../day.ts';
import type { Role } from '../db/accounts.ts';
import { texts } from '../texts.ts';

export interface Entry {
  /** The same each time the calendar is read, and at every address of the study. */
  readonly id: string;
  /** ISO; the whole day. */
  readonly day: string;
  readonly title: string;
  readonly text: string;
  /** A page that asks who it is. */
  readonly link: string;
}

export interface Reading {
  readonly study: Study;
  readonly role: Role;
  readonly language: string;
  /** The calendar date on which the people were counted. */
  readonly today: string;
  /** Of the installation. */
  readonly publicUrl: string;
}

/** One by one, as there can be thousands. */
export function* entriesOf(reading: Reading, days: readonly StudyDay[]): Generator<Entry> {
  const { study, language, today, publicUrl } = reading;
  const { hostname } = new URL(publicUrl);
  const counted = texts(language)('calendar.feed.counted', { day: dayInWords(today, language) });
  for (const day of days)
    yield {
      id: `${study.study}.${day.role}.w${day.wave}.${day.what}.${day.day}@${hostname}`,
      day: day.day,
      title: titleOf(reading, day),
      text: [counted, ...paperOf(reading, day)].join(' '),
      link: `${publicUrl}${pageOf(reading, day)}`,
    };
}

function titleOf({ study, role, language }: Reading, { wave, what, ...day }: StudyDay): string {
  const say = texts(language);
  const label = study.waves[wave - 1]?.label;
  const title = say(`calendar.feed.${what}`, {
    wave: label ? inLanguage(label, language) : String(wave),
    people: isSmall(study, role, day.people)
      ? say('calendar.feed.few')
      : say('calendar.feed.people', { count: day.people }),
  });
  if (study.roles.length === 1) return title;
  return say('calendar.feed.ofRole', {
    title,
    role: inLanguage(roleOf(study, day.role).label, language),
  });
}

/**
 * A researcher's calendar is kept by others and often shared, and "one person" who is late says who
 * it is to whoever knows one that joined that day. Coordinators know who it is and plan by the number.
 */
function isSmall(study: Study, role: Role, people: number): boolean {
  return role === 'researcher' && people < study.small_cell_limit;
}

/** For those who print and post the forms. */
function paperOf({ role, language }: Reading, { what, onPaper }: StudyDay): string[] {
  if (role !== 'coordinator' || what !== 'opens' || onPaper === 0) return [];
  return [texts(language)('calendar.feed.paper', { count: onPaper })];
}

function pageOf({ study, role }: Reading, day: StudyDay): string {
  if (role === 'researcher') return `/research/${study.study}`;
  return `/staff/participants?study=${study.study}&role=${day.role}`;
}
