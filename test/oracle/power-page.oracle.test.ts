/** The R code that the calculator prints, run by R as it stands: the numbers are those of the page. */

import { expect, test } from 'vitest';
import {
  beginningOf,
  type Calculation,
  effectForms,
  effectOf,
  solve,
  soughts,
  testNames,
  tests,
} from '../../server/research/power/calculation.ts';
import { rCode } from '../../server/research/power/r-code.ts';
import { readCalculation } from '../../server/research/power/reading.ts';
import { askR } from './r.ts';

const asked: readonly Calculation[] = testNames.flatMap((test) =>
  soughts.flatMap((find) =>
    variantsOf(test).map(
      (variant): Calculation => ({ ...beginningOf(test), test, find, ...variant }),
    ),
  ),
);

/** What a page begins with, and everything else that a test can be asked. */
function variantsOf(test: Calculation['test']): Partial<Calculation>[] {
  const { details } = tests[test];
  const has = (detail: (typeof details)[number]) => details.includes(detail);
  const small = { power: 0.8, alpha: 0.01 };
  return [
    {},
    ...(has('as')
      ? effectForms.map((as) => ({ ...small, as, effect: 0.12, groups: 3, measurements: 3 }))
      : []),
    ...(has('epsilon') ? [{ ...small, epsilon: 0.6, correlation: -0.2, groups: 2 }] : []),
    ...(has('sides') ? [{ ...small, sides: 'greater' as const, effect: 0.4 }] : []),
    ...(has('ratio') ? [{ ...small, ratio: 2.5, effect: 0.7 }] : []),
    ...(has('model') ? [{ ...small, model: 'pointBiserial' as const, effect: 0.4 }] : []),
    ...(test === 'oneWayAnova' ? [{ ...small, groups: 3, n: 40 }] : []),
    ...(test === 'chiSquare' ? [{ ...small, df: 1 }] : []),
  ];
}

test('in every test, whatever is sought, R comes to the number on the page', async () => {
  const answers = asked.map((calculation) => solve(calculation) ?? expect.fail());
  const blocks = asked.map((calculation, i) => {
    const answer = answers[i] ?? expect.fail();
    return `as.list(local({\n${rCode(calculation, answer)}\n}))`;
  });
  const inR = await askR<readonly Readonly<Record<string, number>>[]>(
    `list(${blocks.join(',\n')})`,
  );
  asked.forEach((calculation, i) => {
    const answer = answers[i] ?? expect.fail();
    const what = JSON.stringify(calculation);
    const ours: Readonly<Record<string, number>> = {
      ...{ n: answer.n, n_raw: answer.nRaw, power: answer.power },
      ...{ alpha: answer.alpha, effect: effectOf(answer) },
    };
    const found = Object.entries(inR[i] ?? {}).filter(([name]) => Object.hasOwn(ours, name));
    expect(found.length, what).toBeGreaterThan(0);
    for (const [name, value] of found) {
      const error = Math.abs((ours[name] ?? Number.NaN) - value) / Math.max(1, Math.abs(value));
      expect(error, `${name} in ${what}: ${ours[name]}, in R ${value}`).toBeLessThan(1e-7);
    }
  });
}, 60_000);

test('an answer that the fewest participants give is the same in R', async () => {
  const { calculation } = readCalculation({
    test: 'pairedT',
    find: 'n',
    d: '10',
    power: '0.02',
    alpha: '0.01',
  });
  const asked = calculation ?? expect.fail();
  const answer = solve(asked) ?? expect.fail();
  expect(answer.warnings).toEqual(['smallest-n']);
  const inR = await askR<{ n: number; power: number }>(`as.list(local({${rCode(asked, answer)}}))`);
  expect(inR.n).toBe(answer.n);
  expect(inR.power).toBeCloseTo(answer.power, 8);
});
