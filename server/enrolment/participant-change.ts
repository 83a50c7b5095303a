/** Changing what is known of a participant: what was different before stays as a dated row beside its event. */

import { randomUUID } from 'node:crypto';
import { isFinal } from '../../surveys/participant-state.ts';
import { type Clock, timestamp } from '../clock.ts';
import { appendEvent, type StudyTransaction } from '../db/events.ts';
import {
  insertChange,
  lockParticipant,
  type Participant,
  participantByCode,
  updateParticipant,
} from '../db/participants.ts';
import type { ChangeKind } from '../db/study-tables.ts';
import { mark } from '../digest.ts';
import type { Services } from '../services.ts';

/** What moves; arm and site are where somebody is now, never those that analyses go by. */
const columns = {
  state: 'state',
  arm: 'current_arm',
  site: 'current_site',
  'followed-by': 'followed_by',
  'inclusion-date': 'inclusion_date',
  channel: 'channel',
  language: 'language',
  mail: 'mail',
} as const satisfies Readonly<Record<ChangeKind, keyof Participant>>;

/** A state has rules of its own. */
export type Fact = Exclude<ChangeKind, 'state'>;

export interface FactsChange {
  readonly code: string;
  readonly values: Readonly<Partial<Record<Fact, string | null>>>;
  /** The calendar date from which it is so. */
  readonly fromOn: string;
  /** What the form showed, see `basisOf`. */
  readonly basis: string;
  readonly actor: string;
}

export type ChangeOutcome =
  | 'changed'
  /** It is so already: the same form sent twice. */
  | 'unchanged'
  /** Somebody else changed it since the form was shown. */
  | 'stale'
  /** Whoever has left for good stays as they were. */
  | 'final';

export function factOf(participant: Participant, kind: ChangeKind): string | null {
  return participant[columns[kind]];
}

/** What a form is based on: it changes when somebody else changes one of these. */
export function basisOf(participant: Participant, kinds: readonly ChangeKind[]): string {
  return mark(kinds.map((kind) => factOf(participant, kind)));
}

/** All of it or nothing. */
export async function changeFacts(
  { db, clock }: Services,
  { code, values, fromOn, basis, actor }: FactsChange,
): Promise<ChangeOutcome> {
  const facts = Object.entries(values) as [Fact, string | null][];
  return db.study.transaction().execute(async (trx) => {
    await lockParticipant(trx, code);
    const participant = await participantByCode(trx, code);
    if (!participant) return 'final';
    const different = facts.filter(([kind, value]) => factOf(participant, kind) !== value);
    if (different.length === 0) return 'unchanged';
    if (isFinal(participant.state)) return 'final';
    if (
      basis !==
      basisOf(
        participant,
        facts.map(([kind]) => kind),
      )
    )
      return 'stale';
    for (const [kind, value] of different)
      await writeChange(trx, clock, participant, { kind, value, fromOn, actor });
    return 'changed';
  });
}

/** The row, what it changes and its event; the participant's row must be held. */
export async function writeChange(
  trx: StudyTransaction,
  clock: Clock,
  participant: Participant,
  change: {
    readonly kind: ChangeKind;
    readonly value: string | null;
    readonly fromOn: string;
    readonly actor: string;
  },
): Promise<void> {
  const { code } = participant;
  const { kind, value, fromOn, actor } = change;
  const previous = factOf(participant, kind);
  await insertChange(trx, {
    id: randomUUID(),
    code,
    kind,
    previous,
    value,
    from_on: fromOn,
    recorded_at: timestamp(clock),
    recorded_by: actor,
  });
  await updateParticipant(trx, code, {
    [columns[kind]]: value,
    ...(kind === 'state' ? { state_on: fromOn } : {}),
  });
  await appendEvent(trx, clock, {
    actor,
    action: `${kind} changed`,
    code,
    detail: { from: previous ?? '', to: value ?? '', on: fromOn },
  });
}
