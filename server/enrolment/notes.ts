/** Notes about a person, as after a phone call: sealed in the registry, told of in the log without their words. */

import { timestamp } from '../clock.ts';
import { appendEvent } from '../db/events.ts';
import { insertNote, notesOf } from '../db/notes.ts';
import type { Services } from '../services.ts';

export interface WrittenNote {
  readonly text: string;
  readonly writtenAt: string;
  readonly writtenBy: string;
}

/** Repeatable: `id` is made when the form is shown, so that a form sent twice is one note. */
export async function writeNote(
  { db, clock, sealer }: Services,
  note: {
    readonly id: string;
    readonly code: string;
    readonly kind: 'phone' | 'note';
    readonly text: string;
    readonly actor: string;
  },
): Promise<void> {
  const { id, code, kind, text, actor } = note;
  await db.registry.transaction().execute(async (trx) => {
    const inserted = await insertNote(trx, {
      id,
      code,
      kind,
      text_sealed: sealer.seal(text, textPlace(id)),
      written_at: timestamp(clock),
      written_by: actor,
    });
    if (inserted)
      await appendEvent(trx, clock, { actor, action: 'note written', code, detail: { kind } });
  });
}

/** Newest first. Opens what staff wrote: the read of the identity is on record before. */
export async function openNotes({ db, sealer }: Services, code: string): Promise<WrittenNote[]> {
  const notes = await notesOf(db.registry, code);
  return notes.map(({ id, text_sealed, written_at, written_by }) => ({
    text: sealer.open(text_sealed, textPlace(id)),
    writtenAt: written_at,
    writtenBy: written_by,
  }));
}

const textPlace = (row: string) => ({ table: 'note', column: 'text', row });
