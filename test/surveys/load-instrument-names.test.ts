/** Names must be variables everywhere, options and ranges must leave the missing codes free: else the author is told. */

import { describe, expect, it } from 'vitest';
import { loadInstrument } from '../../surveys/load-instrument.ts';
import { faultLines, instrumentText, variant } from './helpers.ts';

function faults(name: string, passage: string, replacement: string): string[] {
  const text = variant(instrumentText(name), passage, replacement);
  return faultLines(loadInstrument(text, `${name}.yaml`));
}

const letters = 'lower-case letters a–z, digits and _, beginning with a letter';

describe('options and ranges', () => {
  it.each([
    ['an option twice', 'single', 'value: 2', 'value: 1', '21:26 option 1 stands twice'],
    [
      'a missing code as option',
      'single',
      'value: 2',
      'value: -2',
      '21:26 -2 is the code of a missing reason',
    ],
    [
      'an option in quotes',
      'single',
      'value: 2',
      'value: "2"',
      '21:26 must be a whole number (the number stored and exported)',
    ],
    [
      'an option without label',
      'single',
      ', label: { nb: Nei, en: "No" }',
      '',
      '21:17 "label" is missing',
    ],
    [
      'an option without English',
      'single',
      'nb: Nei, en: "No"',
      'nb: Nei',
      '21:36 label is missing in "en"',
    ],
    [
      'an option above 99',
      'multiple',
      'value: 12',
      'value: 100',
      '20:26 options of a multiple choice go from 1 to 99',
    ],
    [
      'an unknown list',
      'scoring',
      'I thrive }, options: agreement',
      'I thrive }, options: agree',
      '22:88 there is no option list "agree"',
    ],
    [
      'a fault in a shared list, once',
      'branch',
      'nb: Nei, en: "No"',
      'nb: Nei',
      '60:26 label is missing in "en"',
    ],
    [
      'a range over the missing codes',
      'scale',
      '[1, 10]',
      '[-3, 10]',
      '19:20 the range -3 to 10 holds the code of a missing reason',
    ],
    ['a range upside down', 'scale', '[1, 10]', '[10, 1]', '19:20 the range 10 to 1 is empty'],
    ['a range of one', 'scale', '[1, 10]', '[10]', '19:20 the list must not be shorter than 2'],
    ['a range of three', 'scale', '[1, 10]', '[1, 10, 11]', '19:28 is one too many for this list'],
    [
      'a range in words',
      'scale',
      '[1, 10]',
      '1–10',
      '19:20 must be a list (two whole numbers [lowest, highest], both allowed)',
    ],
    [
      'a scale of 101 points',
      'scale',
      '[0, 10]',
      '[0, 100]',
      '25:20 a scale has at most 21 points; use a number instead',
    ],
    [
      'a number below zero',
      'number',
      '[18, 99]',
      '[-99, -10]',
      '23:20 a number is typed with 1 to 9 digits and without a sign',
    ],
    [
      'a number of ten digits',
      'number',
      '[18, 99]',
      '[18, 1234567890]',
      '23:20 a number is typed with 1 to 9 digits and without a sign',
    ],
  ])('%s', (_, name, passage, replacement, fault) => {
    expect(faults(name, passage, replacement)).toEqual([`${name}.yaml:${fault}`]);
  });

  it('are told of once, although a list of options or its name could stand there', () => {
    expect(
      faults(
        'branch',
        'Are you in work? }\n            options: yes-no',
        'Are you in work? }\n            options: 7',
      ),
    ).toEqual([
      'branch.yaml:17:22 must be a list of two options or more, or the name of a list under option_lists',
    ]);
  });
});

describe('names', () => {
  it.each([
    ['upper case', 'In_work', `must be ${letters}`],
    ['a Norwegian letter', 'arbeidssøker', `must be ${letters}`],
    ['a digit first', '1a', `must be ${letters}`],
    ['a word of SPSS', 'with', '"with" is a word that SPSS keeps for itself'],
    ['a word of R', 'while', '"while" is a word that R, Stata or this program keeps'],
    [
      'what every object has',
      'constructor',
      '"constructor" is a word that R, Stata or this program keeps',
    ],
    ['a column of every export', 'code', '"code" is a column that every export already has'],
    ['a trailing underscore', 'work_', '"work_" ends with _, which SPSS warns against'],
    ['the ending of a wave', 'work_w1', '"work_w1" ends like the name of a wave'],
    ['29 characters', 'a'.repeat(29), `"${'a'.repeat(29)}" is longer than 28 characters`],
    ['33 characters', 'a'.repeat(33), 'must not be longer than 32 characters'],
  ])('cannot be %s', (_, name, message) => {
    expect(faults('once', 'name: health', `name: ${name}`)).toEqual([`once.yaml:22:19 ${message}`]);
  });

  it('of 28 characters leave room for a wave', () => {
    expect(faults('once', 'name: health', `name: ${'a'.repeat(28)}`)).toEqual([]);
  });

  it('stand once, also the columns that a multiple choice makes of its options', () => {
    expect(faults('once', 'name: health', 'name: born')).toEqual([
      'once.yaml:22:19 the name "born" stands twice',
    ]);
    expect(faults('scoring', 'name: m1\n', 'name: p1\n')[0]).toBe(
      'scoring.yaml:45:19 the name "p1" stands twice',
    );
    expect(faults('scoring', 'name: w1\n', 'name: m1_04\n')[0]).toBe(
      'scoring.yaml:67:19 the name "m1_04" stands twice',
    );
    expect(
      faults(
        'multiple',
        'name: travel\n            type',
        `name: ${'a'.repeat(26)}\n            type`,
      ),
    ).toEqual([
      `multiple.yaml:14:19 its column "${'a'.repeat(26)}_01" is longer than 28 characters`,
    ]);
  });

  it('of sections and groups stand once each', () => {
    expect(faults('branch', '- name: not-in-work', '- name: in-work')).toEqual([
      'branch.yaml:34:11 the name "in-work" stands twice',
    ]);
    expect(faults('branch', '- name: search', '- name: hours')).toEqual([
      'branch.yaml:37:15 the name "hours" stands twice',
    ]);
  });
});
