/** What a reader must know of an analysis of waves: one set of codes for one group and for several. */

import type { Epsilon } from './sphericity.ts';
import type { Table } from './wave-sums.ts';
import type { EffectTest, WithinError } from './within.ts';

/**
 * `no-error-variance`: all participants (of a group) change alike, so change has no F.
 * `no-participant-variance`: they have one mean over the waves, so neither has the mean. `constant-wave`:
 * a wave is the same for all, so it has no correlations. `too-few-participants`: too few for as many
 * waves, so neither Mauchly's nor the multivariate tests can be had. `singular`: nor can they where one
 * difference between waves follows from others. `huynh-feldt-undefined`: its denominator is zero.
 * `overflow`: a result is larger than a number can be, and is null.
 */
export type WaveWarning =
  | 'no-error-variance'
  | 'no-participant-variance'
  | 'constant-wave'
  | 'too-few-participants'
  | 'singular'
  | 'huynh-feldt-undefined'
  | 'overflow';

interface Outcome {
  readonly error: WithinError;
  /** Within groups, around their means. */
  readonly crossProducts: Table;
  /** Sum of squares between the participants (of a group). */
  readonly participants: number;
  readonly effects: readonly EffectTest[];
  readonly epsilon: Epsilon;
  /** Whether Mauchly's and the multivariate tests could be had. */
  readonly regular: boolean;
}

export function waveWarnings(outcome: Outcome): WaveWarning[] {
  const { error, crossProducts, effects, epsilon, regular } = outcome;
  const waves = crossProducts.length;
  const variances = crossProducts.map((row, j) => row[j] as number);
  const still = error.squares.flat().every((square) => square === 0);
  const told = effects.every(({ ssEffect, ssError }) => ssEffect !== null && ssError !== null);
  const few = error.df < waves - 1;
  const undone = effects.some(({ F, ssError }) => F === null && ssError !== 0);
  const holds: Readonly<Record<WaveWarning, boolean>> = {
    'no-error-variance': still,
    'no-participant-variance': outcome.participants === 0,
    'constant-wave': variances.includes(0),
    'too-few-participants': few,
    singular: told && !regular && !still && !few,
    'huynh-feldt-undefined': told && !still && epsilon.huynhFeldt === null,
    overflow: !told || undone,
  };
  return (Object.keys(holds) as WaveWarning[]).filter((warning) => holds[warning]);
}
