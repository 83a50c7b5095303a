/** Cochran's Q: has the share of yes changed over several measurements of the same participants? */

import { sum } from 'simple-statistics';
import { distributions } from './distributions.ts';
import { asArray } from './numbers/spread.ts';
import { completeWaves, type Effect, type Result, type Waves } from './sample.ts';

/** `no-change`: everybody gave one answer throughout, and there is nothing to test. */
export type CochranQWarning = 'no-change';

export interface CochranQ extends Result<'cochranQ', CochranQWarning> {
  /** Q. */
  readonly statistic: number | null;
  readonly df: number;
  readonly p: number | null;
  /** The share of yes at each wave. */
  readonly proportions: readonly number[];
  /** How many changed their answer at least once: the only ones who count. */
  readonly changed: number;
  /** η²_Q, the share of its largest value that Q reaches; it has no interval. */
  readonly effects: { readonly etaSquaredQ: Effect };
}

/**
 * Cochran's Q test for a yes-or-no answer that the same people gave at two or more waves.
 *
 * Use it where `friedman` would have nothing but ties. With two waves it is McNemar's test without
 * correction.
 *
 * Input: `waves[j][i]` is 1 (yes) or 0 (no) of participant i at wave j. A participant with a `NaN` at any
 * wave is left out and counted in `n.excluded`. Those who never change add nothing to Q, but count
 * in `n.used`.
 *
 * Q = (m − 1)(m ΣG² − (ΣG)²)/(m ΣL − ΣL²), G the yeses of each of m waves, L those of each participant;
 * df = m − 1; p by χ², so rough where few change. Cochran (1950), doi:10.1093/biomet/37.3-4.256.
 * η²_Q = Q/(n(m − 1)): Serlin, Carr & Marascuilo (1982), doi:10.1037/0033-2909.92.3.786.
 *
 * Throws RangeError on values other than 0 and 1, with fewer than two waves, without a complete
 * participant and on waves of different lengths. Where nobody changes, the results are null with a
 * warning.
 *
 * @example cochranQ([[1, 1, 0, 0, 1], [1, 1, 1, 0, 1], [0, 1, 1, 0, 0]]).statistic // => 2
 * @example cochranQ([[1, 1, 0, 0, 1], [1, 1, 1, 0, 1], [0, 1, 1, 0, 0]]).changed // => 3
 */
export function cochranQ(waves: Waves): CochranQ {
  const procedure = 'cochranQ';
  const m = waves.length;
  const { waves: kept, n } = completeWaves(waves, procedure, 1);
  if (kept.some((wave) => wave.some((answer) => answer !== 0 && answer !== 1))) {
    throw new RangeError(`${procedure} needs answers of 0 and 1`);
  }
  const yeses = kept.map((wave) => sum(asArray(wave)));
  const { unsteadiness, changed } = changesIn(kept, n.used);

  const total = sum(yeses);
  const between = sum(yeses.map((count) => (m * count - total) ** 2)) / m;
  const statistic = changed === 0 ? null : ((m - 1) * between) / unsteadiness;
  return {
    procedure,
    n,
    statistic,
    df: m - 1,
    p: statistic === null ? null : distributions.chiSquare.sf(statistic, m - 1),
    proportions: yeses.map((count) => count / n.used),
    changed,
    effects: {
      etaSquaredQ: {
        value: statistic === null ? null : statistic / (n.used * (m - 1)),
        ci: [null, null],
      },
    },
    method: "Cochran's Q test, χ² approximation",
    warnings: changed === 0 ? ['no-change'] : [],
  };
}

/** Σ L(m − L): zero for whoever says yes, or no, throughout. */
function changesIn(waves: readonly Float64Array[], n: number) {
  let [unsteadiness, changed] = [0, 0];
  for (let i = 0; i < n; i += 1) {
    let yes = 0;
    for (const wave of waves) yes += wave[i] as number;
    unsteadiness += yes * (waves.length - yes);
    if (yes > 0 && yes < waves.length) changed += 1;
  }
  return { unsteadiness, changed };
}
