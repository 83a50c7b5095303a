/** Results in the style of the APA. The numbers are R 4.2.2's, `a` and `b` the two halves of `sleep$extra`. */

import { describe, expect, test } from 'vitest';
import * as stats from '../../stats/index.ts';
import { type AnyResult, type ProcedureName, procedures, toApa } from '../../stats/index.ts';

const a = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const b = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
const c = [2, 1, 3, 1, 0, 4, 6, 2, 5, 4];
const yes = [
  [0, 1, 1, 0],
  [1, 1, 1, 0],
  [1, 1, 1, 1],
];
const table = [
  [10, 20],
  [30, 15],
];
const plan = { alpha: 0.05, power: 0.9 };
const waves = { ...plan, effect: { f: 0.25 }, measurements: 4, correlation: 0.5, epsilon: 1 };

/** One result of every procedure; a new procedure without one does not compile. */
const results: { readonly [Name in ProcedureName]: AnyResult } = {
  describe: stats.describe(a),
  frequencies: stats.frequencies([1, 1, 2, Number.NaN]),
  proportion: stats.proportion(20, 100),
  outliers: stats.outliers([...a, 40]),
  shapiroWilk: stats.shapiroWilk(a),
  ksLilliefors: stats.ksLilliefors(a),
  pairedT: stats.pairedT(a, b),
  independentT: stats.independentT(a, b),
  oneSampleT: stats.oneSampleT(a, { mu: 0.5 }),
  oneWayAnova: stats.oneWayAnova([a, b, c]),
  welchAnova: stats.welchAnova([a, b, c]),
  levene: stats.levene([a, b]),
  tukeyHsd: stats.tukeyHsd([a, b, c]),
  gamesHowell: stats.gamesHowell([a, b, c]),
  rmAnova: stats.rmAnova([a, b, c]),
  mixedAnova: stats.mixedAnova([a, b, c], [1, 1, 1, 1, 1, 2, 2, 2, 2, 2]),
  wilcoxonSignedRank: stats.wilcoxonSignedRank(a, b),
  mannWhitney: stats.mannWhitney(a, b),
  friedman: stats.friedman([a, b, c]),
  kruskalWallis: stats.kruskalWallis([a, b, c]),
  chiSquareTest: stats.chiSquareTest(table),
  fisherExact: stats.fisherExact(table),
  mcnemar: stats.mcnemar(table),
  cochranQ: stats.cochranQ(yes),
  pearson: stats.pearson(a, b),
  spearman: stats.spearman(a, b),
  icc: stats.icc([a, b, c]),
  cohenKappa: stats.cohenKappa([1, 2, 2, 1, 3], [1, 2, 1, 1, 3]),
  cronbachAlpha: stats.cronbachAlpha([a, b, c]),
  mcdonaldOmega: stats.mcdonaldOmega([a, b, c]),
  reliableChange: stats.reliableChange(a, b, 0.8),
  attrition: stats.attrition({ sleep: a }, { sleep: b }),
  'power.rmWithin': stats.power.rmWithin({ ...waves, groups: 1 }),
  'power.rmBetween': stats.power.rmBetween({ ...waves, groups: 2 }),
  'power.rmInteraction': stats.power.rmInteraction({ ...waves, groups: 2 }),
  'power.pairedT': stats.power.pairedT({ ...plan, effect: { d: 0.5 } }),
  'power.independentT': stats.power.independentT({ ...plan, effect: { d: 0.5 } }),
  'power.oneSampleT': stats.power.oneSampleT({ ...plan, effect: { d: 0.5 } }),
  'power.oneWayAnova': stats.power.oneWayAnova({ ...plan, effect: { f: 0.25 }, groups: 3 }),
  'power.correlation': stats.power.correlation({ ...plan, effect: { r: 0.3 }, model: 'exact' }),
  'power.chiSquare': stats.power.chiSquare({ ...plan, effect: { w: 0.3 }, df: 1 }),
};

describe('a sentence', () => {
  test('gives a change its interval, its test and its size', () => {
    // t.test(a, b, paired = TRUE): t = -4.0621, df = 9, p = 0.002833, -2.4598858 to -0.7001142;
    // dz = t/sqrt(10), -2.1180166 to -0.4146276 by uniroot over pt(t, 9, ncp)
    expect(toApa(results.pairedT).sentence).toBe(
      'The mean difference was −1.58, 95% CI [−2.46, −0.70], t(9) = −4.06, p = .003, dz = −1.28, 95% CI [−2.12, −0.41]',
    );
    expect(toApa(results.pairedT, { locale: 'nb' }).sentence).toBe(
      'Gjennomsnittlig forskjell var −1,58, 95 % KI [−2,46; −0,70], t(9) = −4,06, p = 0,003, dz = −1,28, 95 % KI [−2,12; −0,41]',
    );
  });

  test('leaves out the zero before what cannot exceed one, in English alone', () => {
    // cor.test(a, b): 0.7951702, 0.3315255 to 0.9494465, df = 8, p-value = 0.005965
    expect(toApa(results.pearson).sentence).toBe(
      'Correlation: r(8) = .80, 95% CI [.33, .95], p = .006, n = 10',
    );
    expect(toApa(results.pearson, { locale: 'nb' }).sentence).toBe(
      'Korrelasjon: r(8) = 0,80, 95 % KI [0,33; 0,95], p = 0,006, n = 10',
    );
  });

  test('says how many people a χ² is of, and no p below .001', () => {
    // friedman.test(cbind(a, b, c)): 17.590, df = 2, p-value = 0.0001515
    expect(toApa(results.friedman, { digits: 1 }).sentence).toBe(
      'Change over the waves: χ²(2, N = 10) = 17.6, p < .001, W = .9',
    );
  });

  test('says what a study needs', () => {
    // G*Power's answer for the study's plan is N = 30; pf(qf(.95, 3, 87), 3, 87, 15, lower.tail = FALSE): 0.9036567
    expect(toApa(results['power.rmWithin'], { locale: 'nb' }).sentence).toBe(
      'Med 30 deltakere er styrken 0,90 for f = 0,25 ved α = 0,05',
    );
  });

  test('says so where there is no test', () => {
    const { sentence } = toApa(stats.pairedT([1, 2, 3], [2, 3, 4]));
    expect(sentence).toBe('The mean difference was −1.00, t could not be computed');
  });

  test('separates degrees of freedom by semicolons where commas are decimal', () => {
    const { sentence } = toApa(results.rmAnova, { locale: 'nb' });
    expect(sentence).toMatch(/F\(\d,\d\d; \d+,\d\d\) = \d+,\d\d, p < 0,001/);
  });
});

describe('a table', () => {
  test('names what it is told to name', () => {
    // c(mean(a), sd(a)): 0.75 1.7890097; c(mean(b), sd(b)): 2.33 2.0022488
    const labels = ['Inklusjon', '3 måneder'];
    expect(toApa(results.pairedT, { locale: 'nb', labels }).table).toMatchObject({
      columns: ['', 'n', 'M', 'SD', 'SE'],
      rows: [
        ['Inklusjon', '10', '0,75', '1,79', '0,57'],
        ['3 måneder', '10', '2,33', '2,00', '0,63'],
        ['Forskjell', '', '−1,58', '', '0,39'],
      ],
    });
  });

  test('counts positions from one', () => {
    expect(toApa(results.outliers).table.rows[1]).toEqual(['> 3 IQR', '1', '11']);
  });

  test('has no corrected tests of two waves, where nothing is to be corrected', () => {
    const { rows } = toApa(stats.rmAnova([a, b])).table;
    expect(rows.map(([name]) => name)).toEqual(['Sphericity assumed', 'Wilks’ Λ']);
  });
});

describe.each(['en', 'nb'] as const)('in %s', (locale) => {
  test.each(Object.entries(results))('%s has a sentence and a whole table', (name, result) => {
    const { sentence, table: printed } = toApa(result, { locale });
    expect(result.procedure).toBe(name);
    const text = [sentence, printed.note, ...printed.columns, ...printed.rows.flat()].join(' | ');
    expect(text).not.toMatch(/NaN|undefined|null|Infinity|\[object/);
    expect(sentence).not.toBe('');
    for (const row of printed.rows) expect(row).toHaveLength(printed.columns.length);
    if (locale === 'nb') expect(`${sentence} ${printed.rows.join(' ')}`).not.toMatch(/\d\.\d/);
  });
});

test('every procedure is registered under the name its results carry', () => {
  expect(Object.keys(results)).toEqual(Object.keys(procedures));
});

test('a procedure or a language that is not there is refused', () => {
  const stranger = { ...results.describe, procedure: 'tarot' } as unknown as AnyResult;
  expect(() => toApa(stranger)).toThrow('toApa needs a result and a locale: en or nb');
  expect(() => toApa(results.describe, { locale: 'sv' as 'nb' })).toThrow(RangeError);
});
