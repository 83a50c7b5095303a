/** What a power analysis says beside its numbers: warnings, and the method in words. */

import { describe, expect, test } from 'vitest';
import { power } from '../../../stats/index.ts';

const levels = { power: 0.8, alpha: 0.05 };
const study = { ...levels, measurements: 3, correlation: 0.5 };

describe('a warning', () => {
  test('says that the smallest sample is enough', () => {
    const huge = power.pairedT({ ...levels, effect: { d: 100 } });
    expect(huge).toMatchObject({ n: 2, nRaw: 2, power: 1, warnings: ['smallest-n'] });
    const groups = power.oneWayAnova({ ...levels, groups: 3, effect: { f: 40 } });
    expect(groups).toMatchObject({ n: 6, nPerGroup: 2, nRaw: 4, warnings: ['smallest-n'] });
    const r = power.correlation({ ...levels, effect: { r: 0.99999 } });
    expect(r).toMatchObject({ n: 3, nRaw: 3, warnings: ['smallest-n'] });
    expect(power.pairedT({ ...levels, effect: { d: 2 } }).warnings).toEqual([]);
  });

  test('says that even alpha = 1e-100 is enough', () => {
    const question = { effect: { d: 5 }, n: 1000, power: 0.8 };
    const sure = power.pairedT(question);
    expect(sure).toMatchObject({ alpha: 1e-100, warnings: ['smallest-alpha'] });
    expect(sure.power).toBeGreaterThan(0.999999);
  });

  test('says that groups are not even', () => {
    const asked = { alpha: 0.05, effect: { f: 0.3 }, groups: 3 };
    const uneven = power.oneWayAnova({ ...asked, n: 100 });
    expect(uneven).toMatchObject({ n: 100, nPerGroup: 34, nRaw: 100, warnings: ['uneven-groups'] });
    expect(power.oneWayAnova({ ...asked, n: 102 })).toMatchObject({ nPerGroup: 34, warnings: [] });
    const two = { alpha: 0.05, effect: { d: 0.3 }, n: 100, ratio: 2 };
    expect(power.independentT(two)).toMatchObject({
      nPerGroup: [34, 67],
      warnings: ['uneven-groups'],
    });
    const sought = power.oneWayAnova({ ...levels, groups: 3, n: 100, effect: undefined });
    expect(sought.warnings).toEqual(['uneven-groups']);
    const level = power.oneWayAnova({ ...asked, n: 100, power: 0.8, alpha: undefined });
    expect(level.warnings).toEqual(['uneven-groups']);
  });

  test('says that the correlation is not used where the effect has it already', () => {
    const asked = { ...study, effect: { partialEtaSquared: 0.06 } };
    expect(power.rmWithin(asked).warnings).toEqual(['correlation-not-used']);
    expect(power.rmWithin({ ...asked, correlation: undefined }).warnings).toEqual([]);
    expect(power.rmWithin({ ...asked, correlation: 0.8 }).n).toBe(power.rmWithin(asked).n);
    const given = { ...asked, power: undefined, n: 40 };
    expect(power.rmWithin(given).warnings).toEqual(['correlation-not-used']);
    const { warnings } = power.rmWithin({ ...study, effect: { f: 0.2, convention: 'spss' } });
    expect(warnings).toEqual(['correlation-not-used']);
    expect(power.rmWithin({ ...study, effect: { f: 0.2 } }).warnings).toEqual([]);
  });

  test('says that groups know no epsilon', () => {
    const asked = { ...study, groups: 2, effect: { f: 0.3 } };
    const with1 = power.rmBetween(asked);
    const result = power.rmBetween({ ...asked, epsilon: 0.6 });
    expect(result).toEqual({ ...with1, warnings: ['epsilon-not-used'] });
    const spss = power.rmBetween({ ...asked, epsilon: 0.6, effect: { partialEtaSquared: 0.06 } });
    expect(spss.warnings).toEqual(['correlation-not-used', 'epsilon-not-used']);
    expect(with1.warnings).toEqual([]);
  });
});

describe('the method in words', () => {
  const words = (input: Parameters<typeof power.rmWithin>[0]) => power.rmWithin(input).method;
  const within = 'Repeated-measures ANOVA, within factors; ';
  test('names the meaning of f', () => {
    expect(words({ ...study, effect: { f: 0.2 } })).toBe(
      `${within}f as in G*Power 3.0 (λ = n·m·f²·ε/(1 − ρ))`,
    );
    expect(words({ ...study, effect: { f: 0.2, convention: 'cohen' } })).toBe(
      `${within}f as in Cohen 1988 (λ = n·f²·ε)`,
    );
    expect(words({ ...study, n: 30, effectAs: 'spss' })).toBe(`${within}f as in SPSS (λ = f²·df₂)`);
    expect(words({ ...study, effect: { partialEtaSquared: 0.1 } })).toBe(
      `${within}partial η² as in SPSS (λ = df₂·η²/(1 − η²))`,
    );
  });

  test('names the other two tests of repeated measures', () => {
    const [between, cohen] = [{ f: 0.2 }, { f: 0.2, convention: 'cohen' } as const].map((effect) =>
      power.rmBetween({ ...study, groups: 2, effect }),
    );
    const start = 'Repeated-measures ANOVA, between factors; ';
    expect(between?.method).toBe(`${start}f as in G*Power 3.0 (λ = n·m·f²/(1 + (m − 1)ρ))`);
    expect(cohen?.method).toBe(`${start}f as in Cohen 1988 (λ = n·f²)`);
    const [old, new3] = [{ f: 0.2 }, { f: 0.2, convention: 'cohen' } as const].map((effect) =>
      power.rmInteraction({ ...study, groups: 2, effect }),
    );
    const rest = 'Repeated-measures ANOVA, within-between interaction; ';
    expect(old?.method).toBe(`${rest}f as in G*Power 3.0 (λ = n·m·f²·ε/(1 − ρ))`);
    expect(new3?.method).toBe(`${rest}f as in Cohen 1988 (λ = n·f²·ε)`);
  });

  test('names the sides of a test', () => {
    const [d, r] = [
      { ...levels, effect: { d: 0.5 } },
      { ...levels, effect: { r: 0.3 } },
    ];
    const alternative = 'greater' as const;
    const model = 'pointBiserial' as const;
    expect([
      power.oneSampleT(d).method,
      power.pairedT({ ...d, alternative }).method,
      power.independentT(d).method,
      power.oneWayAnova({ ...levels, groups: 3, effect: { f: 0.3 } }).method,
      power.chiSquare({ ...levels, df: 1, effect: { w: 0.3 } }).method,
      power.correlation(r).method,
      power.correlation({ ...r, model, alternative }).method,
    ]).toEqual([
      'One-sample t test; d = (μ − μ₀)/σ; two-sided, both tails count',
      'Paired t test; d = dz = μ/σ of the change; one-sided',
      'Two-sample t test with equal variances; d = (μ₁ − μ₂)/σ; two-sided, both tails count',
      'One-way ANOVA; f of Cohen (λ = n·f²)',
      'Chi-square test; w of Cohen (λ = n·w²)',
      'Correlation, exact distribution of r in bivariate normal samples; two-sided',
      'Correlation, point-biserial model (δ = √n·r/√(1 − r²)); one-sided',
    ]);
  });
});
