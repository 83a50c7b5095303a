/** The operator's commands as an operator meets them: what they say, and how they end. */

import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shippedSurveys } from '../../../server/config.ts';
import { malepunkt, startMalepunkt } from '../../support/command.ts';
import { type MailServer, startMailServer } from '../../support/mail-server.ts';
import { folderOf, type JobbStudy, jobbStudy } from './jobb-study.ts';

const folder = mkdtempSync(join(tmpdir(), 'malepunkt-commands-'));
const file = (name: string) => join(folder, name);

let mail: MailServer;
let study: JobbStudy;
let env: Readonly<Record<string, string>>;
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
    const opened = ['restore', backup, '--identity-file', file('backup-key')];
    const withoutKey = { MALEPUNKT_DATA: file('restored') };
    const { exitCode, output } = await malepunkt(withoutKey, ...opened);
    expect(output).toMatch(
      /^Restored, as it was at .*\n(good .*\n)+No faults\.\nA backup does not/,
    );
    expect(exitCode).toBe(0);
    expect(await malepunkt(withoutKey, ...opened)).toEqual({
      exitCode: 1,
      output: `There is a study in ${file('restored')} already, and nothing is written over it. Name an empty folder in MALEPUNKT_DATA.\n`,
    });
  });

  test('a backup that is stopped leaves nothing behind', async () => {
    // Making a key of a passphrase takes a second.
    const slowly = ['--passphrase-file', file('passphrase')];
    const stopped = startMalepunkt(env, 'backup', file('stopped'), ...slowly);
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

  test('what cannot be written or encrypted to is refused in one line, before anything is copied', async () => {
    const key = 'age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq';
    const secret = ['--passphrase-file', file('passphrase')];
    const refused: [string[], string][] = [
      [['backup', file('key'), ...secret], 'is no folder that can be written in'],
      [['backup', file('cut'), '--recipient', key], 'is no public key'],
      [['backup-key', join(file('nowhere'), 'key')], 'cannot be written'],
    ];
    for (const [words, told] of refused) {
      const { exitCode, output } = await malepunkt(env, ...words);
      expect(output).toMatch(new RegExp(`^[^\\n]*${told}[^\\n]*\\n$`));
      expect(exitCode).toBe(1);
    }
    expect(existsSync(file('cut'))).toBe(false);
  });

  test('a backup without anything to encrypt to is refused in words', async () => {
    const { exitCode, output } = await malepunkt(env, 'backup', file('none'));
    expect(output).toMatch(/^Say what to encrypt the backup to: .*\n$/);
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

  const log = new Database(join(folderOf(study.home), 'study.sqlite'));
  const last = log.prepare('select * from event order by seq desc limit 1').get() as Event;
  log.prepare('delete from event where seq = ?').run(last.seq);
  log.prepare('update event_head set seq = ?, hash = ?').run(last.seq - 1, last.previous_hash);
  const found = await malepunkt(env, 'verify', '--anchors', file('mails'));
  expect(found.output).toContain(
    `FAULT  study: event ${last.seq}, which an anchor tells of, is not there\n`,
  );
  expect(found.output).toMatch(/\n1 fault\.\n$/);
  expect(found.exitCode).toBe(1);
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

test('after a new key, the server refuses the old one by name', async () => {
  writeFileSync(file('new-key'), Buffer.alloc(32, 7).toString('base64'));
  expect(await malepunkt(env, 'rotate-key', '--new-key-file', file('new-key'))).toMatchObject({
    exitCode: 0,
    output: expect.stringContaining(`set MALEPUNKT_KEY_FILE=${file('new-key')}`),
  });
  expect(await malepunkt({ ...env, MALEPUNKT_PUBLIC_URL: 'http://127.0.0.1' }, 'serve')).toEqual({
    exitCode: 1,
    output: 'MALEPUNKT_KEY_FILE is not the key this data was sealed with\n',
  });
});

test('what is kept is listed by study, and what is past its time goes only when asked', async () => {
  const surveys = file('surveys');
  cpSync(shippedSurveys, surveys, { recursive: true });
  const yaml = join(surveys, 'studies/jobbspesialist.yaml');
  const text = readFileSync(yaml, 'utf8');
  writeFileSync(yaml, text.replace(/^retention_ends: .*$/m, 'retention_ends: 2020-12-31'));
  const past = { ...env, MALEPUNKT_SURVEYS: surveys };
  const listed = [
    'jobbspesialist: kept until 2020-12-31, which is past',
    expect.stringMatching(
      /^ {2}to delete in the registry: .*, 3 consent, 1 import_draft, 3 person$/,
    ),
    expect.stringMatching(/^ {2}to delete in the study: 3 event_key, 2 link, 2 visit$/),
  ];
  const dry = await malepunkt(past, 'retention');
  expect(dry.output.split('\n')).toEqual([...listed, 'Nothing was deleted; --delete does it.', '']);
  const done = await malepunkt(past, 'retention', '--delete');
  expect(done.output.split('\n').slice(0, 4)).toEqual([
    ...listed,
    'Deleted. The answers stay, under codes that lead to nobody any more.',
  ]);
  expect(await malepunkt(env, 'retention', '--delete')).toEqual({
    exitCode: 0,
    output: 'jobbspesialist: kept until 2029-12-31, not yet over\n',
  });
});

interface Event {
  readonly seq: number;
  readonly previous_hash: string;
}

async function appears(isThere: () => boolean): Promise<void> {
  while (!isThere()) await wait(2);
}
