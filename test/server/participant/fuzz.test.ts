/** Whatever is sent to whatever address: never a fault of ours, and nothing is written but by success. */

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';
import { everyRow } from '../../support/tables.ts';
import { formType, type Visitor, visitor } from '../../support/visitor.ts';

let study: TestApp;
let link: string;
let nils: Visitor;

beforeAll(async () => {
  study = await testApp();
  link = await invite(study, await register(study, { name: 'Nils Foss' }));
  nils = visitor(study);
  await nils.start(link);
});
afterAll(() => study.close());

const junk = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.webPath());
const typed = fc.oneof(
  fc.constantFrom('1', '2', '10', '11', '34', '-0', '1e1', '５', '<script>', '\u0000', ''),
  fc.integer().map(String),
  junk,
);
const encode = (pairs: readonly (readonly [string, string])[]) =>
  pairs
    .map((pair) => pair.map((text) => encodeURIComponent(text.toWellFormed())).join('='))
    .join('&');

/** A form as its page makes it, but for what is filled in. */
const filledIn = fc
  .tuple(
    fc.constantFrom(
      ...([
        ['gender', 'gender'],
        ['age', 'age'],
        ['work', 'jm02'],
        ['hours', 'jm03'],
        ['benefits', 'jm06'],
        ['work-ability', 'jm40'],
      ] as const),
    ),
    fc.array(typed, { maxLength: 3 }),
  )
  .map(([[page, item], values]) => ({
    ...{ method: 'POST', path: `/answers/pages/${page}`, type: formType['content-type'] },
    body: `HIDDEN&${encode(values.map((value) => [item, value]))}`,
  }));

const name = fc.oneof(
  fc.constantFrom('gender', 'age', 'jm02', 'jm20', '__proto__', 'constructor'),
  fc.constantFrom('_nonce', '_revision', '_visit', '_lang', '_from', '_go'),
  junk,
);
const anything = fc.record({
  method: fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'PATCH'),
  path: fc.oneof(
    fc.constantFrom('/answers', '/answers/summary', '/answers/pages/age', 'LINK', 'LINK?lang=en'),
    junk.map((text) => `/s/${encodeURIComponent(text.toWellFormed())}`),
    // A backslash never leaves a client: it is taken for a stroke, or refused as here.
    junk.map((text) => `/${text.replace(/[^!-~]|\\/g, '%')}`),
  ),
  body: fc.oneof(fc.array(fc.tuple(name, typed), { maxLength: 6 }).map(encode), fc.string()),
  type: fc.oneof(
    { weight: 3, arbitrary: fc.constant(formType['content-type']) },
    { weight: 1, arbitrary: fc.constantFrom('application/json', 'text/plain', 'x', '') },
  ),
});

test('any request at all is answered below 500, and only a redirected post writes', async () => {
  const outcomes = new Set<number>();
  await fc.assert(
    fc.asyncProperty(fc.oneof(filledIn, anything), async ({ method, path, body, type }) => {
      await nils.get('/answers/pages/gender');
      const hidden = new URLSearchParams(nils.hidden()).toString();
      const before = await everyRow(study.services.db);
      const response = await study.app.inject({
        method: method as 'GET',
        url: path.replace('LINK', link),
        headers: { cookie: nils.cookie, 'content-type': type },
        payload: body.replace('HIDDEN', hidden),
      });
      outcomes.add(response.statusCode);
      expect(response.statusCode).toBeLessThan(500);
      const written = method === 'POST' && response.statusCode === 303;
      if (!written) expect(await everyRow(study.services.db)).toBe(before);
    }),
    { numRuns: 400 },
  );
  // The sieve is worth something only if much went through and much was refused.
  for (const status of [200, 303, 400, 404, 415, 422]) expect([...outcomes]).toContain(status);
});
