/** The key between people and codes as a file: who is who, where they live, and whether they may be written to. */

import { setImmediate as breath } from 'node:timers/promises';
import { mayBeContacted } from '../../surveys/participant-state.ts';
import type { Study } from '../../surveys/study.ts';
import { appendEvent } from '../db/events.ts';
import {
  countWithin,
  participantsAfter,
  personsByCodes,
  type Within,
} from '../db/identity-pages.ts';
import type { Participant } from '../db/participants.ts';
import { type Identity, openPerson } from '../enrolment/person.ts';
import { csvHeader, csvRows } from '../export/csv.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { channelInWords, labelIn } from './words.ts';

/** What a list may be taken out for. */
export const identityPurposes = ['letters', 'calls', 'linkage', 'safekeeping'] as const;
export type IdentityPurpose = (typeof identityPurposes)[number];

/** `contact` comes early, where nobody who writes an envelope can miss it. */
const columns = [
  ...['code', 'contact', 'name', 'email', 'phone', 'address'],
  ...['channel', 'state', 'role', 'arm', 'site'],
].map((name) => ({ name, storage: 'text' as const }));

const pageSize = 100;

export interface ListAsked {
  readonly study: Study;
  /** Null for all sites. */
  readonly sites: readonly string[] | null;
  readonly purpose: IdentityPurpose;
  readonly language: string;
  readonly actor: string;
}

/** On record, with how many and what for, before anything is opened. */
export async function exportIdentities(
  services: Services,
  asked: ListAsked,
): Promise<AsyncGenerator<string>> {
  const { db, clock } = services;
  const { study, sites, purpose, actor } = asked;
  const count = await countWithin(db.study, { study: study.study, sites });
  const detail = { study: study.study, purpose, count };
  await db.registry
    .transaction()
    .execute((trx) => appendEvent(trx, clock, { actor, action: 'identity exported', detail }));
  return pieces(services, asked);
}

async function* pieces(services: Services, asked: ListAsked): AsyncGenerator<string> {
  const { registry, study: store } = services.db;
  const within: Within = { study: asked.study.study, sites: asked.sites };
  // Spreadsheets take letters such as Å for something else without this mark, and no statistics reads this file.
  yield `\uFEFF${csvHeader(columns)}`;
  let last = '';
  for (;;) {
    const page = await participantsAfter(store, within, last, pageSize);
    if (page.length === 0) return;
    const codes = page.map(({ code }) => code);
    const persons = await personsByCodes(registry, codes);
    const identities = new Map(
      persons.map((person) => [person.code, openPerson(services.sealer, person)]),
    );
    yield csvRows(
      columns,
      page.map((participant) => cells(asked, participant, identities.get(participant.code))),
    );
    // Whoever else is waiting is served between pages.
    await breath();
    last = codes.at(-1) ?? '';
  }
}

function cells(
  { study, language }: ListAsked,
  participant: Participant,
  identity: Identity | undefined,
): string[] {
  const say = texts(language);
  const { code, state, channel, role, current_arm, current_site } = participant;
  return [
    code,
    contactInWords(participant, language),
    identity?.name ?? '',
    identity?.email ?? '',
    identity?.phone ?? '',
    identity?.address ?? '',
    channelInWords(channel, language),
    say(`identityExport.state.${state}`),
    labelIn(study.roles, role, language),
    labelIn(study.arms, current_arm, language),
    labelIn(study.sites, current_site, language),
  ];
}

function contactInWords({ state }: Participant, language: string): string {
  const say = texts(language);
  if (state === 'dead') return say('identityExport.contact.dead');
  return say(`identityExport.contact.${mayBeContacted(state) ? 'yes' : 'no'}`);
}
