/** The one press in a mail program (RFC 8058): it stops the e-mails whichever way it is written, and junk stops the server nowhere. */

import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { participantByCode } from '../../../server/db/participants.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { invite, register } from '../../support/participants.ts';
import { everyRow } from '../../support/tables.ts';

let t: TestApp;
let code: string;
let token: string;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());
beforeEach(async () => {
  code = await register(t, { name: 'Tove Hansen', email: 'tove.hansen@post.example' });
  token = (await invite(t, code)).replace('/s/', '');
});

const mail = async () => (await participantByCode(t.services.db.study, code))?.mail;
const urlencoded = 'application/x-www-form-urlencoded';

/** Without a cookie, a language or anything else that a browser sends along. */
function press(type: string | null, payload?: string | Buffer, page = 'mail') {
  return t.app.inject({
    ...{ method: 'POST', url: `/${page}/${token}` },
    headers: type === null ? {} : { 'content-type': type },
    ...(payload === undefined ? {} : { payload }),
  });
}

function parts(...lines: string[]): string {
  return ['--b', ...lines, '--b--', ''].join('\r\n');
}
const asked = ['Content-Disposition: form-data; name="List-Unsubscribe"', '', 'One-Click'];
const withFile = [
  'Content-Disposition: form-data; name="List-Unsubscribe"; filename="../../etc/passwd"',
  'Content-Type: application/octet-stream',
  '',
  'One-Click',
];

const presses: Readonly<Record<string, readonly [string | null, (string | Buffer)?]>> = {
  'as the fields of a form': [urlencoded, 'List-Unsubscribe=One-Click'],
  'as the fields of a form, in its encoding': [
    `${urlencoded}; charset=utf-8`,
    'List-Unsubscribe=One%2DClick',
  ],
  'in parts': ['multipart/form-data; boundary=b', parts(...asked)],
  'in parts, as a file': ['multipart/form-data; boundary=b', parts(...withFile)],
  'in parts, in capitals': ['Multipart/Form-Data; BOUNDARY="b"', parts(...asked)],
  'in parts that never end': ['multipart/form-data; boundary=b', parts(...asked).slice(0, 40)],
  'in parts of another boundary': ['multipart/form-data; boundary=c', parts(...asked)],
  'in parts without a boundary': ['multipart/form-data', parts(...asked)],
  'in parts without parts': ['multipart/form-data; boundary=b', ''],
  'with bytes of no encoding': ['multipart/form-data; boundary=b', Buffer.from([0, 255, 254, 128])],
  'without a body': [null],
  'without a body, as a form': [urlencoded],
  'with an empty body': [urlencoded, ''],
};

describe.each(Object.entries(presses))('pressed %s', (_, [type, payload]) => {
  test('the e-mails are stopped, and the program gets an answer at once', async () => {
    const reply = await press(type, payload);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers.location).toBeUndefined();
    expect(reply.headers['set-cookie']).toBeUndefined();
    expect(reply.headers['cache-control']).toBe('no-store');
    expect(reply.body).toContain('E-postene er stoppet');
    expect(await mail()).toBe('stopped');
    expect((await press(type, payload)).body).toBe(reply.body);
  });
});

const refused: Readonly<Record<string, readonly [string | null, string, number]>> = {
  'as JSON': ['application/json', '{"List-Unsubscribe":"One-Click"}', 415],
  'as text': ['text/plain', 'List-Unsubscribe=One-Click', 415],
  'without saying as what': [null, 'List-Unsubscribe=One-Click', 415],
  'as no type at all': ['multipart', parts(...asked), 415],
  'as 300 kB of fields': [urlencoded, `List-Unsubscribe=${'x'.repeat(300_000)}`, 413],
  'as 300 kB of parts': ['multipart/form-data; boundary=b', parts('x'.repeat(300_000)), 413],
  'with an identity number in our own field': [urlencoded, '_lang=01019012345', 422],
};

test.each(Object.entries(refused))(
  'sent %s it is refused, and nothing is written',
  async (_, [type, payload, status]) => {
    const before = await everyRow(t.services.db);
    const reply = await press(type, payload);
    expect(reply.statusCode).toBe(status);
    expect(reply.body).not.toContain('12345');
    expect(await everyRow(t.services.db)).toBe(before);
  },
);

test('only the page that stops e-mails takes a form in parts: what is sent so to another is refused', async () => {
  const before = await everyRow(t.services.db);
  const inParts = await press('multipart/form-data; boundary=b', parts(...asked), 'withdrawal');
  expect(inParts.statusCode).toBe(415);
  const headers = { 'content-type': 'multipart/form-data; boundary=b' };
  const elsewhere = {
    method: 'POST',
    url: '/lost-link',
    headers,
    payload: parts(...asked),
  } as const;
  expect((await t.app.inject(elsewhere)).statusCode).toBe(415);
  expect(await everyRow(t.services.db)).toBe(before);
});

test('one that hangs up in the middle stops nothing, and the next is answered', async () => {
  const address = new URL(await t.app.listen({ port: 0, host: '127.0.0.1' }));
  const before = await everyRow(t.services.db);
  await new Promise<void>((hungUp) => {
    const socket = connect(Number(address.port), address.hostname, () => {
      const head = [
        `POST /mail/${token} HTTP/1.1`,
        'Host: studie.example',
        'Content-Type: multipart/form-data; boundary=b',
        'Content-Length: 100',
      ];
      socket.write(`${head.join('\r\n')}\r\n\r\n--b\r\n`, () => socket.destroy());
    });
    socket.on('close', () => hungUp());
  });
  const reply = await fetch(new URL('/healthz', address));
  expect(reply.status).toBe(200);
  expect(await everyRow(t.services.db)).toBe(before);
  expect(t.log.join('')).not.toContain('unexpected');
});
