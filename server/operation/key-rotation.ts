/** Seals everything anew with another key, in one transaction: either all of it or nothing. */

import type { Clock } from '../clock.ts';
import { ConfigError } from '../config.ts';
import { aloneInRegistry } from '../db/alone.ts';
import type { DatabaseHome } from '../db/dialects.ts';
import { appendEvent, type RegistryTransaction } from '../db/events.ts';
import { insertNames, personByCode } from '../db/people.ts';
import { emptyTable, replaceKeyCheck, sealedCells, updateCells } from '../db/sealed.ts';
import { namePrefixes } from '../enrolment/name-index.ts';
import { keyFits, sealedKeyCheck, wrongKey } from '../security/key-check.ts';
import {
  blindIndexes,
  forgottenWithTheKey,
  placeOf,
  type SealedColumn,
  sealedColumns,
} from '../security/sealed-columns.ts';
import type { Sealer } from '../security/sealing.ts';
import { faultsOf } from './checks.ts';
import { keyChecks } from './key-checks.ts';
import { OperationError } from './operation-error.ts';
import { requireCurrentTables, requireStores } from './require-stores.ts';

export interface Rotation {
  readonly home: DatabaseHome;
  readonly from: Sealer;
  readonly to: Sealer;
  readonly clock: Clock;
}

/** Gives the number of values that were sealed anew. */
export async function rotateKey(rotation: Rotation): Promise<number> {
  await requireStores(rotation.home);
  const outcome = await aloneInRegistry(rotation.home, (trx) => sealAnew(trx, rotation));
  if (outcome.alone) return outcome.result;
  throw new OperationError(
    'Somebody has the registry open. Stop the server, and whatever else looks at it, and try again.',
  );
}

async function sealAnew(
  trx: RegistryTransaction,
  { from, to, clock }: Omit<Rotation, 'home'>,
): Promise<number> {
  await requireCurrentTables('registry', trx);
  if (!(await keyFits(trx, from))) throw new ConfigError(wrongKey);
  let cells = 0;
  for (const column of sealedColumns)
    for await (const { row, sealed } of sealedCells(trx, column)) {
      const plain = openedWith(from, sealed, column, row);
      await updateCells(trx, column, row, {
        [`${column.column}_sealed`]: to.seal(plain, placeOf(column, row)),
        ...newIndex(to, plain, column),
      });
      if (column.table === 'person' && column.column === 'name')
        await indexName(trx, row, namePrefixes(to, plain));
      cells += 1;
    }
  for (const table of forgottenWithTheKey) await emptyTable(trx, table);
  await replaceKeyCheck(trx, sealedKeyCheck(to));
  await appendEvent(trx, clock, {
    actor: 'system',
    action: 'key rotated',
    detail: { values: cells },
  });
  const faults = faultsOf(await keyChecks({ registry: trx }, to));
  if (faults.length > 0)
    throw new OperationError(['Nothing was changed, as afterwards:', ...faults].join('\n'));
  return cells;
}

async function indexName(
  trx: RegistryTransaction,
  code: string,
  prefixes: readonly string[],
): Promise<void> {
  const person = await personByCode(trx, code);
  if (person) await insertNames(trx, person, prefixes);
}

function openedWith(sealer: Sealer, sealed: string, column: SealedColumn, row: string): string {
  try {
    return sealer.open(sealed, placeOf(column, row));
  } catch {
    throw new OperationError(
      `${column.column} of ${column.table} ${row} does not open with the key so far; nothing was changed. ` +
        '`malepunkt verify` lists everything that does not.',
    );
  }
}

function newIndex(
  sealer: Sealer,
  plain: string,
  { table, column }: SealedColumn,
): Record<string, string> {
  const index = blindIndexes.find((other) => other.table === table && other.column === column);
  return index ? { [`${column}_index`]: sealer.blindIndex(plain, index.kind) } : {};
}
