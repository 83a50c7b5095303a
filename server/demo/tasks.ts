/** What waits for the demo's coordinator this morning, and people who are paused, dead or have moved. */

import { participantByCode } from '../db/participants.ts';
import type { TaskKind } from '../db/study-tables.ts';
import { basisOf, changeFacts } from '../enrolment/participant-change.ts';
import { changeState } from '../enrolment/state-change.ts';
import type { Services } from '../services.ts';
import { addTask } from '../tasks/task-change.ts';
import type { Planned } from './planned.ts';
import type { Participant } from './seed.ts';

interface Morning {
  readonly services: Services;
  readonly study: string;
  readonly today: string;
  readonly staff: { readonly coordinator: string; readonly keyer: string };
  /** Codes whose links and forms the demo offers: they stay as they are. */
  readonly offered: readonly string[];
}

/** Late waves come on top of these, of themselves. */
const waiting: readonly [
  kind: Exclude<TaskKind, 'late'>,
  about: (planned: Planned) => boolean,
  daysFromNow: number,
  wave: number,
][] = [
  ['returned', ({ channel }) => channel === 'paper', -6, 0],
  ['bounced', ({ channel }) => channel === 'web', -4, 0],
  ['unclear-form', ({ channel, fates }) => channel === 'paper' && fates[0] === 'answers', -1, 1],
  ['phone', ({ channel }) => channel === 'paper', 0, 0],
  ['phone', ({ channel }) => channel === 'web', 0, 0],
  ['phone', ({ channel }) => channel === 'web', 3, 0],
];

export async function makeMorning(
  morning: Morning,
  participants: readonly Participant[],
): Promise<void> {
  const { services, study, staff, offered } = morning;
  const free = participants.filter(
    ({ code, member: { planned } }) =>
      planned.role === 'candidate' && planned.turn === null && !offered.includes(code),
  );
  const take = (fits: (planned: Planned) => boolean): string => {
    const at = free.findIndex(({ member }) => fits(member.planned));
    const [taken] = free.splice(at, 1);
    if (at < 0 || !taken) throw new Error('the demo has too few people');
    return taken.code;
  };
  for (const [kind, about, days, wave] of waiting) {
    const actor = kind === 'unclear-form' ? staff.keyer : staff.coordinator;
    const task = { study, code: take(about), kind, wave, dueOn: daysFrom(morning, days) };
    await addTask(services, task, actor);
  }
  for (const state of ['paused', 'dead'] as const) {
    const code = take(({ fates }) => fates[0] === 'answers');
    const fromOn = daysFrom(morning, -10);
    await changeState(services, { code, state, fromOn, actor: staff.coordinator });
  }
  await move(
    morning,
    take(({ arm, site }) => arm === 'jobbspesialist' && site === 'tromso'),
  );
}

/** The site at inclusion stays what analyses go by. */
async function move({ services, staff, ...morning }: Morning, code: string): Promise<void> {
  const participant = await participantByCode(services.db.study, code);
  if (!participant) throw new Error('the demo has lost somebody');
  await changeFacts(services, {
    code,
    values: { site: 'harstad' },
    fromOn: daysFrom(morning, -20),
    basis: basisOf(participant, ['site']),
    actor: staff.coordinator,
  });
}

function daysFrom({ today }: Pick<Morning, 'today'>, days: number): string {
  return Temporal.PlainDate.from(today).add({ days }).toString();
}
