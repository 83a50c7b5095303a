/** Conditions look back at what is known, and scales speak of items they can count: else the author is told where not. */

import { describe, expect, it } from 'vitest';
import { loadInstrument } from '../../surveys/load-instrument.ts';
import { faultLines, instrumentText, variant } from './helpers.ts';

function faults(name: string, passage: string, replacement: string): string[] {
  const text = variant(instrumentText(name), passage, replacement);
  return faultLines(loadInstrument(text, `${name}.yaml`));
}

describe('a condition', () => {
  const inItem = (condition: string) => faults('branch', 'when: { full_time: 2 }', condition);

  it('needs an item that exists', () => {
    expect(inItem('when: { overtime: 2 }')).toEqual([
      'branch.yaml:32:31 there is no item "overtime"',
    ]);
  });

  it('cannot wait for a later item', () => {
    expect(inItem('when: { hopes: 2 }')).toEqual([
      'branch.yaml:32:28 the item "hopes" comes later',
    ]);
    expect(faults('branch', 'when: { in_work: 1 }', 'when: { full_time: 1 }')).toEqual([
      'branch.yaml:19:24 the item "full_time" comes later',
    ]);
  });

  it('cannot look at its own page, whose answers come all at once', () => {
    const own = 'the item "percent" is on the same page, whose answers are not known yet';
    expect(inItem('when: { percent: 2 }')).toEqual([`branch.yaml:32:30 ${own}`]);
  });

  it('needs a value that the item can have', () => {
    expect(inItem('when: { full_time: 3 }')).toEqual([
      'branch.yaml:32:32 the item "full_time" never has the value 3',
    ]);
    expect(inItem('when: { full_time: [1, 3] }')).toEqual([
      'branch.yaml:32:32 the item "full_time" never has the value 3',
    ]);
    expect(inItem('when: { full_time: -2 }')).toEqual([
      'branch.yaml:32:32 the item "full_time" never has the value -2',
    ]);
  });

  it('cannot ask a text for a number', () => {
    const text = variant(
      instrumentText('branch'),
      '[1, 99]\n',
      '[1, 99]\n  - name: later\n    when: { words: 1 }\n    groups:\n      - name: later\n        items:\n          - { name: more, type: text, max_length: 9, text: { nb: Mer, en: More } }\n',
    );
    const words =
      '          - { name: words, type: text, max_length: 9, text: { nb: Ord, en: Words } }\n';
    const both = variant(
      text,
      '      - name: part-time\n',
      `      - name: words\n        items:\n${words}      - name: part-time\n`,
    );
    expect(faultLines(loadInstrument(both, 'branch.yaml'))).toEqual([
      'branch.yaml:38:20 the item "words" never has the value 1',
    ]);
  });

  it('is one number or several', () => {
    const wanted = 'must be a whole number, or a list of whole numbers';
    expect(inItem('when: { full_time: Nei }')).toEqual([`branch.yaml:32:32 ${wanted}`]);
    expect(inItem('when: { full_time: [] }')).toEqual([`branch.yaml:32:32 ${wanted}`]);
    expect(inItem('when: {}')).toEqual(['branch.yaml:32:19 must not be empty']);
  });

  it('on a range of billions is refused without trying every number', () => {
    const text = variant(instrumentText('scale'), '[1, 10]', '[1, 5000000000]');
    const more = variant(
      text,
      'scales: []',
      '  - name: later\n    when: { confidence: 3 }\n    groups:\n      - name: later\n        items:\n          - { name: more, type: text, max_length: 9, text: { nb: Mer, en: More } }\nscales: []',
    );
    expect(faultLines(loadInstrument(more, 'scale.yaml'))).toEqual([
      'scale.yaml:19:20 a scale has at most 21 points; use a number instead',
    ]);
  });
});

describe('a scale', () => {
  it.each([
    [
      'over a missing item',
      'items: [a1, a2, a4]',
      'items: [a1, a9, a4]',
      '119:17 there is no item or earlier scale "a9"',
    ],
    [
      'over a scale that comes later',
      'items: [m1]',
      'items: [total]',
      '138:13 there is no item or earlier scale "total"',
    ],
    [
      'over itself',
      'items: [internal, support, a1]',
      'items: [total, support, a1]',
      '166:13 there is no item or earlier scale "total"',
    ],
    [
      'over an item twice',
      'items: [a1, a2, a4]',
      'items: [a1, a2, a2]',
      '119:21 the name "a2" stands twice',
    ],
    [
      'that asks for more than it has',
      'minimum: 2',
      'minimum: 4',
      '120:14 asks for more items than the scale has',
    ],
    [
      'that asks for no answers',
      'minimum: 2',
      'minimum: 0',
      '120:14 must be half, all, or a whole number from 1',
    ],
    [
      'with an unknown rule',
      'rule: count@1',
      'rule: count',
      '127:11 must be one of mean@1, sum@1, count@1, count-capped@1',
    ],
    [
      'that counts without saying what',
      '    counted: { p1: 2, p2: 1, p3: 2 }\n',
      '',
      `127:11 count@1 needs "counted" with each item's value`,
    ],
    [
      'that counts what never comes',
      'p3: 2 }',
      'p3: 3 }',
      '129:34 the item "p3" never has the value 3',
    ],
    [
      'that counts a stranger',
      'p3: 2 }',
      'p3: 2, a1: 5 }',
      `129:41 "a1" is not one of the scale's items`,
    ],
    [
      'that caps without saying where',
      '    cap: 3\n',
      '',
      '137:11 count-capped@1 needs "cap", the most that counts',
    ],
    [
      'that caps what is not ticked',
      'items: [m1]',
      'items: [a1]',
      '138:13 count-capped@1 counts ticked options, and "a1" is not a multiple choice',
    ],
    [
      'that reverses a stranger',
      'reversed: [thriving]',
      'reversed: [a2]',
      `176:16 "a2" is not one of the scale's items`,
    ],
    ['with a range upside down', 'range: [3, 15]', 'range: [15, 3]', '122:12 the range is empty'],
    [
      'with bands out of order',
      'from: 2.5',
      'from: 4.5',
      '90:7 bands go from the lowest to the highest',
    ],
    [
      'without a source',
      'source: Written for the tests\n    assumptions',
      'source: ""\n    assumptions',
      '114:13 must not be empty',
    ],
  ])('%s', (_, passage, replacement, fault) => {
    expect(faults('scoring', passage, replacement)).toEqual([`scoring.yaml:${fault}`]);
  });

  it('gives no number for a text or a date', () => {
    const scale =
      'scales:\n  - { name: s, label: { nb: S, en: S }, rule: mean@1, items: [comment], minimum: all, branch: strict, range: [1, 2], good: high, source: Ours }';
    expect(faults('text', 'scales: []', scale)).toEqual([
      'text.yaml:19:63 "comment" is a text, which gives no number to score',
    ]);
  });

  it('cannot reverse the number of ticks', () => {
    const scale =
      'scales:\n  - { name: s, label: { nb: S, en: S }, rule: mean@1, items: [travel], reversed: [travel], minimum: all, branch: strict, range: [0, 3], good: high, source: Ours }';
    expect(faults('multiple', 'scales: []', scale)).toEqual([
      'multiple.yaml:22:83 "travel" is a multiple choice, which cannot be reversed',
    ]);
  });
});
