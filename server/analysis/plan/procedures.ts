/** The procedures that a plan's comparisons can name, and how each takes what it compares. */

import {
  type AnyResult,
  friedman,
  independentT,
  kruskalWallis,
  mannWhitney,
  oneWayAnova,
  pairedT,
  rmAnova,
  welchAnova,
  wilcoxonSignedRank,
} from '../../../stats/index.ts';

/** Waves of the same participants, or groups of different ones. */
type Samples = readonly (readonly number[])[];

interface Settings {
  readonly confidence: number;
}

export interface Tested {
  readonly result: AnyResult;
  /** The p that stands for it in its family. */
  readonly p: number | null;
}

export interface PlannedProcedure {
  /** `within`: the same participants at several waves; `between`: groups of different ones. */
  readonly design: 'within' | 'between';
  /** How many waves or groups it takes. */
  readonly takes: 'two' | 'several';
  /** Throws RangeError where there is too little to test. */
  test(samples: Samples, settings: Settings): Tested;
}

/** Of two waves a change is the later less the earlier. */
const change = ([before = [], after = []]: Samples) => [after, before] as const;
const two = ([first = [], second = []]: Samples) => [first, second] as const;

const same = <R extends AnyResult & { readonly p: number | null }>(result: R): Tested => ({
  ...{ result, p: result.p },
});

export const plannedProcedures: Readonly<Record<string, PlannedProcedure>> = {
  rmAnova: { design: 'within', takes: 'several', test: repeatedMeasures },
  friedman: { design: 'within', takes: 'several', test: (waves) => same(friedman(waves)) },
  pairedT: {
    ...{ design: 'within', takes: 'two' },
    test: (waves, settings) => same(pairedT(...change(waves), settings)),
  },
  wilcoxonSignedRank: {
    ...{ design: 'within', takes: 'two' },
    test: (waves, settings) => same(wilcoxonSignedRank(...change(waves), settings)),
  },
  independentT: {
    ...{ design: 'between', takes: 'two' },
    test: (groups, settings) => same(independentT(...two(groups), settings)),
  },
  mannWhitney: {
    ...{ design: 'between', takes: 'two' },
    test: (groups, settings) => same(mannWhitney(...two(groups), settings)),
  },
  oneWayAnova: { design: 'between', takes: 'several', test: (groups) => same(oneWayAnova(groups)) },
  welchAnova: { design: 'between', takes: 'several', test: (groups) => same(welchAnova(groups)) },
  kruskalWallis: {
    ...{ design: 'between', takes: 'several' },
    test: (groups) => same(kruskalWallis(groups)),
  },
};

/**
 * With three waves or more it is the test that asks for no sphericity: one rule for all variables, as a
 * choice by Mauchly's test would be made after seeing the data.
 */
function repeatedMeasures(waves: Samples, settings: Settings): Tested {
  const result = rmAnova(waves, settings);
  const { within, corrected } = result;
  return { result, p: waves.length > 2 ? corrected.greenhouseGeisser.p : within.p };
}
