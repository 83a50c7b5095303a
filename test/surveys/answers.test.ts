/** Whatever a form sends, an answer is a value the item has, or a problem that can be explained. */

import { describe, expect, it } from 'vitest';
import type { Policy } from '../../surveys/answer.ts';
import { type Fields, parseForm } from '../../surveys/answers.ts';
import { items } from '../../surveys/instrument.ts';
import { fixture } from './helpers.ts';

/** The answer to, or the problem with, the named item of a fixture, or its first. */
function parse(form: string, raw: string | string[], policy: Policy = 'web', name?: string) {
  const [item] = items(fixture(form)).filter((i) => i.name === (name ?? i.name));
  if (!item) throw new Error(`${form} has no item ${name}`);
  const { problems, answers } = parseForm({ [item.name]: raw }, [item], policy);
  return problems[item.name] ?? answers[item.name];
}

const [single, multiple, benefits] = ['single', 'multiple', 'multiple-exclusive'] as const;
const [numbers, scale, pair, text, date] = ['number', 'scale', 'pair', 'text', 'date'] as const;
const forms = [single, multiple, benefits, numbers, scale, pair, text, date];
const policies: Policy[] = ['web', 'paper'];

describe.each(policies)('on %s', (policy) => {
  it('takes an answer of every type', () => {
    expect(parse(single, '8', policy)).toEqual({ value: 8 });
    expect(parse(multiple, ['12', '1'], policy)).toEqual({ value: [1, 12] });
    expect(parse(numbers, '80', policy)).toEqual({ value: 80 });
    expect(parse(scale, '10', policy)).toEqual({ value: 10 });
    expect(parse(pair, '2', policy)).toEqual({ value: 2 });
    expect(parse(text, ' Takk for sist ', policy)).toEqual({ value: 'Takk for sist' });
    expect(parse(date, '2018-02-28', policy)).toEqual({ value: '2018-02-28' });
  });

  it('refuses what is not an option', () => {
    for (const raw of ['3', '0', '01', ' 1', '1.0', 'on', '-2', '<script>', '1\0', '\ud800'])
      expect(parse(single, raw, policy), raw).toEqual({ code: 'not-an-option' });
    for (const raw of [['3'], ['1', '3'], ['1', 'x'], ['on']])
      expect(parse(multiple, raw, policy), raw.join()).toEqual({ code: 'not-an-option' });
    for (const raw of ['0', '3', 'A', '12'])
      expect(parse(pair, raw, policy), raw).toEqual({ code: 'not-an-option' });
  });

  it('refuses two of a kind where one is wanted, but not the same one sent twice', () => {
    for (const [form, one, other] of [
      [single, '1', '2'],
      [scale, '3', '4'],
      [pair, '1', '2'],
    ] as const) {
      expect(parse(form, [one, other], policy)).toEqual({ code: 'two-answers' });
      expect(parse(form, [one, one], policy)).toEqual({ value: Number(one) });
    }
    expect(parse(numbers, ['1', '2'], policy)).toEqual({ code: 'two-answers' });
    expect(parse(text, ['a', 'b'], policy)).toEqual({ code: 'two-answers' });
    expect(parse(date, ['2018-01-01', '2018-01-02'], policy)).toEqual({ code: 'two-answers' });
  });

  it('reads a rating only as the form sends it', () => {
    for (const raw of [
      '11',
      '0',
      'abc',
      '-0',
      '1e1',
      '+5',
      '0x1',
      '５',
      '٥',
      '5.0',
      '5,5',
      '05',
      'NaN',
    ])
      expect(parse(scale, raw, policy), raw).toEqual({ code: 'not-an-option' });
    expect(parse(scale, '0', policy, 'ability')).toEqual({ value: 0 });
    expect(parse(scale, '-0', policy, 'ability')).toEqual({ code: 'not-an-option' });
  });

  it('reads a number in plain digits, with its unit or without', () => {
    for (const raw of [
      'abc',
      '-0',
      '1e1',
      '+5',
      '0x1',
      '５',
      '5.0',
      '5,5',
      '5 6',
      '<script>',
      '0\0',
    ])
      expect(parse(numbers, raw, policy), raw).toEqual({
        code: 'not-a-number',
        details: { from: 0, to: 100 },
      });
    expect(parse(numbers, ' 080 % ', policy)).toEqual({ value: 80 });
    expect(parse(numbers, '43 years', policy, 'age')).toEqual({ value: 43 });
    expect(parse(numbers, '43år', policy, 'age')).toEqual({ value: 43 });
  });

  it('keeps a number inside its range, both ends included', () => {
    const refused = { code: 'out-of-range', details: { from: 18, to: 99 } };
    expect(parse(numbers, '17', policy, 'age')).toEqual(refused);
    expect(parse(numbers, '18', policy, 'age')).toEqual({ value: 18 });
    expect(parse(numbers, '99', policy, 'age')).toEqual({ value: 99 });
    expect(parse(numbers, '100', policy, 'age')).toEqual(refused);
    expect(parse(numbers, '999999999', policy, 'age')).toEqual(refused);
  });

  it('knows which days there are, and which of them are asked for', () => {
    expect(parse(date, '29.2.2020', policy)).toEqual({ value: '2020-02-29' });
    expect(parse(date, '01062017', policy)).toEqual({ value: '2017-06-01' });
    for (const raw of [
      '2019-02-29',
      '31.04.2018',
      '2018-13-01',
      '28/2-18',
      '２０１８-01-01',
      'i går',
    ])
      expect(parse(date, raw, policy), raw).toEqual({ code: 'not-a-date' });
    for (const raw of ['2017-05-31', '2020-03-01', '0000-01-01'])
      expect(parse(date, raw, policy), raw).toEqual({
        code: 'out-of-range',
        details: { from: '2017-06-01', to: '2020-02-29' },
      });
  });

  it('keeps a text as it was written, whatever it looks like', () => {
    for (const raw of [
      '<script>alert(1)</script>',
      '=1+1',
      '-2',
      '0',
      'Åse 👩🏽‍🦯',
      'a\tb\nc',
      "'; --",
    ])
      expect(parse(text, raw, policy), raw).toEqual({ value: raw });
    expect(parse(text, 'a\r\nb\rc', policy)).toEqual({ value: 'a\nb\nc' });
    expect(parse(text, 'A\u030ase', policy)).toEqual({ value: 'Åse' });
  });

  it('refuses characters that no keyboard types', () => {
    for (const raw of ['a\0b', 'a\u0007b', 'a\u001b[2J', 'a\u0085b', 'a\ud800b', '\udc00'])
      expect(parse(text, raw, policy), raw).toEqual({ code: 'unreadable-character' });
  });

  it('counts the length of a text in characters, not in bytes', () => {
    expect(parse(text, '👍'.repeat(60), policy)).toEqual({ value: '👍'.repeat(60) });
    expect(parse(text, 'a'.repeat(61), policy)).toEqual({ code: 'too-long', details: { max: 60 } });
  });

  it('refuses a megabyte of anything at once', () => {
    const megabyte = 2 ** 20;
    for (const raw of ['1', 'a', ' 1', '123456 ', '12345.', '\0', '<'])
      for (const form of [single, multiple, numbers, scale, pair, text, date])
        expect(parse(form, raw.repeat(megabyte / raw.length), policy)).toHaveProperty('code');
  });

  it('takes nothing, blanks and empty strings as not answered', () => {
    for (const form of forms)
      for (const raw of [[], '', '  ', '\n', '\u00a0', ['', '']])
        expect(parse(form, raw, policy)).toEqual({ missing: 'skipped' });
  });

  it('tells "none of these" from nothing ticked', () => {
    expect(parse(multiple, '0', policy)).toEqual({ value: [0] });
    expect(parse(multiple, [], policy)).toEqual({ missing: 'skipped' });
    expect(parse(benefits, '10', policy)).toEqual({ value: [10] });
    expect(parse(benefits, '0', policy)).toEqual({ code: 'not-an-option' });
  });
});

describe('an exclusive option ticked with others', () => {
  it('is refused on the web', () => {
    expect(parse(benefits, ['1', '10'])).toEqual({ code: 'exclusive-with-others' });
    expect(parse(benefits, ['10', '11'])).toEqual({ code: 'exclusive-with-others' });
    expect(parse(multiple, ['0', '2'])).toEqual({ code: 'exclusive-with-others' });
  });

  it('stays as it stands on paper, flagged', () => {
    const flags = ['exclusive-with-others'];
    expect(parse(benefits, ['10', '1'], 'paper')).toEqual({ value: [1, 10], flags });
    expect(parse(multiple, ['0', '2'], 'paper')).toEqual({ value: [0, 2], flags });
  });
});

describe('what a keyer says instead of an answer', () => {
  it('is illegible or two marks, for every type', () => {
    for (const form of forms.filter((one) => one !== text)) {
      expect(parse(form, '-5', 'paper')).toEqual({ missing: 'illegible' });
      expect(parse(form, '-6', 'paper')).toEqual({ missing: 'two-marks' });
    }
    expect(parse(text, '\t-5', 'paper')).toEqual({ missing: 'illegible' });
    expect(parse(text, '\t-6', 'paper')).toEqual({ missing: 'two-marks' });
  });

  it('is told from somebody who writes “-5” in their own words', () => {
    for (const policy of ['web', 'paper'] as const)
      expect(parse(text, '-5', policy)).toEqual({ value: '-5' });
    expect(parse(text, '\t-5', 'web')).toEqual({ value: '-5' });
  });

  it('is no other missing reason, and nothing beside it', () => {
    for (const code of ['-1', '-2', '-3', '-4', '-7', '-8', '-9', '-05'])
      expect(parse(scale, code, 'paper')).toEqual({ code: 'not-an-option' });
    expect(parse(scale, ['-5', '4'], 'paper')).toEqual({ code: 'not-an-option' });
  });

  it('cannot be said on the web', () => {
    for (const form of [single, multiple, benefits, scale, pair])
      expect(parse(form, '-5')).toEqual({ code: 'not-an-option' });
    expect(parse(numbers, '-6')).toHaveProperty('code', 'not-a-number');
    expect(parse(date, '-6')).toEqual({ code: 'not-a-date' });
    expect(parse(text, '-6')).toEqual({ value: '-6' });
  });
});

describe('the fields of a form', () => {
  const asked = items(fixture(single));

  it('are named when the form does not ask for them, even with names that every object has', () => {
    const fields = JSON.parse(
      '{ "slept_well": "1", "__proto__": "2", "constructor": "3", "toString": ["4"], "benefits": "1" }',
    ) as Fields;
    expect(parseForm(fields, asked, 'web')).toEqual({
      answers: { slept_well: { value: 1 } },
      problems: {},
      unknownFields: ['__proto__', 'constructor', 'toString', 'benefits'],
    });
  });

  it('are only those that were sent, not those an object inherits', () => {
    const inherited = Object.create({ slept_well: '1' }) as Fields;
    expect(parseForm(inherited, asked, 'web').answers).toEqual({
      slept_well: { missing: 'skipped' },
    });
  });

  it('may come as lists', () => {
    expect(parse(single, ['1'])).toEqual({ value: 1 });
    expect(parse(single, ['', '2', ' '])).toEqual({ value: 2 });
    expect(parse(multiple, ['2', '2', '1'])).toEqual({ value: [1, 2] });
  });

  it('give an answer or a problem for every item asked', () => {
    const form = parseForm({ percent: '101', age: '' }, items(fixture(numbers)), 'web');
    expect(Object.keys(form.answers)).toEqual(['age', 'phone_calls']);
    expect(Object.keys(form.problems)).toEqual(['percent']);
  });
});
