/** Junk in an address is 404 or 400 in both homes, whoever sends it; PostgreSQL will not even look for U+0000. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { homeKinds, testHomes } from '../support/homes.ts';

const homes = testHomes();

const roles = ['coordinator', 'keyer', 'researcher', 'admin'] as const;
const junk = ['%00', 'a%00b', '%E0%A4%A', '%F0%9F%92%A9', '..%2F..%2Fetc', 'x'.repeat(300)];
const gets = [
  '/staff/jobbspesialist/participants/JUNK',
  '/staff/jobbspesialist/participants/JUNK/withdrawal',
  '/staff/paper-entries/JUNK',
  '/staff/paper-entries/JUNK/receipt',
  '/staff/JUNK/participants/new',
  '/research/JUNK',
  '/research/JUNK/sample-size',
  '/research/jobbspesialist/exports/JUNK',
  '/account-links/JUNK',
  '/admin/accounts/JUNK',
  '/admin/accounts/JUNK/second-factor-reset',
  '/research/JUNK/api-tokens',
  '/step-up?next=JUNK',
  '/s/JUNK',
  '/d/JUNK',
  '/privacy/JUNK',
  '/staff/jobbspesialist/participants/JUNK/data-copies',
  '/staff/JUNK/identity-export',
  '/staff/JUNK/identity-export.csv?purpose=letters',
  '/staff/jobbspesialist/identity-export.csv?purpose=JUNK',
  '/thanks/JUNK/JUNK',
];
const posts = [
  '/staff/jobbspesialist/participants/JUNK/invitations',
  '/staff/jobbspesialist/participants/JUNK/withdrawal',
  '/staff/jobbspesialist/participants/JUNK/links/1/revocation',
  '/admin/accounts/JUNK/disablement',
  '/admin/accounts/JUNK/links',
  '/admin/accounts/JUNK/access',
  '/admin/accounts/JUNK/second-factor-reset',
  '/admin/accounts/JUNK/api-tokens/JUNK/revocation',
  '/step-up?next=JUNK',
  '/research/jobbspesialist/api-tokens/JUNK/revocation',
  '/staff/jobbspesialist/participants/JUNK/data-copies',
  '/s/JUNK',
  '/d/JUNK',
];

describe.each(homeKinds)('on %s', (kind) => {
  let t: TestApp;
  const people: Partial<Record<(typeof roles)[number], { cookie: string; csrf: string }>> = {};
  beforeAll(async () => {
    t = await testApp({ home: await homes.fresh(kind) });
    for (const role of roles) people[role] = await t.signedIn(role);
  });
  afterAll(() => t.close());

  test.each(roles)('a %s gets no 5xx', async (role) => {
    const { cookie = '', csrf = '' } = people[role] ?? {};
    for (const piece of junk) {
      for (const path of gets) {
        const reply = await t.app.inject({
          url: path.replaceAll('JUNK', piece),
          headers: { cookie },
        });
        expect(reply.statusCode, `GET ${path} with ${piece}`).toBeLessThan(500);
      }
      for (const path of posts) {
        const reply = await t.app.inject({
          method: 'POST',
          url: path.replaceAll('JUNK', piece),
          payload: `_csrf=${csrf}&wave=1`,
          headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        });
        expect(reply.statusCode, `POST ${path} with ${piece}`).toBeLessThan(500);
      }
    }
    expect(t.log.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});
