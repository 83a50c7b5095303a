/** Scores against numbers worked out by hand; the R expression that gives each of them stands beside it. */

import { describe, expect, it } from 'vitest';
import type { Policy, Sheet, Value } from '../../surveys/answer.ts';
import { completeSheet } from '../../surveys/answers.ts';
import type { Scale } from '../../surveys/instrument.ts';
import { bandOf, minimumAnswered, type Score, scoreSheet } from '../../surveys/score.ts';
import { scoringRules } from '../../surveys/scoring-rules.ts';
import { draft, fixture } from './helpers.ts';

const scoring = fixture('scoring');
const first = { firstWave: true };

function scores(values: Readonly<Record<string, Value>>, more: Sheet = {}, policy: Policy = 'web') {
  const sheet = completeSheet(scoring, { ...draft(values), ...more }, first, policy);
  return new Map(scoreSheet(scoring, sheet).map((score) => [score.scale, score]));
}

function score(scale: string, ...given: Parameters<typeof scores>): Score {
  const found = scores(...given).get(scale);
  if (!found) throw new Error(`no scale ${scale}`);
  return found;
}

const value = (...given: Parameters<typeof score>) => score(...given).value;
const missing = (...given: Parameters<typeof score>) => score(...given).missing;

function scaleOf(name: string): Scale {
  const scale = scoring.scales.find((other) => other.name === name);
  if (!scale) throw new Error(`no scale ${name}`);
  return scale;
}

/** Solveig answers everything and is in work. */
const solveig = {
  a1: 4,
  a2: 5,
  a3: 2,
  a4: 3,
  p1: 2,
  p2: 1,
  p3: 1,
  m1: [1, 3],
  in_work: 1,
  w1: 7,
  w2: 4,
};

describe('all scores of one sheet', () => {
  it('are those worked out by hand', () => {
    const found = [...scores(solveig).values()].map(({ scale, value }) => [scale, value]);
    expect(found).toEqual([
      ['thriving', 4], // mean(c(4, 5, 6 - 2, 3)) = 16 / 4
      ['thriving_all', 4],
      ['thriving_as_value', 4.5], // mean(c(4, 5))
      ['thriving_sum', 12], // sum(c(4, 5, 3))
      ['internal', 2], // sum(c(2, 1, 1) == c(2, 1, 2))
      ['support', 2], // min(length(c(1, 3)), 3)
      ['mastery_strict', 5.5], // mean(c(7, 4))
      ['mastery_as_written', 5.5],
      ['total', 8], // 2 + 2 + 4
      ['strain', 2], // mean(c(1 + 5 - 4, 2))
    ]);
  });

  it('say by which rule, and from how many of how many items', () => {
    expect(score('thriving', { a1: 4, a2: 5 })).toEqual({
      scale: 'thriving',
      rule: 'mean@1',
      value: 4.5, // mean(c(4, 5))
      missing: null,
      answered: 2,
      of: 4,
    });
  });

  it('are all missing for an empty sheet, each with its reason', () => {
    const found = [...scores({}).values()].map((s) => [s.scale, s.value, s.missing, s.answered]);
    const skipped = (name: string) => [name, null, 'skipped', 0];
    expect(found).toEqual([
      skipped('thriving'),
      skipped('thriving_all'),
      skipped('thriving_as_value'),
      skipped('thriving_sum'),
      skipped('internal'),
      skipped('support'),
      ['mastery_strict', null, 'routing-unknown', 0],
      ['mastery_as_written', null, 'routing-unknown', 0],
      skipped('total'),
      skipped('strain'),
    ]);
  });
});

describe('a mean', () => {
  it('turns reversed items around their own ends', () => {
    expect(value('thriving', { a1: 1, a2: 1, a3: 5, a4: 1 })).toBe(1); // mean(c(1, 1, 6 - 5, 1))
    expect(value('thriving', { a1: 1, a2: 1, a3: 1, a4: 1 })).toBe(2); // mean(c(1, 1, 6 - 1, 1))
    expect(value('thriving', { a1: 2, a2: 1, a3: 4 })).toBe(5 / 3); // mean(c(2, 1, 6 - 4))
  });

  it('needs half of its items, rounded up, where it says half', () => {
    expect(minimumAnswered(scaleOf('thriving'))).toBe(2);
    expect(minimumAnswered({ ...scaleOf('thriving'), items: ['a1', 'a2', 'a3'] })).toBe(2);
    expect(minimumAnswered({ ...scaleOf('thriving'), items: ['a1'] })).toBe(1);
    expect(value('thriving', { a1: 4 })).toBeNull();
    expect(value('thriving', { a1: 4, a3: 2 })).toBe(4); // mean(c(4, 6 - 2))
  });

  it('needs all of them where it says all', () => {
    expect(minimumAnswered(scaleOf('thriving_all'))).toBe(4);
    expect(value('thriving_all', { a1: 4, a2: 5, a3: 2 })).toBeNull();
  });
});

describe('a sum', () => {
  it('with items missing is their mean times the number of items', () => {
    expect(value('thriving_sum', { a1: 4, a2: 3 })).toBe(10.5); // mean(c(4, 3)) * 3
    expect(value('thriving_sum', { a1: 5, a4: 5 })).toBe(15); // the top of the range
    expect(value('thriving_sum', { a1: 5 })).toBeNull();
  });

  it('stays a whole number where it is one', () => {
    // 61 points on 7 of 14 items: 61 * 14 / 7 = 122, where 61 / 7 * 14 would be 121.99999999999999.
    const answered = [9, 9, 9, 9, 9, 8, 8].map((value) => ({ value }));
    expect(scoringRules['sum@1'](answered, 14)).toBe(122);
  });
});

describe('a count', () => {
  it('counts the value that each item names', () => {
    expect(value('internal', { p1: 2, p2: 1, p3: 2 })).toBe(3);
    expect(value('internal', { p1: 1, p2: 2, p3: 1 })).toBe(0);
    expect(value('internal', { p1: 2, p2: 1 })).toBeNull();
  });

  it('of ticks stops at its cap, and is 0 when none of the options fits', () => {
    expect(value('support', { m1: [1] })).toBe(1);
    expect(value('support', { m1: [1, 2, 4] })).toBe(3);
    expect(value('support', { m1: [1, 2, 3, 4] })).toBe(3); // min(4, 3)
  });

  it('of ticks leaves out "none of these", also where paper has it beside others', () => {
    expect(ticks('multiple', 'travel', [1, 2, 12])).toBe(3);
    expect(ticks('multiple', 'travel', [0])).toBe(0);
    expect(ticks('multiple-exclusive', 'benefits', [10])).toBe(0);
    expect(ticks('multiple-exclusive', 'benefits', [1, 10])).toBe(1);
  });

  function ticks(form: string, item: string, ticked: number[]) {
    const { sections } = fixture(form);
    const scales = [{ ...scaleOf('support'), items: [item], cap: 5 }];
    return scoreSheet({ ...scoring, sections, scales }, draft({ [item]: ticked }))[0]?.value;
  }
});

describe("don't know", () => {
  it('is missing, unless the scale counts it', () => {
    expect(score('thriving', { a1: 6, a2: 4, a4: 2 })).toMatchObject({ value: 3, answered: 2 }); // mean(c(4, 2))
    expect(value('thriving_as_value', { a1: 6, a2: 4 })).toBe(5); // mean(c(6, 4))
    expect(missing('thriving_all', { a1: 6, a2: 6, a3: 6, a4: 6 })).toBe('dont-know');
  });

  it('among ticks makes the count missing', () => {
    expect(missing('support', { m1: [9] })).toBe('dont-know');
  });

  it('is reversed within the numbers that count', () => {
    const reversed = { ...scaleOf('thriving_as_value'), reversed: ['a1'] };
    const both = {
      ...scoring,
      scales: [
        reversed,
        { ...reversed, name: 'without', minimum: 1, dont_know: 'missing' as const },
      ],
    };
    const found = scoreSheet(both, draft({ a1: 6, a2: 3 })).map((s) => s.value);
    expect(found).toEqual([2, 3]); // mean(c(1 + 6 - 6, 3)); mean(3)
    const others = scoreSheet(both, draft({ a1: 5, a2: 3 })).map((s) => s.value);
    expect(others).toEqual([2.5, 2]); // mean(c(1 + 6 - 5, 3)); mean(c(1 + 5 - 5, 3))
  });
});

describe('a scale in a branch', () => {
  const nils = { in_work: 2, w1: 8, w2: 3 };

  it('is not applicable to those who are not asked', () => {
    expect(score('mastery_strict', nils)).toMatchObject({ value: null, missing: 'not-applicable' });
    expect(score('mastery_as_written', nils)).toMatchObject({
      value: null,
      missing: 'not-applicable',
    });
  });

  it('counts what stands in the wrong branch of a paper form only as written', () => {
    expect(missing('mastery_strict', nils, {}, 'paper')).toBe('not-applicable');
    expect(value('mastery_as_written', nils, {}, 'paper')).toBe(5.5); // mean(c(8, 3))
  });
});

describe('why a score is missing', () => {
  const a4: Sheet = { a4: { missing: 'illegible' } };

  it('is the reason that all missing items share, else that they were skipped', () => {
    expect(missing('thriving_all', { a1: 1, a2: 1, a3: 1 }, a4, 'paper')).toBe('illegible');
    expect(missing('thriving_all', { a1: 1, a2: 1 }, a4, 'paper')).toBe('skipped');
    expect(missing('thriving_all', { a1: 1, a2: 1, a3: 6 }, a4, 'paper')).toBe('skipped');
  });

  it('is handed on to the scales made of it', () => {
    expect(missing('total', { ...solveig, m1: [9] })).toBe('dont-know');
    expect(missing('strain', { a3: 3 })).toBe('skipped');
  });
});

describe('a band', () => {
  it('begins at its edge and ends before the next', () => {
    const band = (v: number) => bandOf(scaleOf('thriving'), v);
    expect([1, 2.25, 2.499999].map(band)).toEqual(['low', 'low', 'low']);
    expect([2.5, 3, 3.999999].map(band)).toEqual(['middle', 'middle', 'middle']);
    expect([4, 5].map(band)).toEqual(['high', 'high']);
    expect(band(0.99)).toBeNull();
  });

  it('does not exist where the scale has none', () => {
    expect(bandOf(scaleOf('thriving_all'), 5)).toBeNull();
  });
});
