/** Files in the age format (age-encryption.org), which the standard `age` tool opens too. */

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { syncFile } from '../files.ts';
import { OperationError } from './operation-error.ts';

/** What a backup is encrypted to: something remembered, or the public halves of key files. */
export type BackupLock =
  | { readonly passphrase: string }
  | { readonly recipients: readonly string[] };

/** What opens a backup again. */
export type BackupKey =
  | { readonly passphrase: string }
  | { readonly identities: readonly string[] };

/**
 * The key that the backup itself is verified with. A public key cannot open what it closed, so a key that
 * lives only as long as the command is added to them.
 */
export async function lockAndKey(
  lock: BackupLock,
): Promise<{ readonly lock: BackupLock; readonly key: BackupKey }> {
  if ('passphrase' in lock) return { lock, key: lock };
  const identity = await generateIdentity();
  const recipients = [...lock.recipients, await identityToRecipient(identity)];
  return { lock: { recipients }, key: { identities: [identity] } };
}

/** Gives the SHA-256 of the plain file. */
export async function encryptFile(from: string, to: string, lock: BackupLock): Promise<string> {
  const encrypter = new Encrypter();
  if ('passphrase' in lock) encrypter.setPassphrase(lock.passphrase);
  else for (const recipient of lock.recipients) encrypter.addRecipient(recipient);
  const { tap, digest } = hashing();
  const plain = createReadStream(from);
  const read = plain.pipe(tap);
  plain.on('error', (error) => tap.destroy(error));
  const encrypted = await encrypter.encrypt(asWeb(read));
  await write(encrypted, to);
  return digest();
}

/** Gives the SHA-256 of the plain file; an OperationError if the key does not fit or the file is damaged. */
export async function decryptFile(from: string, to: string, key: BackupKey): Promise<string> {
  const decrypter = new Decrypter();
  if ('passphrase' in key) decrypter.addPassphrase(key.passphrase);
  else for (const identity of key.identities) decrypter.addIdentity(identity);
  const { tap, digest } = hashing();
  try {
    await write(await decrypter.decrypt(asWeb(createReadStream(from))), to, tap);
  } catch (error) {
    throw inWords(error, from, key);
  }
  return digest();
}

/** An error with a code is of the disk; the library's own have none. */
function inWords(error: unknown, file: string, key: BackupKey): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new OperationError(`${file} is missing.`);
  if (code !== undefined) return error;
  const means = 'passphrase' in key ? 'this passphrase' : 'this key file';
  return new OperationError(
    /no identity matched/.test(error.message)
      ? `${file} does not open with ${means}.`
      : `${file} is damaged, or is no encrypted file: ${error.message}.`,
  );
}

function hashing(): { tap: Transform; digest: () => string } {
  const hash = createHash('sha256');
  const tap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { tap, digest: () => hash.digest('hex') };
}

async function write(stream: unknown, to: string, ...through: Transform[]): Promise<void> {
  const source = Readable.fromWeb(stream as ReadableStream<Uint8Array>);
  await pipeline([source, ...through, createWriteStream(to, { mode: 0o600 })]);
  syncFile(to);
}

/** The library speaks of the browser's streams, which are the same ones. */
function asWeb(stream: Readable): globalThis.ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as unknown as globalThis.ReadableStream<Uint8Array>;
}
