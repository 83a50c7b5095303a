/** A study of many people, written straight into the stores: two years of recruitment, four waves, about half answered. */

import { randomUUID } from 'node:crypto';
import { mulberry32, pick, type Random } from '../../server/demo/random.ts';
import { foldedWords, namePrefixes } from '../../server/enrolment/name-index.ts';
import { sealedPerson } from '../../server/enrolment/person.ts';
import { newCode } from '../../server/participant-code.ts';
import type { Services } from '../../server/services.ts';
import { waveDates, waveState } from '../../surveys/schedule.ts';
import { roleOf, type Study } from '../../surveys/study.ts';

const givenNames = words(`Anne Kari Ola Per Nora Emma Jakob Ingrid Solveig Bjørn Åse Liv Marit Hans
  Odd Else Tor Gerd Arne Unni Knut Berit Leif Randi Geir Turid Svein Hilde Rolf Wenche Egil Mona Trond
  Grete Stig Heidi Morten Siri Vidar Kjersti Øystein Ragnhild Frode Sigrid Jan Eva Nils Britt Pål Tone`);
const surnames = words(`Hansen Johansen Olsen Larsen Nordli Vik Berg Solbakken Ødegård Lie Dahl Moen
  Bakken Lund Haugen Eide Strand Myhre Fossum Sandvik Tangen Brekke Aas Nygård Rønning Hovland Kvam
  Sæther Mikkelsen Jakobsen Iversen Paulsen Gran Ruud Engen Tveit Bøe Skog Holm Sunde Fjeld Rød Vold`);

export interface Made {
  readonly code: string;
  readonly name: string;
  readonly email: string;
}

function words(text: string): string[] {
  return text.split(/\s+/);
}

/** Rows in one statement: SQLite and PostgreSQL both take as many values. */
const batch = 400;

export async function makePeople(
  services: Services,
  study: Study,
  today: string,
  count: number,
): Promise<Made[]> {
  const random = mulberry32(7);
  const codes = newCodes(count);
  const people: Made[] = [];
  for (let made = 0; made < count; made += batch) {
    const some = codes.slice(made, made + batch);
    people.push(...(await makeBatch(services, study, today, some, random)));
  }
  return people;
}

/** Among so many, two could get the same by chance. */
function newCodes(count: number): string[] {
  const codes = new Set<string>();
  while (codes.size < count) codes.add(newCode());
  return [...codes];
}

async function makeBatch(
  services: Services,
  study: Study,
  today: string,
  codes: readonly string[],
  random: Random,
): Promise<Made[]> {
  const { db, sealer } = services;
  const rows = codes.map((code) => onePerson(study, today, code, random));
  const persons = rows.map(({ identity, participant }) =>
    sealedPerson(
      sealer,
      study.study,
      { ...identity, code: participant.code },
      participant.registered_at,
    ),
  );
  await db.registry.transaction().execute(async (trx) => {
    await trx.insertInto('person').values(persons).execute();
    await trx
      .insertInto('person_name')
      .values(
        rows.flatMap(({ identity, participant: { code } }) =>
          namePrefixes(sealer, foldedWords(identity.name).join(' ')).map((prefix_index) => ({
            ...{ code, study: study.study, prefix_index },
          })),
        ),
      )
      .execute();
    for (const messages of chunks(rows.flatMap((row) => row.messages)))
      await trx.insertInto('outbox').values(messages).execute();
  });
  await db.study.transaction().execute(async (trx) => {
    await trx
      .insertInto('participant')
      .values(rows.map((row) => row.participant))
      .execute();
    for (const links of chunks(rows.flatMap((row) => row.links)))
      await trx.insertInto('link').values(links).execute();
    for (const responses of chunks(rows.flatMap((row) => row.responses)))
      await trx.insertInto('response').values(responses).execute();
    for (const tasks of chunks(rows.flatMap((row) => row.tasks)))
      await trx.insertInto('task').values(tasks).execute();
  });
  return rows.map(({ identity, participant }) => ({ ...identity, code: participant.code }));
}

function* chunks<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let at = 0; at < rows.length; at += batch) yield rows.slice(at, at + batch);
}

function onePerson(study: Study, today: string, code: string, random: Random) {
  const days = Math.floor(random() * 730);
  const inclusionDate = Temporal.PlainDate.from(today).subtract({ days }).toString();
  const state = random() < 0.03 ? 'withdrawn' : random() < 0.03 ? 'paused' : 'enrolled';
  const site = random() < 0.6 ? 'tromso' : 'harstad';
  const at = `${inclusionDate}T08:00:00.000Z`;
  const base = { code, study: study.study };
  const waves = waveDates(study, roleOf(study, 'candidate'), inclusionDate).filter(
    (dates) => waveState(dates, today) !== 'not-yet-due',
  );
  const sent = (wave: number) => ({ code, wave, created_at: at, sent_at: at, failure: null });
  const answered = waves.filter(() => random() < 0.55);
  return {
    identity: {
      name: `${pick(random, givenNames)} ${pick(random, givenNames)} ${pick(random, surnames)}`,
      email: `${code.toLowerCase()}@post.example`,
      phone: String(90_000_000 + Math.floor(random() * 9_999_999)),
      address: 'Storgata 1, 9008 Tromsø',
    },
    participant: {
      ...base,
      ...{ role: 'candidate', arm: 'jobbspesialist', site, team: null },
      ...{ inclusion_date: inclusionDate, language: 'nb', channel: 'web' as const },
      ...{
        registered_at: at,
        event_key: 'a-key',
        current_arm: 'jobbspesialist',
        current_site: site,
      },
      ...{
        followed_by: null,
        mail: 'wanted' as const,
        merged_into: null,
        state: state as 'enrolled',
        state_on: null,
      },
    },
    messages: waves.map(({ wave }) => ({
      ...{ id: randomUUID(), ...base, wave, kind: 'invitation' as const, ordinal: 1 },
      ...{ status: 'sent' as const, token_sealed: null, message_id: `<${randomUUID()}@x.example>` },
      ...{
        created_at: at,
        sent_at: at,
        failure: null,
        claimed_at: at,
        attempts: 1,
        try_after: null,
      },
    })),
    links: waves.map(({ wave }) => ({
      token_hash: randomUUID(),
      revoked_at: null,
      medium: 'mail' as const,
      ...sent(wave),
    })),
    responses: answered.map(({ wave }) => ({
      ...{ id: randomUUID(), code, wave, channel: 'web' as const, instrument: 'job-mastery' },
      ...{ instrument_version: 1, revision: 9, sheet: '{}', started_at: at },
      ...{ submitted_at: random() < 0.9 ? at : null, written_on: null, received_on: null },
      keyed_by: null,
    })),
    tasks:
      random() < 0.02
        ? [
            {
              ...{ id: randomUUID(), ...base, kind: 'phone' as const, wave: 0, due_on: today },
              ...{
                opened_at: at,
                opened_by: 'system',
                done_at: null,
                done_by: null,
                outcome: null,
              },
            },
          ]
        : [],
  };
}
