/** A study's sample size as it goes: from who is included and how answers hang together, and from no effect. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SampleSizeData, sampleSizeOf } from '../../../server/analysis/sample-size.ts';
import { readSampleSize } from '../../../server/analysis/sample-size-data.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, open } from '../../support/staff.ts';
import { viewOf } from './views.ts';

const plan = {
  ...{ alpha: 0.05, confidence: 0.95 },
  sample_size: {
    ...{ procedure: 'power.rmWithin' as const, effect_f: 0.25, power: 0.9 },
    ...{ measurements: 4, correlation: 0.5, n: 30 },
  },
};
const none = Number.NaN;
const columns: SampleSizeData['columns'] = [
  { wave: 1, values: [7, 4, 9, 3, 6, 8, 5, 5, 10, 2, 6, 7, 8, 4] },
  { wave: 2, values: [8, 5, 9, 4, 5, 9, 6, 4, 9, 3, 7, 6, none, none] },
  { wave: 3, values: [6, 5, 10, 2, 7, 8, 4, 6, none, none, none, 5, 9, 3] },
];
const fourteen = ['2018-03-02', ...Array.from({ length: 13 }, (_, i) => `2018-0${3 + (i % 5)}-15`)];
const empty: SampleSizeData = { inclusions: [], left: 0, waves: [], columns: [] };

describe('what is seen', () => {
  const size = sampleSizeOf(
    plan,
    {
      ...{ columns, inclusions: fourteen, left: 1 },
      waves: [
        { wave: 1, due: 14, answered: 14, waiting: 0 },
        { wave: 2, due: 14, answered: 8, waiting: 4 },
        { wave: 3, due: 5, answered: 1, waiting: 4 },
      ],
    },
    '2018-09-01',
  );

  test('is a spread within waves', () => {
    // w <- list(w1, w2, w3) with NA; ss <- sapply(w, \(x) var(x, na.rm = TRUE) * (sum(!is.na(x)) - 1))
    // df <- sapply(w, \(x) sum(!is.na(x)) - 1); sqrt(sum(ss) / sum(df)) in R 4.2
    expect(size.sd?.value).toBeCloseTo(2.30829126328324, 12);
    expect(size.sd?.n).toBe(37);
  });

  test('is a correlation over the pairs that ten have answered, with its interval', () => {
    // cor(w1, w2, use = 'complete.obs') and cor(w1, w3, …); waves 2 and 3 have nine in common.
    expect(size.correlation?.pairs.map(({ waves, n }) => [waves, n])).toEqual([
      [[1, 2], 12],
      [[1, 3], 11],
    ]);
    expect(size.correlation?.pairs[0]?.r).toBeCloseTo(0.91370562448931, 12);
    expect(size.correlation?.pairs[1]?.r).toBeCloseTo(0.893790220558529, 12);
    // z <- sum((n - 3) * atanh(r)) / sum(n - 3); se <- sum(sqrt(n - 3)) / sum(n - 3)
    // tanh(z); tanh(z + c(-1, 1) * qnorm(.975) * se)
    expect(size.correlation?.r).toBeCloseTo(0.904821627784535, 12);
    expect(size.correlation?.ci[0]).toBeCloseTo(0.678443499642452, 12);
    expect(size.correlation?.ci[1]).toBeCloseTo(0.974270929158542, 12);
  });

  test('gives the number that the plan needs, and the power of those included', () => {
    // p <- \(n, rho) pf(qf(.05, 3, 3 * (n - 1), lower.tail = FALSE), 3, 3 * (n - 1), n * 4 * .0625 / (1 - rho),
    //   lower.tail = FALSE); the smallest n with p(n, rho) >= .9 at r and at both ends of its interval
    expect([size.seen?.needed.n, size.seen?.between]).toEqual([7, [3, 20]]);
    expect(size.reached?.planned).toBeCloseTo(0.542823643314, 9);
    expect(size.reached?.seen).toBeCloseTo(0.999335991479, 9);
  });

  test('tells how many to include where some do not answer, not counting who still may', () => {
    // Of wave 2 ten are through, eight with an answer; 7 / 0.8 = 8.75.
    expect(size.toInclude).toEqual({ wave: 2, rate: 0.8, needed: 7, n: 9 });
  });

  test('tells the pace of the last half year, and when it leads to the planned number', () => {
    // as.Date('2018-09-01') - 183 is 2018-03-02; 14 in 183 / (365.25 / 12) months, 16 are lacking.
    expect(size.enrolment).toMatchObject({ included: 14, left: 1, planned: 30 });
    expect(size.enrolment.pace).toMatchObject({ since: '2018-03-02', count: 14 });
    expect(size.enrolment.pace?.perMonth).toBeCloseTo(14 / (183 / (365.25 / 12)), 12);
    expect(size.enrolment.reachedOn).toBe('2019-03-30');
  });
});

describe('with little to go by', () => {
  test('the plan stands, and nothing else is made up', () => {
    const size = sampleSizeOf(plan, empty, '2018-09-01');
    // The study's report: 30 at four waves and a correlation of .5.
    expect(size.planned).toMatchObject({ n: 30, df1: 3, df2: 87 });
    expect(size).toMatchObject({
      ...{ sd: null, correlation: null, seen: null, reached: null, toInclude: null },
      enrolment: { included: 0, pace: null, reachedOn: null },
    });
  });

  test('nine in common are no correlation, nor are answers that do not vary', () => {
    const [first, , third] = columns;
    const nine = [first, third].map((column) => ({
      wave: column?.wave ?? 0,
      values: column?.values.slice(0, 11) ?? [],
    }));
    expect(sampleSizeOf(plan, { ...empty, columns: nine }, '2018-09-01').correlation).toBeNull();
    const same = [1, 2].map((wave) => ({ wave, values: Array.from({ length: 12 }, () => 5) }));
    const size = sampleSizeOf(plan, { ...empty, columns: same }, '2018-09-01');
    expect([size.correlation, size.sd?.value]).toEqual([null, 0]);
  });

  test('a correlation more negative than waves can have is taken as the most negative', () => {
    const against = [
      { wave: 1, values: Array.from({ length: 12 }, (_, i) => i) },
      { wave: 2, values: Array.from({ length: 12 }, (_, i) => -i + (i % 2)) },
    ];
    const size = sampleSizeOf(plan, { ...empty, columns: against }, '2018-09-01');
    expect(size.correlation?.r).toBeLessThan(-0.9);
    // n <- 2; while (p(n, -1 / 3) < .9) n <- n + 1
    expect(size.seen?.needed.n).toBe(77);
  });

  test('who came long ago says nothing of a pace now, and a month is too short', () => {
    const long = sampleSizeOf(plan, { ...empty, inclusions: ['2016-01-01'] }, '2018-09-01');
    expect([long.enrolment.pace?.perMonth, long.enrolment.reachedOn]).toEqual([0, null]);
    const soon = sampleSizeOf(plan, { ...empty, inclusions: ['2018-08-20'] }, '2018-09-01');
    expect(soon.enrolment.pace).toBeNull();
  });
});

describe('of the study', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await testApp();
    for (const [arm, ability] of [
      ['jobbspesialist', '7'],
      ['jobbspesialist', '4'],
      ['kvp', '9'],
    ] as const) {
      const site = arm === 'kvp' ? 'harstad' : 'tromso';
      const code = await register(t, { arm, site });
      await answerOnWeb(t, code, 1, { jm02: '2', jm40: ability });
    }
    await register(t);
  });
  afterAll(() => t.close());

  test('those count whom the plan counts, and everybody’s answers are one heap', async () => {
    const reading = await readSampleSize(viewOf(t, 'jobbspesialist'));
    expect(reading.inclusions).toHaveLength(3);
    expect(reading.waves[0]).toEqual({ wave: 1, due: 3, answered: 2, waiting: 1 });
    expect(reading.columns[0]?.values.filter((value) => !Number.isNaN(value)).sort()).toEqual([
      ...[4, 7, 9],
    ]);
  });

  test('where arms are masked everybody counts, and withheld waves give no answers', async () => {
    const blinding = { mask_arms: true, withhold_waves: [1, 3] };
    const reading = await readSampleSize(viewOf(t, 'jobbspesialist', blinding));
    expect([reading.arms, reading.inclusions.length]).toEqual([null, 4]);
    expect(reading.columns.map(({ wave }) => wave)).toEqual([2, 4]);
    expect(reading.waves[0]?.answered).toBe(3);
  });

  test('the page has the plan’s calculation, says what is too little, and is on record', async () => {
    const researcher = await t.signedIn('researcher');
    const { body } = await open(t, researcher, '/research/jobbspesialist/sample-size');
    expect(body).toContain('Planen ber om 30. Utregnet på nytt: 30 trengs');
    expect(body).toContain('kritisk F &#x3D; 2,7094');
    expect(body).toContain('Det er for få svar til å si hvor mye de spriker.');
    expect(body).not.toMatch(/NaN|undefined/);
    expect((await eventsIn(t, 'registry')).at(-1)?.action).toBe('research overview read');
    const href = body
      .match(/href="(\/power\?[^"]*)"/)?.[1]
      ?.replaceAll('&amp;', '&')
      .replaceAll('&#x3D;', '=');
    const calculator = await open(t, researcher, href ?? expect.fail());
    expect(calculator.body).toContain('Du trenger 30 deltakere.');
  });
});
