/** Boards counted in the database say the same as each person's own dates and records, on both homes. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  boardPage,
  missedCount,
  openCounts,
  type People,
  receivedCount,
  type Selection,
  stateCounts,
  submittedCount,
} from '../../../server/db/boards.ts';
import { type Participant, participantsOf } from '../../../server/db/participants.ts';
import { mulberry32, pick } from '../../../server/demo/random.ts';
import { newCode } from '../../../server/participant-code.ts';
import { progressOf } from '../../../server/staff/progress.ts';
import { participantStates } from '../../../surveys/participant-state.ts';
import { waveReach } from '../../../surveys/wave-reach.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';

const now = '2019-04-02';
const homes = testHomes();

describe.each(homeKinds)('on %s', (kind) => {
  let t: TestApp;
  let everybody: readonly Participant[];
  let waves: Awaited<ReturnType<typeof progressOf>>;
  beforeAll(async () => {
    t = await testApp({ now: `${now}T09:00:00Z`, home: await homes.fresh(kind) });
    await makeCrowd(t);
    const rows = await participantsOf(t.services.db.study, 'jobbspesialist', 'candidate');
    everybody = rows.filter(({ state }) => state !== 'merged');
    const codes = everybody.map(({ code }) => code);
    waves = await progressOf(t.services, studyOf(t), codes);
  });
  afterAll(() => t.close());

  const people: People = { study: 'jobbspesialist', role: 'candidate', sites: null, arm: null };
  const reaches = () => {
    const study = studyOf(t);
    return waveReach(study, study.roles[0] as (typeof study.roles)[number], now);
  };
  const pageOf = async (whose: People, selection: Selection, limit = 1000, offset = 0) =>
    (await boardPage(t.services.db.study, whose, reaches(), selection, { limit, offset })).map(
      ({ code }) => code,
    );
  const expected = (wanted: (participant: Participant) => boolean) =>
    everybody
      .filter(wanted)
      .map(({ code }) => code)
      .sort();

  test.each([
    ...([
      'received',
      'due',
      'failed',
      'paper',
      'sent',
      'started',
      'late',
      'submitted',
      'missed',
    ] as const),
  ])('whoever has a wave that is %s is found and counted', async (wave) => {
    const codes = await pageOf(people, { wave });
    const stand = (one: Participant) =>
      waves(one).some((status) => (wave === 'late' ? status.late : status.name === wave));
    expect(codes.toSorted()).toEqual(expected(stand));
    expect(codes.length).toBeGreaterThan(0);
    const counts = {
      received: receivedCount,
      submitted: submittedCount,
      missed: missedCount,
    };
    const counted =
      wave in counts
        ? await counts[wave as keyof typeof counts](t.services.db.study, people, reaches())
        : (await openCounts(t.services.db.study, people, reaches())).get(wave as 'due');
    expect(counted).toBe(codes.length);
  });

  const onBoards = participantStates.filter((state) => state !== 'merged');
  test.each(onBoards)('so is everybody who is %s', async (state) => {
    const codes = await pageOf(people, { state });
    expect(codes.toSorted()).toEqual(expected((one) => one.state === state));
    expect((await stateCounts(t.services.db.study, people)).get(state)).toBe(codes.length);
  });

  test.each(['due', 'late', 'submitted', 'missed'] as const)(
    'of one wave alone, so is whoever has it %s',
    async (wave) => {
      const second = reaches().filter((reach) => reach.wave === 2);
      const shown = { limit: 1000, offset: 0 };
      const rows = await boardPage(t.services.db.study, people, second, { wave }, shown);
      const stand = (one: Participant) =>
        waves(one).some(
          (status) => status.wave === 2 && (wave === 'late' ? status.late : status.name === wave),
        );
      expect(rows.map(({ code }) => code).sort()).toEqual(expected(stand));
      expect(rows.length).toBeGreaterThan(0);
    },
  );

  test('pages follow each other without a gap, who was included last first', async () => {
    const all = await pageOf(people, null);
    const pages = [await pageOf(people, null, 50, 0), await pageOf(people, null, 1000, 50)];
    expect(pages.flat()).toEqual(all);
    expect(all.length).toBe(everybody.length);
    const days = new Map(everybody.map((one) => [one.code, one.inclusion_date]));
    const dates = all.map((code) => days.get(code) ?? '');
    expect(dates).toEqual(dates.toSorted().reverse());
  });

  test('two sites have nobody in common, and who has none belongs to neither', async () => {
    const at = (site: string) => pageOf({ ...people, sites: [site] }, { wave: 'due' });
    const [tromso, harstad] = [await at('tromso'), await at('harstad')];
    expect(tromso.filter((code) => harstad.includes(code))).toEqual([]);
    const siteless = everybody.filter((one) => one.current_site === null).map(({ code }) => code);
    expect(siteless.length).toBeGreaterThan(0);
    expect([...tromso, ...harstad].filter((code) => siteless.includes(code))).toEqual([]);
    const kvp = await pageOf({ ...people, sites: ['harstad'], arm: 'kvp' }, null);
    expect(kvp.toSorted()).toEqual(
      expected((one) => one.current_site === 'harstad' && one.current_arm === 'kvp'),
    );
  });
});

function studyOf({ services }: TestApp) {
  const study = services.definitions.study('jobbspesialist');
  if (!study) throw new Error('the study is missing');
  return study;
}

/** 260 people over two years and a half, in every state, with links and responses of every kind. */
async function makeCrowd({ services }: TestApp): Promise<void> {
  const random = mulberry32(11);
  const chance = (share: number) => random() < share;
  await services.db.study.transaction().execute(async (trx) => {
    for (let i = 0; i < 260; i += 1) {
      const code = newCode();
      const site = pick(random, ['tromso', 'harstad', null]);
      const arm = pick(random, ['jobbspesialist', 'kvp']);
      const days = Math.floor(random() * 900);
      await trx
        .insertInto('participant')
        .values({
          ...{ code, study: 'jobbspesialist', role: 'candidate', arm, site, team: null },
          inclusion_date: Temporal.PlainDate.from(now).subtract({ days }).toString(),
          ...{ language: 'nb', channel: chance(0.3) ? 'paper' : 'web', event_key: 'a-key' },
          ...{ registered_at: `${now}T08:00:00.000Z`, current_arm: arm, current_site: site },
          ...{ followed_by: null, mail: 'wanted' as const, merged_into: null, state_on: null },
          state: chance(0.6) ? 'enrolled' : pick(random, participantStates),
        })
        .execute();
      for (const wave of [1, 2, 3, 4]) {
        const at = `${now}T08:0${wave}:00.000Z`;
        for (const revoked_at of [at, null])
          if (chance(0.4))
            await trx
              .insertInto('link')
              .values({
                ...{ token_hash: `${code} ${wave} ${revoked_at}`, code, wave, revoked_at },
                ...{ medium: 'mail', created_at: at, sent_at: null, failure: null },
                ...(chance(0.5) ? { sent_at: at } : chance(0.5) ? { failure: '550' } : {}),
              })
              .execute();
        if (chance(0.1))
          await trx
            .insertInto('paper_form')
            .values(formOf(code, wave, at))
            .execute();
        if (chance(0.4))
          await trx
            .insertInto('response')
            .values({
              ...{ id: `${code} ${wave}`, code, wave, channel: 'web', sheet: '{}' },
              ...{ instrument: 'job-mastery', instrument_version: 1, revision: 1 },
              ...{ started_at: at, submitted_at: chance(0.5) ? at : null, written_on: null },
              ...{ received_on: null, keyed_by: null },
            })
            .execute();
      }
    }
  });
}

/** Nobody has keyed it. */
function formOf(code: string, wave: number, logged_at: string) {
  return {
    ...{ id: `form ${code} ${wave}`, code, wave, instrument: 'job-mastery', instrument_version: 1 },
    ...{ received_on: now, logged_at, logged_by: 'keyer', keyings: 1 as const },
    ...{ settled_at: null, outcome: null, decided_at: null, decided_by: null },
  };
}
