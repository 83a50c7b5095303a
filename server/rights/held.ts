/** All that is held under a participant's code, opened for nobody but the participant. */

import {
  accountRoles,
  type HeldInRegistry,
  type HeldInStudy,
  heldInRegistry,
  heldInStudy,
} from '../db/held.ts';
import { type Identity, openPerson } from '../enrolment/person.ts';
import { parseCode } from '../participant-code.ts';
import type { Services } from '../services.ts';

/** Who did something: by the part they play, as names of staff are not the participant's data. */
export type Doer =
  | 'participant'
  | 'system'
  | 'unknown'
  | 'admin'
  | 'coordinator'
  | 'keyer'
  | 'researcher';

export interface Held {
  readonly code: string;
  /** Every code of the person. */
  readonly own: readonly string[];
  readonly registry: HeldInRegistry;
  readonly study: HeldInStudy;
  /** Null when the person has been erased. */
  readonly identity: Identity | null;
  /** What was sealed in a row, by table, column and the row's id. */
  opened(table: 'note' | 'consent_scan', id: string): string;
  doer(actor: string): Doer;
}

/** `own`: every code of the person, of whom this is one. */
export async function everythingHeld(
  services: Services,
  code: string,
  own: readonly string[],
): Promise<Held> {
  const { db, sealer } = services;
  const study = await heldInStudy(db.study, code);
  const registry = await heldInRegistry(db.registry, code);
  const roles = await accountRoles(db.registry);
  const [person] = registry.person;
  const sealed = {
    note: new Map(registry.note.map(({ id, text_sealed }) => [id, text_sealed])),
    consent_scan: new Map(registry.consent_scan.map(({ id, body_sealed }) => [id, body_sealed])),
  };
  const columns = { note: 'text', consent_scan: 'body' } as const;
  return {
    code,
    own,
    registry,
    study,
    identity: person ? openPerson(sealer, person) : null,
    opened: (table, id) =>
      sealer.open(sealed[table].get(id) ?? '', { table, column: columns[table], row: id }),
    doer: (actor) => roles.get(actor) ?? others.find((other) => other === actor) ?? 'unknown',
  };
}

const others = ['participant', 'system'] as const;

/** True for the code of another participant, e.g. of the job specialist who follows somebody up. */
export function namesAnother(text: string, { own }: Pick<Held, 'own'>): boolean {
  return parseCode(text) === text && !own.includes(text);
}

/** The small facts of an event, without what names others: their codes, and accounts. */
export function ownFacts(held: Held, detail: string): Readonly<Record<string, unknown>> {
  const isOthers = (fact: unknown) =>
    typeof fact === 'string' && (namesAnother(fact, held) || isAccount.test(fact));
  const facts = Object.entries(JSON.parse(detail) as Record<string, unknown>);
  return Object.fromEntries(facts.filter(([, fact]) => ![fact].flat().some(isOthers)));
}

/** Accounts are told apart by random UUIDs; nothing of a participant's is. */
const isAccount = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
