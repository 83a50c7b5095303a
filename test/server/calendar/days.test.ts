/** The days counted in the database are those of each person's own dates and records, on both homes. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { daysAround } from '../../../server/calendar/days.ts';
import { mulberry32, pick } from '../../../server/demo/random.ts';
import { newCode } from '../../../server/participant-code.ts';
import { participantStates } from '../../../surveys/participant-state.ts';
import { waveDates } from '../../../surveys/schedule.ts';
import { roleOf } from '../../../surveys/study.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';

const now = '2018-03-31';
/** A month back and 18 months ahead; September has no 31st. */
const span = { from: '2018-02-28', until: '2019-09-30' };

const homes = testHomes();

describe.each(homeKinds)('on %s', (kind) => {
  let t: TestApp;
  let crowd: readonly Person[];
  beforeAll(async () => {
    t = await testApp({ now: `${now}T09:00:00Z`, home: await homes.fresh(kind) });
    crowd = await makeCrowd(t);
  });
  afterAll(() => t.close());

  test.each([
    ['of the whole study', null],
    ['of one site', ['tromso']],
    ['of both sites', ['tromso', 'harstad']],
  ])('the days %s', async (_whose, sites) => {
    const days = await daysAround(t.services, studyOf(t), sites);
    const counted = days.map(({ day, role, wave, what, people, onPaper }) => [
      `${day} ${role} w${wave} ${what}`,
      { people, onPaper },
    ]);
    const seen = crowd.filter(({ site }) => sites === null || sites.includes(site ?? '-'));
    expect(Object.fromEntries(counted)).toEqual(oneByOne(t, seen));
    expect(counted.length).toBeGreaterThan(300);
    const kinds = new Set(days.map(({ role, what }) => `${role} ${what}`));
    expect(kinds.size).toBe(sites === null ? 6 : 3);
  });

  test('of somebody who may see no site are none', async () => {
    expect(await daysAround(t.services, studyOf(t), [])).toEqual([]);
  });
});

interface Person {
  readonly role: string;
  readonly site: string | null;
  readonly state: string;
  readonly inclusionDate: string;
  readonly channel: string;
  readonly submitted: readonly number[];
}

function studyOf({ services }: TestApp) {
  const study = services.definitions.study('jobbspesialist');
  if (!study) throw new Error('the study is missing');
  return study;
}

function oneByOne(t: TestApp, people: readonly Person[]) {
  const study = studyOf(t);
  const counts: Record<string, { people: number; onPaper: number }> = {};
  for (const { role, state, inclusionDate, channel, submitted } of people) {
    if (state !== 'enrolled') continue;
    for (const { wave, ...dates } of waveDates(study, roleOf(study, role), inclusionDate)) {
      if (submitted.includes(wave)) continue;
      for (const what of ['opens', 'late', 'closes'] as const) {
        const day = dates[what];
        if (day < span.from || day > span.until) continue;
        const key = `${day} ${role} w${wave} ${what}`;
        const count = counts[key] ?? { people: 0, onPaper: 0 };
        counts[key] = {
          people: count.people + 1,
          onPaper: count.onPaper + (channel === 'paper' ? 1 : 0),
        };
      }
    }
  }
  return counts;
}

/** 300 people over two years and more, in every state; a tenth are job specialists, who have no site. */
async function makeCrowd({ services }: TestApp): Promise<Person[]> {
  const random = mulberry32(5);
  const people = Array.from({ length: 300 }, (_, at): Person => {
    const isCandidate = at % 10 > 0;
    const days = Math.floor(random() * 800) - 60;
    return {
      role: isCandidate ? 'candidate' : 'job-specialist',
      site: isCandidate ? pick(random, ['tromso', 'harstad']) : null,
      state: random() < 0.7 ? 'enrolled' : pick(random, participantStates),
      inclusionDate: Temporal.PlainDate.from(now).subtract({ days }).toString(),
      channel: pick(random, ['web', 'web', 'paper']),
      submitted: [1, 2, 3, 4].filter(() => random() < 0.3),
    };
  });
  await services.db.study.transaction().execute(async (trx) => {
    for (const { role, site, state, inclusionDate, channel, submitted } of people) {
      const code = newCode();
      const at = `${now}T08:00:00.000Z`;
      await trx
        .insertInto('participant')
        .values({
          ...{ code, study: 'jobbspesialist', role, arm: null, site, team: null },
          ...{ inclusion_date: inclusionDate, language: 'nb', channel: channel as 'web' },
          ...{ event_key: 'a-key', registered_at: at, current_arm: null, current_site: site },
          ...{ followed_by: null, mail: 'wanted' as const, merged_into: null, state_on: null },
          state: state as 'enrolled',
        })
        .execute();
      // A form that is begun is not answered.
      for (const wave of [1, 2, 3, 4])
        await trx
          .insertInto('response')
          .values({
            ...{ id: `${code} ${wave}`, code, wave, channel: 'web', sheet: '{}' },
            ...{ instrument: 'job-mastery', instrument_version: 1, revision: 1 },
            ...{ started_at: at, submitted_at: submitted.includes(wave) ? at : null },
            ...{ written_on: null, received_on: null, keyed_by: null },
          })
          .execute();
    }
  });
  return people;
}
