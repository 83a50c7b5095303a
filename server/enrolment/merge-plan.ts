/** What becomes of the answers when two registrations are merged: decided here, without a database. */

import type { ParticipantState } from '../../surveys/participant-state.ts';
import type { Participant } from '../db/participants.ts';
import type { Response } from '../db/responses.ts';
import { digestOf } from '../digest.ts';

/** The two codes of one person. */
export interface Pair {
  readonly goesOn: string;
  readonly goesAway: string;
}

/** For each wave where both have something, the code whose answers count. */
export type Choices = ReadonlyMap<number, string>;

export interface MergePlan {
  /** Waves at which only the code that goes away has something. */
  readonly moved: readonly number[];
  /** Waves at which both have something, and what the code that goes away has was chosen. */
  readonly swapped: readonly number[];
  /** Waves at which both have something, and the code that goes on keeps its own. */
  readonly kept: readonly number[];
}

type Held = Pick<Response, 'code' | 'wave'>;

/** Null while a wave has no choice that is one of the two. */
export function mergePlan(
  responses: readonly Held[],
  { goesOn, goesAway }: Pair,
  choices: Choices,
): MergePlan | null {
  const waves = (code: string) =>
    new Set(responses.filter((held) => held.code === code).map(({ wave }) => wave));
  const [own, others] = [waves(goesOn), waves(goesAway)];
  const chosen = (code: string) => (wave: number) => choices.get(wave) === code;
  const both = wavesOfBoth(responses, { goesOn, goesAway });
  const swapped = both.filter(chosen(goesAway));
  const kept = both.filter(chosen(goesOn));
  if (swapped.length + kept.length < both.length) return null;
  return { moved: [...others].filter((wave) => !own.has(wave)).sort(ascending), swapped, kept };
}

/** The waves at which somebody has to choose. */
export function wavesOfBoth(responses: readonly Held[], { goesOn, goesAway }: Pair): number[] {
  const has = (code: string, at: number) =>
    responses.some((held) => held.code === code && held.wave === at);
  const waves = [...new Set(responses.map(({ wave }) => wave))].sort(ascending);
  return waves.filter((wave) => has(goesOn, wave) && has(goesAway, wave));
}

const ascending = (one: number, other: number) => one - other;

/** Who withdrew or died under either code is left in peace; having withdrawn says more of their answers. */
export function mergedState(own: ParticipantState, other: ParticipantState): ParticipantState {
  const silent = ['withdrawn', 'dead'] as const;
  return silent.find((state) => state === own || state === other) ?? own;
}

/** What somebody who decides has seen, in short: it is the same as long as nothing of it is different. */
export function standingOf(
  participants: readonly Pick<Participant, 'code' | 'state' | 'merged_into'>[],
  responses: readonly Pick<Response, 'id' | 'code' | 'wave' | 'submitted_at'>[],
): string {
  const people = participants.map(({ code, state, merged_into }) => [code, state, merged_into]);
  const held = responses.map(({ id, code, wave, submitted_at }) => [id, code, wave, submitted_at]);
  // As long as a token, which is how a form's own field may look.
  return digestOf([people.sort(), held.sort()]).slice(0, 26);
}
