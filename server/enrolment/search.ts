/** Finding somebody by code, e-mail, phone or name, among those that the visitor may see. */

import type { Study } from '../../surveys/study.ts';
import { findParticipant, maySee, studiesOf } from '../accounts/scope.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import { type Participant, participantsByCode } from '../db/participants.ts';
import { codesWithContact, codesWithNames } from '../db/people.ts';
import { looksLikeCode, parseCode } from '../participant-code.ts';
import type { Services } from '../services.ts';
import { readNames } from './identity-read.ts';
import { isShort, matchesName, typedPrefixes } from './name-index.ts';

export interface Seen {
  readonly study: Study;
  readonly participant: Participant;
}

export interface Hit extends Seen {
  readonly name: string;
}

export type Found =
  /** A code, an address or a number that is one person's: nothing was opened to find it. */
  | { readonly found: 'one'; readonly one: Seen }
  | { readonly found: 'some'; readonly hits: readonly Hit[] }
  | { readonly found: 'none'; readonly why: 'bad-code' | 'unknown-code' | 'short' | 'nobody' };

export async function search(
  services: Services,
  signedIn: SignedIn,
  typed: string,
): Promise<Found> {
  const code = parseCode(typed);
  const coded = code && (await findParticipant(services, signedIn, code));
  if (coded) {
    const [one = coded] = await goingOn(services, signedIn, [coded]);
    return { found: 'one', one };
  }
  const exact = await withContact(services, signedIn, typed);
  const [one, another] = exact ?? [];
  if (one && !another) return { found: 'one', one };
  const hits = exact
    ? await named(services, signedIn, exact)
    : await withName(services, signedIn, typed);
  if (hits.length > 0) return { found: 'some', hits };
  if (exact) return { found: 'none', why: 'nobody' };
  if (code) return { found: 'none', why: 'unknown-code' };
  if (looksLikeCode(typed)) return { found: 'none', why: 'bad-code' };
  return { found: 'none', why: isShort(typed) ? 'short' : 'nobody' };
}

/** Null for what is neither an address nor a number. */
async function withContact(
  services: Services,
  signedIn: SignedIn,
  typed: string,
): Promise<Seen[] | null> {
  const { db, sealer } = services;
  const isEmail = typed.includes('@');
  const isPhone = /^[+\d\s()-]+$/.test(typed) && /(\d\D*){8}/.test(typed);
  if (!isEmail && !isPhone) return null;
  const studies = studiesOf(services, signedIn).map(({ study }) => study);
  const codes = isEmail
    ? await codesWithContact(db.registry, studies, 'email_index', sealer.blindIndex(typed, 'email'))
    : await codesWithContact(
        db.registry,
        studies,
        'phone_index',
        sealer.blindIndex(typed, 'phone'),
      );
  return goingOn(services, signedIn, await seen(services, signedIn, codes));
}

/** Looks at nobody's name whom the visitor may not see. */
async function withName(services: Services, signedIn: SignedIn, typed: string): Promise<Hit[]> {
  const { db, sealer } = services;
  const studies = studiesOf(services, signedIn).map(({ study }) => study);
  const codes = await codesWithNames(db.registry, studies, typedPrefixes(sealer, typed));
  const candidates = await named(services, signedIn, await seen(services, signedIn, codes));
  const hits = candidates.filter(({ name }) => matchesName(name, typed));
  return goingOn(services, signedIn, hits);
}

/** Those of `codes` that are in the visitor's studies and at their sites. */
async function seen(
  services: Services,
  signedIn: SignedIn,
  codes: readonly string[],
): Promise<Seen[]> {
  const studies = new Map(studiesOf(services, signedIn).map((study) => [study.study, study]));
  const participants = await participantsByCode(services.db.study, codes);
  return participants.flatMap((participant) => {
    const study = studies.get(participant.study);
    return study && maySee(signedIn, study, participant) ? [{ study, participant }] : [];
  });
}

/** More second registrations of one person than anybody makes. */
const mostMerges = 5;

/** Of a second registration the one that goes on, each once; itself where that is out of sight. */
async function goingOn<Person extends Seen>(
  services: Services,
  signedIn: SignedIn,
  people: readonly Person[],
): Promise<Person[]> {
  const leading = new Map<string, Person>();
  for (const person of people) {
    let last: Seen = person;
    for (let step = 0; step < mostMerges && last.participant.merged_into; step += 1) {
      const next = await findParticipant(services, signedIn, last.participant.merged_into);
      if (!next) break;
      last = next;
    }
    const { code } = last.participant;
    if (!leading.has(code)) leading.set(code, { ...person, ...last });
  }
  return [...leading.values()];
}

/** With their names; who looked is on record, once for each study. */
async function named(
  services: Services,
  signedIn: SignedIn,
  people: readonly Seen[],
): Promise<Hit[]> {
  const hits: Hit[] = [];
  for (const [study, some] of Map.groupBy(people, (one) => one.study.study)) {
    const codes = some.map(({ participant }) => participant.code);
    const names = await readNames(services, study, codes, signedIn.account.id);
    for (const one of some) hits.push({ ...one, name: names.get(one.participant.code) ?? '–' });
  }
  return hits;
}
