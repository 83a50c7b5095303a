/** McNemar's test against R and its paper's example. R means R 4.2.2 throughout. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cochranQ, mcnemar } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';

describe("the approval of the president's performance, of Agresti", () => {
  // P <- rbind(c(794, 86), c(150, 570)), as in ?mcnemar.test
  const result = mcnemar([
    [794, 86],
    [150, 570],
  ]);

  test('has changed as R says', () => {
    // mcnemar.test(P, correct = FALSE); mcnemar.test(P)
    expectStatistic(result.statistic, 17.35593220338983);
    expectP(result.p, 0.00003099293441045218);
    expectStatistic(result.corrected.statistic, 16.81779661016949);
    expectP(result.corrected.p, 0.000041145622813459436);
    expect(result).toMatchObject({
      procedure: 'mcnemar',
      n: { used: 1600, excluded: 0 },
      df: 1,
      corrected: { df: 1 },
      discordant: [86, 150],
      warnings: [],
    });
  });

  test('has the exact p of the binomial test, and less than that as mid-p', () => {
    // binom.test(86, 236)$p.value; the same less dbinom(86, 236, .5)
    expectP(result.pExact, 0.0000371593613957143);
    expectP(result.pMid, 0.000028933895176154746);
  });

  test('has an odds ratio with the exact interval', () => {
    // ci <- binom.test(86, 236)$conf.int; ci / (1 - ci)
    const { oddsRatio } = result.effects;
    expectStatistic(oddsRatio.value, 0.5733333333333334);
    expectStatistic(oddsRatio.ci[0], 0.43459760608366865);
    expectStatistic(oddsRatio.ci[1], 0.7523162391711266);
  });
});

describe('few changes', () => {
  test('have the mid-p of Fagerland, Lydersen and Laake', () => {
    // Airway hyper-responsiveness of Bentur and others (2009): exact p .0703, mid-p .0391 are printed.
    const { pExact, pMid, effects } = mcnemar([
      [1, 1],
      [7, 12],
    ]);
    expectP(pExact, 0.0703125);
    expectP(pMid, 0.0390625);
    // ci <- binom.test(1, 8)$conf.int; ci / (1 - ci)
    expectStatistic(effects.oddsRatio.ci[0], 0.0031697390302537296);
    expectStatistic(effects.oddsRatio.ci[1], 1.1119755536473468);
  });

  test('that balance have a p of 1, and a mid-p below it', () => {
    // 1 - dbinom(4, 8, .5) / 2
    const balanced = mcnemar([
      [2, 4],
      [4, 2],
    ]);
    expect(balanced).toMatchObject({ statistic: 0, p: 1, pExact: 1 });
    expect(balanced.corrected).toEqual({ statistic: 0, df: 1, p: 1 });
    expectP(balanced.pMid, 0.86328125);
  });

  test('that all go one way leave an end of the interval open', () => {
    // ci <- binom.test(5, 5)$conf.int; ci / (1 - ci)
    const oneWay = mcnemar([
      [2, 5],
      [0, 2],
    ]);
    expect(oneWay.effects.oddsRatio).toEqual({ value: null, ci: [expect.any(Number), null] });
    expectStatistic(oneWay.effects.oddsRatio.ci[0], 0.9163558573154601);
    expectP(oneWay.pExact, 0.0625);
    expectP(oneWay.pMid, 0.03125);
    expect(oneWay.warnings).toEqual(['infinite-odds-ratio']);
    const other = mcnemar([
      [2, 0],
      [5, 2],
    ]);
    expect(other.effects.oddsRatio).toEqual({ value: 0, ci: [0, expect.any(Number)] });
    expectStatistic(other.effects.oddsRatio.ci[1], 1.091279105182546);
    expect(other.warnings).toEqual([]);
  });
});

describe('where little can be told', () => {
  test('nobody who changed gives nulls and a warning', () => {
    const nothing = { statistic: null, df: 1, p: null };
    expect(
      mcnemar([
        [4, 0],
        [0, 3],
      ]),
    ).toEqual({
      procedure: 'mcnemar',
      n: { used: 7, excluded: 0 },
      ...nothing,
      corrected: nothing,
      pExact: null,
      pMid: null,
      discordant: [0, 0],
      effects: { oddsRatio: { value: null, ci: [null, null] } },
      confidence: 0.95,
      method: "McNemar's test, without continuity correction",
      warnings: ['no-discordant-pairs'],
    });
  });

  test('what is no 2 × 2 table of counts is refused in words', () => {
    const refusals: [readonly (readonly number[])[], string][] = [
      [
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        'a table of two rows and two columns',
      ],
      [
        [
          [1, 2],
          [4, 5],
          [7, 8],
        ],
        'a table of two rows and two columns',
      ],
      [
        [
          [1, 2],
          [-1, 2],
        ],
        'counts: whole numbers from 0 on',
      ],
    ];
    for (const [table, words] of refusals)
      expect(() => mcnemar(table)).toThrow(new RangeError(`mcnemar needs ${words}`));
  });
});

describe('whatever the table', () => {
  const count = fc.integer({ min: 0, max: 200 });

  test('those who did not change do not matter', () => {
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        fc.pre(b + c > 0);
        const [some, none] = [
          mcnemar([
            [a, b],
            [c, d],
          ]),
          mcnemar([
            [0, b],
            [c, 0],
          ]),
        ];
        expect({ ...some, n: none.n }).toEqual(none);
        expect(JSON.parse(JSON.stringify(some))).toEqual(some);
      }),
    );
  });

  test('mid-p lies below the exact p, and an interval holds 1 where the exact p is above .05', () => {
    fc.assert(
      fc.property(count, count, (b, c) => {
        fc.pre(b > 0 && c > 0);
        const { pExact, pMid, effects } = mcnemar([
          [0, b],
          [c, 0],
        ]);
        expect(pMid).toBeLessThan(pExact as number);
        const [lower, upper] = effects.oddsRatio.ci as [number, number];
        expect(lower < 1 && upper > 1).toBe((pExact as number) > 0.05);
      }),
    );
  });

  test("Cochran's Q of two waves is the same", () => {
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        fc.pre(a + b + c + d > 0);
        const answers = [
          ...Array.from({ length: a }, () => [1, 1]),
          ...Array.from({ length: b }, () => [1, 0]),
          ...Array.from({ length: c }, () => [0, 1]),
          ...Array.from({ length: d }, () => [0, 0]),
        ];
        const q = cochranQ([0, 1].map((j) => answers.map((both) => both[j] as number)));
        const { statistic, p } = mcnemar([
          [a, b],
          [c, d],
        ]);
        expectStatistic(q.statistic, statistic);
        expectP(q.p, p);
      }),
    );
  });
});
