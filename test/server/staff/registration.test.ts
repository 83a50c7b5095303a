/** Registering one participant with their consent: all of it right, or every fault told at its field. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newCode } from '../../../server/participant-code.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, inputValue, open, type Sent, type Staff, send } from '../../support/staff.ts';

let t: TestApp;
let coordinator: Staff;
beforeAll(async () => {
  t = await testApp();
  coordinator = await t.signedIn('coordinator');
});
afterAll(() => t.close());

const participants = '/staff/jobbspesialist/participants';
let people = 0;

/** Solveig Aas, a candidate in Harstad; an e-mail of her own in every test. */
function solveig(changes: Sent = {}): Sent {
  people += 1;
  return {
    _code: newCode(),
    _role: 'candidate',
    name: 'Solveig Aas',
    email: `solveig${people}@post.example`,
    phone: '',
    address: 'Fjordgata 3\r\n9405 Harstad',
    channel: 'web',
    language: 'nb',
    inclusion_date: '28.02.2018',
    arm: 'kvp',
    site: 'harstad',
    consent_date: '27.02.2018',
    consent_version: '1',
    consent_channel: 'paper',
    ask_survey: 'yes',
    ask_archive: 'yes',
    ...changes,
  };
}

const submit = (fields: Sent) => send(t, coordinator, participants, fields);

async function stored() {
  const { registry, study } = t.services.db;
  return {
    persons: await registry.selectFrom('person').selectAll().execute(),
    consents: await registry.selectFrom('consent').selectAll().execute(),
    participants: await study.selectFrom('participant').selectAll().execute(),
  };
}

/** The problem that stands at a field. */
function problemAt(body: string, field: string): string {
  return body.match(new RegExp(`id="problem-${field}">([^<]*)<`))?.[1] ?? '';
}

describe('a form that is right', () => {
  test('registers the person, the consent and the code, and shows them', async () => {
    const fields = solveig({ phone: '+47 99 00 11 22' });
    const reply = await submit(fields);
    expect(reply.statusCode).toBe(303);
    expect(reply.headers.location).toBe(`${participants}/${fields._code}/registration`);
    const { persons, consents, participants: rows } = await stored();
    const row = rows.find(({ code }) => code === fields._code);
    expect(row).toMatchObject({
      study: 'jobbspesialist',
      role: 'candidate',
      arm: 'kvp',
      site: 'harstad',
      team: null,
      inclusion_date: '2018-02-28',
      language: 'nb',
      channel: 'web',
    });
    expect(consents.find(({ code }) => code === fields._code)).toMatchObject({
      given_on: '2018-02-27',
      text_version: '1',
      channel: 'paper',
      recorded_by: coordinator.accountId,
    });
    expect(JSON.stringify(persons)).not.toContain('Solveig');

    const receipt = await open(t, coordinator, String(reply.headers.location));
    expect(receipt.body).toContain(String(fields._code));
    const page = await open(t, coordinator, `${participants}/${fields._code}`);
    for (const text of ['Solveig Aas', '+47 99 00 11 22', 'Fjordgata 3'])
      expect(page.body).toContain(text);
    expect(JSON.stringify(await eventsIn(t, 'registry'))).not.toContain('Solveig');
  });

  test('sent twice, also at once, is one participant', async () => {
    const before = await stored();
    const fields = solveig();
    const replies = await Promise.all([submit(fields), submit(fields)]);
    replies.push(await submit(fields));
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303]);
    const after = await stored();
    for (const table of ['persons', 'consents', 'participants'] as const)
      expect(after[table].length - before[table].length).toBe(1);
  });

  test('of a job specialist asks for a team, and neither arm nor site', async () => {
    const page = await open(t, coordinator, `${participants}/new?role=job-specialist`);
    expect(page.body).toContain('name="team"');
    expect(page.body).not.toContain('name="arm"');
    const { arm: _arm, site: _site, ...rest } = solveig({ _role: 'job-specialist' });
    expect(problemAt((await submit({ ...rest, team: '' })).body, 'team')).not.toBe('');
    const fields = { ...rest, team: 'team-2' };
    expect((await submit(fields)).statusCode).toBe(303);
    const row = (await stored()).participants.find(({ code }) => code === rest._code);
    expect(row).toMatchObject({ role: 'job-specialist', team: 'team-2', arm: null, site: null });
    expect((await submit({ ...fields, _code: newCode(), site: 'harstad' })).statusCode).toBe(400);
  });

  test('of somebody who answers on paper needs no e-mail', async () => {
    expect((await submit(solveig({ channel: 'paper', email: '' }))).statusCode).toBe(303);
  });
});

describe('what somebody agrees to', () => {
  test('is written down thing by thing with the registration: what is not ticked is a no', async () => {
    const fields = solveig();
    await submit(fields);
    const answers = await t.services.db.registry
      .selectFrom('consent_answer')
      .innerJoin('consent', 'consent.id', 'consent_answer.consent_id')
      .select(['item', 'agreed'])
      .where('consent.code', '=', String(fields._code))
      .orderBy('item')
      .execute();
    expect(answers).toEqual([
      { item: 'archive', agreed: 1 },
      { item: 'contact-again', agreed: 0 },
      { item: 'register-linkage', agreed: 0 },
      { item: 'survey', agreed: 1 },
    ]);
  });

  test('has to be taking part; no box is ticked beforehand', async () => {
    const reply = await submit(solveig({ ask_survey: '' }));
    expect(problemAt(reply.body, 'ask_survey')).toBe('Uten et ja her kan ikke personen være med.');
    expect(reply.body).toMatch(/name="ask_archive"[^>]* checked/);
    const empty = await open(t, coordinator, `${participants}/new`);
    expect(empty.body).not.toContain(' checked');
  });
});

describe('one form after another', () => {
  test('keeps arm, site and dates, and nothing of the person', async () => {
    const fields = solveig({ name: 'Torunn Bye', email: 'torunn@post.example' });
    const receipt = await open(t, coordinator, String((await submit(fields)).headers.location));
    expect(receipt.body).not.toContain('Torunn');
    const next = /href="([^"]*new\?after[^"]*)"/.exec(receipt.body)?.[1] ?? '';
    const { body } = await open(t, coordinator, next.replace('&#x3D;', '='));
    for (const kept of ['27.02.2018', '28.02.2018']) expect(body).toContain(`value="${kept}"`);
    for (const chosen of ['kvp', 'harstad', 'paper', '1'])
      expect(body).toContain(`<option value="${chosen}" selected>`);
    expect(body).not.toMatch(/Torunn|torunn|Fjordgata| checked/);
    expect(body).not.toContain(String(fields._code));
  });

  test('without an inclusion date somebody is included on the day they agree', async () => {
    const fields = solveig({ inclusion_date: '' });
    expect((await submit(fields)).statusCode).toBe(303);
    const row = (await stored()).participants.find(({ code }) => code === fields._code);
    expect(row?.inclusion_date).toBe('2018-02-27');
  });
});

describe('who follows somebody up', () => {
  test('can be chosen by name from those of the role who take part', async () => {
    const without = await open(t, coordinator, `${participants}/new?role=job-specialist`);
    expect(without.body).not.toContain('name="followed_by"');
    const ida = await register(t, {
      ...{ role: 'job-specialist', name: 'Ida Moe', team: 'team-1', arm: null, site: null },
      ...{ email: 'ida@post.example', phone: null },
    });
    const form = await open(t, coordinator, `${participants}/new`);
    expect(form.body).toMatch(new RegExp(`<option value="${ida}">Ida Moe</option>`));
    const fields = solveig({ followed_by: ida });
    expect((await submit(fields)).statusCode).toBe(303);
    const row = (await stored()).participants.find(({ code }) => code === fields._code);
    expect(row?.followed_by).toBe(ida);
    const wrong = await submit(solveig({ followed_by: String(fields._code) }));
    expect(problemAt(wrong.body, 'followed_by')).not.toBe('');
    expect((await submit(solveig({ followed_by: '' }))).statusCode).toBe(303);
  });
});

describe('a coordinator of one site', () => {
  let harstad: Staff;
  beforeAll(async () => {
    harstad = await t.signedIn('coordinator', [{ study: 'jobbspesialist', site: 'harstad' }]);
  });

  test('is offered that site alone, already chosen, and no role that is kept without a site', async () => {
    const { body } = await open(t, harstad, `${participants}/new`);
    expect(body).toContain('<option value="harstad" selected>');
    expect(body).not.toContain('tromso');
    expect(body).not.toContain('Tromsø');
    expect(body).not.toContain('role=job-specialist');
    const other = await open(t, harstad, `${participants}/new?role=job-specialist`);
    expect(other.statusCode).toBe(400);
  });

  test('registers nobody at another site, and no job specialist', async () => {
    const before = await stored();
    const away = solveig({ arm: 'jobbspesialist', site: 'tromso' });
    const reply = await send(t, harstad, participants, away);
    expect(problemAt(reply.body, 'site')).toBe('Det valget finnes ikke. Velg et av dem i lista.');
    const specialist = solveig({ _role: 'job-specialist', team: 'team-1' });
    expect((await send(t, harstad, participants, specialist)).statusCode).toBe(400);
    expect(await stored()).toEqual(before);
    expect((await send(t, harstad, participants, solveig())).statusCode).toBe(303);
  });

  test('is told that somebody is registered elsewhere, without code or link', async () => {
    const email = 'away@post.example';
    const away = await register(t, { name: 'Kari Nordli', email, phone: null });
    const reply = await send(t, harstad, participants, solveig({ email }));
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain('også registrert et annet sted');
    expect(reply.body).not.toContain(away);
    const confirmed = solveig({ email, same_contact: 'yes' });
    expect((await send(t, harstad, participants, confirmed)).statusCode).toBe(303);
    const next = await open(t, harstad, `${participants}/new?after=${away}`);
    expect(next.body).not.toContain('26.02.2018');
  });
});

describe('the empty form', () => {
  test('has the text in force chosen, and a new code every time', async () => {
    const [one, other] = [
      await open(t, coordinator, `${participants}/new`),
      await open(t, coordinator, `${participants}/new`),
    ];
    expect(one.body).toMatch(/<option value="1" selected>/);
    expect(inputValue(one, '_code')).toMatch(/^[2-9A-HJKMNP-Z]{7}$/);
    expect(inputValue(one, '_code')).not.toBe(inputValue(other, '_code'));
  });
});

describe('a form that is not right', () => {
  test('tells every problem at its field at once, and keeps what was typed', async () => {
    const before = await stored();
    const reply = await submit(
      solveig({
        name: 'x'.repeat(201),
        email: 'solveig',
        phone: '123',
        channel: 'pigeon',
        language: 'fr',
        inclusion_date: '30.02.2018',
        arm: '',
        site: 'oslo',
        consent_date: '',
        consent_version: '9',
        consent_channel: '',
      }),
    );
    expect(reply.statusCode).toBe(422);
    const faulty = [
      ...['name', 'email', 'phone', 'channel', 'language', 'inclusion_date', 'arm', 'site'],
      ...['consent_date', 'consent_version', 'consent_channel'],
    ];
    for (const field of faulty) {
      expect([field, problemAt(reply.body, field)]).not.toEqual([field, '']);
      expect(reply.body).toContain(`href="#${field}"`);
    }
    expect(problemAt(reply.body, 'name')).toBe('Teksten er for lang. Den kan ha høyst 200 tegn.');
    for (const kept of ['value="solveig"', 'value="123"', 'value="30.02.2018"', 'Fjordgata 3'])
      expect(reply.body).toContain(kept);
    expect(await stored()).toEqual(before);
  });

  test.each([
    ['name', ''],
    ['email', ''],
    ['channel', ''],
    ['language', ''],
    ['ask_survey', ''],
    ['arm', ''],
    ['site', ''],
    ['consent_date', ''],
    ['consent_version', ''],
    ['consent_channel', ''],
    ['inclusion_date', '02.03.2018'],
    ['consent_date', '02.03.2018'],
    ['inclusion_date', '26.02.2018'],
    ['consent_version', '2'],
    ['email', 'a@b.no, c@d.no'],
    ['email', 'a@b.no\r\nBcc: c@d.no'],
    ['email', 'Solveig <a@b.no>'],
    ['phone', '９９００１１２２'],
    ['phone', '+47 990011'],
    ['name', 'Solveig\u0000Aas'],
    ['address', 'Gata\u00073'],
  ])('is stopped at %s by %j', async (field, value) => {
    const reply = await submit(solveig({ [field]: value }));
    expect(reply.statusCode).toBe(422);
    expect(problemAt(reply.body, field)).not.toBe('');
  });

  test('says when the arm is not found at the site', async () => {
    const reply = await submit(solveig({ arm: 'kvp', site: 'tromso' }));
    expect(problemAt(reply.body, 'site')).toBe('Gruppen finnes ikke på dette stedet.');
  });

  test.each([
    ...['name', 'email', 'phone', 'address', 'channel', 'language', 'inclusion_date', 'arm'],
    ...[
      'site',
      'consent_date',
      'consent_version',
      'consent_channel',
      'same_contact',
      'ask_archive',
    ],
  ])(
    'that has an identity number in %s is refused with the reason, and forgets it',
    async (field) => {
      const before = await stored();
      for (const number of ['01019912345', '010199 12345', '０１０１９９12345']) {
        const reply = await submit(solveig({ [field]: number }));
        expect(reply.statusCode).toBe(422);
        expect(reply.body).not.toContain(number);
        if (field !== 'same_contact')
          expect(problemAt(reply.body, field)).toContain('ser ut som et fødselsnummer');
      }
      expect(await stored()).toEqual(before);
      expect(t.log.join('')).not.toContain('12345');
    },
  );

  test('takes a foreign phone number for what it is, though it has eleven digits', async () => {
    expect((await submit(solveig({ phone: '+46701234567' }))).statusCode).toBe(303);
  });

  test.each([
    ['a code that cannot be one', { _code: 'K7M4QXA' }],
    ['no code', { _code: '' }],
    ['a role the study does not have', { _role: 'leader' }],
  ])('with %s is not ours', async (_what, changes) => {
    expect((await submit(solveig(changes))).statusCode).toBe(400);
  });

  test('with a field twice is not ours', async () => {
    expect((await submit(solveig({ name: ['Solveig', 'Astrid'] }))).statusCode).toBe(400);
  });

  test('shows markup as text', async () => {
    const reply = await submit(solveig({ name: '<script>alert(1)</script>', arm: '' }));
    expect(reply.body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(reply.body).not.toContain('<script>alert');
  });
});

describe('somebody with a known e-mail or phone', () => {
  test('is registered only when it is said to be another person', async () => {
    const first = solveig({ phone: '77 12 34 56' });
    await submit(first);
    const before = await stored();
    const second = solveig({ name: 'Astrid Aas', phone: '+47 77123456' });
    const warned = await submit(second);
    expect(warned.statusCode).toBe(422);
    expect(warned.body).toContain(`${participants}/${first._code}`);
    expect(warned.body).toContain('name="same_contact"');
    expect(warned.body).toContain('value="Astrid Aas"');
    expect(inputValue(warned, '_code')).toBe(second._code);
    expect(await stored()).toEqual(before);
    expect((await submit({ ...second, same_contact: 'yes' })).statusCode).toBe(303);
    const spelled = String(first.email).toUpperCase();
    expect((await submit(solveig({ email: spelled }))).statusCode).toBe(422);
  });
});

describe('a form that is filled in anew after going back to it', () => {
  test('does not vanish behind the person it registered first', async () => {
    const first = solveig();
    await submit(first);
    const before = await stored();
    const changed = { ...first, name: 'Torstein Vik', email: 'torstein@post.example' };
    const reply = await submit(changed);
    expect(reply.statusCode).toBe(409);
    expect(reply.body).toContain(`${participants}/${first._code}`);
    expect(reply.body).toContain('value="Torstein Vik"');
    expect(await stored()).toEqual(before);
    const code = inputValue(reply, '_code');
    expect(code).not.toBe(first._code);
    expect((await submit({ ...changed, _code: code })).statusCode).toBe(303);
    expect((await stored()).participants.length).toBe(before.participants.length + 1);
  });
});
