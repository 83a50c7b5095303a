/** Means, variances and covariances in one pass, mergeable: for data that need not fit in memory. */

import { pairAt } from './moments/block-sums.ts';
import { type Block, completeRows, eachBlock } from './moments/blocks.ts';
import { meansOf, merged, noRows, type Sums, sumsOf } from './moments/sums.ts';
import { type CaseCount, requireSample, type Sample } from './sample.ts';

/**
 * What `Moments` is made of, as plain JSON: what a worker or a database hands over. Each list is of the
 * variables and then of the differences of all pairs: 1 − 0, 2 − 0, 2 − 1, 3 − 0, …
 */
export interface MomentsState extends CaseCount {
  readonly variables: number;
  /** Points near the means; zeros will do where all lies near zero. */
  readonly origin: readonly number[];
  /** The means, less these points. */
  readonly shift: readonly number[];
  /** Sums of squares around the means. */
  readonly squares: readonly number[];
}

/**
 * Means, variances and covariances of m variables in one pass, in constant memory. Add rows as they
 * come, in several places at once, and merge: in whatever order, the result is that of one pass.
 *
 * Use it where the raw rows are too many, or elsewhere: `rmAnovaFromMoments(moments)` and
 * `pairedTFromMoments(moments)` need nothing else. `add`, `addColumns` and `merge` change the moments
 * they are called on and return them; `JSON.stringify(moments)` and `Moments.from` carry them over.
 *
 * Input: rows of m numbers (`add`), or m columns of one length (`addColumns`, fastest with
 * Float64Array). A row with a `NaN` is left out whole (listwise) and counted in `excluded`.
 *
 * Formulas: corrected two-pass sums of blocks of rows, merged pairwise: Chan, Golub & LeVeque (1983),
 * doi:10.1080/00031305.1983.10483115; Pébay (2008), doi:10.2172/1028931. The differences between the
 * variables have sums of their own, which keep their digits where rows differ by far more than the
 * variables of a row; Σxy = (Σx² + Σy² − Σ(x − y)²)/2 of deviations gives the covariances.
 *
 * Throws RangeError on ±Infinity, on a row that is not of m numbers or columns that are not m, on
 * columns of unlike lengths, and on a merge with other variables.
 *
 * @example new Moments(2).addColumns([[1, 2, 6], [2, NaN, 4]]).means // => [3.5, 3]
 * @example new Moments(2).add([1, 2]).add([6, 4]).covariance() // => [[12.5, 5], [5, 2]]
 * @example new Moments(1).add([1]).merge(new Moments(1).add([5]).add([NaN])).excluded // => 1
 */
export class Moments {
  /** m. */
  readonly variables: number;
  /** Rows that were left out for a missing value. */
  excluded = 0;
  private sums: Sums;
  private readonly procedure: string;

  /** `procedure` names itself where rows or columns are refused. */
  constructor(variables: number, procedure = 'Moments') {
    if (!Number.isInteger(variables) || variables < 1)
      throw new RangeError('Moments needs at least one variable');
    this.variables = variables;
    this.procedure = procedure;
    this.sums = noRows(variables);
  }

  /** The moments that `toJSON` told of; throws RangeError on what cannot be one's. */
  static from({ variables, used, excluded, origin, shift, squares }: MomentsState): Moments {
    const moments = new Moments(variables);
    const { length } = moments.sums.origin;
    if ([origin, shift, squares].some((list) => list.length !== length))
      throw new RangeError('Moments needs sums of its variables and of their pairs');
    if (![used, excluded, ...origin, ...shift, ...squares].every(Number.isFinite))
      throw new RangeError('Moments needs finite numbers');
    if (![used, excluded].every(isCount))
      throw new RangeError('Moments needs whole numbers of rows');
    if (squares.some((sum) => sum < 0))
      throw new RangeError('Moments needs sums of squares that are not negative');
    moments.excluded = excluded;
    moments.sums = {
      n: used,
      origin: Float64Array.from(origin),
      shift: Float64Array.from(shift),
      squares: Float64Array.from(squares),
    };
    return moments;
  }

  toJSON(): MomentsState {
    const { variables, excluded } = this;
    const { n, origin, shift, squares } = this.sums;
    return {
      ...{ variables, used: n, excluded },
      ...{ origin: [...origin], shift: [...shift], squares: [...squares] },
    };
  }

  /** Rows that were complete and are counted in. */
  get n(): number {
    return this.sums.n;
  }

  get means(): number[] {
    return [...meansOf(this.sums).subarray(0, this.variables)];
  }

  /** What rounding took from the means: beside 1e8, differences between groups need these digits. */
  get rests(): number[] {
    const { origin, shift } = this.sums;
    return this.means.map((mean, j) => at(origin, j) - mean + at(shift, j));
  }

  /** Mean of xⱼ − xₖ as an m × m table, to more digits than the two means have beside 1e8. */
  get differences(): number[][] {
    const means = meansOf(this.sums);
    return this.table((j, k) => {
      if (j > k) return at(means, this.differenceAt(j, k));
      // Not a change of sign: JSON has no −0.
      return j < k ? 0 - at(means, this.differenceAt(k, j)) : 0;
    });
  }

  /** Sums of squares of xⱼ − xₖ around its mean; zero where it varies by the rounding of x only. */
  get differenceSquares(): number[][] {
    const size = this.means.map((_, j) => this.rounding(j) + Number.EPSILON ** 2 * this.square(j));
    // 1.1 − 1, 2.1 − 2 and 3.1 − 3 are one difference, not three.
    return this.table((j, k) => beyond(this.differenceSquare(j, k), at(size, j) + at(size, k)));
  }

  /** Σ(xⱼ − x̄ⱼ)(xₖ − x̄ₖ) as an m × m table; zero for a variable that varies by its rounding only. */
  get crossProducts(): number[][] {
    const constant = this.means.map((_, j) => beyond(this.square(j), this.rounding(j)) === 0);
    return this.table((j, k) =>
      constant[j] || constant[k]
        ? 0
        : (this.square(j) + this.square(k) - this.differenceSquare(j, k)) / 2,
    );
  }

  /** Variances and covariances, n − 1 below the line; null with fewer than two rows. */
  covariance(): number[][] | null {
    if (this.n < 2) return null;
    return this.crossProducts.map((row) => row.map((product) => product / (this.n - 1)));
  }

  add(row: Sample): this {
    if (row.length !== this.variables)
      throw new RangeError(`${this.procedure} needs rows of ${this.variables} numbers`);
    return this.addColumns(Array.from(row, (value) => [value]));
  }

  addColumns(columns: readonly Sample[]): this {
    for (const column of columns) requireSample(column, this.procedure);
    if (columns.length !== this.variables)
      throw new RangeError(`${this.procedure} needs ${this.variables} columns`);
    if (columns.some(({ length }) => length !== columns[0]?.length))
      throw new RangeError(`${this.procedure} needs samples of one length`);
    eachBlock(columns, (block) => this.addBlock(block));
    return this;
  }

  /** Counts in what the other has seen; the other stays as it is. */
  merge(other: Moments): this {
    if (other.variables !== this.variables)
      throw new RangeError('Moments needs the same variables to merge');
    this.sums = merged(this.sums, other.sums);
    this.excluded += other.excluded;
    return this;
  }

  private addBlock(block: Block): void {
    const guess = this.n === 0 ? null : meansOf(this.sums);
    let sums = sumsOf(block, guess);
    // Sums are finite only where every number is; that settles most blocks without a look at each row.
    if (!sums.squares.every(Number.isFinite)) {
      const complete = completeRows(block, this.procedure);
      sums = complete[0]?.length ? sumsOf(complete, guess) : noRows(this.variables);
    }
    this.excluded += (block[0]?.length ?? 0) - sums.n;
    this.sums = merged(this.sums, sums);
  }

  private square(j: number): number {
    return at(this.sums.squares, j);
  }

  private differenceSquare(j: number, k: number): number {
    return j === k ? 0 : this.square(this.differenceAt(Math.max(j, k), Math.min(j, k)));
  }

  /** What sum of squares the last digits of a variable can make. */
  private rounding(j: number): number {
    const { n, origin, shift } = this.sums;
    return n * (Number.EPSILON * (at(origin, j) + at(shift, j))) ** 2;
  }

  private differenceAt(j: number, k: number): number {
    return this.variables + pairAt(j, k);
  }

  private table(of: (j: number, k: number) => number): number[][] {
    const each = Array.from({ length: this.variables }, (_, j) => j);
    return each.map((j) => each.map((k) => of(j, k)));
  }
}

/** A sum of squares, or zero where it is no more than rounding; what overflows stays as it is. */
function beyond(square: number, rounding: number): number {
  return square <= rounding && Number.isFinite(rounding) ? 0 : square;
}

function at(x: readonly number[] | Float64Array, i: number): number {
  return x[i] as number;
}

function isCount(rows: number): boolean {
  return Number.isSafeInteger(rows) && rows >= 0;
}
