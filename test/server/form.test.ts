/** Posted forms: the page's own fields, and identity numbers that nobody may put into them. */

import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { readButton, readForm } from '../../server/form.ts';

const posted = (body: Record<string, string | string[]>) => ({ body }) as FastifyRequest;

test.each([
  ['a token', 'abc01019012345defghjkmnpq0'],
  // Of such digits there are some in one UUID of 140.
  ['a random UUID', 'abcdefab-cdef-4abc-9a01-019012345bcd'],
  ['a random UUID with digits at its end', 'abcdefab-cdef-4abc-9abc-d01019012345'],
])('%s that looks like an identity number is what the page itself wrote', (_, value) => {
  expect(readForm(posted({ _task: value })).own('_task')).toBe(value);
});

test.each([
  ['_task', '01019012345'],
  ['_task', '010190-12345'],
  ['_task', 'abcd-01019012345'],
  // The version of a UUID that is not drawn at random.
  ['_task', 'abcdefab-cdef-1abc-9a01-019012345bcd'],
  ['_csrf', 'Kari 010190 12345'],
])('an identity number in %s is refused: %s', (name, value) => {
  expect(() => readForm(posted({ [name]: value }))).toThrow('identity-number');
});

test('own fields are empty unless they are there exactly once, and others are the fields', () => {
  const form = readForm(posted({ _lang: 'nb', _page: ['1', '2'], name: 'Kari', __proto: 'x' }));
  expect([form.own('_lang'), form.own('_page'), form.own('_nonce')]).toEqual(['nb', '', '']);
  expect(form.fields).toEqual({ name: 'Kari', __proto: 'x' });
});

test('a form with nothing to fill in refuses what is filled in', () => {
  expect(readButton(posted({ _lang: 'nb' })).own('_lang')).toBe('nb');
  expect(() => readButton(posted({ name: 'Kari' }))).toThrow('not-this-form');
  expect(() => readButton(posted({ name: '01019012345' }))).toThrow('identity-number');
});
