/** What a backup says of itself, in the clear: enough to know it by and to tell whether it is whole. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { syncFile } from '../files.ts';
import { OperationError } from './operation-error.ts';

const closed = { additionalProperties: false };

const StoreSchema = Type.Object(
  {
    /** Of the plain file. */
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    events: Type.Integer({ minimum: 0 }),
    /** The hash at the end of the event chain, empty before the first event. */
    head: Type.String({ pattern: '^([0-9a-f]{64})?$' }),
    migration: Type.String({ minLength: 1 }),
  },
  closed,
);

const ManifestSchema = Type.Object(
  {
    format: Type.Literal(1),
    made_at: Type.String({ minLength: 1 }),
    malepunkt: Type.String({ minLength: 1 }),
    stores: Type.Object({ study: StoreSchema, registry: StoreSchema }, closed),
  },
  closed,
);

export type Manifest = Static<typeof ManifestSchema>;
export type StoreManifest = Static<typeof StoreSchema>;

const fileName = 'manifest.json';

export function writeManifest(folder: string, manifest: Manifest): void {
  const file = join(folder, fileName);
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
  syncFile(file);
}

export function readManifest(folder: string): Manifest {
  const file = join(folder, fileName);
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new OperationError(`${folder} is no backup: it has no ${fileName} that can be read.`);
  }
  if (!Value.Check(ManifestSchema, manifest))
    throw new OperationError(
      `${file} is damaged, or of another Målepunkt that makes its backups otherwise.`,
    );
  return manifest;
}
