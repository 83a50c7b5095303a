/** Pearson's chi-square test against R. R means R 4.2.2 throughout. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chiSquareTest } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';

describe('gender and party, of Agresti', () => {
  // M <- rbind(c(762, 327, 468), c(484, 239, 477)), as in ?chisq.test
  const result = chiSquareTest([
    [762, 327, 468],
    [484, 239, 477],
  ]);

  test('have the statistic of R', () => {
    expectStatistic(result.statistic, 30.070149095754672);
    expectP(result.p, 2.953589183211757e-7);
    expect(result).toMatchObject({
      procedure: 'chiSquareTest',
      n: { used: 2757, excluded: 0 },
      df: 2,
      yates: null,
      method: "Pearson's χ² test",
      warnings: [],
    });
  });

  test('have the expected counts and residuals of R', () => {
    // chisq.test(M)$expected[1, ]; $residuals[2, ]; $stdres[1, ]
    expectRow(result.expected[0], [703.6713819368879, 319.64526659412405, 533.683351468988]);
    expectRow(result.residuals[1], [-2.504669492560728, -0.46858294710127296, 3.2386734435365825]);
    expectRow(
      result.adjustedResiduals[0],
      [4.502053521086705, 0.6994517329844298, -5.315945542704929],
    );
  });

  test('have effect sizes with intervals by noncentral chi-square', () => {
    // l <- c(11.6…, 54.2…), the roots of pchisq(30.07…, 2, l, lower.tail = FALSE or TRUE) = .025
    // sqrt(l / n); sqrt(l / (l + n))
    const { cramersV, contingency, w, phi } = result.effects;
    for (const effect of [cramersV, w]) {
      expectStatistic(effect.value, 0.10443580235646777);
      expectRow(effect.ci, [0.06490741810255524, 0.1402639046656863]);
    }
    expectStatistic(contingency.value, 0.10387088713082784);
    expectRow(contingency.ci, [0.0647711220129378, 0.1389041622998105]);
    expect(phi).toEqual({ value: null, ci: [null, null] });
  });
});

describe('a 2 × 2 table', () => {
  // T <- rbind(c(10, 20), c(20, 10)); chisq.test(T, correct = FALSE); chisq.test(T)
  const table = [
    [10, 20],
    [20, 10],
  ];

  test('is tested with and without the correction of Yates', () => {
    const { statistic, df, p, yates, method } = chiSquareTest(table);
    expectStatistic(statistic, 6.666666666666667);
    expectP(p, 0.009823274507519264);
    expect([df, yates?.df]).toEqual([1, 1]);
    expectStatistic(yates?.statistic, 5.4);
    expectP(yates?.p, 0.020136751550346353);
    expect(method).toBe("Pearson's χ² test, without continuity correction");
  });

  test('has a φ with a sign, and an interval on the same side', () => {
    // sqrt(l / 60) as above
    const { phi, cramersV } = chiSquareTest(table).effects;
    expectStatistic(phi.value, -1 / 3);
    expectRow(phi.ci, [-0.5863635957085069, -0.07872248573595803]);
    const turned = chiSquareTest(table.toReversed()).effects.phi;
    expect(turned).toEqual(cramersV);
  });

  test('is never corrected beyond zero', () => {
    // chisq.test(rbind(c(5, 5), c(5, 6)))$statistic is 0 to 1e-30
    const { yates } = chiSquareTest([
      [5, 5],
      [5, 6],
    ]);
    expect(yates).toEqual({ statistic: 0, df: 1, p: 1 });
  });

  test('that is perfectly associated has φ and V of 1', () => {
    const { phi, cramersV } = chiSquareTest([
      [30, 0],
      [0, 20],
    ]).effects;
    expect([phi.value, cramersV.value, cramersV.ci[1]]).toEqual([1, 1, 1]);
  });
});

describe('few counts', () => {
  test('give the warning of Cochran', () => {
    // chisq.test(rbind(c(3, 1, 2), c(1, 4, 2)))
    const result = chiSquareTest([
      [3, 1, 2],
      [1, 4, 2],
    ]);
    expectStatistic(result.statistic, 2.7392857142857143);
    expectP(result.p, 0.2541977282460854);
    expect(result.warnings).toEqual(['small-expected-counts']);
  });

  test('in a fifth of the cells give none, unless fewer than one is expected', () => {
    // Expected counts: one of five below 5; then one of ten below 1.
    const warnings = (last: number) =>
      chiSquareTest([
        [50, 50, 50, 50, last],
        [50, 50, 50, 50, 10 - last],
      ]).warnings;
    expect(warnings(5)).toEqual([]);
    expect(warnings(3)).toEqual([]);
    expect(
      chiSquareTest([
        [100, 100, 100, 100, 1],
        [10, 90, 90, 90, 0],
      ]).warnings,
    ).toEqual(['small-expected-counts']);
  });
});

describe('where little can be told', () => {
  test('an empty row or column gives nulls and a warning', () => {
    const result = chiSquareTest([
      [0, 4],
      [0, 6],
    ]);
    expect(result).toMatchObject({
      statistic: null,
      df: 1,
      p: null,
      yates: { statistic: null, df: 1, p: null },
      expected: [
        [0, 4],
        [0, 6],
      ],
      residuals: [
        [null, 0],
        [null, 0],
      ],
      effects: { w: { value: null, ci: [null, null] }, cramersV: { value: null } },
      warnings: ['empty-margin'],
    });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  test('what is no table of counts is refused in words', () => {
    const refusals: [readonly (readonly number[])[], string][] = [
      [[], 'at least two rows and two columns'],
      [[[1, 2]], 'at least two rows and two columns'],
      [[[1], [2]], 'at least two rows and two columns'],
      [[[1, 2], [3]], 'rows of one length'],
      [
        [
          [1, 2],
          [3, 0.5],
        ],
        'counts: whole numbers from 0 on',
      ],
      [
        [
          [1, 2],
          [3, -1],
        ],
        'counts: whole numbers from 0 on',
      ],
      [
        [
          [1, Number.NaN],
          [3, 1],
        ],
        'counts: whole numbers from 0 on',
      ],
      [
        [
          [0, 0],
          [0, 0],
        ],
        'at least one observation',
      ],
    ];
    for (const [table, words] of refusals)
      expect(() => chiSquareTest(table)).toThrow(new RangeError(`chiSquareTest needs ${words}`));
  });
});

describe('whatever the table', () => {
  const table = fc
    .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 4 }))
    .chain(([r, c]) =>
      fc.array(fc.array(fc.integer({ min: 1, max: 99 }), { minLength: c, maxLength: c }), {
        minLength: r,
        maxLength: r,
      }),
    );

  test('rows and columns may change places, and the result is plain JSON', () => {
    fc.assert(
      fc.property(table, (counts) => {
        const result = chiSquareTest(counts);
        const turned = chiSquareTest(
          (counts[0] as number[]).map((_, j) => counts.map((row) => row[j] as number)).toReversed(),
        );
        expectStatistic(turned.statistic, result.statistic);
        expectP(turned.p, result.p);
        expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      }),
    );
  });

  test('ten times the people are ten times the statistic and the same effect', () => {
    fc.assert(
      fc.property(table, (counts) => {
        const one = chiSquareTest(counts);
        const ten = chiSquareTest(counts.map((row) => row.map((count) => 10 * count)));
        expectStatistic(ten.statistic, 10 * (one.statistic as number));
        expectStatistic(ten.effects.w.value, one.effects.w.value);
      }),
    );
  });
});

function expectRow(
  actual: readonly (number | null)[] | undefined,
  expected: readonly number[],
): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, j) => {
    expectStatistic(actual?.[j], value);
  });
}
