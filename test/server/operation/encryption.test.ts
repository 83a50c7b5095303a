/** A passphrase opens what was encrypted to it, in the format that the `age` tool reads. */

import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keyFrom, lockFrom } from '../../../server/operation/backup-secrets.ts';
import { decryptFile, encryptFile } from '../../../server/operation/encryption.ts';

const folder = mkdtempSync(join(tmpdir(), 'malepunkt-encryption-'));
const file = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

test('a passphrase opens what was encrypted to it, and another one does not', async () => {
  const plain = 'Blåbærsyltetøy, '.repeat(20_000);
  const digest = createHash('sha256').update(plain).digest('hex');
  writeFileSync(file('plain'), plain);
  writeFileSync(file('passphrase'), 'fjell og fjord og vidde\n');
  const passphraseFile = file('passphrase');
  expect(await encryptFile(file('plain'), file('closed'), lockFrom({ passphraseFile }))).toBe(
    digest,
  );
  expect(readFileSync(file('closed'), 'latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /);
  const other = { passphrase: 'vidde og fjord og fjell' };
  await expect(decryptFile(file('closed'), file('none'), other)).rejects.toThrow(
    /does not open with this passphrase/,
  );
  expect(await decryptFile(file('closed'), file('open'), keyFrom({ passphraseFile }))).toBe(digest);
  expect(readFileSync(file('open'), 'utf8')).toBe(plain);
});

test('a file that is not there cannot be encrypted', async () => {
  const lock = lockFrom({
    recipient: ['age1hm49kw8t20f6nagahna98rlgn3e2gjetcjq9gwnhtssdrxnfk3zqg5w696'],
  });
  await expect(encryptFile(file('nothing'), file('closed'), lock)).rejects.toThrow(/ENOENT/);
});
