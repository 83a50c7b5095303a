/** Every cell that is made with the key: what a new key seals anew, and what a check opens. */

import type { Place } from './sealing.ts';

/** A column `<column>_sealed`, at the place of that name; `key` is the table's primary key. */
export interface SealedColumn {
  readonly table: string;
  readonly key: string;
  readonly column: string;
}

export const sealedColumns: readonly SealedColumn[] = [
  { table: 'person', key: 'code', column: 'name' },
  { table: 'person', key: 'code', column: 'email' },
  { table: 'person', key: 'code', column: 'phone' },
  { table: 'person', key: 'code', column: 'address' },
  { table: 'outbox', key: 'id', column: 'token' },
  { table: 'account', key: 'id', column: 'email' },
  { table: 'account', key: 'id', column: 'totp' },
  { table: 'consent_scan', key: 'id', column: 'body' },
  { table: 'note', key: 'id', column: 'text' },
  { table: 'import_draft', key: 'id', column: 'rows' },
  { table: 'secret', key: 'name', column: 'value' },
];

/** A column `<column>_index` by which the sealed value beside it is found. */
export interface BlindIndex extends SealedColumn {
  readonly kind: 'email' | 'phone';
}

export const blindIndexes: readonly BlindIndex[] = [
  { table: 'person', key: 'code', column: 'email', kind: 'email' },
  { table: 'person', key: 'code', column: 'phone', kind: 'phone' },
  { table: 'account', key: 'id', column: 'email', kind: 'email' },
];

/** Only for holding back who tries again and again, they are forgotten with the key they were made with. */
export const forgottenWithTheKey = ['sign_in_failure', 'lost_link_request'] as const;

export function placeOf({ table, column }: SealedColumn, row: string): Place {
  return { table, column, row };
}
