/** Encrypts identity fields and makes the keyed hashes they are found by. */

import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Binds a sealed value to the cell it stands in: moved elsewhere, it cannot be opened. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

export type IndexKind = 'email' | 'phone' | 'name';

export interface Sealer {
  seal(plain: string, place: Place): string;
  /** Throws if the value was made with another key or for another place. */
  open(sealed: string, place: Place): string;
  /** The same for the same text, of no use without the key. */
  blindIndex(text: string, kind: IndexKind): string;
}

/** `key`: 32 random bytes that live outside the data folder. */
export function sealer(key: Buffer): Sealer {
  if (key.length !== 32) throw new RangeError('the key must be 32 bytes');
  const subkey = (use: string) => Buffer.from(hkdfSync('sha256', key, '', `malepunkt ${use}`, 32));
  const fields = subkey('fields');
  const index = subkey('blind index');
  return {
    seal(plain, place) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', fields, iv).setAAD(placeBytes(place));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return ['1', ...[iv, body, cipher.getAuthTag()].map((b) => b.toString('base64url'))].join(
        '.',
      );
    },
    open(sealed, place) {
      const [, iv = '', body = '', tag = ''] = sealed.split('.');
      const decipher = createDecipheriv('aes-256-gcm', fields, Buffer.from(iv, 'base64url'), {
        authTagLength: 16,
      })
        .setAAD(placeBytes(place))
        .setAuthTag(Buffer.from(tag, 'base64url'));
      const plain = decipher.update(Buffer.from(body, 'base64url'));
      return Buffer.concat([plain, decipher.final()]).toString('utf8');
    },
    blindIndex: (text, kind) =>
      createHmac('sha256', index)
        .update(`${kind}:${normalised(text, kind)}`)
        .digest('hex'),
  };
}

function placeBytes({ table, column, row }: Place): Buffer {
  return Buffer.from(JSON.stringify([table, column, row]));
}

/** Two spellings of one address or number must meet in the index; names come folded already. */
function normalised(text: string, kind: IndexKind): string {
  if (kind === 'name') return text;
  if (kind === 'email') return text.normalize('NFKC').trim().toLowerCase();
  return text.replace(/[^\d+]/g, '').replace(/^(\+|00)?47(?=\d{8}$)/, '');
}
