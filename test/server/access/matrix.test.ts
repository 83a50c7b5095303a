/** Every route × every role × own or other site × own or other study: what is not for somebody does not exist. */

import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shippedSurveys } from '../../../server/config.ts';
import type { Role } from '../../../server/db/accounts.ts';
import { newCode } from '../../../server/participant-code.ts';
import type { TestApp } from '../../support/app.ts';
import { sendFile } from '../../support/files.ts';
import { logged } from '../../support/paper.ts';
import { register } from '../../support/participants.ts';
import { open, type Staff, send } from '../../support/staff.ts';
import { everyRow } from '../../support/tables.ts';
import { matrix, withFile, withStudyInQuery } from './matrix.ts';
import { appWithRoutes, type RouteName } from './routes.ts';

const roles: readonly Role[] = ['admin', 'coordinator', 'keyer', 'researcher'];

/** A study with the sites Tromsø and Harstad, and another with the same sites. */
const own = { study: 'jobbspesialist', site: 'tromso' };
const otherStudy = 'oppfolging';

/** A participant's code, and a form that came from them. */
type Whose = Readonly<Record<'code' | 'form', string>>;

/** Whom and what an address names: somebody of theirs, at the other site, or in the other study. */
const places = ['own', 'other site', 'other study'] as const;
type Place = (typeof places)[number];

let surveys: string;
let t: TestApp;
let routes: readonly RouteName[];
const people: Record<Place, { study: string; code: string; form: string }> = {
  own: { study: own.study, code: '', form: '' },
  'other site': { study: own.study, code: '', form: '' },
  'other study': { study: otherStudy, code: '', form: '' },
};
/** What could be somebody's, and is nobody's. */
const nobodys = { code: newCode(), form: randomUUID() };
const staff: Partial<Record<Role, Staff>> = {};
let victim = '';

beforeAll(async () => {
  surveys = twoStudies();
  ({ app: t, routes } = await appWithRoutes({ surveys }));
  people.own.code = await register(t, { name: 'Kari Nordli', site: 'tromso' });
  people['other site'].code = await register(t, { name: 'Ola Vestad', site: 'harstad' });
  people['other study'].code = await register(t, { name: 'Per Sørli', site: 'tromso' }, otherStudy);
  for (const place of places)
    people[place].form = (await logged(t, people[place].code, 1, '2018-03-01')).id;
  for (const role of roles) staff[role] = await t.signedIn(role, role === 'admin' ? [] : [own]);
  victim = (await t.signedIn('keyer')).accountId;
});
afterAll(async () => {
  await t.close();
  rmSync(surveys, { recursive: true, force: true });
});

const forStaff = Object.entries(matrix).flatMap(([name, allowed]) =>
  allowed === 'anyone' ? [] : [{ name: name as RouteName, allowed }],
);
const named = /:(study|code|form)/;
const scoped = [
  ...forStaff.filter(({ name }) => named.test(name)),
  ...withStudyInQuery.map((name) => ({
    name: `${name}?study=:study` as RouteName,
    allowed: matrix[name] as readonly Role[],
  })),
];

function address(name: RouteName, place: Place, whose: Whose = people[place]): string {
  const { study } = people[place];
  const parts: Readonly<Record<string, string>> = {
    ...{ study, code: whose.code, form: whose.form, wave: '1', file: 'wide.csv', id: victim },
  };
  return name.replace(/^\w+ /, '').replace(/:(\w+)/g, (_, part: string) => parts[part] ?? 'x');
}

function visit(
  name: RouteName,
  place: Place,
  who: Staff | null,
  whose?: Whose,
): Promise<LightMyRequestResponse> {
  const url = address(name, place, whose);
  if (withFile.includes(name)) return sendFile(t, who, url, null);
  return name.startsWith('GET') ? open(t, who, url) : send(t, who, url);
}

test('names every route there is, and none that is not', () => {
  expect(routes).toEqual(Object.keys(matrix).sort());
});

describe('without signing in', () => {
  test.each(forStaff)('$name leads to the sign-in page or is refused', async ({ name }) => {
    const before = await everyRow(t.services.db);
    const reply = await visit(name, 'own', null);
    expect(reply.statusCode).toBe(name.startsWith('GET') ? 303 : 401);
    if (reply.statusCode === 303) expect(reply.headers.location).toBe('/sign-in');
    expect(await everyRow(t.services.db)).toBe(before);
  });
});

describe('in another role', () => {
  test.each(forStaff)('$name is not for others than $allowed', async ({ name, allowed }) => {
    const before = await everyRow(t.services.db);
    for (const role of roles.filter((one) => !allowed.includes(one)))
      for (const place of places)
        expect([role, place, (await visit(name, place, staff[role] ?? null)).statusCode]).toEqual([
          role,
          place,
          403,
        ]);
    expect(await everyRow(t.services.db)).toBe(before);
  });
});

describe('at another site or in another study', () => {
  test.each(scoped)('$name tells the same as of nobody', async ({ name, allowed }) => {
    const before = await everyRow(t.services.db);
    for (const role of allowed)
      for (const place of othersFor(name, role)) {
        const reply = await visit(name, place, staff[role] ?? null);
        expect([role, place, reply.statusCode]).toEqual([role, place, 404]);
        expect(reply.body).not.toMatch(/Nordli|Vestad|Sørli/);
        const nobody = await visit(name, place, staff[role] ?? null, nobodys);
        const body = reply.body
          .replaceAll(people[place].code, nobodys.code)
          .replaceAll(people[place].form, nobodys.form);
        expect(body).toBe(nobody.body);
      }
    expect(await everyRow(t.services.db)).toBe(before);
  });
});

describe('at home', () => {
  // The last of all: some of these close what they are pressed for.
  test.each(forStaff)('$name lets $allowed in', async ({ name, allowed }) => {
    for (const role of allowed) {
      const { statusCode } = await visit(name, 'own', staff[role] ?? null);
      expect([401, 403, 500], `${role}: ${statusCode}`).not.toContain(statusCode);
    }
  });
});

test('covers every case', () => {
  const wrongRole = forStaff.map(({ allowed }) => (roles.length - allowed.length) * places.length);
  const elsewhere = scoped.flatMap(({ name, allowed }) =>
    allowed.map((role) => othersFor(name, role).length),
  );
  const atHome = forStaff.map(({ allowed }) => allowed.length);
  const cases = [...wrongRole, ...elsewhere, ...atHome].reduce(
    (sum, n) => sum + n,
    forStaff.length,
  );
  process.stdout.write(`access matrix: ${routes.length} routes, ${cases} cases\n`);
  expect(cases).toBeGreaterThan(routes.length * roles.length);
});

/** A study in the address is one of theirs or not; a person in it may also be at the other site. */
function othersFor(name: RouteName, role: Role): Place[] {
  const limited = role === 'coordinator' || role === 'keyer';
  return /:(code|form)/.test(name) && limited ? ['other site', 'other study'] : ['other study'];
}

/** The shipped study, and the same under another name. */
function twoStudies(): string {
  const folder = mkdtempSync(join(tmpdir(), 'malepunkt-surveys-'));
  for (const part of ['instruments', 'studies'])
    cpSync(join(shippedSurveys, part), join(folder, part), { recursive: true });
  const text = readFileSync(join(folder, 'studies/jobbspesialist.yaml'), 'utf8');
  writeFileSync(
    join(folder, `studies/${otherStudy}.yaml`),
    text.replace(`study: ${own.study}`, `study: ${otherStudy}`),
  );
  return folder;
}
