/** What every procedure is given, how it leaves out what is missing, and the words its result shares. */

/** Measurements of one variable; `NaN` stands for a missing one. */
export type Sample = readonly number[] | Float64Array;

/** Measurements of the same participants at several waves: `waves[j][i]` is participant i at wave j. */
export type Waves = readonly Sample[];

export interface CaseCount {
  readonly used: number;
  readonly excluded: number;
}

/** A confidence interval; `null` is an end that is open (one-sided) or cannot be computed. */
export type Interval = readonly [lower: number | null, upper: number | null];

export type Alternative = 'two-sided' | 'less' | 'greater';

/** An effect size with its confidence interval. */
export interface Effect {
  readonly value: number | null;
  readonly ci: Interval;
}

/** What every result carries: which procedure it is of, on whom, and what is to be said about it. */
export interface Result<Procedure extends string, Warning extends string> {
  /** The procedure's name, as in `stats/index.ts` and in analysis plans. */
  readonly procedure: Procedure;
  readonly n: CaseCount;
  /** The method in words, in English, with the variant used. */
  readonly method: string;
  /** Codes of what a reader must know; empty where all is well. */
  readonly warnings: readonly Warning[];
}

/** The measurements that are there, as a copy; `procedure` names itself in the refusal of ±Infinity. */
export function present(x: Sample, procedure: string): Float64Array {
  requireSample(x, procedure);
  const values = new Float64Array(x.length);
  let used = 0;
  for (const value of x) {
    if (missing(value, procedure)) continue;
    values[used] = value;
    used += 1;
  }
  return values.subarray(0, used);
}

/**
 * The participants who were measured every time, as copies of one length (listwise deletion).
 * Throws RangeError where the waves differ in length or a number is ±Infinity.
 */
export function complete(waves: Waves, procedure: string): { waves: Float64Array[]; n: CaseCount } {
  for (const wave of waves) requireSample(wave, procedure);
  const length = waves[0]?.length ?? 0;
  if (waves.some((wave) => wave.length !== length)) {
    throw new RangeError(`${procedure} needs samples of one length`);
  }
  const kept = waves.map(() => new Float64Array(length));
  let used = 0;
  for (let i = 0; i < length; i += 1) {
    let whole = true;
    for (const wave of waves) if (missing(wave[i] as number, procedure)) whole = false;
    if (!whole) continue;
    kept.forEach((column, j) => {
      column[used] = waves[j]?.[i] as number;
    });
    used += 1;
  }
  return {
    waves: kept.map((column) => column.subarray(0, used)),
    n: { used, excluded: length - used },
  };
}

/** As `complete`; throws RangeError too on fewer than two waves, and than `fewest` complete participants. */
export function completeWaves(
  waves: Waves,
  procedure: string,
  fewest: 1 | 2,
): ReturnType<typeof complete> {
  if (waves.length < 2) throw new RangeError(`${procedure} needs at least two waves`);
  const kept = complete(waves, procedure);
  if (kept.n.used >= fewest) return kept;
  const participants = fewest === 1 ? 'one complete participant' : 'two complete participants';
  throw new RangeError(`${procedure} needs at least ${participants}`);
}

/** A number that can stand in a result: what overflowed or cannot be told is null. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** JavaScript hands over anything: a list that is not there is the caller's fault, told by name. */
export function requireSample(x: Sample, procedure: string): void {
  if (!Array.isArray(x) && !(x instanceof Float64Array)) {
    throw new RangeError(`${procedure} needs a list of numbers`);
  }
}

function missing(value: number, procedure: string): boolean {
  if (Number.isNaN(value)) return true;
  if (!Number.isFinite(value)) throw new RangeError(`${procedure} needs finite numbers`);
  return false;
}
