/** The passphrase or keys that a backup is closed and opened with, read from files and never from arguments. */

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import type { BackupKey, BackupLock } from './encryption.ts';
import { OperationError } from './operation-error.ts';

/** An argument would stand in the list of processes for everyone to read. */
export interface SecretOptions {
  readonly passphraseFile?: string | undefined;
  readonly recipient?: readonly string[] | undefined;
  readonly identityFile?: string | undefined;
}

const fewestCharacters = 12;

export function lockFrom({ passphraseFile, recipient }: SecretOptions): BackupLock {
  if (recipient && recipient.length > 0) {
    const wrong = recipient.find((text) => !isRecipient(text));
    if (wrong !== undefined)
      throw new OperationError(
        `--recipient ${wrong} is no public key; it begins with age1, as \`malepunkt backup-key\` says it.`,
      );
    return { recipients: recipient };
  }
  if (passphraseFile !== undefined) return { passphrase: passphraseIn(passphraseFile) };
  throw new OperationError(
    'Say what to encrypt the backup to: --passphrase-file FILE, MALEPUNKT_BACKUP_PASSPHRASE_FILE or --recipient age1…',
  );
}

/** Also false for one that was cut short or mistyped: it has a checksum. */
function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text);
    return text.startsWith('age1');
  } catch {
    return false;
  }
}

export function keyFrom({ passphraseFile, identityFile }: SecretOptions): BackupKey {
  if (identityFile !== undefined) return { identities: identitiesIn(identityFile) };
  if (passphraseFile !== undefined) return { passphrase: passphraseIn(passphraseFile) };
  throw new OperationError(
    'Say what opens the backup: --passphrase-file FILE, MALEPUNKT_BACKUP_PASSPHRASE_FILE or --identity-file FILE',
  );
}

/** Writes a new key file, as `age-keygen` does, and gives the public key to encrypt to. */
export async function writeIdentity(file: string): Promise<string> {
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  try {
    writeFileSync(file, `# public key: ${recipient}\n${identity}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new OperationError(
      code === 'EEXIST'
        ? `${file} is there already, and may be what opens older backups.`
        : `${file} cannot be written (${code}).`,
    );
  }
  return recipient;
}

function passphraseIn(file: string): string {
  const passphrase = textOf(file).trim();
  if (passphrase.length < fewestCharacters)
    throw new OperationError(`The passphrase in ${file} needs ${fewestCharacters} characters.`);
  return passphrase;
}

function identitiesIn(file: string): string[] {
  const identities = textOf(file)
    .split(/\r?\n/)
    .filter((line) => line.startsWith('AGE-SECRET-KEY-'));
  if (identities.length === 0)
    throw new OperationError(`${file} holds no key: a line that begins with AGE-SECRET-KEY-.`);
  return identities;
}

function textOf(file: string): string {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new OperationError(`${file} is not a file.`);
  return readFileSync(file, 'utf8');
}
