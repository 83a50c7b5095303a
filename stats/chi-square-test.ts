/** Pearson's chi-square test: do the rows of a table of counts differ in how they spread over the columns? */

import { sum } from 'simple-statistics';
import { confidenceOptions } from './confidence.ts';
import { noncentralityIntervalChiSquare } from './distributions/noncentrality.ts';
import { distributions } from './distributions.ts';
import { type Effect, finite, type Result } from './sample.ts';
import {
  type Contingency,
  type Counts,
  contingency,
  type FourCells,
  fourCells,
} from './tables/contingency-table.ts';

/**
 * `empty-margin`: a row or column holds nobody, and there is no test; leave it out of the table.
 * `small-expected-counts`: more than a fifth of the cells expect fewer than 5, or one fewer than 1, and
 * `fisherExact` is to be preferred (Cochran's rule).
 */
export type ChiSquareTestWarning = 'empty-margin' | 'small-expected-counts';

export interface ChiSquare {
  readonly statistic: number | null;
  readonly df: number;
  readonly p: number | null;
}

/** The statistic is uncorrected. */
export interface ChiSquareTest extends Result<'chiSquareTest', ChiSquareTestWarning>, ChiSquare {
  /** With Yates' continuity correction; null unless the table is 2 × 2. */
  readonly yates: ChiSquare | null;
  readonly expected: readonly (readonly number[])[];
  /** (observed − expected)/√expected: R's `residuals`, SPSS's standardized residuals. */
  readonly residuals: readonly (readonly (number | null)[])[];
  /** The same over its own standard error: R's `stdres`, SPSS's adjusted residuals. */
  readonly adjustedResiduals: readonly (readonly (number | null)[])[];
  readonly effects: {
    readonly cramersV: Effect;
    /** Of a 2 × 2 table, with its sign; the interval is of its size and does not cross zero. */
    readonly phi: Effect;
    /** Pearson's coefficient of contingency. */
    readonly contingency: Effect;
    /** Cohen's w, the effect that `power.chiSquare` takes. */
    readonly w: Effect;
  };
  readonly confidence: number;
}

/**
 * Pearson's chi-square test of independence in a table of counts.
 *
 * Use it for two nominal variables of different people. For the same people twice use `mcnemar`; where
 * few are expected in a cell use `fisherExact`.
 *
 * Input: `table[i][j]` counts people, in at least two rows and two columns. People with a missing value
 * stand in no cell: the table's total is `n.used`.
 *
 * χ² = Σ(O − E)²/E, E = row sum × column sum/N, df = (r − 1)(c − 1). Pearson (1900),
 * doi:10.1080/14786440009463897; Yates (1934), doi:10.2307/2983604: |O − E| less ½, not below 0.
 * V = √(χ²/(N(min(r, c) − 1))): Cramér (1946), doi:10.1515/9781400883868; φ = (ad − bc)/√(product of the
 * margins); C = √(χ²/(χ² + N)); w = √(χ²/N). Their intervals put the ends of the interval of the
 * noncentrality in place of χ²: Steiger (2004), doi:10.1037/1082-989X.9.2.164.
 *
 * Throws RangeError on what is no table of counts, on an empty one and on a confidence outside 0 to 1.
 * With an empty row or column the results are null with a warning.
 *
 * @example chiSquareTest([[10, 20], [20, 10]]).statistic.toFixed(6) // => "6.666667"
 * @example chiSquareTest([[10, 20], [20, 10]]).yates.statistic.toFixed(6) // => "5.400000"
 * @example chiSquareTest([[10, 20], [20, 10]]).effects.phi.value.toFixed(6) // => "-0.333333"
 */
export function chiSquareTest(
  table: Counts,
  options: { readonly confidence?: number } = {},
): ChiSquareTest {
  const procedure = 'chiSquareTest';
  const { confidence } = confidenceOptions(options, procedure);
  const counts = contingency(table, procedure);
  const { rowSums, columnSums, total } = counts;
  const df = (rowSums.length - 1) * (columnSums.length - 1);
  const cells = cellsOf(counts);
  const flat = cells.flat();
  const empty = [...rowSums, ...columnSums].includes(0);
  const testOf = (correction: number): ChiSquare => {
    const distances = flat.map((cell) => Math.max(0, Math.abs(cell.excess) - correction));
    const statistic = sum(distances.map((d, k) => d ** 2 / (flat[k] as Cell).expected));
    if (empty) return { statistic: null, df, p: null };
    return { statistic, df, p: distributions.chiSquare.sf(statistic, df) };
  };
  const test = testOf(0);
  const four = fourCells(counts);
  return {
    procedure,
    n: { used: total, excluded: 0 },
    ...test,
    yates: four && testOf(0.5),
    expected: cells.map((row) => row.map(({ expected }) => expected)),
    residuals: cells.map((row) => row.map(({ residual }) => finite(residual))),
    adjustedResiduals: cells.map((row) => row.map(({ adjusted }) => finite(adjusted))),
    effects: effectsOf(test, counts, confidence),
    confidence,
    method: `Pearson's χ² test${four ? ', without continuity correction' : ''}`,
    warnings: empty ? ['empty-margin'] : sparse(flat) ? ['small-expected-counts'] : [],
  };
}

interface Cell {
  readonly expected: number;
  readonly excess: number;
  readonly residual: number;
  readonly adjusted: number;
}

/** Observed less expected is taken over N at once: whole numbers lose nothing to cancellation. */
function cellsOf({ table, rowSums, columnSums, total }: Contingency): Cell[][] {
  return table.map((row, i) =>
    row.map((count, j) => {
      const [inRow, inColumn] = [rowSums[i] as number, columnSums[j] as number];
      const expected = (inRow * inColumn) / total;
      const excess = (count * total - inRow * inColumn) / total;
      const residual = excess / Math.sqrt(expected);
      const free = ((total - inRow) / total) * ((total - inColumn) / total);
      return { expected, excess, residual, adjusted: residual / Math.sqrt(free) };
    }),
  );
}

function sparse(cells: readonly Cell[]): boolean {
  const below = (limit: number) => cells.filter(({ expected }) => expected < limit).length;
  return below(1) > 0 || below(5) > cells.length / 5;
}

function effectsOf(
  { statistic, df }: ChiSquare,
  counts: Contingency,
  confidence: number,
): ChiSquareTest['effects'] {
  const none: Effect = { value: null, ci: [null, null] };
  if (statistic === null) return { cramersV: none, phi: none, contingency: none, w: none };
  const { rowSums, columnSums, total } = counts;
  const [lower, upper] = noncentralityIntervalChiSquare(statistic, df, confidence);
  const effect = (of: (chiSquare: number) => number): Effect => ({
    value: of(statistic),
    ci: [lower === null ? null : of(lower), upper === null ? null : of(upper)],
  });
  const most = total * (Math.min(rowSums.length, columnSums.length) - 1);
  const cramersV = effect((x) => Math.min(1, Math.sqrt(x / most)));
  return {
    cramersV,
    phi: fourCells(counts) ? signed(cramersV, counts) : none,
    contingency: effect((x) => Math.sqrt(x / (x + total))),
    w: effect((x) => Math.sqrt(x / total)),
  };
}

/** φ is Cramér's V with the sign of ad − bc. */
function signed({ value, ci: [lower, upper] }: Effect, counts: Contingency): Effect {
  const [a, b, c, d] = fourCells(counts) as FourCells;
  if (value === null || a * d >= b * c) return { value, ci: [lower, upper] };
  return { value: -value, ci: [upper && -upper, lower && -lower] };
}
