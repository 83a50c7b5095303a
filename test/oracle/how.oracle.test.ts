/** "Show how" against R itself: its lines, given a wide file, find the numbers of the results page. */

import { describe, expect, test } from 'vitest';
import { plannedProcedures } from '../../server/analysis/plan/procedures.ts';
import { type HowQuestion, hows } from '../../server/research/how/index.ts';
import { testFigures } from '../../server/research/paste/test-figures.ts';
import type { AnyResult } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';
import { integer, seeded } from './data-sets.ts';
import { askR } from './r.ts';

interface Person {
  readonly arm: string;
  readonly group: number;
  /** A code of a missing answer is below zero. */
  readonly waves: readonly number[];
  /** From the target of each wave to the answer; after 25 the window is closed. */
  readonly days: readonly number[];
}

const draw = seeded(11);
const answer = () => (draw() < 0.1 ? -integer(draw, 1, 9) : integer(draw, 0, 10));
const people = (size: number, arm: string): Person[] =>
  Array.from({ length: size }, () => ({
    ...{ arm, group: draw() < 0.1 ? -2 : integer(draw, 1, 3) },
    waves: [1, 2, 3, 4].map(answer),
    days: [1, 2, 3, 4].map(() => integer(draw, 0, 30)),
  }));
const study = [...people(40, 'a'), ...people(9, 'b')];
/** Too many for exact tests of ranks. */
const large = people(230, 'a');

const columnsOf = (name: string) => [1, 2, 3, 4].map((wave) => `${name}_w${wave}`).join();

const csv = (study: readonly Person[]) =>
  [
    ['code,arm,g_w1', ...['y', 'days_from_target', 'outside_window'].map(columnsOf)].join(),
    ...study.map(({ arm, group, waves, days }, i) =>
      [`P${i}`, arm, group, ...waves, ...days, ...days.map((day) => (day > 25 ? 1 : 0))].join(),
    ),
  ].join('\n');

/** Every value that a reader of the lines would see, as lists. */
const seen = `
writeLines(csv, "s-wide.csv")
own <- new.env()
told <- function(v) if (inherits(v, "htest"))
  list(statistic = v$statistic[[1]], df = unname(v$parameter), p = v$p.value, ci = c(v$conf.int)) else as.list(v)
values <- lapply(parse(text = code), function(line) withVisible(eval(line, own)))
unname(lapply(Filter(function(v) v$visible, values), function(v) told(v$value)))`;

type Seen = readonly Readonly<Record<string, number | number[] | null>>[];

interface Asked {
  readonly result: AnyResult;
  readonly p: number | null;
  readonly seen: Seen;
}

async function ask(
  name: string,
  study: readonly Person[],
  waves: number[],
  values: number[] | null,
  late: number | null = null,
) {
  const question: HowQuestion = {
    ...{ file: 's-wide', variable: 'y', waves, arms: ['a'], alpha: 0.05, confidence: 0.95 },
    late: late === null ? null : waves.map(() => late),
    split: values ? { variable: 'g', values } : null,
  };
  const own = study.filter(({ arm }) => arm === 'a');
  const at = (person: Person, wave: number) => person.waves[wave - 1] ?? -1;
  const isOnTime = ({ days }: Person, wave: number) =>
    late === null || (days[wave - 1] ?? 0) < Math.min(late, 26);
  const whole = own.filter((person) =>
    waves.every((wave) => at(person, wave) >= 0 && isOnTime(person, wave)),
  );
  const samples = values
    ? values.map((v) => whole.filter(({ group }) => group === v).map((one) => at(one, 1)))
    : waves.map((wave) => whole.map((person) => at(person, wave)));
  const tested = plannedProcedures[name]?.test(samples, question);
  const code = hows[name]?.r(question) ?? '';
  if (!tested) throw new Error(`there is no ${name}`);
  const asked: Asked = { ...tested, seen: await askR<Seen>(seen, { csv: csv(study), code }) };
  const described = asked.seen[0];
  expect([described?.n].flat()).toEqual(
    values ? samples.map(({ length }) => length) : samples.map(() => whole.length),
  );
  return asked;
}

type Value = number | number[] | null | undefined;
const numbers = (value: Value) => [value ?? null].flat();
const only = (value: Value) => numbers(value)[0];
function expectInterval(own: readonly (number | null)[], theirs: Value): void {
  own.forEach((end, i) => {
    expectStatistic(end, numbers(theirs)[i] ?? null, { relative: 1e-6, floor: 1e-7 });
  });
}

test('every procedure that a plan can name tells how it is made, and has columns in a table', () => {
  expect(Object.keys(hows).sort()).toEqual(Object.keys(plannedProcedures).sort());
  expect(Object.keys(testFigures(0.95)).sort()).toEqual(Object.keys(plannedProcedures).sort());
});

describe('the lines that show how', () => {
  test('a change over two waves', async () => {
    const { result, p, seen } = await ask('rmAnova', study, [1, 2], null);
    if (result.procedure !== 'rmAnova') throw new Error('another result');
    const [, anova, wilks, change] = seen;
    expectStatistic(result.within.F, only(anova?.F));
    expectP(p, only(anova?.p));
    expectStatistic(result.within.partialEtaSquared, only(anova?.eta2));
    expectInterval(result.within.partialEtaSquaredCi, anova?.ci);
    expectStatistic(result.multivariate.wilks.value, only(wilks?.wilks));
    expectP(p, only(change?.p));
  });

  test('a change over four', async () => {
    const { result, p, seen } = await ask('rmAnova', study, [1, 2, 3, 4], null);
    if (result.procedure !== 'rmAnova') throw new Error('another result');
    const [, anova, wilks, spherical, mauchly] = seen;
    expectStatistic(result.within.F, only(anova?.F));
    expectInterval(result.within.partialEtaSquaredCi, anova?.ci);
    expectStatistic(result.multivariate.wilks.value, numbers(wilks?.Wilks)[1]);
    expectP(p, numbers(spherical?.['G-G Pr'])[1]);
    expectP(result.mauchly.pSecondOrder, only(mauchly?.p));
  });

  test.each([null, 20, 28])('a paired t, of answers before day %s', async (late) => {
    const { result, p, seen } = await ask('pairedT', study, [1, 3], null, late);
    if (result.procedure !== 'pairedT') throw new Error('another result');
    const [, test, size] = seen;
    expectStatistic(result.t, only(test?.statistic));
    expectP(p, only(test?.p));
    expectInterval(result.ci, test?.ci);
    expectStatistic(result.effects.dz.value, only(size?.dz));
    expectInterval(result.effects.dz.ci, size?.ci);
  });

  test.each(['exact', 'normal'])('a signed-rank test, %s', async (kind) => {
    const of = kind === 'exact' ? study : large;
    const { result, p, seen } = await ask('wilcoxonSignedRank', of, [1, 2], null);
    if (result.procedure !== 'wilcoxonSignedRank') throw new Error('another result');
    expect(result.pExact === null).toBe(kind === 'normal');
    const test = seen[1];
    expectStatistic(result.statistic, only(test?.V));
    expectP(p, only(test?.p));
    expectStatistic(result.effects.rankBiserial.value, only(test?.r));
    expectInterval(result.effects.rankBiserial.ci, test?.ci);
  });

  test('Friedman’s test', async () => {
    const { result, p, seen } = await ask('friedman', study, [1, 2, 3, 4], null);
    if (result.procedure !== 'friedman') throw new Error('another result');
    expectStatistic(result.statistic, only(seen[1]?.statistic));
    expectP(p, only(seen[1]?.p));
    expectStatistic(result.kendallsW, only(seen[2]?.W));
  });

  test('a t of two groups', async () => {
    const { result, p, seen } = await ask('independentT', study, [1], [1, 2]);
    if (result.procedure !== 'independentT') throw new Error('another result');
    const [, test, size] = seen;
    expectStatistic(result.t, only(test?.statistic));
    expectStatistic(result.df, only(test?.df));
    expectP(p, only(test?.p));
    expectInterval(result.ci, test?.ci);
    expectStatistic(result.effects.d.value, only(size?.d));
    expectInterval(result.effects.d.ci, size?.ci);
  });

  test.each(['exact', 'normal'])('a rank test of two groups, %s', async (kind) => {
    const of = kind === 'exact' ? study : large;
    const { result, p, seen } = await ask('mannWhitney', of, [1], [1, 3]);
    if (result.procedure !== 'mannWhitney') throw new Error('another result');
    expect(result.pExact === null).toBe(kind === 'normal');
    const test = seen[1];
    expectStatistic(result.u, only(test?.U));
    expectP(p, only(test?.p));
    expectStatistic(result.effects.rankBiserial.value, only(test?.r));
    expectInterval(result.effects.rankBiserial.ci, test?.ci);
  });

  test.each(['oneWayAnova', 'welchAnova'])('%s', async (name) => {
    const { result, p, seen } = await ask(name, study, [1], [1, 2, 3]);
    if (result.procedure !== 'oneWayAnova' && result.procedure !== 'welchAnova')
      throw new Error('another result');
    const [, test, size] = seen;
    expectStatistic(result.F, only(test?.statistic));
    expectP(p, only(test?.p));
    expectStatistic(result.etaSquared, only(size?.eta2));
    expectInterval(result.etaSquaredCi, size?.ci);
  });

  test('a rank test of several groups', async () => {
    const { result, p, seen } = await ask('kruskalWallis', study, [1], [1, 2, 3]);
    if (result.procedure !== 'kruskalWallis') throw new Error('another result');
    expectStatistic(result.statistic, only(seen[1]?.statistic));
    expectP(p, only(seen[1]?.p));
    expectStatistic(result.epsilonSquared, only(seen[2]?.epsilon2));
  });
});
