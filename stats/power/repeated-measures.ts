/** Power of repeated-measures analysis of variance: change over time, groups, and their interaction. */

import { answer, type PowerResult } from './design.ts';
import { type RmEffect, type RmPowerInput, rmDesign, rmShape } from './rm-design.ts';

export type RmWithinPower = PowerResult<'power.rmWithin', RmEffect>;
export type RmBetweenPower = PowerResult<'power.rmBetween', RmEffect>;
export type RmInteractionPower = PowerResult<'power.rmInteraction', RmEffect>;

/**
 * Power of a change over time: repeated-measures ANOVA, within factors.
 *
 * Use it to plan how many participants to measure two or more times. Leave out exactly one of `n`,
 * `power`, `effect` and `alpha`: it is found from the others. `n` is everybody, in all groups. There
 * are no data, so nothing can be missing: add those you expect to lose to the n you find.
 *
 * Formula: F noncentral with λ = n·m·f²·ε/(1 − ρ), df₁ = (m − 1)ε, df₂ = (n − groups)(m − 1)ε: Faul,
 * Erdfelder, Lang & Buchner (2007), doi:10.3758/BF03193146, table 3. With f as SPSS has it
 * λ = f²·df₂, as Cohen has it λ = n·f²·ε, and the correlation is not used.
 *
 * Throws RangeError where not exactly one of the four is left out, where power is not above alpha, and
 * on a study that cannot be: fewer than two measurements, a correlation not between −1/(m − 1) and 1,
 * an ε not from 1/(m − 1) to 1, an n that leaves no degrees of freedom.
 *
 * @example power.rmWithin({ effect: { f: 0.25 }, power: 0.9, alpha: 0.05, measurements: 4, correlation: 0.5 }).n // => 30
 * @example power.rmWithin({ effect: { f: 0.25 }, power: 0.9, alpha: 0.05, measurements: 2, correlation: 0.5 }).n // => 44
 * @example power.rmWithin({ effect: { f: 0.25 }, n: 20, alpha: 0.05, measurements: 2, correlation: 0.5 }).power.toFixed(3) // => '0.565'
 */
export function rmWithin(input: RmPowerInput): RmWithinPower {
  const procedure = 'power.rmWithin';
  const shape = rmShape(input, procedure, 1);
  const { m, correlation, epsilon } = shape;
  const test = {
    procedure,
    name: 'Repeated-measures ANOVA, within factors',
    df1: (m - 1) * epsilon,
    df2PerPerson: (m - 1) * epsilon,
    f: { rate: (m * epsilon) / (1 - correlation), formula: 'λ = n·m·f²·ε/(1 − ρ)' },
    cohen: { rate: epsilon, formula: 'λ = n·f²·ε' },
  } as const;
  return answer(input, rmDesign(input, shape, test));
}

/**
 * Power of a difference between groups over all measurements together: repeated-measures ANOVA, between
 * factors.
 *
 * Use it where groups are compared in the mean of their measurements; whether they change differently
 * is the question of `power.rmInteraction`. Input as in `power.rmWithin`, with at least two groups.
 *
 * Formula: F noncentral with λ = n·m·f²/(1 + (m − 1)ρ), df₁ = groups − 1, df₂ = n − groups: Faul et al.
 * (2007), doi:10.3758/BF03193146, table 3. There is no ε: groups have no sphericity. With f as SPSS has
 * it λ = f²·df₂, as Cohen has it λ = n·f².
 *
 * Throws RangeError as `power.rmWithin` does.
 *
 * @example power.rmBetween({ effect: { f: 0.25 }, n: 20, alpha: 0.05, groups: 2, measurements: 10, correlation: 0.5 }).power.toFixed(2) // => '0.30'
 */
export function rmBetween(input: RmPowerInput): RmBetweenPower {
  const procedure = 'power.rmBetween';
  const shape = rmShape(input, procedure, 2);
  const { groups, m, correlation, epsilon } = shape;
  const test = {
    procedure,
    name: 'Repeated-measures ANOVA, between factors',
    df1: groups - 1,
    df2PerPerson: 1,
    f: { rate: m / (1 + (m - 1) * correlation), formula: 'λ = n·m·f²/(1 + (m − 1)ρ)' },
    cohen: { rate: 1, formula: 'λ = n·f²' },
  } as const;
  const design = rmDesign(input, shape, test);
  if (epsilon === 1) return answer(input, design);
  return answer(input, { ...design, warnings: [...design.warnings, 'epsilon-not-used'] });
}

/**
 * Power of a change that differs between groups: repeated-measures ANOVA, within-between interaction.
 *
 * Use it to plan a study of two or more groups, each measured two or more times. Input as in
 * `power.rmWithin`, with at least two groups.
 *
 * Formula: F noncentral with λ = n·m·f²·ε/(1 − ρ), df₁ = (groups − 1)(m − 1)ε,
 * df₂ = (n − groups)(m − 1)ε: Faul et al. (2007), doi:10.3758/BF03193146, table 3. With f as SPSS has
 * it λ = f²·df₂, as Cohen has it λ = n·f²·ε.
 *
 * Throws RangeError as `power.rmWithin` does.
 *
 * @example power.rmInteraction({ effect: { f: 0.25 }, n: 46, alpha: 0.05, groups: 2, measurements: 2, correlation: 0.5 }).power.toFixed(4) // => '0.9125'
 */
export function rmInteraction(input: RmPowerInput): RmInteractionPower {
  const procedure = 'power.rmInteraction';
  const shape = rmShape(input, procedure, 2);
  const { groups, m, correlation, epsilon } = shape;
  const test = {
    procedure,
    name: 'Repeated-measures ANOVA, within-between interaction',
    df1: (groups - 1) * (m - 1) * epsilon,
    df2PerPerson: (m - 1) * epsilon,
    f: { rate: (m * epsilon) / (1 - correlation), formula: 'λ = n·m·f²·ε/(1 − ρ)' },
    cohen: { rate: epsilon, formula: 'λ = n·f²·ε' },
  } as const;
  return answer(input, rmDesign(input, shape, test));
}
