/** One person's reading of a paper form: saved as it grows, finished once, and never seen by the other keyer. */

import { randomUUID } from 'node:crypto';
import type { Sheet } from '../../surveys/answer.ts';
import type { Problem } from '../../surveys/answer-type.ts';
import { type Fields, parseForm } from '../../surveys/answers.ts';
import { items } from '../../surveys/instrument.ts';
import { type Clock, timestamp } from '../clock.ts';
import { participationOf, pinnedInstrument } from '../collection/participation.ts';
import { appendEvent, type StudyTransaction } from '../db/events.ts';
import {
  deleteKeying,
  ensureKeyer,
  insertKeying,
  type Keying,
  keyingsOf,
  updateKeying,
} from '../db/keyings.ts';
import { type PaperForm, paperFormById } from '../db/paper-forms.ts';
import { isShut, lockParticipant } from '../db/participants.ts';
import type { Services } from '../services.ts';
import { type Placing, settle } from './placing.ts';

/** So long nobody else can take over a form that somebody has begun on. */
const claimHolds = { hours: 1 };

/** Why somebody cannot key a form. */
export type NotToKey =
  | 'withdrawn'
  /** As often as it is to be, or by this very person. */
  | 'keyed-already'
  /** Somebody else is at it. */
  | 'being-keyed';

export type Turn =
  /** `begun`: what this keyer has saved before. */
  { readonly outcome: 'to-key'; readonly begun: Keying | null } | { readonly outcome: NotToKey };

export interface KeyingSave {
  readonly form: string;
  /** The keyer's account. */
  readonly keyer: string;
  readonly fields: Fields;
  /** The date written on the form, when it has one. */
  readonly writtenOn: string | null;
}

export type KeyOutcome =
  | { readonly outcome: 'keyed'; readonly placing: Placing }
  /** `repeated`: the same was finished before. */
  | { readonly outcome: NotToKey | 'repeated' | 'not-this-form' }
  | { readonly outcome: 'refused'; readonly problems: Readonly<Record<string, Problem>> };

/** Whether a form is this person's to key now. Reads only. */
export async function turnOf(
  { db, clock }: Services,
  { id, code, keyings, settled_at }: PaperForm,
  keyer: string,
): Promise<Turn> {
  if (await isShut(db.study, code)) return { outcome: 'withdrawn' };
  const all = await keyingsOf(db.study, id);
  const own = all.find(({ keyed_by }) => keyed_by === keyer);
  if (settled_at !== null || (own && own.finished_at !== null)) return { outcome: 'keyed-already' };
  if (own) return { outcome: 'to-key', begun: own };
  if (all.filter(({ finished_at }) => finished_at !== null).length >= keyings)
    return { outcome: 'keyed-already' };
  const room = all.length < keyings || all.some((one) => isLeftAlone(clock, one));
  return room ? { outcome: 'to-key', begun: null } : { outcome: 'being-keyed' };
}

/** What can be read so far; what cannot is left out until it can. */
export async function saveKeying(
  services: Services,
  save: KeyingSave,
): Promise<{ readonly outcome: 'saved' | NotToKey | 'not-this-form' }> {
  const parsed = await parsedForm(services, save);
  if (!parsed) return { outcome: 'not-this-form' };
  return services.db.study.transaction().execute(async (trx) => {
    await lockParticipant(trx, parsed.form.code);
    const own = await ownKeying(services, trx, parsed.form, save.keyer);
    if (typeof own === 'string') return { outcome: own };
    await updateKeying(trx, own.id, written(services, save, parsed.sheet));
    return { outcome: 'saved' };
  });
}

/**
 * The form is this person's no more; when it is keyed as often as it is to be, it is compared and
 * counts.
 */
export async function finishKeying(services: Services, save: KeyingSave): Promise<KeyOutcome> {
  const { clock } = services;
  const parsed = await parsedForm(services, save);
  if (!parsed) return { outcome: 'not-this-form' };
  const { form, sheet, problems } = parsed;
  if (Object.keys(problems).length > 0) return { outcome: 'refused', problems };
  return services.db.study.transaction().execute(async (trx): Promise<KeyOutcome> => {
    await lockParticipant(trx, form.code);
    const before = (await keyingsOf(trx, form.id)).find(({ keyed_by }) => keyed_by === save.keyer);
    if (before?.finished_at && repeats(before, save, sheet)) return { outcome: 'repeated' };
    const own = await ownKeying(services, trx, form, save.keyer);
    if (typeof own === 'string') return { outcome: own };
    const finished_at = timestamp(clock);
    await updateKeying(trx, own.id, { ...written(services, save, sheet), finished_at });
    await appendEvent(trx, clock, {
      ...{ actor: save.keyer, action: 'paper form keyed', code: form.code },
      detail: { wave: form.wave, ordinal: own.ordinal },
    });
    await ensureKeyer(trx, save.keyer);
    return { outcome: 'keyed', placing: await settle(services, trx, form.id, save.keyer) };
  });
}

interface Parsed {
  readonly form: PaperForm;
  readonly sheet: Sheet;
  readonly problems: Readonly<Record<string, Problem>>;
}

/** Null for fields that the form does not have. */
export async function parsedForm(services: Services, { form: id, fields }: KeyingSave) {
  const form = await paperFormById(services.db.study, id);
  if (!form || !(await participationOf(services, form.code, form.wave))) return null;
  const instrument = pinnedInstrument(services, form.instrument, form.instrument_version);
  const { answers, problems, unknownFields } = parseForm(fields, items(instrument), 'paper');
  const parsed: Parsed = { form, sheet: answers, problems };
  return unknownFields.length > 0 ? null : parsed;
}

/** The same answers on the same day. */
export function repeats(keying: Keying, { writtenOn }: KeyingSave, sheet: Sheet): boolean {
  return keying.sheet === JSON.stringify(sheet) && keying.written_on === writtenOn;
}

export function written({ clock }: Services, { writtenOn }: KeyingSave, sheet: Sheet) {
  return { sheet: JSON.stringify(sheet), written_on: writtenOn, saved_at: timestamp(clock) };
}

/** The row that this person's reading goes into, made when there is room for it; the participant's is held. */
async function ownKeying(
  services: Services,
  trx: StudyTransaction,
  { id, code, wave }: PaperForm,
  keyer: string,
): Promise<Keying | NotToKey> {
  if (await isShut(trx, code)) return 'withdrawn';
  const form = await paperFormById(trx, id);
  const all = await keyingsOf(trx, id);
  const own = all.find(({ keyed_by }) => keyed_by === keyer);
  if (!form || form.settled_at !== null || (own && own.finished_at !== null))
    return 'keyed-already';
  // It went to somebody else's code at this very moment, whose row is not held: it is tried again.
  if (form.code !== code || form.wave !== wave) return 'being-keyed';
  if (own) return own;
  const left = all.find((one) => isLeftAlone(services.clock, one));
  if (all.length >= form.keyings && left) {
    await deleteKeying(trx, left.id);
    const detail = { wave, ordinal: left.ordinal };
    await appendEvent(trx, services.clock, {
      ...{ actor: keyer, action: 'keying taken over', code, detail },
    });
  }
  const taken = all.filter((one) => all.length < form.keyings || one !== left);
  if (taken.length >= form.keyings)
    return taken.every(({ finished_at }) => finished_at !== null) ? 'keyed-already' : 'being-keyed';
  const at = timestamp(services.clock);
  const keying: Keying = {
    ...{ id: randomUUID(), form_id: id, ordinal: taken.some((one) => one.ordinal === 1) ? 2 : 1 },
    ...{ keyed_by: keyer, sheet: '{}', written_on: null },
    ...{ begun_at: at, saved_at: at, finished_at: null },
  };
  await insertKeying(trx, keying);
  return keying;
}

/** What somebody has begun is theirs while they have saved it after this instant. */
export function claimedSince({ now }: Clock): string {
  return timestamp({ now: () => now().subtract(claimHolds) });
}

/** Begun, and left as it was for so long that somebody else may key the form. */
function isLeftAlone(clock: Clock, { saved_at, finished_at }: Keying): boolean {
  return finished_at === null && saved_at < claimedSince(clock);
}
