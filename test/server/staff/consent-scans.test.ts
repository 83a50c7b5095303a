/** Scans of signed forms: what they are is seen in the file itself, and only who may see the person gets at them. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { jpeg, pdf, png, sendFile } from '../../support/files.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, open, type Staff, send } from '../../support/staff.ts';
import { everyRow } from '../../support/tables.ts';

let t: TestApp;
let coordinator: Staff;
let code: string;
let path: string;
beforeAll(async () => {
  t = await testApp();
  coordinator = await t.signedIn('coordinator');
  code = await register(t, { name: 'Kari Nordli' });
  path = await scansOf(code);
});
afterAll(() => t.close());

async function scansOf(person: string): Promise<string> {
  const consent = await t.services.db.registry
    .selectFrom('consent')
    .select('id')
    .where('code', '=', person)
    .executeTakeFirstOrThrow();
  return `/staff/jobbspesialist/participants/${person}/consents/${consent.id}/scans`;
}

const scans = () => t.services.db.registry.selectFrom('consent_scan').selectAll().execute();

describe('a scan', () => {
  test.each([
    ['skjema.pdf', pdf(), 'application/pdf'],
    ['bilde.JPG', jpeg(), 'image/jpeg'],
    ['bilde.jpeg', jpeg('Telefon'), 'image/jpeg'],
    ['bilde.png', png(), 'image/png'],
  ])('%s is stored sealed and comes back as it was, as a file', async (name, body, type) => {
    const reply = await sendFile(t, coordinator, path, { name, body, type: 'text/html' });
    expect(reply.statusCode).toBe(303);
    const scan = (await scans()).at(-1);
    expect(scan).toMatchObject({ code, media_type: type, bytes: body.length });
    expect(scan?.body_sealed).not.toContain(body.toString('base64url').slice(0, 40));

    const before = (await eventsIn(t, 'registry')).length;
    const sent = await open(t, coordinator, `${path}/${scan?.id}`);
    expect(sent.rawPayload.equals(body)).toBe(true);
    expect(sent.headers).toMatchObject({
      'content-type': type,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    const ending = type === 'image/jpeg' ? 'jpg' : type.slice(-3);
    expect(sent.headers['content-disposition']).toBe(
      `attachment; filename="${code}-${scan?.id.slice(0, 8)}.${ending}"`,
    );
    const [read] = (await eventsIn(t, 'registry')).slice(before);
    expect(read).toMatchObject({ action: 'identity read', actor: coordinator.accountId, code });
  });

  test('sent twice, also at once, is one', async () => {
    const file = { name: 'to.pdf', body: pdf(7) };
    const before = (await scans()).length;
    const replies = await Promise.all([1, 2].map(() => sendFile(t, coordinator, path, file)));
    replies.push(await sendFile(t, coordinator, path, file));
    for (const reply of replies) expect(reply.statusCode).toBe(303);
    expect((await scans()).length - before).toBe(1);
  });

  test('of 5 MB is taken, and one of a byte more is told to be too large', async () => {
    const largest = 5 * 1024 * 1024;
    const rest = largest - pdf(0).length;
    const fits = await sendFile(t, coordinator, path, { name: 'stor.pdf', body: pdf(rest) });
    expect(fits.statusCode).toBe(303);
    const before = await everyRow(t.services.db);
    const reply = await sendFile(t, coordinator, path, { name: 'stor.pdf', body: pdf(rest + 1) });
    expect(reply.statusCode).toBe(413);
    expect(reply.body).toContain('Den kan være høyst 5 MB.');
    expect(withoutReads(await everyRow(t.services.db))).toBe(withoutReads(before));
  });
});

describe('what is no scan', () => {
  const zip = Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1');
  test.each([
    ['a program named .pdf', 'skjema.pdf', Buffer.from('MZ\x90\x00program'), 'ikke en hel PDF'],
    [
      'a drawing with a script',
      'a.png',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'ikke en hel',
    ],
    ['a web page', 'a.pdf', '<!doctype html><script>alert(1)</script>', 'ikke en hel PDF'],
    ['a moving picture', 'a.png', Buffer.from('GIF89a\x01\x00\x01\x00'), 'ikke en hel PDF'],
    ['a picture with a document in it', 'a.jpg', jpeg(pdf().toString()), 'ikke en hel PDF'],
    [
      'a picture that is a web page after its end',
      'a.png',
      Buffer.concat([png(), Buffer.from('<html>')]),
      'ikke en hel',
    ],
    ['a document that is an archive too', 'a.pdf', Buffer.concat([pdf(), zip]), 'ikke en hel'],
    ['half a document', 'a.pdf', pdf().subarray(0, 60), 'ikke en hel PDF'],
    ['half a picture', 'a.png', png().subarray(0, 30), 'ikke en hel PDF'],
    ['a picture named as a document', 'a.pdf', png(), 'Navnet på fila sier noe annet'],
    ['a document named as a program', 'a.exe', pdf(), 'Navnet på fila sier noe annet'],
    ['an empty file', 'a.pdf', '', 'Velg en fil først'],
  ])('%s is refused in words', async (_what, name, body, words) => {
    const before = await everyRow(t.services.db);
    const reply = await sendFile(t, coordinator, path, { name, body, type: 'application/pdf' });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain(words);
    expect(withoutReads(await everyRow(t.services.db))).toBe(withoutReads(before));
  });

  test.each([
    [
      'two files',
      [
        { name: 'a.pdf', body: pdf() },
        { name: 'b.pdf', body: pdf(3) },
      ],
      {},
    ],
    ['a field of another form', [{ name: 'a.pdf', body: pdf() }], { note: 'x' }],
    ['eleven fields', [], Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`_${i}`, '']))],
    ['a field that is no name', [], { __proto__x: 'x', constructor: 'x' }],
  ])('%s is not ours', async (_what, files, fields) => {
    const before = await everyRow(t.services.db);
    const reply = await sendFile(t, coordinator, path, files, fields);
    expect(reply.statusCode).toBe(400);
    expect(await everyRow(t.services.db)).toBe(before);
  });

  test.each([
    ['multipart/form-data', 'x', 400],
    ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="f', 400],
    ['multipart/form-data; boundary=x', '', 400],
    ['application/x-www-form-urlencoded', '_csrf=TOKEN', 415],
    ['application/pdf', '%PDF-', 415],
  ])('a body of %s %j is junk', async (type, payload, status) => {
    const reply = await t.app.inject({
      method: 'POST',
      url: path,
      headers: { cookie: coordinator.cookie, 'content-type': type },
      payload: payload.replace('TOKEN', coordinator.csrf),
    });
    expect([status, 403]).toContain(reply.statusCode);
  });
});

describe('who gets at a scan', () => {
  test('nobody without the form token of their session stores one', async () => {
    const before = await scans();
    const other = await t.signedIn('coordinator');
    const file = { name: 'a.pdf', body: pdf(11) };
    for (const _csrf of ['', 'wrong', other.csrf]) {
      const reply = await sendFile(t, coordinator, path, file, { _csrf });
      expect(reply.statusCode).toBe(403);
    }
    expect((await sendFile(t, null, path, file)).statusCode).toBe(401);
    expect(await scans()).toEqual(before);
  });

  test('of another person or another form it is not found', async () => {
    const ola = await register(t, { name: 'Ola Vik', email: 'ola@post.example', phone: null });
    const his = await scansOf(ola);
    const mixed = his.replace(ola, code);
    const [scan] = await scans();
    const events = await eventsIn(t, 'registry');
    for (const url of [`${his}/${scan?.id}`, `${mixed}/${scan?.id}`, `${path}/none`])
      expect((await open(t, coordinator, url)).statusCode).toBe(404);
    expect((await sendFile(t, coordinator, mixed, { name: 'a.pdf', body: pdf() })).statusCode).toBe(
      404,
    );
    expect(await eventsIn(t, 'registry')).toEqual(events);
  });

  test('a coordinator of another site, a keyer and a researcher do not', async () => {
    const access = [{ study: 'jobbspesialist', site: 'harstad' }];
    const elsewhere = await t.signedIn('coordinator', access);
    const [scan] = await scans();
    expect((await open(t, elsewhere, `${path}/${scan?.id}`)).statusCode).toBe(404);
    const file = { name: 'a.pdf', body: pdf(13) };
    expect((await sendFile(t, elsewhere, path, file)).statusCode).toBe(404);
    for (const role of ['keyer', 'researcher', 'admin'] as const) {
      const staff = await t.signedIn(role);
      expect((await open(t, staff, `${path}/${scan?.id}`)).statusCode).toBe(403);
      expect((await sendFile(t, staff, path, file)).statusCode).toBe(403);
    }
  });

  test('a form that holds no file is still read as every other form', async () => {
    const url = `/staff/jobbspesialist/participants/${code}/consents`;
    expect((await sendFile(t, coordinator, url, null)).statusCode).toBe(415);
    expect((await send(t, coordinator, url, { _id: 'x' })).statusCode).toBe(400);
  });
});

/** Showing the page again opens the name, which is on record. */
function withoutReads(rows: string): string {
  return rows
    .split('\n')
    .filter((row) => !/^registry event/.test(row))
    .join('\n');
}
