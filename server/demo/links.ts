/** The participants' links that the demo shows: first those that can be answered now. */

import { roleOf, type Study } from '../../surveys/study.ts';
import type { Planned } from './planned.ts';
import type { Participant } from './seed.ts';
import { openWaves } from './timetable.ts';

/** What somebody who opens the link meets. */
export type LinkState = 'unanswered' | 'begun' | 'answered' | 'revoked' | 'withdrawn' | 'over';

export interface DemoLink {
  readonly code: string;
  readonly wave: number;
  readonly instrument: string;
  readonly role: string;
  readonly url: string;
  readonly state: LinkState;
}

/** How many are shown: all that are open at inclusion, and a few of every other kind. */
const shown: readonly [role: string, state: LinkState, wave: 'first' | 'any', most: number][] = [
  ['candidate', 'unanswered', 'first', 99],
  ['candidate', 'unanswered', 'any', 3],
  ['candidate', 'begun', 'any', 1],
  ['job-specialist', 'unanswered', 'any', 3],
  ['candidate', 'answered', 'first', 1],
  ['candidate', 'revoked', 'any', 1],
  ['candidate', 'over', 'any', 1],
];

export function linksToShow(
  study: Study,
  participants: readonly Participant[],
  today: string,
  publicUrl: string,
): DemoLink[] {
  const all = participants.flatMap((participant) => linksOf(study, participant, today, publicUrl));
  const chosen = shown.flatMap(([role, state, wave, most]) =>
    all
      .filter((link) => link.role === role && link.state === state)
      .filter((link) => wave === 'any' || link.wave === 1)
      .slice(0, most),
  );
  return [...new Set(chosen)];
}

function linksOf(
  study: Study,
  { member, code, tokens }: Participant,
  today: string,
  publicUrl: string,
): DemoLink[] {
  const { planned } = member;
  const open = openWaves(study, planned, today);
  const { instrument, name } = roleOf(study, planned.role);
  return [...tokens].map(([wave, token]) => ({
    code,
    wave,
    instrument,
    role: name,
    url: `${publicUrl}/s/${token}`,
    state: stateOf(planned, wave, open.includes(wave)),
  }));
}

function stateOf({ turn, fates }: Planned, wave: number, open: boolean): LinkState {
  if (turn === 'withdraws') return 'withdrawn';
  if (fates[wave - 1] === 'answers') return 'answered';
  if (!open) return 'over';
  if (turn === 'link-revoked') return 'revoked';
  return fates[wave - 1] === 'stops-half-way' ? 'begun' : 'unanswered';
}

/** The codes of those who answer on paper and whose first form has not come yet. */
export function formsToKey(
  study: Study,
  participants: readonly Participant[],
  today: string,
): string[] {
  return participants
    .filter(
      ({ member: { planned } }) => planned.channel === 'paper' && planned.fates[0] === 'silent',
    )
    .filter(({ member }) => openWaves(study, member.planned, today).includes(1))
    .map(({ code }) => code);
}
