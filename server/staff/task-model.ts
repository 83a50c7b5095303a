/** Tasks in words: what it is, about whom, since when, and what can be said of how it went. */

import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { dayInWords, typedDay } from '../day.ts';
import type { TaskKind } from '../db/study-tables.ts';
import type { Identity } from '../enrolment/person.ts';
import { type OpenTask, taskKinds } from '../tasks/open-tasks.ts';
import { texts } from '../texts.ts';
import { participantPath } from './participants.ts';
import { outcomesPath, todayHref } from './task-paths.ts';

const colors: Readonly<Record<TaskKind, 'danger' | 'warning' | 'info' | 'accent'>> = {
  bounced: 'danger',
  returned: 'danger',
  phone: 'accent',
  'unclear-form': 'info',
  late: 'warning',
};

interface RowFacts {
  /** Its place on the page, which tells its field from those of others. */
  readonly at: number;
  readonly identity: Identity | null;
  readonly now: string;
  readonly language: string;
}

export function taskRow(study: Study, task: OpenTask, { at, identity, now, language }: RowFacts) {
  const say = texts(language);
  const { code, kind, wave, dueOn } = task;
  return {
    code,
    name: identity?.name ?? '–',
    href: participantPath(study, code),
    phone: identity?.phone ?? '',
    dial: (identity?.phone ?? '').replace(/[^\d+]/g, ''),
    kind: say(`day.kind.${kind}`),
    color: colors[kind],
    what: say(`day.what.${kind}`),
    wave: waveLabel(study, wave, language),
    since: say(dueOn > now ? 'day.due' : 'day.since', { day: dayInWords(dueOn, language) }),
    outcomes: outcomesPath(study, task),
    task: task.id ?? '',
    ...{ againId: `again-${at}`, again: typedDay(tomorrow(now)) },
  };
}

/** A filter for each kind of which there is something to do, with how many. */
export function kindLinks(
  study: Study,
  due: readonly OpenTask[],
  chosen: TaskKind | null,
  language: string,
) {
  const say = texts(language);
  const link = (kind: TaskKind | null, text: string) => ({
    href: todayHref(study, { kind, page: 1 }),
    text,
    count: due.filter((task) => kind === null || task.kind === kind).length,
    current: kind === chosen,
  });
  const kinds = taskKinds
    .map((kind) => link(kind, say(`day.kind.${kind}`)))
    .filter(({ count, current }) => count > 0 || current);
  return due.length === 0 && chosen === null ? [] : [link(null, say('day.all')), ...kinds];
}

export function waveLabel(study: Study, wave: number, language: string): string {
  const label = study.waves[wave - 1]?.label;
  return label ? inLanguage(label, language) : '';
}

export function tomorrow(now: string): string {
  return Temporal.PlainDate.from(now).add({ days: 1 }).toString();
}
