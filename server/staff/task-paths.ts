/** The addresses of the day and its tasks. */

import type { Study } from '../../surveys/study.ts';
import type { TaskKind } from '../db/study-tables.ts';
import type { TaskAddress } from '../db/tasks.ts';
import { participantPath } from './participants.ts';

export interface TodayView {
  readonly kind: TaskKind | null;
  readonly page: number;
}

export function todayHref(study: Study, { kind, page }: TodayView): string {
  const kindPart = kind ? `&kind=${kind}` : '';
  return `/staff?study=${study.study}${kindPart}${page > 1 ? `&page=${page}` : ''}`;
}

/** The tasks of one participant: posted to, one is added. */
export function tasksPath(study: Study, code: string): string {
  return `${participantPath(study, code)}/tasks`;
}

/** Where it is said how a task went. */
export function outcomesPath(study: Study, { code, kind, wave }: TaskAddress): string {
  return `${tasksPath(study, code)}/${kind}/${wave}/outcomes`;
}
