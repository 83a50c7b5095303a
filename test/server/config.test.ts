/** Configuration comes from the environment and is refused by name when it is wrong. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'malepunkt-config-'));
const keyFile = join(folder, 'key');
const data = join(folder, 'data');
writeFileSync(keyFile, Buffer.alloc(32, 7).toString('base64'));
afterAll(() => rmSync(folder, { recursive: true }));

const good = {
  MALEPUNKT_PUBLIC_URL: 'https://studie.example.no/',
  MALEPUNKT_DATA: data,
  MALEPUNKT_KEY_FILE: keyFile,
  MALEPUNKT_SMTP_URL: 'smtp://bruker:hemmelig@mail.example.no:587',
  MALEPUNKT_MAIL_FROM: 'Studien <studie@example.no>',
};

test('a complete environment gives a configuration with sensible defaults', () => {
  expect(readConfig(good)).toMatchObject({
    publicUrl: 'https://studie.example.no',
    host: '127.0.0.1',
    port: 3000,
    home: { kind: 'sqlite', folder: data },
    smtp: { from: 'Studien <studie@example.no>' },
    dispatchMinutes: 5,
    bounces: { address: null, imapUrl: null },
    trustProxy: false,
    secondFactor: ['admin', 'coordinator'],
  });
});

test('an empty environment is told everything it lacks at once', () => {
  expect(() => readConfig({})).toThrow(
    [
      'MALEPUNKT_PUBLIC_URL is missing',
      'MALEPUNKT_DATA is missing',
      'MALEPUNKT_KEY_FILE is missing',
      'MALEPUNKT_SMTP_URL is missing',
      'MALEPUNKT_MAIL_FROM is missing',
    ].join('\n'),
  );
});

const wrong: [string, string, string][] = [
  [
    'MALEPUNKT_PUBLIC_URL',
    'studie.example.no',
    'must be an address like https://studie.example.no',
  ],
  ['MALEPUNKT_PUBLIC_URL', 'ftp://example.no', 'must be an address like https://studie.example.no'],
  ['MALEPUNKT_PUBLIC_URL', 'https://x.no/studie', 'must be a host without path'],
  ['MALEPUNKT_PUBLIC_URL', 'https://x.no/?a=1', 'must be a host without path'],
  ['MALEPUNKT_PUBLIC_URL', 'https://u:p@x.no', 'must be a host without path'],
  ['MALEPUNKT_PUBLIC_URL', 'http://studie.example.no', 'must begin with https'],
  ['MALEPUNKT_PORT', '70000', 'must be 0 to 65535'],
  ['MALEPUNKT_PORT', 'abc', 'must be 0 to 65535'],
  ['MALEPUNKT_KEY_FILE', '/does/not/exist', 'is not a file'],
  ['MALEPUNKT_SURVEYS', '/does/not/exist', 'is not a folder'],
  ['MALEPUNKT_MAIL_FROM', 'Studien', 'must be like Studien <studie@example.no>'],
  ['MALEPUNKT_LOG_LEVEL', 'loud', 'must be one of silent, fatal, error, warn, info, debug'],
  ...['-1', '5m', '2.5', ''].map((text): [string, string, string] => [
    'MALEPUNKT_DISPATCH_MINUTES',
    text,
    'must be a number of minutes, or 0 for never',
  ]),
  ...['retur', 'a+b@example.no', `${'r'.repeat(32)}@example.no`].map(
    (text): [string, string, string] => [
      'MALEPUNKT_BOUNCE_ADDRESS',
      text,
      'must be like retur@example.no, with at most 31 characters before the @',
    ],
  ),
  ['MALEPUNKT_BOUNCE_IMAP_URL', 'pop3://x', 'must be an address like imaps://'],
  ['MALEPUNKT_TRUST_PROXY', 'ja', 'must be yes or no'],
  ...['', 'yes', 'owner', 'admin,', 'admin,admin', 'none,admin', 'Admin'].map(
    (text): [string, string, string] => [
      'MALEPUNKT_SECOND_FACTOR',
      text,
      'must be none, or roles with commas between them: admin, coordinator, keyer, researcher',
    ],
  ),
  ['MALEPUNKT_REGISTRY_URL', 'mysql://x', 'must be an address like postgres://'],
];

test.each(wrong)('%s=%s is refused by name', (name, value, message) => {
  expect(() => readConfig({ ...good, [name]: value })).toThrow(`${name}: ${message}`);
});

test.each([
  ['none', []],
  ['researcher', ['researcher']],
  [' keyer , admin ', ['admin', 'keyer']],
])('a second factor can be asked of %j', (text, roles) => {
  expect(readConfig({ ...good, MALEPUNKT_SECOND_FACTOR: text }).secondFactor).toEqual(roles);
});

test('an address is kept as a browser would write it', () => {
  const shouted = { ...good, MALEPUNKT_PUBLIC_URL: 'HTTPS://STUDIE.EXAMPLE.NO' };
  expect(readConfig(shouted).publicUrl).toBe('https://studie.example.no');
});

test('a key that lies with the data is refused, as a backup would take both', () => {
  expect(() => readConfig({ ...good, MALEPUNKT_DATA: folder })).toThrow(
    'MALEPUNKT_KEY_FILE: must not be in MALEPUNKT_DATA',
  );
});

test('one PostgreSQL address without the other is told which is missing', () => {
  const half = { ...good, MALEPUNKT_STUDY_URL: 'postgres://study@localhost/study' };
  expect(() => readConfig(half)).toThrow('MALEPUNKT_REGISTRY_URL is missing');
});

test('a wrong address with a password in it is not repeated', () => {
  const secret = { ...good, MALEPUNKT_SMTP_URL: 'http://bruker:hemmelig@mail.example.no' };
  expect(() => readConfig(secret)).toThrow(/^MALEPUNKT_SMTP_URL: (?!.*hemmelig)/);
});

test('a key that is too short is told how to make one', () => {
  const short = join(folder, 'short');
  writeFileSync(short, 'abc');
  expect(() => readConfig({ ...good, MALEPUNKT_KEY_FILE: short })).toThrow(
    'openssl rand -base64 32',
  );
});
