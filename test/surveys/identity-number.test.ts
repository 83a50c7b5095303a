/** A national identity number is refused wherever it is typed, and taken out of what stands on paper. The numbers are made up. */

import { describe, expect, it } from 'vitest';
import { parseForm } from '../../surveys/answers.ts';
import { items } from '../../surveys/instrument.ts';
import { fixture } from './helpers.ts';

const identityNumbers = [
  '010190/12345',
  '01.01.90 12345',
  '010190 123 45',
  '01 01 90 123 45',
  // An account number has as many digits and cannot be told apart.
  '1234.56.78903',
  '01019012345',
  '010190 12345',
  '010190.12345',
  '010190-12345',
  '010190 - 12345',
  '010190\u00a012345',
  '010190\u201312345',
  '010190\u00ad12345',
  '010190\u200b12345',
  '０１０１９０１２３４５',
  '０１０１９０　１２３４５',
  '０１０１９０．１２３４５',
  '０１０１９０－１２３４５',
  '٠١٠١٩٠١٢٣٤٥',
  '010190\n12345',
  'Kari, 01019012345.',
  'nr01019012345a',
];

const otherNumbers = [
  '77001122',
  '77 00 11 22',
  '+47 77 00 11 22',
  '0047 77001122',
  '0101901234',
  '010190123456',
  '010190 123456',
  '0101901 12345',
  '010190 1234',
];

const [comment] = items(fixture('text'));
const parseComment = (typed: string, policy: 'web' | 'paper') =>
  parseForm({ comment: typed }, comment ? [comment] : [], policy);

describe('a national identity number', () => {
  it.each(identityNumbers)('is refused on the web in a field of any type: %j', (typed) => {
    for (const name of ['single', 'multiple', 'number', 'scale', 'pair', 'text', 'date']) {
      const [item] = items(fixture(name));
      if (!item) throw new Error(`no item in ${name}`);
      const form = parseForm({ [item.name]: typed }, [item], 'web');
      expect(form.problems[item.name], name).toEqual({ code: 'identity-number' });
      expect(form.answers).toEqual({});
    }
  });

  it.each(identityNumbers)('is taken out of a text that stands on paper: %j', (typed) => {
    const { answers, problems } = parseComment(`Ring ${typed} i dag`, 'paper');
    expect(problems).toEqual({});
    expect(answers.comment).toMatchObject({ flags: ['identity-number-removed'] });
    expect(JSON.stringify(answers)).toContain('[removed]');
    expect(JSON.stringify(answers)).not.toMatch(/12345|\p{Nd}{5}/u);
  });

  it('leaves the rest of the text, and every further number is taken out too', () => {
    expect(parseComment('Per 01019012345, Kari 020290-54321', 'paper').answers.comment).toEqual({
      value: 'Per [removed], Kari [removed]',
      flags: ['identity-number-removed'],
    });
  });

  it('is refused on paper where no text is asked for: the keyer says illegible instead', () => {
    const [item] = items(fixture('number'));
    const form = parseForm({ percent: '010190 12345' }, item ? [item] : [], 'paper');
    expect(form.problems).toEqual({ percent: { code: 'identity-number' } });
  });

  it.each(otherNumbers)('is not what other numbers are: %j', (typed) => {
    for (const policy of ['web', 'paper'] as const)
      expect(parseComment(`Ring ${typed}`, policy).answers.comment).toEqual({
        value: `Ring ${typed}`,
      });
  });

  it('leaves an eight-digit number in a number field alone', () => {
    const calls = items(fixture('number')).filter(({ name }) => name === 'phone_calls');
    expect(parseForm({ phone_calls: '77001122' }, calls, 'web').answers).toEqual({
      phone_calls: { value: 77001122 },
    });
  });
});
