/** Intraclass correlation: how alike repeated measurements, or several raters, find the same participants. */

import { confidenceOptions } from './confidence.ts';
import { distributions } from './distributions.ts';
import { type TwoWay, twoWay } from './groups/two-way.ts';
import { completeWaves, finite, type Interval, type Result, type Waves } from './sample.ts';

/** Shrout and Fleiss' names; k stands for the mean of all measurements. */
export type IccForm = 'ICC1' | 'ICC2' | 'ICC3' | 'ICC1k' | 'ICC2k' | 'ICC3k';

/**
 * `constant`: all values are the same. `perfect`: there is no error, so F is infinite, and null.
 * `negative`: participants are less alike with themselves than with others. `no-variance-left`: the formula
 * divides by zero or less, which happens where participants hardly differ. `overflow`: the mean squares
 * are larger than a number can be.
 */
export type IccWarning = 'constant' | 'perfect' | 'negative' | 'no-variance-left' | 'overflow';

export interface Icc extends Result<'icc', IccWarning> {
  readonly form: IccForm;
  /** The same coefficient in McGraw and Wong's notation. */
  readonly mcGrawWong: string;
  readonly value: number | null;
  readonly ci: Interval;
  /** Of the hypothesis that the coefficient is zero; p is that of a coefficient above zero. */
  readonly F: number | null;
  readonly df1: number;
  readonly df2: number;
  readonly p: number | null;
  readonly meanSquares: { readonly [Source in keyof TwoWay]: number | null };
  readonly confidence: number;
}

export interface IccOptions {
  /** Default `ICC2`: absolute agreement of single measurements. */
  readonly form?: IccForm;
  readonly confidence?: number;
}

const forms: Readonly<Record<IccForm, { readonly mcGrawWong: string; readonly words: string }>> = {
  ICC1: { mcGrawWong: 'ICC(1)', words: 'one-way random, single measurement' },
  ICC2: { mcGrawWong: 'ICC(A,1)', words: 'two-way, absolute agreement, single measurement' },
  ICC3: { mcGrawWong: 'ICC(C,1)', words: 'two-way, consistency, single measurement' },
  ICC1k: { mcGrawWong: 'ICC(k)', words: 'one-way random, mean of all measurements' },
  ICC2k: { mcGrawWong: 'ICC(A,k)', words: 'two-way, absolute agreement, mean of all measurements' },
  ICC3k: { mcGrawWong: 'ICC(C,k)', words: 'two-way, consistency, mean of all measurements' },
};

/**
 * Intraclass correlation coefficient, in the six forms of Shrout and Fleiss.
 *
 * Use it for the retest reliability of a scale, or the agreement of raters on a scale: ICC2 where the
 * measurements shall agree in level, ICC3 where only the order and distance of participants counts, ICC1
 * where each participant has other raters; with k for the reliability of the mean of all measurements.
 *
 * Input: `waves[j][i]` is measurement (or rater) j of participant i, all in one unit. A participant with
 * a missing (`NaN`) is left out.
 *
 * Formulas, from the mean squares of participants R, waves C, residual E and within W:
 * ICC1 = (R − W)/(R + (k − 1)W), ICC2 = (R − E)/(R + (k − 1)E + k(C − E)/n),
 * ICC3 = (R − E)/(R + (k − 1)E), ICC1k = (R − W)/R, ICC2k = (R − E)/(R + (C − E)/n),
 * ICC3k = (R − E)/R; F = R/W or R/E: Shrout & Fleiss (1979), doi:10.1037/0033-2909.86.2.420. The
 * intervals follow from F, those of ICC2 with Satterthwaite's degrees of freedom: McGraw & Wong (1996),
 * doi:10.1037/1082-989X.1.1.30.
 *
 * Throws RangeError on fewer than two waves or two complete participants, waves of different lengths,
 * ±Infinity, an unknown form and a confidence outside 0 to 1.
 *
 * @example icc([[1, 2, 3, 4], [2, 3, 4, 5]], { form: 'ICC3' }).value // => 1
 * @example icc([[1, 2, 3, 4], [2, 3, 4, 5]], { form: 'ICC2' }).value.toFixed(6) // => '0.769231'
 * @example icc([[1, 2, 3, 5], [2, 3, 5, 5]], { form: 'ICC1' }).p.toFixed(6) // => '0.051845'
 */
export function icc(waves: Waves, { form = 'ICC2', confidence = 0.95 }: IccOptions = {}): Icc {
  confidenceOptions({ confidence }, 'icc');
  if (!Object.hasOwn(forms, form))
    throw new RangeError(`icc needs a form: ${Object.keys(forms).join(', ')}`);
  const { waves: columns, n } = completeWaves(waves, 'icc', 2);

  const meanSquares = twoWay(columns);
  const found = resultsOf({ form, meanSquares, n: n.used, k: waves.length }, confidence);
  const { mcGrawWong, words } = forms[form];
  return {
    procedure: 'icc',
    n,
    form,
    mcGrawWong,
    ...found,
    meanSquares: {
      participants: finite(meanSquares.participants),
      waves: finite(meanSquares.waves),
      residual: finite(meanSquares.residual),
      within: finite(meanSquares.within),
    },
    confidence,
    method: `Intraclass correlation ${form}, ${mcGrawWong}: ${words}; interval from F`,
    warnings: warningsOf(meanSquares, found),
  };
}

interface Design {
  readonly form: IccForm;
  readonly meanSquares: TwoWay;
  readonly n: number;
  readonly k: number;
}

function resultsOf(design: Design, confidence: number) {
  const { form, meanSquares, n, k } = design;
  const oneWay = form.startsWith('ICC1');
  const error = oneWay ? meanSquares.within : meanSquares.residual;
  const df1 = n - 1;
  const df2 = oneWay ? n * (k - 1) : (n - 1) * (k - 1);
  const value = finite(coefficient(design, 1));
  const F = finite(meanSquares.participants / error);
  const p = F !== null ? distributions.F.sf(F, df1, df2) : value === null ? null : 0;
  const ci =
    value === null
      ? nothing
      : intervalOf(design, form.startsWith('ICC2') ? satterthwaite(design) : df2, confidence);
  return { value, ci, F, df1, df2, p };
}

const nothing: Interval = [null, null];

/** The coefficient with its error made larger by `factor`: one gives its value, quantiles of F its limits. */
function coefficient({ form, meanSquares, n, k }: Design, factor: number): number {
  const { participants, waves, residual, within } = meanSquares;
  const error = factor * (form.startsWith('ICC1') ? within : residual);
  const level = form.startsWith('ICC2') ? (factor * waves - error) / n : 0;
  const total = form.endsWith('k')
    ? participants + level
    : participants + (k - 1) * error + k * level;
  // A remainder of rounding is no variance to divide by.
  const rounding = 1e-12 * (participants + Math.abs(level));
  return total > rounding ? (participants - error) / total : Number.NaN;
}

function intervalOf(design: Design, df2: number, confidence: number): Interval {
  if (df2 === 0) return nothing;
  const tail = (1 - confidence) / 2;
  const df1 = design.n - 1;
  return [
    finite(coefficient(design, distributions.F.isf(tail, df1, df2))),
    finite(coefficient(design, 1 / distributions.F.isf(tail, df2, df1))),
  ];
}

/** Degrees of freedom of the mix of C and E that ICC2 is tested against, at ρ = ICC2. */
function satterthwaite({ meanSquares, n, k }: Design): number {
  const { waves, residual } = meanSquares;
  const rho = coefficient({ form: 'ICC2', meanSquares, n, k }, 1);
  const a = k * rho * waves;
  const b = (n * (1 - rho) + k * rho * (n - 1)) * residual;
  const df = (a + b) ** 2 / (a ** 2 / (k - 1) + b ** 2 / ((n - 1) * (k - 1)));
  // Without any error the limits are one, whatever the degrees of freedom.
  return Number.isFinite(df) ? df : 1;
}

function warningsOf(
  { participants, within }: TwoWay,
  { value, F }: { readonly value: number | null; readonly F: number | null },
): IccWarning[] {
  if (participants === 0 && within === 0) return ['constant'];
  if (!Number.isFinite(participants + within)) return ['overflow'];
  const warnings: IccWarning[] = [];
  if (value === null) warnings.push('no-variance-left');
  else if (value < 0) warnings.push('negative');
  if (F === null) warnings.push('perfect');
  return warnings;
}
