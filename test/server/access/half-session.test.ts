/** A half session, after the password and before the code, opens nothing: every route, every role. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../../server/db/accounts.ts';
import type { TestApp } from '../../support/app.ts';
import { newAccount, withPassword } from '../../support/authenticator.ts';
import { register } from '../../support/participants.ts';
import { open, type Staff, send } from '../../support/staff.ts';
import { everyRow } from '../../support/tables.ts';
import { matrix } from './matrix.ts';
import { appWithRoutes, type RouteName } from './routes.ts';

const roles: readonly Role[] = ['admin', 'coordinator', 'keyer', 'researcher'];
const onTheWay = ['/second-factor', '/second-factor/setup'];

let t: TestApp;
let code: string;
let victim: string;
const halves: Partial<Record<Role, Staff>> = {};

beforeAll(async () => {
  ({ app: t } = await appWithRoutes({ secondFactor: roles }));
  code = await register(t, { name: 'Kari Nordli' });
  victim = (await t.signedIn('keyer')).accountId;
  for (const role of roles) {
    await newAccount(t, role, `${role}@jobbstudien.example`);
    halves[role] = await withPassword(t, `${role}@jobbstudien.example`);
  }
});
afterAll(() => t.close());

const closed = Object.entries(matrix).flatMap(([name, allowed]) =>
  allowed === 'anyone' || onTheWay.some((path) => name.endsWith(path))
    ? []
    : [{ name: name as RouteName }],
);

test.each(closed)('$name is closed', async ({ name }) => {
  const parts: Readonly<Record<string, string>> = {
    ...{ study: 'jobbspesialist', code, wave: '1', file: 'wide.csv', id: victim },
  };
  const url = name.replace(/^\w+ /, '').replace(/:(\w+)/g, (_, part: string) => parts[part] ?? 'x');
  const before = await everyRow(t.services.db);
  for (const role of roles) {
    const half = halves[role] ?? null;
    const isVisit = name.startsWith('GET');
    const reply = isVisit ? await open(t, half, url) : await send(t, half, url);
    expect([role, reply.statusCode]).toEqual([role, isVisit ? 303 : 403]);
    if (isVisit) expect(reply.headers.location).toBe('/second-factor');
    else expect(reply.body).toContain('href="/second-factor"');
    expect(reply.body).not.toMatch(/Nordli/);
  }
  expect(await everyRow(t.services.db)).toBe(before);
});

test('an API token in the same request decides alone', async () => {
  const { cookie } = halves.researcher as Staff;
  const reply = await t.app.inject({
    url: '/research/jobbspesialist/exports/wide.csv',
    headers: { cookie, authorization: 'Bearer abcdefghjkmnpqrstvwxyz0123' },
  });
  expect([reply.statusCode, reply.json().error]).toEqual([401, 'bad-token']);
});
