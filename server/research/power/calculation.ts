/** A power analysis as the calculator knows it: which test, what is sought, the numbers, and the answer of `stats`. */

import {
  type PowerProcedure,
  type PowerResult,
  power,
  type RmPowerInput,
} from '../../../stats/index.ts';

export const soughts = ['n', 'power', 'effect', 'alpha'] as const;
export type Sought = (typeof soughts)[number];

/** In which form the effect of a test of repeated measures is told. */
export type EffectAs = NonNullable<RmPowerInput['effectAs']>;
export const effectForms = [
  'f',
  'spss',
  'cohen',
  'partialEtaSquared',
] as const satisfies EffectAs[];

export const sides = ['two-sided', 'greater'] as const;
export const models = ['exact', 'pointBiserial'] as const;

/** Every number there is to ask for; a test uses its own. */
export interface Numbers {
  readonly n: number;
  readonly power: number;
  readonly effect: number;
  readonly alpha: number;
  readonly ratio: number;
  readonly groups: number;
  readonly measurements: number;
  readonly correlation: number;
  readonly epsilon: number;
  readonly df: number;
}

export interface Choices {
  readonly as: EffectAs;
  readonly sides: (typeof sides)[number];
  readonly model: (typeof models)[number];
}

export interface Calculation extends Numbers, Choices {
  readonly test: PowerProcedure;
  readonly find: Sought;
}

/** What a test asks for besides n, power, effect and α. */
export type Detail = Exclude<keyof Numbers, Sought> | keyof Choices;

interface Test {
  /** What its effect is called in an address; tests whose effects differ in kind do not share a name. */
  readonly effect: 'effect' | 'd' | 'f' | 'r' | 'w';
  readonly details: readonly Detail[];
  readonly statistic: 'F' | 't' | 'r' | 'chi';
  readonly begins: Partial<Numbers>;
}

const repeated = ['as', 'groups', 'measurements', 'correlation'] as const;

export const tests: Readonly<Record<PowerProcedure, Test>> = {
  rmWithin: {
    ...{ effect: 'effect', details: [...repeated, 'epsilon'], statistic: 'F' },
    begins: { groups: 1 },
  },
  rmBetween: { effect: 'effect', details: repeated, statistic: 'F', begins: {} },
  rmInteraction: {
    ...{ effect: 'effect', details: [...repeated, 'epsilon'], statistic: 'F' },
    begins: {},
  },
  pairedT: { effect: 'd', details: ['sides'], statistic: 't', begins: { effect: 0.5 } },
  independentT: {
    ...{ effect: 'd', details: ['sides', 'ratio'], statistic: 't' },
    begins: { effect: 0.5 },
  },
  oneSampleT: { effect: 'd', details: ['sides'], statistic: 't', begins: { effect: 0.5 } },
  oneWayAnova: { effect: 'f', details: ['groups'], statistic: 'F', begins: { groups: 5 } },
  correlation: {
    ...{ effect: 'r', details: ['sides', 'model'], statistic: 'r' },
    begins: { effect: 0.3 },
  },
  chiSquare: { effect: 'w', details: ['df'], statistic: 'chi', begins: { effect: 0.3 } },
};

export const testNames = Object.keys(tests) as PowerProcedure[];

/** What G*Power begins with; but two-sided, as the tests of our plans are. */
export function beginningOf(test: PowerProcedure): Numbers & Choices {
  return {
    ...{ n: 50, power: 0.95, effect: 0.25, alpha: 0.05, ratio: 1, groups: 2, measurements: 4 },
    ...{ correlation: 0.5, epsilon: 1, df: 5, as: 'f', sides: 'two-sided', model: 'exact' },
    ...tests[test].begins,
  };
}

/** Fewer need very many terms of the exact distribution of r, where α is tiny. */
const fewestForExactR = 8;

export function smallestN({ test, groups, ratio, model }: Calculation): number {
  switch (test) {
    case 'rmWithin':
    case 'rmBetween':
    case 'rmInteraction':
    case 'oneWayAnova':
      return groups + 1;
    case 'independentT':
      return Math.ceil(Math.max(3, 1 + ratio, 1 + 1 / ratio));
    case 'correlation':
      return model === 'exact' ? fewestForExactR : 3;
    case 'chiSquare':
      return 1;
    default:
      return 2;
  }
}

export type Answer = PowerResult<string, object>;

/** The smallest α that is asked for or looked for: what lies below serves nobody, and can take long to find. */
export const leastAlpha = 1e-8;

/** Null where no number has what is asked for. */
export function solve(calculation: Calculation): Answer | null {
  try {
    return calculation.find === 'alpha' ? alphaFor(calculation) : answerTo(calculation);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

export function effectOf({ effect }: Answer): number {
  return Number(Object.values(effect).find((value) => typeof value === 'number'));
}

function alphaFor(calculation: Calculation): Answer {
  const strictest = answerTo({ ...calculation, find: 'power', alpha: leastAlpha });
  return strictest.power < calculation.power
    ? answerTo(calculation)
    : { ...strictest, warnings: [...strictest.warnings, 'smallest-alpha'] };
}

function answerTo(calculation: Calculation): Answer {
  const { test, find, effect, sides: alternative, model, ratio, groups, df } = calculation;
  const given = {
    n: find === 'n' ? undefined : calculation.n,
    power: find === 'power' ? undefined : calculation.power,
    alpha: find === 'alpha' ? undefined : calculation.alpha,
  };
  const has = find !== 'effect';
  switch (test) {
    case 'oneWayAnova':
      return power.oneWayAnova({ ...given, groups, effect: has ? { f: effect } : undefined });
    case 'chiSquare':
      return power.chiSquare({ ...given, df, effect: has ? { w: effect } : undefined });
    case 'correlation':
      return power.correlation({
        ...{ ...given, model, alternative },
        effect: has ? { r: effect } : undefined,
      });
    case 'independentT':
      return power.independentT({
        ...{ ...given, ratio, alternative },
        effect: has ? { d: effect } : undefined,
      });
    case 'oneSampleT':
    case 'pairedT':
      return power[test]({ ...given, alternative, effect: has ? { d: effect } : undefined });
    default:
      return power[test]({ ...given, ...repeatedMeasures(calculation) });
  }
}

function repeatedMeasures(calculation: Calculation): Omit<RmPowerInput, 'n' | 'power' | 'alpha'> {
  const { test, find, effect, as, groups, measurements, correlation, epsilon } = calculation;
  const told = as === 'partialEtaSquared' ? { partialEtaSquared: effect } : { f: effect };
  return {
    ...{ groups, measurements },
    // The other forms have the correlation in them, and groups have no sphericity.
    ...(as === 'f' && { correlation }),
    ...(test !== 'rmBetween' && { epsilon }),
    ...(find === 'effect'
      ? { effectAs: as }
      : { effect: as === 'spss' || as === 'cohen' ? { f: effect, convention: as } : told }),
  };
}
