/** The operator's commands as an operator meets them: what they say, and how they end. */

import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { malepunkt, startMalepunkt } from '../../support/command.ts';
import { type MailServer, startMailServer } from '../../support/mail-server.ts';
import { folderOf, type JobbStudy, jobbStudy } from './jobb-study.ts';

const folder = mkdtempSync(join(tmpdir(), 'malepunkt-commands-'));
const file = (name: string) => join(folder, name);
const passphrase = ['--passphrase-file', file('passphrase')];

let mail: MailServer;
let study: JobbStudy;
let env: Record<string, string>;
beforeAll(async () => {
  mail = await startMailServer();
  study = await jobbStudy({ kind: 'sqlite', folder: file('data') });
  writeFileSync(file('key'), study.key.toString('base64'));
  writeFileSync(file('passphrase'), 'fjell og fjord og vidde');
  env = {
    MALEPUNKT_DATA: file('data'),
    MALEPUNKT_KEY_FILE: file('key'),
    MALEPUNKT_SMTP_URL: mail.url,
    MALEPUNKT_MAIL_FROM: 'Studien <studie@jobbstudien.example>',
  };
});
afterAll(async () => {
  await mail.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('backup and restore', () => {
  let backup: string;
  beforeAll(async () => {
    const { output } = await malepunkt({}, 'backup-key', file('backup-key'));
    const recipient = /--recipient (age1[a-z0-9]+)/.exec(output)?.[1] ?? '';
    const made = await malepunkt(env, 'backup', file('backups'), '--recipient', recipient);
    expect(made).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining(': verified, with'),
    });
    backup = made.output.split(': verified')[0] ?? '';
  });

  test('a restored study is looked through, and the key is asked for', async () => {
    const there = { ...env, MALEPUNKT_DATA: file('restored') };
    const opened = ['restore', backup, '--identity-file', file('backup-key')];
    const { MALEPUNKT_KEY_FILE: _none, ...withoutKey } = there;
    const { exitCode, output } = await malepunkt(withoutKey, ...opened);
    expect(output).toMatch(
      /^Restored, as it was at .*\n(good .*\n)+No faults\.\nA backup does not/,
    );
    expect(exitCode).toBe(0);
    expect((await malepunkt(there, 'verify')).exitCode).toBe(0);
    expect(await malepunkt(there, ...opened)).toEqual({
      exitCode: 1,
      output: `There is a study in ${file('restored')} already, and nothing is written over it. Name an empty folder in MALEPUNKT_DATA.\n`,
    });
  });

  test('a backup that is stopped leaves nothing behind', async () => {
    const stopped = startMalepunkt(env, 'backup', file('stopped'), ...passphrase);
    await appears(() => existsSync(file('stopped')) && readdirSync(file('stopped')).length > 0);
    stopped.process.kill('SIGTERM');
    expect((await stopped.ended).exitCode).toBe(1);
    expect(readdirSync(file('stopped'))).toEqual([]);
  });

  test('a restore that is killed leaves a home that no server starts in', async () => {
    const there = { ...env, MALEPUNKT_DATA: file('killed') };
    const opened = ['restore', backup, '--identity-file', file('backup-key')];
    const killed = startMalepunkt(there, ...opened);
    await appears(() => existsSync(join(file('killed'), 'restoring')));
    killed.process.kill('SIGKILL');
    await killed.ended;
    // The moment of the kill is not ours to choose; what may stand there is.
    if (!existsSync(join(file('killed'), 'restoring')))
      expect((await malepunkt(there, 'verify')).exitCode).toBe(0);
    else
      expect(
        await malepunkt({ ...there, MALEPUNKT_PUBLIC_URL: 'http://127.0.0.1' }, 'serve'),
      ).toEqual({
        exitCode: 1,
        output: expect.stringContaining('was cut off, or is under way'),
      });
  });

  test.each([
    ['without anything to encrypt to', [], /^Say what to encrypt the backup to/],
    ['with a passphrase that is too short', ['--passphrase-file', file('short')], /needs 12/],
    ['with a public key that is none', ['--recipient', 'nyckel'], /is no public key/],
  ])('a backup %s is refused in words', async (_what, options, words) => {
    writeFileSync(file('short'), 'fjell');
    const { exitCode, output } = await malepunkt(env, 'backup', file('none'), ...options);
    expect(output).toMatch(words);
    expect(output).not.toMatch(/\n\s+at /);
    expect(exitCode).toBe(1);
  });
});

test('anchors come by mail, and that mail shows that the log was cut short', async () => {
  const printed = await malepunkt(env, 'anchor', '--mail', 'vokter@jobbstudien.example');
  expect(printed.exitCode).toBe(0);
  expect(printed.output).toMatch(/^study \d+ \S+Z [0-9a-f]{64}\nregistry \d+ \S+Z [0-9a-f]{64}\n$/);
  const [caught] = mail.caught;
  expect(caught).toMatchObject({
    to: 'vokter@jobbstudien.example',
    subject: expect.stringContaining('Målepunkt: anchors of '),
  });
  writeFileSync(file('mails'), `Fwd:\n> ${caught?.text.replaceAll('\n', '\n> ')}`);
  expect(await malepunkt(env, 'verify', '--anchors', file('mails'))).toMatchObject({
    exitCode: 0,
    output: expect.stringContaining('good   2 anchors hold\n'),
  });

  const log = new Database(join(folderOf(study.home), 'study.sqlite'));
  const last = log.prepare('select * from event order by seq desc limit 1').get() as Event;
  log.prepare('delete from event where seq = ?').run(last.seq);
  log.prepare('update event_head set seq = ?, hash = ?').run(last.seq - 1, last.previous_hash);
  const found = await malepunkt(env, 'verify', '--anchors', file('mails'));
  expect(found.output).toContain(
    `FAULT  study: event ${last.seq}, which an anchor tells of, is not there\n`,
  );
  expect(found.exitCode).toBe(1);
  expect((await malepunkt(env, 'verify')).exitCode).toBe(0);
  log.close();
});

test('anchors that the mail server does not take are told of, and printed all the same', async () => {
  mail.refuseWith(550);
  const { exitCode, output } = await malepunkt(env, 'anchor', '--mail', 'feil@jobbstudien.example');
  mail.refuseWith(null);
  expect(output).toMatch(/^study \d+/);
  expect(output).toMatch(/The mail server did not take the anchors: 550\n$/);
  expect(exitCode).toBe(1);
});

test('a file without anchors checks nothing, and says so', async () => {
  writeFileSync(file('empty'), 'Hei!');
  const { exitCode, output } = await malepunkt(env, 'verify', '--anchors', file('empty'));
  expect(output).toContain('FAULT  there are no anchors in the file');
  expect(exitCode).toBe(1);
});

test('what is kept is listed by study, and nothing is deleted before its time', async () => {
  expect(await malepunkt(env, 'retention', '--delete')).toEqual({
    exitCode: 0,
    output: 'jobbspesialist: kept until 2029-12-31, not yet over\n',
  });
});

test('after a new key, the server refuses the old one by name', async () => {
  const rotated = await malepunkt(env, 'rotate-key', '--new-key-file', file('new-key'));
  expect(rotated).toEqual({ exitCode: 1, output: '--new-key-file: is not a file\n' });
  writeFileSync(file('new-key'), Buffer.alloc(32, 7).toString('base64'));
  expect(await malepunkt(env, 'rotate-key', '--new-key-file', file('new-key'))).toMatchObject({
    exitCode: 0,
    output: expect.stringContaining(`set MALEPUNKT_KEY_FILE=${file('new-key')}`),
  });
  expect(await malepunkt({ ...env, MALEPUNKT_PUBLIC_URL: 'http://127.0.0.1' }, 'serve')).toEqual({
    exitCode: 1,
    output: 'MALEPUNKT_KEY_FILE is not the key this data was sealed with\n',
  });
  const withNewKey = { ...env, MALEPUNKT_KEY_FILE: file('new-key') };
  expect((await malepunkt(withNewKey, 'verify')).exitCode).toBe(0);
});

interface Event {
  readonly seq: number;
  readonly previous_hash: string;
}

async function appears(isThere: () => boolean): Promise<void> {
  while (!isThere()) await wait(2);
}
