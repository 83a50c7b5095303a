/** Consent as a ledger: each signed form is an entry of its own, and what holds is read from all of them. */

import { asksRefused, type SignedForm, textToSign } from '../../surveys/consent.ts';
import type { ConsentText, Study } from '../../surveys/study.ts';
import { timestamp, today } from '../clock.ts';
import {
  type ConsentScanFacts,
  codesWithoutVersion,
  consentAnswersOf,
  insertSignedForm,
  scansOf,
  signedFormsOf,
} from '../db/consents.ts';
import { appendEvent, type RegistryTransaction } from '../db/events.ts';
import type { RegistrySelect } from '../db/open.ts';
import { codesOf } from '../db/participants.ts';
import type { Consent } from '../db/people.ts';
import { sha256 } from '../digest.ts';
import type { Services } from '../services.ts';

/** A form as somebody signed it. */
export interface SignedConsent {
  /** The calendar date on it. */
  readonly givenOn: string;
  readonly text: ConsentText;
  readonly channel: Consent['channel'];
  /** What was said to each thing the text asks. */
  readonly answers: Readonly<Record<string, boolean>>;
}

/** One entry of the ledger. */
export interface ConsentEntry {
  readonly consent: Consent;
  readonly form: SignedForm;
  readonly scans: readonly ConsentScanFacts[];
}

/** What was signed: the words, and each thing that was asked. */
export function consentDigest({ text, asks }: ConsentText): string {
  return sha256(JSON.stringify(asks ? { text, asks } : text));
}

/** Writes an entry in the transaction of what it belongs to. Who says no to a thing that is needed withdraws. */
export async function writeConsent(
  trx: RegistryTransaction,
  consent: SignedConsent,
  { id, code, actor, at }: Readonly<Record<'id' | 'code' | 'actor' | 'at', string>>,
): Promise<boolean> {
  const { text, answers } = consent;
  if (asksRefused(text, answers).length > 0) throw new RangeError('without this nobody takes part');
  const row: Consent = {
    id,
    code,
    given_on: consent.givenOn,
    text_version: text.version,
    text_sha256: consentDigest(text),
    channel: consent.channel,
    recorded_by: actor,
    recorded_at: at,
  };
  return insertSignedForm(trx, row, answers);
}

/**
 * Adds a form that was signed after registration. `id` was made when the page was shown: sent
 * twice it is one entry; `another` says that the page was used before for something else.
 */
export async function recordConsent(
  { db, clock }: Services,
  { id, code }: { readonly id: string; readonly code: string },
  consent: SignedConsent,
  actor: string,
): Promise<'recorded' | 'repeated' | 'another'> {
  const recorded = await db.registry.transaction().execute(async (trx) => {
    const at = timestamp(clock);
    if (!(await writeConsent(trx, consent, { id, code, actor, at }))) return false;
    const detail = { consentVersion: consent.text.version };
    await appendEvent(trx, clock, { actor, action: 'consent recorded', code, detail });
    return true;
  });
  if (recorded) return 'recorded';
  const standing = (await consentEntries(db, code)).find((entry) => entry.consent.id === id);
  return standing && sameConsent(standing, consent) ? 'repeated' : 'another';
}

/** The ledger of a person, in the order the forms were signed; also those of a second registration. */
export async function consentEntries(
  db: Services['db'],
  code: string,
): Promise<readonly ConsentEntry[]> {
  const entries: ConsentEntry[] = [];
  for (const theirs of await codesOf(db.study, code))
    entries.push(...(await entriesUnder(db.registry, theirs)));
  return entries.sort((a, b) => (a.form.givenOn < b.form.givenOn ? -1 : 1));
}

async function entriesUnder(registry: RegistrySelect, code: string): Promise<ConsentEntry[]> {
  const consents = await signedFormsOf(registry, code);
  const answers = await consentAnswersOf(registry, code);
  const scans = await scansOf(registry, code);
  return consents.map((consent) => ({
    consent,
    form: {
      textVersion: consent.text_version,
      givenOn: consent.given_on,
      answers: Object.fromEntries(
        answers
          .filter(({ consent_id }) => consent_id === consent.id)
          .map(({ item, agreed }) => [item, agreed === 1]),
      ),
    },
    scans: scans.filter(({ consent_id }) => consent_id === consent.id),
  }));
}

/** True when a form says what an entry says. */
export function sameConsent({ consent, form }: ConsentEntry, given: SignedConsent): boolean {
  const names = new Set([...Object.keys(form.answers), ...Object.keys(given.answers)]);
  return (
    consent.given_on === given.givenOn &&
    consent.text_version === given.text.version &&
    consent.channel === given.channel &&
    [...names].every((name) => form.answers[name] === given.answers[name])
  );
}

/** Everybody in a study who has to sign the text in force; whoever asks knows who of them still takes part. */
export async function codesToSignAnew(
  { db, clock }: Services,
  study: Study,
): Promise<ReadonlySet<string>> {
  const wanted = textToSign(study, today(clock, study.time_zone));
  if (!wanted) return new Set();
  return new Set(await codesWithoutVersion(db.registry, study.study, wanted.signedBy));
}
