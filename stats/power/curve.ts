/** One power analysis after another with one number varied: what a power curve is drawn from. */

import { chiSquare } from './chi-square.ts';
import { correlation } from './correlation.ts';
import type { PowerResult } from './design.ts';
import { oneWayAnova } from './one-way-anova.ts';
import { rmBetween, rmInteraction, rmWithin } from './repeated-measures.ts';
import { independentT, oneSampleT, pairedT } from './t-tests.ts';

export const procedures = {
  rmWithin,
  rmBetween,
  rmInteraction,
  pairedT,
  independentT,
  oneSampleT,
  oneWayAnova,
  correlation,
  chiSquare,
} as const;

export type PowerProcedure = keyof typeof procedures;
export type PowerInput<Name extends PowerProcedure> = Parameters<(typeof procedures)[Name]>[0];

/** Exactly one field of the input, with the values that it takes one after another. */
export type Varied<Name extends PowerProcedure> = {
  readonly [Field in keyof PowerInput<Name>]?: readonly PowerInput<Name>[Field][];
};

/** The field that is varied, with its value, and the one of the four that was sought. */
export type PowerCurvePoint<Name extends PowerProcedure> = Partial<PowerInput<Name>>;

/**
 * A power curve: the same power analysis for one value after another.
 *
 * Use it for a figure or a table of power over n, or of n over an assumption that nobody is sure of,
 * such as the correlation. `name` is a procedure of `power`; `input` is what it takes, without the
 * field that is varied; `varied` holds that one field and its values. As ever exactly one of `n`,
 * `power`, `effect` and `alpha` is left out: it stands beside the varied value in each point.
 *
 * Formulas and sources are those of the procedure.
 *
 * Throws RangeError on an unknown name, where not exactly one field is varied, and where the procedure
 * does.
 *
 * @example power.curve('chiSquare', { effect: { w: 0.3 }, df: 1, alpha: 0.05 }, { power: [0.8, 0.9] }) // => [{ power: 0.8, n: 88 }, { power: 0.9, n: 117 }]
 * @example power.curve('rmWithin', { effect: { f: 0.25 }, power: 0.9, alpha: 0.05, measurements: 4 }, { correlation: [0, 0.5] }) // => [{ correlation: 0, n: 58 }, { correlation: 0.5, n: 30 }]
 */
export function curve<Name extends PowerProcedure>(
  name: Name,
  input: Partial<PowerInput<Name>>,
  varied: Varied<Name>,
): PowerCurvePoint<Name>[] {
  if (!Object.hasOwn(procedures, name))
    throw new RangeError('power.curve needs the name of a procedure of power');
  const [entry, ...others] = Object.entries(varied as Record<string, readonly unknown[]>);
  if (entry === undefined || others.length > 0)
    throw new RangeError('power.curve needs exactly one field to vary');
  const [field, values] = entry;
  const solve = procedures[name] as (input: object) => PowerResult<string, unknown>;
  return values.map((value) => {
    const question = { ...input, [field]: value };
    const sought = (['n', 'power', 'effect'] as const).find(
      (known) => question[known] === undefined,
    );
    const found = sought ?? 'alpha';
    return { [field]: value, [found]: solve(question)[found] } as PowerCurvePoint<Name>;
  });
}
