/** Notes about a person, as after a phone call: sealed in the registry, told of in the log without their words. */

import { timestamp } from '../clock.ts';
import { appendEvent } from '../db/events.ts';
import { insertNote, notesOf } from '../db/notes.ts';
import { newToken } from '../security/token.ts';
import type { Services } from '../services.ts';

export interface WrittenNote {
  readonly text: string;
  readonly writtenAt: string;
  readonly writtenBy: string;
}

interface NewNote {
  readonly id: string;
  readonly code: string;
  readonly kind: 'phone' | 'note';
  readonly text: string;
  readonly actor: string;
}

/**
 * Repeatable: `id` is made when the form is shown, so that a form sent twice is one note. A form that
 * the browser kept for Back comes with its old id and other words: that is another note.
 */
export async function writeNote(services: Services, note: NewNote): Promise<void> {
  if (await inserted(services, note)) return;
  const { code, text } = note;
  const standing = await openNotes(services, code);
  if (!standing.some((written) => written.text === text))
    await inserted(services, { ...note, id: newToken() });
}

/** False if there is a note of this id. */
async function inserted(
  { db, clock, sealer }: Services,
  { id, code, kind, text, actor }: NewNote,
): Promise<boolean> {
  return db.registry.transaction().execute(async (trx) => {
    const isNew = await insertNote(trx, {
      id,
      code,
      kind,
      text_sealed: sealer.seal(text, textPlace(id)),
      written_at: timestamp(clock),
      written_by: actor,
    });
    if (isNew)
      await appendEvent(trx, clock, { actor, action: 'note written', code, detail: { kind } });
    return isNew;
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
