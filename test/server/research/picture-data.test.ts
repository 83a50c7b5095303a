/** What pictures are drawn from, for a few people whose numbers can be counted by hand. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distributionCollector } from '../../../server/analysis/pictures/distributions.ts';
import { type Flow, flowCounter } from '../../../server/analysis/pictures/flow.ts';
import { meansCollector, mostLines } from '../../../server/analysis/pictures/means.ts';
import { patternCounter } from '../../../server/analysis/pictures/missing-waves.ts';
import { byMonth, responseCurves } from '../../../server/analysis/pictures/response-curves.ts';
import { sumOf } from '../../../server/analysis/pictures/tally.ts';
import { waveStatuses } from '../../../server/analysis/wave-status.ts';
import { record } from '../../support/records.ts';

const kari = record('a', [
  { status: 'submitted', channel: 'web' },
  { status: 'submitted', channel: 'paper' },
]);
const ola = record('a', [{ status: 'missed' }, { status: 'late' }]);
const nils = record('a', [
  { status: 'submitted', channel: 'paper' },
  { status: 'withdrawn', due: false },
]);
const siri = record('b', [{ status: 'started' }, { status: 'not-yet-due' }]);
const berit = record('b', [{ status: 'not-yet-due' }, { status: 'not-yet-due' }]);

describe('the flow', () => {
  const counted = (shown: readonly number[], arms: readonly string[]) => {
    const flow = flowCounter({ waves: 2, shown }, arms);
    flow.add(kari, [7, shown.includes(2) ? 'skipped' : null]);
    flow.add(ola, ['wave-missed', 'not-yet-due']);
    flow.add(nils, [5, 'withdrawn']);
    flow.add(siri, ['not-yet-due', 'not-yet-due']);
    flow.add(berit, ['not-yet-due', 'not-yet-due']);
    return flow.flows();
  };

  test('counts by arm and wave, with the reasons of those lost between', () => {
    const [all, a, b] = counted([1, 2], ['a', 'b']);
    expect(a).toEqual({
      ...{ arm: 'a', registered: 3 },
      waves: [
        {
          ...{ wave: 1, lost: [], due: 3, unanswered: [{ what: 'missed', count: 1 }] },
          ...{ answered: 2, onPaper: 1, analysed: 2, unanalysed: [] },
        },
        {
          ...{ wave: 2, lost: [{ what: 'withdrawn', count: 1 }], due: 2 },
          ...{ unanswered: [{ what: 'open', count: 1 }], answered: 1, onPaper: 1 },
          ...{ analysed: 0, unanalysed: [{ what: 'skipped', count: 1 }] },
        },
      ],
    });
    // Berit is lost once, at the first wave; Siri, who has begun, at the second.
    expect(b?.waves.map(({ lost }) => lost)).toEqual([
      [{ what: 'not-yet-due', count: 1 }],
      [{ what: 'not-yet-due', count: 1 }],
    ]);
    expect(b?.waves[0]).toMatchObject({ due: 1, unanswered: [{ what: 'open', count: 1 }] });
    expect(all).toMatchObject({ arm: null, registered: 5 });
    expect(all?.waves.map(({ due, answered }) => [due, answered])).toEqual([
      [4, 2],
      [2, 1],
    ]);
  });

  test('of a wave that is withheld tells who answered, and not who can be analysed', () => {
    const [all] = counted([1], []);
    expect(all?.waves[1]).toMatchObject({ answered: 1, analysed: null, unanalysed: [] });
  });

  test('adds up whatever happens: who is not further on is there with a reason', () => {
    const person = fc.array(
      fc.record({ status: fc.constantFrom(...waveStatuses), due: fc.boolean() }),
      {
        ...{ minLength: 3, maxLength: 3 },
      },
    );
    fc.assert(
      fc.property(fc.array(person, { maxLength: 12 }), (people) => {
        const flow = flowCounter({ waves: 3, shown: [1, 2, 3] }, []);
        for (const waves of people) {
          const one = record(null, waves);
          flow.add(one, [1, 'skipped', 3]);
        }
        for (const one of flow.flows()) expectToAddUp(one);
      }),
    );
  });

  function expectToAddUp({ registered, waves }: Flow) {
    let before = registered;
    for (const { lost, due, unanswered, answered, analysed, unanalysed } of waves) {
      expect(before - sumOf(lost)).toBe(due);
      expect(due - sumOf(unanswered)).toBe(answered);
      expect(answered - sumOf(unanalysed)).toBe(analysed);
      before = due;
    }
  }
});

test('response over the calendar sums up who came and who answered, an early answer with its day', () => {
  const curves = responseCurves({
    time_zone: 'Europe/Oslo',
    waves: [
      { months: 0, label: {} },
      { months: 3, label: {} },
    ],
  });
  const { waves: kariAnswered } = record(null, [
    { status: 'submitted', opens: '2018-03-01', writtenOn: '2018-03-05' },
  ]);
  const { waves: nilsEarly } = record(null, [
    { status: 'submitted', opens: '2018-04-10', writtenOn: '2018-04-02' },
  ]);
  const { waves: olaMissed } = record(null, [{ status: 'missed', opens: '2018-03-01' }]);
  const { waves: beritNot } = record(null, [{ status: 'not-yet-due', opens: '2018-06-01' }]);
  for (const waves of [nilsEarly, olaMissed, kariAnswered, beritNot]) curves.add(waves);
  const all = curves.curves();
  expect(all[0]?.points).toEqual([
    { day: '2018-03-01', due: 2, answered: 0 },
    { day: '2018-03-05', due: 2, answered: 1 },
    { day: '2018-04-02', due: 3, answered: 2 },
  ]);
  expect(byMonth(all).map(({ month, waves }) => [month, waves[0], waves[1]])).toEqual([
    ['2018-03', { due: 2, answered: 1 }, { due: 0, answered: 0 }],
    ['2018-04', { due: 3, answered: 2 }, { due: 0, answered: 0 }],
  ]);
});

describe('means over the waves', () => {
  test('are of those with a number, by arm, with the interval of R', () => {
    const means = meansCollector([1, 2], ['a', 'b']);
    means.add('a', [7, 'skipped']);
    means.add('a', [5, 6]);
    means.add('b', [2, 3]);
    means.add(null, [9, 9]);
    const [a, b] = means.means(0.95);
    // x <- c(7, 5); mean(x); sd(x), the root of 2; t.test(x)$conf.int
    const first = a?.waves[0]?.description;
    expect([first?.n.used, first?.mean]).toEqual([2, 6]);
    expect(first?.sd).toBeCloseTo(Math.SQRT2, 12);
    expect(first?.ci[0]).toBeCloseTo(-6.70620473617469, 10);
    expect(first?.ci[1]).toBeCloseTo(18.7062047361747, 10);
    expect(a?.waves[1]?.description).toMatchObject({ mean: 6, sd: null, ci: [null, null] });
    // Who has one number only has no line.
    expect([a?.lines, b?.lines]).toEqual([[[5, 6]], [[2, 3]]]);
  });

  test('withhold what may not be shown, and draw no more lines than can be seen', () => {
    const means = meansCollector([1, 3], []);
    for (let i = 0; i < mostLines + 5; i += 1) means.add(`${i}`, [1, 2, 3]);
    const [all] = means.means(0.95);
    expect(all?.arm).toBeNull();
    expect(all?.waves.map(({ wave }) => wave)).toEqual([1, 3]);
    expect(all?.waves[0]?.description.n.used).toBe(mostLines + 5);
    expect(all?.lines).toHaveLength(mostLines);
    expect(all?.lines[0]).toEqual([1, 3]);
  });
});

describe('a distribution', () => {
  const of = (values: readonly number[], range: readonly [number, number] | null) => {
    const collector = distributionCollector([1]);
    for (const value of values) collector.add([value]);
    return collector.distributions(range);
  };

  test('has a bar for each whole number of a short scale, also for those that nobody chose', () => {
    const { isByValue, bins, waves } = of([3, 3, 5], [1, 5]);
    expect(isByValue).toBe(true);
    expect(bins.map(({ from }) => from)).toEqual([1, 2, 3, 4, 5]);
    expect(waves[0]).toMatchObject({ n: 3, counts: [0, 0, 2, 0, 1] });
  });

  test('otherwise has steps that people count in, a number on the edge in the one above', () => {
    const { isByValue, bins, waves } = of([1, 2.5, 2.9, 5], [1, 5]);
    expect(isByValue).toBe(false);
    expect(bins.map(({ from }) => from)).toEqual([1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5]);
    expect(waves[0]?.counts).toEqual([1, 0, 0, 2, 0, 0, 0, 1]);
    expect(of([18, 64], null).bins.map(({ from }) => from)).toEqual([
      15, 20, 25, 30, 35, 40, 45, 50, 55, 60,
    ]);
  });

  test('counts why there is no number, and nothing where nothing may be told', () => {
    const collector = distributionCollector([1]);
    for (const reading of ['skipped', 'skipped', 'dont-know', 4, null] as const)
      collector.add([reading]);
    expect(collector.distributions([0, 10]).waves[0]).toMatchObject({
      n: 1,
      missing: [
        { what: 'dont-know', count: 1 },
        { what: 'skipped', count: 2 },
      ],
    });
  });

  test('has every number in one bar, the one whose ends it lies between', () => {
    const numbers = fc.array(
      fc.integer({ min: -400, max: 900 }).map((n) => n / 8),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(numbers, fc.constantFrom(null, [0, 10] as const), (values, range) => {
        const { bins, waves } = of(values, range);
        expect(bins.length).toBeLessThanOrEqual(14);
        const expected = bins.map(
          ({ from, to }, at) =>
            values.filter((v) => v >= from && (v < to || (at === bins.length - 1 && v === to)))
              .length,
        );
        expect(waves[0]?.counts).toEqual(expected);
        expect(expected.reduce((sum, count) => sum + count, 0)).toBe(values.length);
      }),
    );
  });
});

test('patterns of waves are counted, the most frequent first', () => {
  const counter = patternCounter();
  for (const { waves } of [kari, ola, nils, siri, berit, kari]) counter.add(waves);
  expect(counter.patterns()).toEqual([
    { marks: ['ahead', 'ahead'], count: 2 },
    { marks: ['answered', 'answered'], count: 2 },
    { marks: ['answered', 'left'], count: 1 },
    { marks: ['missed', 'ahead'], count: 1 },
  ]);
});
