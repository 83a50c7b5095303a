/** A plan's sample size kept current from what is known without looking at any effect. */

import { describe, type Pearson, pearson, power } from '../../stats/index.ts';
import type { AnalysisPlan } from '../../surveys/analysis-plan.ts';
import { daysFrom } from '../../surveys/dates.ts';
import { fisherMean } from './fisher-mean.ts';

/** What is read of a study: no arm stands beside a value, and no change is worked out. */
export interface SampleSizeData {
  /** The days of inclusion of those whom the plan counts. */
  readonly inclusions: readonly string[];
  /** How many of them have left. */
  readonly left: number;
  readonly waves: readonly WaveCount[];
  /** The primary variable in all arms, at each wave that may be shown: `values[i]` is participant i's, or `NaN`. */
  readonly columns: readonly { readonly wave: number; readonly values: readonly number[] }[];
}

export interface WaveCount {
  readonly wave: number;
  /** The wave has opened while they took part. */
  readonly due: number;
  readonly answered: number;
  /** Due, not answered, and may still answer. */
  readonly waiting: number;
}

export interface Enrolment {
  readonly included: number;
  readonly left: number;
  readonly planned: number;
  /** Over the last half year, or since the first inclusion; null in the first month. */
  readonly pace: {
    readonly since: string;
    readonly count: number;
    readonly perMonth: number;
  } | null;
  /** The day on which the planned number is reached at this pace; null where that cannot be said. */
  readonly reachedOn: string | null;
}

export interface WavePair {
  readonly waves: readonly [number, number];
  readonly r: number;
  readonly n: number;
}

export interface SeenCorrelation {
  readonly r: number;
  readonly ci: readonly [number, number];
  readonly pairs: readonly WavePair[];
}

type Power = ReturnType<typeof power.rmWithin>;

export interface SampleSize {
  readonly enrolment: Enrolment;
  readonly retention: SampleSizeData['waves'];
  /** Within waves, all arms together; null with too few answers. */
  readonly sd: { readonly value: number; readonly n: number } | null;
  readonly correlation: SeenCorrelation | null;
  readonly planned: Power;
  /** What the plan needs with the correlation seen, and with the ends of its interval: fewest and most. */
  readonly seen: { readonly needed: Power; readonly between: readonly [number, number] } | null;
  /** What those included give; null where they are too few for any test. */
  readonly reached: { readonly planned: number; readonly seen: number | null } | null;
  /** How many to include, if as large a share answers as at the last wave that enough were through with. */
  readonly toInclude: ToInclude | null;
}

export interface ToInclude {
  readonly wave: number;
  /** Of those who have answered or no longer can. */
  readonly rate: number;
  /** So many are to answer, and so many have to be included for it. */
  readonly needed: number;
  readonly n: number;
}

/** With fewer, neither a spread nor a correlation says anything. */
export const fewest = 10;

const daysInMonth = 365.25 / 12;
const paceDays = 183;
const farthestYears = 50;

export function sampleSizeOf(
  plan: Pick<AnalysisPlan, 'alpha' | 'confidence' | 'sample_size'>,
  data: SampleSizeData,
  today: string,
): SampleSize {
  const correlation = correlationOf(data.columns, plan.confidence);
  const question = questionOf(plan);
  const planned = power.rmWithin(question(plan.sample_size.correlation));
  const needed = correlation && power.rmWithin(question(correlation.r));
  const included = data.inclusions.length;
  const powerWith = (r: number) =>
    power.rmWithin({ ...question(r), power: undefined, n: included }).power;
  return {
    ...{ correlation, planned },
    enrolment: enrolmentOf(plan.sample_size.n, data, today),
    retention: data.waves,
    sd: pooledSd(data.columns),
    seen: correlation &&
      needed && {
        needed,
        between: [
          power.rmWithin(question(correlation.ci[1])).n,
          power.rmWithin(question(correlation.ci[0])).n,
        ],
      },
    reached:
      included < 2
        ? null
        : {
            planned: powerWith(plan.sample_size.correlation),
            seen: correlation && powerWith(correlation.r),
          },
    toInclude: toInclude((needed ?? planned).n, data.waves),
  };
}

/** Several measurements cannot all be correlated more negatively than this allows. */
function questionOf({ alpha, sample_size }: Pick<AnalysisPlan, 'alpha' | 'sample_size'>) {
  const { effect_f: f, power: wanted, measurements } = sample_size;
  const lowest = -1 / (measurements - 1) + 1e-9;
  return (r: number) => ({
    ...{ effect: { f }, power: wanted, alpha, measurements },
    correlation: Math.max(r, lowest),
  });
}

function enrolmentOf(planned: number, data: SampleSizeData, today: string): Enrolment {
  const days = data.inclusions.toSorted();
  const [first = today] = days;
  const included = days.length;
  const half = Temporal.PlainDate.from(today).subtract({ days: paceDays }).toString();
  const since = [first, half].toSorted().at(-1) ?? half;
  const months = daysFrom(since, today) / daysInMonth;
  const count = days.filter((day) => day >= since).length;
  const pace = months < 1 || included === 0 ? null : { since, count, perMonth: count / months };
  return {
    ...{ included, left: data.left, planned, pace },
    reachedOn: pace && dayOfReaching(planned - included, pace.perMonth, today),
  };
}

function dayOfReaching(lacking: number, perMonth: number, today: string): string | null {
  if (lacking <= 0 || perMonth === 0) return null;
  const days = Math.ceil((lacking / perMonth) * daysInMonth);
  if (days > farthestYears * 366) return null;
  return Temporal.PlainDate.from(today).add({ days }).toString();
}

/** √(Σ(nⱼ − 1)sⱼ² / Σ(nⱼ − 1)) over waves: what differs between waves is not in it. */
function pooledSd(columns: SampleSizeData['columns']): SampleSize['sd'] {
  let [squares, df, n] = [0, 0, 0];
  for (const { values } of columns) {
    const present = values.filter((value) => !Number.isNaN(value));
    if (present.length < 2) continue;
    const { sd } = describe(present);
    squares += (present.length - 1) * (sd ?? 0) ** 2;
    df += present.length - 1;
    n += present.length;
  }
  return n < fewest ? null : { value: Math.sqrt(squares / df), n };
}

function correlationOf(
  columns: SampleSizeData['columns'],
  confidence: number,
): SeenCorrelation | null {
  const pairs = columns.flatMap((first, i) =>
    columns.slice(i + 1).flatMap((second): WavePair[] => {
      const both = first.values.filter(
        (value, k) => !Number.isNaN(value) && !Number.isNaN(second.values[k] ?? Number.NaN),
      );
      if (both.length < fewest) return [];
      const { value: r, n }: Pearson = pearson([...first.values], [...second.values]);
      return r === null || Math.abs(r) === 1
        ? []
        : [{ waves: [first.wave, second.wave], r, n: n.used }];
    }),
  );
  const mean = fisherMean(pairs, confidence);
  return mean && { ...mean, pairs };
}

function toInclude(needed: number, waves: readonly WaveCount[]): ToInclude | null {
  const last = waves.findLast(({ due, waiting }) => due - waiting >= fewest);
  if (!last || last.answered === 0) return null;
  const rate = last.answered / (last.due - last.waiting);
  return { wave: last.wave, rate, needed, n: Math.ceil(needed / rate) };
}
