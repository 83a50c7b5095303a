/** Backups of either home restore into either home, and anything less than a whole one is refused in words. */

import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../../server/clock.ts';
import type { DatabaseHome } from '../../../server/db/dialects.ts';
import { openDatabases } from '../../../server/db/open.ts';
import { makeBackup } from '../../../server/operation/backup.ts';
import { keyFrom, lockFrom, writeIdentity } from '../../../server/operation/backup-secrets.ts';
import { faultsOf } from '../../../server/operation/checks.ts';
import { restoreBackup } from '../../../server/operation/restore.ts';
import { verifyHome } from '../../../server/operation/verify.ts';
import { testApp } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { register } from '../../support/participants.ts';
import { contentsOf, folderOf, jobbStudy } from './jobb-study.ts';

const folder = mkdtempSync(join(tmpdir(), 'malepunkt-backups-'));
const keyFile = join(folder, 'backup-key');

const homes = testHomes();
let recipient: string;
let key: ReturnType<typeof keyFrom>;
beforeAll(async () => {
  recipient = await writeIdentity(keyFile);
  key = keyFrom({ identityFile: keyFile });
});
afterAll(() => rmSync(folder, { recursive: true }));

const backUp = (home: DatabaseHome, lock = lockFrom({ recipient: [recipient] })) =>
  makeBackup(home, join(folder, 'backups'), lock, systemClock);

describe.each(homeKinds)('a study on %s', (from) => {
  test.each(homeKinds)('is the same study when its backup is restored on %s', async (to) => {
    const { home } = await jobbStudy(await homes.fresh(from));
    const { folder: backup, faults } = await backUp(home);
    expect(faults).toEqual([]);
    const restored = await homes.empty(to);
    await restoreBackup(restored, backup, key);
    expect(await contentsOf(restored)).toEqual(await contentsOf(home));
  });

  test('is backed up at one moment while others write to it, page after page', async () => {
    const app = await testApp({ home: await homes.fresh(from) });
    const { config } = app.services;
    // More than fit a page of rows, in tables with keys of one column and of two.
    for (let number = 1; number <= 60; number += 1)
      await register(app, { name: `Prøve Person Nummer ${number}` });
    let over = false;
    const writing = (async () => {
      while (!over) {
        await register(app, { name: 'Liv Berg' });
        await breath();
      }
    })();
    const backups = [await backUp(config.home), await backUp(config.home)];
    over = true;
    await writing;
    for (const { folder: backup, faults } of backups) {
      expect(faults).toEqual([]);
      const restored = await homes.empty('sqlite');
      await restoreBackup(restored, backup, key);
      const { study, registry } = await contentsOf(restored);
      expect(study.participant?.length).toBeGreaterThanOrEqual(60);
      expect(registry.person?.length).toBeGreaterThanOrEqual(study.participant?.length ?? 0);
      expect(faultsOf(await verifyHome(restored, { sealer: null, anchors: null }))).toEqual([]);
    }
    const last = await backUp(config.home);
    const moved = await homes.empty('postgres');
    await restoreBackup(moved, last.folder, key);
    expect(await contentsOf(moved)).toEqual(await contentsOf(config.home));
    await app.close();
  });

  test('is not written over', async () => {
    const { home } = await jobbStudy(await homes.fresh(from));
    const { folder: backup } = await backUp(home);
    const before = await contentsOf(home);
    await expect(restoreBackup(home, backup, key)).rejects.toThrow(/nothing is written over/);
    expect(await contentsOf(home)).toEqual(before);
  });
});

describe('on SQLite', () => {
  let home: DatabaseHome;
  let backup: string;
  beforeAll(async () => {
    ({ home } = await jobbStudy(await homes.fresh('sqlite')));
    backup = (await backUp(home)).folder;
  });

  test('a backup holds two encrypted files and what they are, and nothing else is left', async () => {
    expect(readdirSync(join(backup, '..')).every((name) => /^\d{4}-/.test(name))).toBe(true);
    expect(readdirSync(backup).sort()).toEqual([
      'manifest.json',
      'registry.sqlite.age',
      'study.sqlite.age',
    ]);
    for (const store of ['registry', 'study']) {
      const bytes = readFileSync(join(backup, `${store}.sqlite.age`), 'latin1');
      expect(bytes).toMatch(/^age-encryption\.org\/v1\n/);
      expect(bytes).not.toContain('SQLite format');
    }
    expect(statSync(backup).mode & 0o077).toBe(0);
  });

  test('another key file does not open it', async () => {
    await writeIdentity(join(folder, 'other-key'));
    const other = keyFrom({ identityFile: join(folder, 'other-key') });
    const empty = await homes.empty('sqlite');
    await expect(restoreBackup(empty, backup, other)).rejects.toThrow(
      /does not open with this key/,
    );
    expect(readdirSync(folderOf(empty))).toEqual([]);
  });

  test.each([
    ['one byte is another', (bytes: Buffer) => bytes.with(bytes.length >> 1, 0), /is damaged/],
    ['its end is missing', (bytes: Buffer) => bytes.subarray(0, -100), /is damaged/],
    ['it is empty', () => Buffer.alloc(0), /is damaged/],
    ['something was added', (bytes: Buffer) => Buffer.concat([bytes, bytes]), /is damaged/],
  ])('a file of which %s is refused', async (_what, damage, words) => {
    const copy = copyOf(backup);
    const file = join(copy, 'registry.sqlite.age');
    writeFileSync(file, damage(readFileSync(file)));
    const empty = await homes.empty('sqlite');
    await expect(restoreBackup(empty, copy, key)).rejects.toThrow(words);
    expect(readdirSync(folderOf(empty))).toEqual([]);
  });

  test('a file of another backup is refused', async () => {
    const other = await backUp((await jobbStudy(await homes.fresh('sqlite'))).home);
    const copy = copyOf(backup);
    copyFileSync(join(other.folder, 'study.sqlite.age'), join(copy, 'study.sqlite.age'));
    await expect(restoreBackup(await homes.empty('sqlite'), copy, key)).rejects.toThrow(
      /study: the file is not the one that manifest\.json tells of/,
    );
  });

  test('a folder that is no backup, and one that lacks a file, are refused', async () => {
    const empty = await homes.empty('sqlite');
    await expect(restoreBackup(empty, folder, key)).rejects.toThrow(/is no backup/);
    const copy = copyOf(backup);
    rmSync(join(copy, 'registry.sqlite.age'));
    await expect(restoreBackup(empty, copy, key)).rejects.toThrow(
      /registry\.sqlite\.age is missing/,
    );
    appendFileSync(join(copy, 'manifest.json'), '}');
    await expect(restoreBackup(empty, copy, key)).rejects.toThrow(/is no backup/);
  });

  test('a backup of a newer Målepunkt is refused', async () => {
    const copy = copyOf(backup);
    const file = join(copy, 'manifest.json');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(/"migration": ?"\d{4}-/, '"migration":"9003-'),
    );
    await expect(restoreBackup(await homes.empty('sqlite'), copy, key)).rejects.toThrow(
      /made by a newer Målepunkt/,
    );
  });

  test('a home in which a restore was cut off is neither opened nor restored into', async () => {
    const half = await homes.empty('sqlite');
    mkdirSync(join(folderOf(half), 'restoring'));
    await expect(openDatabases(half)).rejects.toThrow(/was cut off/);
    await expect(restoreBackup(half, backup, key)).rejects.toThrow(/was cut off/);
  });

  test('a journal without its store is not taken for an empty home', async () => {
    const home = await homes.empty('sqlite');
    writeFileSync(join(folderOf(home), 'study.sqlite-wal'), 'left over');
    await expect(restoreBackup(home, backup, key)).rejects.toThrow(/nothing is written over/);
  });

  test('a store that is not as it should be is backed up, under a name that says so', async () => {
    const { home: tampered } = await jobbStudy(await homes.fresh('sqlite'));
    const store = new Database(join(folderOf(tampered), 'study.sqlite'));
    store.exec("update event set actor = 'nobody' where seq = 2");
    store.close();
    const { folder: made, faults } = await backUp(tampered);
    expect(faults).toEqual(['study: the chain of events is broken at number 2']);
    expect(made).toMatch(/-not-verified$/);
    await expect(restoreBackup(await homes.empty('sqlite'), made, key)).rejects.toThrow(
      /cannot be restored:\nstudy: the chain of events is broken at number 2/,
    );
  });

  test('what a killed backup left behind is gone after the next one', async () => {
    const leftover = join(folder, 'backups', '.writing-999999');
    mkdirSync(leftover);
    await backUp(home);
    expect(readdirSync(join(folder, 'backups'))).not.toContain('.writing-999999');
  });

  test('an empty home is not backed up', async () => {
    await expect(backUp(await homes.empty('sqlite'))).rejects.toThrow(/There is no study in/);
    await expect(backUp(await homes.empty('postgres'))).rejects.toThrow(/There is no study in/);
  });
});

test.each([
  ['nothing', {}, /^Say what to encrypt the backup to/],
  ['a short passphrase', { passphraseFile: join(folder, 'short') }, /needs 12 characters/],
  ['a file that is not there', { passphraseFile: join(folder, 'none') }, /is not a file/],
  ['a public key that is none', { recipient: ['nyckel'] }, /is no public key/],
])('a backup that would be encrypted to %s is not begun', (_what, options, words) => {
  writeFileSync(join(folder, 'short'), 'fjell');
  expect(() => lockFrom(options)).toThrow(words);
});

test('a key file is never written over, as it may be what opens older backups', async () => {
  await expect(writeIdentity(keyFile)).rejects.toThrow(/is there already/);
});

let copies = 0;

function copyOf(backup: string): string {
  copies += 1;
  const copy = join(folder, `copy-${copies}`);
  mkdirSync(copy);
  for (const name of readdirSync(backup)) copyFileSync(join(backup, name), join(copy, name));
  return copy;
}
