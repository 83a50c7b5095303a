/** People from a file: kept sealed between the preview and the button, then registered all at once. */

import { randomUUID } from 'node:crypto';
import type { Study } from '../../surveys/study.ts';
import { timestamp } from '../clock.ts';
import { appendEvent } from '../db/events.ts';
import {
  deleteDraftsOver,
  type ImportDraft,
  insertDraft,
  markImported,
  openDraftOf,
} from '../db/import-drafts.ts';
import { allCodes } from '../db/people.ts';
import { newCode } from '../participant-code.ts';
import type { Services } from '../services.ts';
import { type Registration, registerParticipants } from './registration.ts';

const lifetime = { hours: 1 };

/** `lines` until the button is pressed; after that only the codes, for the list to print. */
export interface OpenDraft {
  readonly id: string;
  readonly role: string;
  readonly importedAt: string | null;
  readonly content: string;
}

interface Owner {
  readonly study: Study;
  readonly actor: string;
}

export async function keepDraft(
  services: Services,
  { study, actor }: Owner,
  { role, content }: { readonly role: string; readonly content: string },
): Promise<string> {
  const { db, clock, sealer } = services;
  const id = randomUUID();
  const draft: ImportDraft = {
    id,
    study: study.study,
    role,
    rows_sealed: sealer.seal(content, place(id)),
    made_by: actor,
    made_at: timestamp(clock),
    expires_at: timestamp({ now: () => clock.now().add(lifetime) }),
    imported_at: null,
  };
  await db.registry.transaction().execute(async (trx) => {
    await deleteDraftsOver(trx, timestamp(clock));
    await insertDraft(trx, draft);
  });
  return id;
}

/** Null for one that is over, is somebody else's or was never there. */
export async function openDraft(
  { db, clock, sealer }: Services,
  { study, actor }: Owner,
  id: string,
): Promise<OpenDraft | null> {
  const which = { id, study: study.study, madeBy: actor };
  const draft = await openDraftOf(db.registry, which, timestamp(clock));
  if (!draft) return null;
  const { role, imported_at: importedAt, rows_sealed } = draft;
  return { id, role, importedAt, content: sealer.open(rows_sealed, place(id)) };
}

/**
 * Draws codes that nobody has and that are not drawn twice: among thousands, two alike are not as
 * rare as they are for one.
 */
export async function codeDraw({ db }: Services): Promise<() => string> {
  const used = new Set(await allCodes(db.registry));
  return () => {
    let code: string;
    do code = newCode();
    while (used.has(code));
    used.add(code);
    return code;
  };
}

/**
 * `begun`: an import of these codes was cut off, and what was agreed to then is finished now.
 * `taken`: somebody else was given one of the codes since they were drawn.
 */
export async function importStanding(
  { db }: Services,
  codes: readonly string[],
): Promise<'new' | 'begun' | 'taken'> {
  const used = new Set(await allCodes(db.registry));
  const known = codes.filter((code) => used.has(code)).length;
  if (known === 0) return 'new';
  return known === codes.length ? 'begun' : 'taken';
}

/** Repeatable, also at once: the codes are the draft's own. */
export async function importDraft(
  services: Services,
  { study, actor }: Owner,
  { id, role }: OpenDraft,
  registrations: readonly Registration[],
): Promise<void> {
  const { db, clock, sealer } = services;
  await registerParticipants(services, study, registrations, actor);
  const codes = registrations.map(({ code }) => code);
  await db.registry.transaction().execute(async (trx) => {
    const imported = await markImported(trx, id, {
      rows_sealed: sealer.seal(JSON.stringify(codes), place(id)),
      imported_at: timestamp(clock),
    });
    if (!imported) return;
    const detail = { study: study.study, role, count: codes.length };
    await appendEvent(trx, clock, { actor, action: 'people imported', detail });
  });
}

/** What nobody pressed the button for, and lists that were not printed. */
export async function forgetDrafts({ db, clock }: Services): Promise<void> {
  await db.registry.transaction().execute((trx) => deleteDraftsOver(trx, timestamp(clock)));
}

const place = (id: string) => ({ table: 'import_draft', column: 'rows', row: id });
