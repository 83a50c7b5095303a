/** Power analyses against mpmath's 30 digits: every field, and each of the four numbers sought in turn. */

import { describe, expect, test } from 'vitest';
import { power } from '../../../stats/index.ts';
import cases from '../../fixtures/stats/power.json' with { type: 'json' };
import { expectStatistic } from '../../support/closeness.ts';

type Analysis = (input: object) => ReturnType<typeof power.rmWithin>;

/** Where power is this near to 1 a double no longer tells one effect or alpha from another. */
const certain = 0.9999;

describe.each(cases)('$name $input, n = $n', ({ name, input, n, at, power: asked, nRaw }) => {
  const analysis = analysisOf(name);

  test('its power and all that belongs to it', () => {
    const result = analysis({ ...input, n });
    expect(result.procedure).toBe(`power.${name}`);
    expect(result.effect).toEqual(input.effect);
    expect([result.n, result.nRaw, result.alpha]).toEqual([n, n, input.alpha]);
    for (const field of ['power', 'lambda', 'df1', 'df2', 'critical'] as const)
      expectStatistic(result[field], at[field], { relative: 1e-12, what: field });
  });

  test('the n that has the power asked for', () => {
    const result = analysis({ ...input, power: asked });
    expectStatistic(result.nRaw, nRaw, { relative: 1e-11, what: 'nRaw' });
    expect(result.n).toBeGreaterThanOrEqual(nRaw);
    expect(result.power).toBeGreaterThanOrEqual(asked);
    // Rounding each group up may change their ratio a little.
    const [first, second] = [result.nPerGroup].flat();
    const ratio = (second ?? Number.NaN) / (first ?? Number.NaN) || 1;
    expect(result.power).toBe(analysis({ ...input, n: result.n, ratio }).power);
  });
});

const uncertain = cases.filter(({ at }) => at.power < certain);

describe.each(uncertain)('$name $input, n = $n, found from its power', ({ name, input, n, at }) => {
  const analysis = analysisOf(name);
  const [[unit = '', size = Number.NaN] = []] = Object.entries(input.effect) as [string, number][];

  test('the effect', () => {
    const form = unit === 'f' ? (input.effect as { convention?: string }).convention : unit;
    const effectAs = name.startsWith('rm') ? form : undefined;
    const result = analysis({ ...input, n, power: at.power, effect: undefined, effectAs });
    const found = { ...input.effect, [unit]: expect.closeTo(Math.abs(size), 9) };
    expect(result.effect).toEqual(found);
    expectStatistic((result.effect as unknown as Record<string, number>)[unit], Math.abs(size), {
      relative: 1e-10,
      what: unit,
    });
    expect(result.power).toBe(at.power);
  });

  test('the alpha', () => {
    const result = analysis({ ...input, n, power: at.power, alpha: undefined });
    expectStatistic(result.alpha, input.alpha, { relative: 1e-9, what: 'alpha' });
    expectStatistic(result.critical, at.critical, { relative: 1e-10, what: 'critical' });
    expect(result.power).toBe(at.power);
  });
});

function analysisOf(name: string): Analysis {
  return power[name as keyof typeof power] as unknown as Analysis;
}
