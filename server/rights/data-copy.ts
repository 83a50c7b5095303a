/** Links with which participants open a copy of all that is held about them: made by staff, opened by nobody else. */

import type { ParticipantState } from '../../surveys/participant-state.ts';
import type { Study } from '../../surveys/study.ts';
import { timestamp } from '../clock.ts';
import { insertDataCopy, usableDataCopy } from '../db/data-copies.ts';
import { appendEvent } from '../db/events.ts';
import { type Participant, participantByCode } from '../db/participants.ts';
import { isTokenShaped, newToken, tokenHash } from '../security/token.ts';
import type { Services } from '../services.ts';

/** In hours: an instant knows no days. */
const lifetime = { hours: 7 * 24 };

/** How staff can have found out that it is this person who asks. */
export const identityChecks = ['document', 'called-back', 'known'] as const;
export type IdentityCheck = (typeof identityChecks)[number];

export const deliveries = ['email', 'letter'] as const;
export type Delivery = (typeof deliveries)[number];

/** Whoever has left, or lives no more, opens nothing; a second registration is in the copy of the first. */
const shut: readonly ParticipantState[] = ['withdrawn', 'dead', 'merged'];

export function mayHaveDataCopy({ state }: Pick<Participant, 'state'>): boolean {
  return !shut.includes(state);
}

export interface MadeDataCopy {
  /** Shown or sent once, and kept nowhere. */
  readonly token: string;
  readonly expiresAt: string;
}

/** Null when the form was sent before: what it made cannot be shown a second time. */
export async function makeDataCopy(
  { db, clock }: Services,
  given: {
    readonly code: string;
    readonly nonce: string;
    readonly check: IdentityCheck;
    readonly delivery: Delivery;
    readonly actor: string;
  },
): Promise<MadeDataCopy | null> {
  const { code, nonce, check, delivery, actor } = given;
  const token = newToken();
  const expiresAt = timestamp({ now: () => clock.now().add(lifetime) });
  return db.registry.transaction().execute(async (trx) => {
    const isNew = await insertDataCopy(trx, {
      token_hash: tokenHash(token),
      code,
      made_by: actor,
      made_at: timestamp(clock),
      expires_at: expiresAt,
      nonce,
    });
    if (!isNew) return null;
    const detail = { check, delivery };
    await appendEvent(trx, clock, { actor, action: 'data copy made', code, detail });
    return { token, expiresAt };
  });
}

export interface OpenDataCopy {
  readonly study: Study;
  readonly participant: Participant;
  readonly expiresAt: string;
}

/** Reads only: mail scanners open links too. Null for a link that opens nothing, whatever the reason. */
export async function dataCopyOf(services: Services, token: string): Promise<OpenDataCopy | null> {
  if (!isTokenShaped(token)) return null;
  const { registry, study: store } = services.db;
  const row = await usableDataCopy(registry, tokenHash(token), timestamp(services.clock));
  const participant = row && (await participantByCode(store, row.code));
  const study = participant && services.definitions.study(participant.study);
  if (!row || !participant || !study || !mayHaveDataCopy(participant)) return null;
  return { study, participant, expiresAt: row.expires_at };
}

/** On record before the first byte, so that whoever else opened it is found out. */
export async function recordOpening({ db, clock }: Services, code: string): Promise<void> {
  await db.registry
    .transaction()
    .execute((trx) =>
      appendEvent(trx, clock, { actor: 'participant', action: 'data copy opened', code }),
    );
}
