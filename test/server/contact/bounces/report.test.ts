/** Reports in the shapes that servers write them, and mail that is no report: what each says of the message. */

import { readdirSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  largestReport,
  type Report,
  readReport,
} from '../../../../server/contact/bounces/report.ts';

const folder = fileURLToPath(new URL('../../../fixtures/bounces/', import.meta.url));
const fixture = (name: string) => readFileSync(`${folder}${name}.eml`);

const outboxId = '5f0c2f6e-8f1b-4c57-9d53-2b7e6a1c9e04';
const messageId = '<5f0c2f6e-8f1b-4c57-9d53-2b7e6a1c9e04@studie.example>';
const both = { outboxId, messageId };
const other = { kind: 'other' } as const;

/** By hand, from RFC 3463 to 3465, 5965 and 6533. */
const expected: Readonly<Record<string, Report>> = {
  'postfix-unknown-user': { kind: 'bounce', bounces: 'hard', status: '5.1.1', ...both },
  'exim-plain': { kind: 'bounce', bounces: 'hard', status: '5.1.1', ...both },
  'exchange-unknown-user': { kind: 'bounce', bounces: 'hard', status: '5.1.10', ...both },
  'gmail-unknown-user': { kind: 'bounce', bounces: 'hard', status: '5.1.1', ...both },
  'sendmail-bland-status': { kind: 'bounce', bounces: 'hard', status: '5.0.0', ...both },
  qmail: { kind: 'bounce', bounces: 'hard', status: '5.1.1', ...both },
  international: { kind: 'bounce', bounces: 'hard', status: '5.1.1', ...both },
  'no-such-domain': { kind: 'bounce', bounces: 'hard', status: '5.4.4', ...both },
  'mailbox-full': { kind: 'bounce', bounces: 'soft', status: '5.2.2', ...both },
  'mailbox-full-given-up': { kind: 'bounce', bounces: 'soft', status: '4.2.2', ...both },
  'spam-policy': { kind: 'bounce', bounces: 'soft', status: '5.7.1', ...both },
  'postfix-delayed': { kind: 'delay', status: '4.4.1', ...both },
  'feedback-abuse': { kind: 'feedback', ...both },
  'feedback-not-spam': other,
  'delivered-receipt': other,
  'read-receipt': other,
  'out-of-office': other,
  'human-reply': other,
  'forwarded-report': other,
};

test('every sample has its expected reading', () => {
  const names = readdirSync(folder).map((file) => file.replace('.eml', ''));
  expect(names.toSorted()).toEqual(Object.keys(expected).toSorted());
});

describe.each(Object.entries(expected))('%s', (name, report) => {
  test('is read as it is written', async () => {
    expect(await readReport(fixture(name))).toEqual(report);
  });

  test('is read the same with the line ends that mail has on its way, and from a stream', async () => {
    const onTheWay = fixture(name).toString('latin1').replaceAll('\n', '\r\n');
    const bytes = Buffer.from(onTheWay, 'latin1');
    expect(await readReport(bytes)).toEqual(report);
    expect(await readReport(Readable.from([bytes.subarray(0, 700), bytes.subarray(700)]))).toEqual(
      report,
    );
  });
});

describe('a failure', () => {
  test('of one of several mailboxes behind the address does not make it gone', async () => {
    const failed = (status: string) => ['Action: failed', `Status: ${status}`];
    const read = (...groups: string[][]) => readReport(statusReport(...groups));
    expect(await read(failed('5.1.1'), failed('5.1.1'))).toMatchObject({ bounces: 'hard' });
    expect(await read(failed('5.1.1'), failed('4.2.2'))).toMatchObject({
      bounces: 'soft',
      status: '4.2.2',
    });
    expect(await read(failed('5.1.1'), ['Action: delivered', 'Status: 2.1.5'])).toMatchObject({
      kind: 'bounce',
      bounces: 'soft',
      status: '5.1.1',
    });
  });

  test('outweighs a delay; an expansion is neither', async () => {
    const delayed = ['Action: delayed', 'Status: 4.4.1'];
    const failed = ['Action: failed', 'Status: 5.7.1'];
    expect(await readReport(statusReport(delayed, failed))).toMatchObject({ kind: 'bounce' });
    expect(await readReport(statusReport(['Action: expanded', 'Status: 2.1.5']))).toEqual(other);
  });

  test('is found in odd capitals, folds and spaces', async () => {
    const fields = [
      'ACTION :FAILED',
      'status:',
      ' 5.0.0',
      'Diagnostic-CODE: smtp;',
      '\t550',
      ' 5.1.1 no',
    ];
    const odd = statusReport(fields)
      .toString()
      .replace('multipart/report', 'MultiPart/REPORT')
      .replace('message/delivery-status', 'MESSAGE/Delivery-Status');
    expect(await readReport(Buffer.from(odd))).toMatchObject({ bounces: 'hard', status: '5.1.1' });
  });
});

describe('of ids', () => {
  const read = (name: string, from: string, to: string) =>
    readReport(Buffer.from(fixture(name).toString().replaceAll(from, to)));

  test('each may be missing', async () => {
    const path = '+5f0c2f6e8f1b4c579d532b7e6a1c9e04';
    expect(await read('postfix-unknown-user', path, '')).toMatchObject({
      outboxId: null,
      messageId,
    });
    expect(await read('postfix-unknown-user', 'Message-ID', 'X-ID')).toMatchObject({
      outboxId,
      messageId: null,
    });
  });

  test('one that we cannot have made is none', async () => {
    expect(await read('qmail', '<5f0c2f6e-8f1b-4c57', '<5f0c2f6e-8f1b-1c57')).toMatchObject({
      messageId: null,
    });
    expect(await read('qmail', '9e04@studie.example>', `9e04@${'x'.repeat(300)}>`)).toMatchObject({
      messageId: null,
    });
  });

  test('the one our own server wrote counts, not what the report is addressed to', async () => {
    const forged = 'To: retur+00000000000040008000000000000000@studie.example';
    const genuine = 'To: retur+5f0c2f6e8f1b4c579d532b7e6a1c9e04@studie.example';
    expect(await read('postfix-unknown-user', `\n${genuine}`, `\n${forged}`)).toMatchObject(both);
  });
});

describe('hostile mail', () => {
  const status = 'Action: failed\nStatus: 5.1.1\n';
  const report = (body: string) =>
    Buffer.from(`Content-Type: multipart/report; boundary=r\n\n${body}\n--r--\n`);
  const nested = (depth: number) =>
    Array.from(
      { length: depth },
      (_, n) => `Content-Type: multipart/report; boundary=b${n}\n\n--b${n}\n`,
    ).join('');

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['no mail', Buffer.from('hei')],
    ['zeros', Buffer.alloc(5000)],
    ['all bytes', Buffer.from(Array.from({ length: 4096 }, (_, n) => n % 256))],
    ['a line without end', Buffer.alloc(1_000_000, 'x')],
    ['a header without end', Buffer.from(`To: ${'a@b.example,'.repeat(80_000)}`)],
    ['a report in parts a thousand deep', Buffer.from(`${nested(1000)}${status}`)],
    ['a report without its form', report('--r\n\nUnknown user')],
    ['a report that ends in its head', report('--r\nContent-Type: message/delivery-status')],
    ['a form out of a report', Buffer.from(`Content-Type: message/delivery-status\n\n${status}`)],
    [
      'a report that quotes another',
      report(
        `--r\nContent-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: message/delivery-status\n\n${status}\n--q--`,
      ),
    ],
    ['a report that is too large', Buffer.concat([fixture('qmail'), Buffer.alloc(largestReport)])],
  ])('is other: %s', async (_what, bytes) => {
    expect(await readReport(bytes)).toEqual(other);
    expect(await readReport(Readable.from([bytes]))).toEqual(other);
  });

  test('a message that came back whole and large does not hide why', async () => {
    const whole = fixture('postfix-unknown-user').toString();
    const large = whole.replace('Skjemaet ditt er klart.', 'Skjema. \n'.repeat(1_000_000));
    expect(await readReport(Buffer.from(large))).toMatchObject({ bounces: 'hard', ...both });
  });

  test('thousands of recipients are read as one verdict', async () => {
    const groups = Array.from({ length: 5000 }, () => ['Action: failed', 'Status: 5.1.1']);
    expect(await readReport(statusReport(...groups))).toMatchObject({ bounces: 'hard' });
  });

  test('zeros in a form do not hide what it says', async () => {
    const read = readReport(statusReport(['Action: failed', 'Status: 5.1.1\0', '\0: \0']));
    expect(await read).toMatchObject({ bounces: 'hard', status: '5.1.1' });
  });

  test('whatever is done to a report, reading it ends in a report without an address', async () => {
    await fc.assert(
      fc.asyncProperty(mutants, async (bytes) => {
        const read = await readReport(bytes);
        expect(['bounce', 'delay', 'feedback', 'other']).toContain(read.kind);
        const { messageId: told, ...rest } = { messageId: null, ...read };
        expect(told ?? messageId).toMatch(/^<[\da-f-]{36}@[a-z\d.-]+>$/);
        expect(JSON.stringify(rest)).not.toMatch(/@|example/);
      }),
      { numRuns: 500 },
    );
  });
});

/** Samples with pieces cut out, doubled, swapped between them, or replaced by what means something to a parser. */
const sample = fc.constantFrom(...Object.keys(expected).map((name) => fixture(name)));
const junk = fc.oneof(
  fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom('\0', '\r', '\n', '\n\n', ':', ';', '--', '"', '<', '=?utf-8?q?', '=?', '\n ', '')
    .map((text) => Buffer.from(text)),
  fc
    .constantFrom('Content-ID:', 'Content-Type:', 'charset=utf-7', 'format=flowed', 'Date:', 'To:')
    .map((text) => Buffer.from(`\n${text}\n`)),
);
const place = fc.double({ min: 0, max: 1, noNaN: true });
const mutants = fc
  .tuple(sample, sample, fc.array(fc.tuple(place, place, fc.option(junk)), { maxLength: 6 }))
  .map(([bytes, donor, changes]) =>
    changes.reduce((mutant, [from, length, put]) => {
      const start = Math.floor(from * mutant.length);
      const end = start + Math.floor(length ** 4 * (mutant.length - start));
      const middle = put ?? donor.subarray(start, start + Math.floor(length * 400));
      return Buffer.concat([mutant.subarray(0, start), middle, mutant.subarray(end)]);
    }, bytes),
  );

function statusReport(...groups: readonly string[][]): Buffer {
  return Buffer.from(
    [
      'Content-Type: multipart/report; report-type=delivery-status; boundary=r',
      '',
      '--r',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; relay.studie.example',
      ...groups.flatMap((group) => ['', ...group]),
      '',
      '--r--',
      '',
    ].join('\n'),
  );
}
