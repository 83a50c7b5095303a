/** What the three tests of repeated-measures ANOVA have in common: the shape of the study and its f. */

import type { Design, PowerWarning } from './design.ts';
import { equalGroups } from './groups.ts';
import type { PowerQuestion } from './question.ts';
import { rejectionByF } from './rejection.ts';

/**
 * How large the effect is. `{ f }` is the spread of the means over that of one measurement, as G*Power
 * 3.0 has it: the correlation enters beside it. The other three have the correlation in them already:
 * `{ f, convention: 'spss' }` and `{ partialEtaSquared }` are what SPSS prints of a finished study,
 * f² = η²/(1 − η²); `{ f, convention: 'cohen' }` is G*Power 3.1's "as in Cohen (1988)".
 */
export type RmEffect =
  | { readonly f: number; readonly convention?: 'spss' | 'cohen' | undefined }
  | { readonly partialEtaSquared: number };

export interface RmPowerInput extends PowerQuestion<RmEffect> {
  /** Number of groups; 1 where it is left out. */
  readonly groups?: number | undefined;
  /** Number of measurements of each participant. */
  readonly measurements: number;
  /** Correlation between any two measurements; needed with `{ f }`, not used with the other effects. */
  readonly correlation?: number | undefined;
  /** Nonsphericity ε, from 1/(measurements − 1) to 1, which is the default. */
  readonly epsilon?: number | undefined;
  /** The form of an effect that is sought; `'f'` is the default. */
  readonly effectAs?: EffectForm | undefined;
}

type EffectForm = 'f' | 'spss' | 'cohen' | 'partialEtaSquared';

interface RmShape {
  readonly groups: number;
  readonly m: number;
  /** NaN where it is left out. */
  readonly correlation: number;
  readonly epsilon: number;
}

/** The degrees of freedom of one of the tests, and λ/(n·f²) in two of the meanings of f. */
interface RmTest<Procedure extends string> {
  readonly procedure: Procedure;
  readonly name: string;
  readonly df1: number;
  /** df₂ is this for each participant beyond one in each group. */
  readonly df2PerPerson: number;
  readonly f: { readonly rate: number; readonly formula: string };
  readonly cohen: { readonly rate: number; readonly formula: string };
}

export function rmShape(input: RmPowerInput, procedure: string, fewestGroups: number): RmShape {
  const { groups = 1, measurements: m, correlation, epsilon = 1 } = input;
  if (!(Number.isSafeInteger(groups) && groups >= fewestGroups))
    throw new RangeError(`${procedure} needs a whole number of groups, at least ${fewestGroups}`);
  if (!(Number.isSafeInteger(m) && m >= 2))
    throw new RangeError(`${procedure} needs a whole number of measurements, at least 2`);
  if (correlation !== undefined && !(correlation > -1 / (m - 1) && correlation < 1))
    throw new RangeError(
      `${procedure} needs a correlation above −1/(measurements − 1) and below 1`,
    );
  if (!(epsilon >= 1 / (m - 1) - 1e-9 && epsilon <= 1))
    throw new RangeError(`${procedure} needs an epsilon from 1/(measurements − 1) to 1`);
  return { groups, m, correlation: correlation ?? Number.NaN, epsilon };
}

export function rmDesign<Procedure extends string>(
  input: RmPowerInput,
  { groups, correlation }: RmShape,
  test: RmTest<Procedure>,
): Design<Procedure, RmEffect> {
  const form = input.effect ? formOf(input.effect) : (input.effectAs ?? 'f');
  const { rate, lost, words } = noncentrality(form, test, groups);
  if (form === 'f' && Number.isNaN(correlation))
    throw new RangeError(`${test.procedure} needs the correlation among the measurements`);
  const warnings: PowerWarning[] = [];
  if (form !== 'f' && !Number.isNaN(correlation)) warnings.push('correlation-not-used');

  return {
    procedure: test.procedure,
    method: `${test.name}; ${words}`,
    warnings,
    smallestN: groups + 1,
    rejection: (n) => rejectionByF(test.df1, (n - groups) * test.df2PerPerson),
    strength: (effect, n) => fOf(effect, test.procedure) * Math.sqrt(rate * (n - lost)),
    sampleSize: (strength, effect) => (strength / fOf(effect, test.procedure)) ** 2 / rate + lost,
    effect: (strength, n) => effectIn(form, strength / Math.sqrt(rate * (n - lost))),
    wholeGroups: (n) => equalGroups(n, groups),
  };
}

/** λ = f²·rate·(n − lost), whatever f means. */
function noncentrality(
  form: EffectForm,
  { f, cohen, df2PerPerson, procedure }: RmTest<string>,
  groups: number,
): { rate: number; lost: number; words: string } {
  const spss = { rate: df2PerPerson, lost: groups };
  switch (form) {
    case 'f':
      return { rate: f.rate, lost: 0, words: `f as in G*Power 3.0 (${f.formula})` };
    case 'cohen':
      return { rate: cohen.rate, lost: 0, words: `f as in Cohen 1988 (${cohen.formula})` };
    case 'spss':
      return { ...spss, words: 'f as in SPSS (λ = f²·df₂)' };
    case 'partialEtaSquared':
      return { ...spss, words: 'partial η² as in SPSS (λ = df₂·η²/(1 − η²))' };
    default:
      throw new RangeError(`${procedure} needs an effect in one of the forms it knows`);
  }
}

function formOf(effect: RmEffect): EffectForm {
  return 'partialEtaSquared' in effect ? 'partialEtaSquared' : (effect.convention ?? 'f');
}

function fOf(effect: RmEffect, procedure: string): number {
  if ('partialEtaSquared' in effect) {
    const { partialEtaSquared } = effect;
    if (partialEtaSquared >= 0 && partialEtaSquared < 1)
      return Math.sqrt(partialEtaSquared / (1 - partialEtaSquared));
    throw new RangeError(`${procedure} needs a partial eta squared of at least 0 and below 1`);
  }
  if (effect.f >= 0 && effect.f < Number.POSITIVE_INFINITY) return effect.f;
  throw new RangeError(`${procedure} needs an f of at least 0`);
}

function effectIn(form: EffectForm, f: number): RmEffect {
  if (form === 'f') return { f };
  if (form === 'partialEtaSquared') return { partialEtaSquared: f ** 2 / (1 + f ** 2) };
  return { f, convention: form };
}
