/** How closely two variables follow each other: in a line (Pearson), or in order (Spearman). */

import { type ConfidenceOptions, confidenceOptions, sidesOf } from './confidence.ts';
import { fisherInterval } from './fisher-z.ts';
import { direction, isConstant, product } from './numbers/centred.ts';
import { pOfT } from './p-value.ts';
import { ranks } from './ranks/ranks.ts';
import { edgeworthP, exactP } from './ranks/spearman-p.ts';
import { type Alternative, complete, type Interval, type Result, type Sample } from './sample.ts';

/**
 * `constant`: a variable does not vary, and there is no correlation. `perfect`: all pairs lie on one
 * line, so t is infinite, and null. `too-few`: an interval needs four pairs, Pearson's test three.
 * `overflow`: the deviations are larger than a number can be.
 */
export type CorrelationWarning = 'constant' | 'perfect' | 'too-few' | 'overflow';

export interface Correlation<Procedure extends string>
  extends Result<Procedure, CorrelationWarning> {
  /** r or ρ. */
  readonly value: number | null;
  /** One-sided alternatives leave the other end at −1 or 1, as in R. */
  readonly ci: Interval;
  readonly t: number | null;
  readonly df: number;
  readonly p: number | null;
  readonly alternative: Alternative;
  readonly confidence: number;
}

export type Pearson = Correlation<'pearson'>;

export interface Spearman extends Correlation<'spearman'> {
  /** From all orders the ranks could have come in, ties included; null for more than nine pairs. */
  readonly pExact: number | null;
  /** From t with n − 2 degrees of freedom. */
  readonly pAsymptotic: number | null;
  /** What R's cor.test gives for 10 to 1289 pairs without ties; null otherwise. */
  readonly pEdgeworth: number | null;
}

/**
 * Pearson's product-moment correlation r of two variables, with its t test and interval.
 *
 * Use it for two measurements of the same participants that are related in a straight line, without
 * outliers; otherwise `spearman`.
 *
 * Input: two samples of one length, `a[i]` and `b[i]` of participant i, in any units; pairs with a
 * missing (`NaN`) are left out. `alternative: 'greater'` expects r above zero.
 *
 * Formulas: r = Σ(a − ā)(b − b̄)/√(Σ(a − ā)² Σ(b − b̄)²); t = r√(n − 2)/√(1 − r²) with n − 2 degrees
 * of freedom; the interval is Fisher's, tanh(artanh r ± z/√(n − 3)): Fisher (1921); Bonett & Wright
 * (2000), doi:10.1007/BF02294183.
 *
 * Throws RangeError on ±Infinity, on samples of different lengths, on fewer than two complete pairs, and
 * on a confidence outside 0 to 1. A constant variable, or too few pairs, gives null and a warning.
 *
 * @example pearson([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]).value.toFixed(6) // => '0.800000'
 * @example pearson([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]).p.toFixed(6) // => '0.104088'
 * @example pearson([1, 2, NaN, 4], [3, 3, 3, 3]).warnings // => ['constant', 'too-few']
 */
export function pearson(a: Sample, b: Sample, options: ConfidenceOptions = {}): Pearson {
  const settings = confidenceOptions(options, 'pearson');
  const { x, y, n } = pairsOf(a, b, 'pearson');
  const { r, rest, warnings } = correlate(x, y);
  const test = testOf(r, rest, n.used - 2, settings.alternative);
  const ci = intervalOf(r, 1 / (n.used - 3), n.used, settings);
  if (n.used < 4) warnings.push('too-few');
  return {
    procedure: 'pearson',
    n,
    value: r,
    ci,
    ...test,
    ...settings,
    method: `Pearson's product-moment correlation, t test, ${sidesOf(settings.alternative)}; interval by Fisher's z`,
    warnings,
  };
}

/**
 * Spearman's rank correlation ρ of two variables, with its tests and interval.
 *
 * Use it for ordinal variables, and where the relation rises or falls but not in a straight line, or
 * there are outliers.
 *
 * Input: two samples of one length, `a[i]` and `b[i]` of participant i, in any units; pairs with a
 * missing (`NaN`) are left out. `alternative: 'greater'` expects ρ above zero.
 *
 * Formulas: ρ is Pearson's r of the mid-ranks: Spearman (1904), doi:10.2307/1412159. `p` is exact for
 * up to nine pairs, from all n! orders of the ranks, with their ties; the smaller tail is doubled. For 10
 * to 1289 pairs without ties it is the series of algorithm AS 89, as in R's cor.test: Best & Roberts
 * (1975), doi:10.2307/2347111. Otherwise it is that of t = ρ√((n − 2)/(1 − ρ²)), as in SPSS, which is
 * always in `pAsymptotic`. The interval is tanh(artanh ρ ± z√((1 + ρ²/2)/(n − 3))):
 * Bonett & Wright (2000), doi:10.1007/BF02294183.
 *
 * Throws RangeError on ±Infinity, on samples of different lengths, on fewer than two complete pairs, and
 * on a confidence outside 0 to 1. A constant variable, or too few pairs, gives null and a warning.
 *
 * @example spearman([1, 2, 3, 4, 5], [20, 10, 40, 30, 500]).value.toFixed(6) // => '0.800000'
 * @example spearman([1, 2, 3, 4, 5], [20, 10, 40, 30, 500]).p.toFixed(6) // => '0.133333'
 * @example spearman([1, 2, 3, 4, 5], [20, 10, 40, 30, 500]).pAsymptotic.toFixed(6) // => '0.104088'
 */
export function spearman(a: Sample, b: Sample, options: ConfidenceOptions = {}): Spearman {
  const settings = confidenceOptions(options, 'spearman');
  const { alternative } = settings;
  const { x, y, n } = pairsOf(a, b, 'spearman');
  const [first, second] = [ranks(x), ranks(y)];
  const { r, rest, warnings } = correlate(first.ranks, second.ranks);
  const ci = intervalOf(r, (1 + (r ?? 0) ** 2 / 2) / (n.used - 3), n.used, settings);
  if (n.used < 4) warnings.push('too-few');

  const { t, df, p: pAsymptotic } = testOf(r, rest, n.used - 2, alternative);
  const tied = first.ties.length + second.ties.length > 0;
  const pExact = r === null ? null : exactP(first.ranks, second.ranks, alternative);
  const pEdgeworth = r === null || tied ? null : edgeworthP(r, n.used, alternative);
  return {
    procedure: 'spearman',
    n,
    value: r,
    ci,
    t,
    df,
    p: pExact ?? pEdgeworth ?? pAsymptotic,
    pExact,
    pAsymptotic,
    pEdgeworth,
    ...settings,
    method: `Spearman's rank correlation on mid-ranks, ${sourceOf(pExact, pEdgeworth)}, ${sidesOf(alternative)}; interval by Fisher's z with the standard error of Bonett and Wright`,
    warnings,
  };
}

function sourceOf(pExact: number | null, pEdgeworth: number | null): string {
  if (pExact !== null) return 'exact permutation test';
  return pEdgeworth === null ? 't approximation' : 'Edgeworth series';
}

/** r, and 1 − r² on its own, so that it keeps its digits where r is close to ±1. */
function correlate(x: Float64Array, y: Float64Array) {
  const [u, v] = [direction(x), direction(y)];
  const warnings: CorrelationWarning[] = [];
  if (u === null || v === null) {
    warnings.push(isConstant(x) || isConstant(y) ? 'constant' : 'overflow');
    return { r: null, rest: Number.NaN, warnings };
  }
  const r = Math.max(-1, Math.min(1, product(u, v)));
  const apart = u.map((value, i) => value - Math.sign(r) * (v[i] as number));
  const shortfall = product(apart, apart) / 2;
  const rest = shortfall * (2 - shortfall);
  // Closer to a line than one number can tell from another.
  if (rest >= Number.EPSILON) return { r, rest, warnings };
  warnings.push('perfect');
  return { r: Math.sign(r), rest: 0, warnings };
}

function testOf(r: number | null, rest: number, df: number, alternative: Alternative) {
  if (r === null || df === 0) return { t: null, df, p: null };
  const t = r * Math.sqrt(df / rest);
  if (Number.isFinite(t)) return { t, df, p: pOfT(t, df, alternative) };
  const against = alternative === 'two-sided' ? false : alternative === 'greater' ? r < 0 : r > 0;
  return { t: null, df, p: against ? 1 : 0 };
}

function intervalOf(
  r: number | null,
  variance: number,
  n: number,
  { alternative, confidence }: Required<ConfidenceOptions>,
): Interval {
  if (r === null || n < 4) return [null, null];
  return fisherInterval(r, Math.sqrt(variance), confidence, alternative);
}

function pairsOf(a: Sample, b: Sample, procedure: string) {
  const { waves, n } = complete([a, b], procedure);
  const [x, y] = waves;
  if (x === undefined || y === undefined || n.used < 2) {
    throw new RangeError(`${procedure} needs at least two complete pairs`);
  }
  return { x, y, n };
}
