/** Scans of signed forms: what they are is read from the file itself, and they are stored sealed. */

import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { timestamp } from '../clock.ts';
import { type ConsentScan, insertScan, scanById } from '../db/consents.ts';
import { appendEvent } from '../db/events.ts';
import { sha256 } from '../digest.ts';
import type { Services } from '../services.ts';
import type { Upload } from '../upload.ts';
import { recordRead } from './identity-read.ts';

export const largestScan = 5 * 1024 * 1024;

export type ScanProblem = 'no-file' | 'too-large' | 'not-a-scan' | 'not-its-name';
export type MediaType = ConsentScan['media_type'];

/** How the names of these files end. */
export const scanEndings: Readonly<Record<MediaType, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
};

/** The kind of scan a file is, or why it is none. */
export async function scanType(
  upload: Upload | null,
): Promise<{ readonly type: MediaType } | { readonly problem: ScanProblem }> {
  if (!upload) return { problem: 'no-file' };
  if (upload.tooLarge) return { problem: 'too-large' };
  const { body, name } = upload;
  const found = await fileTypeFromBuffer(body);
  const type = (Object.keys(scanEndings) as MediaType[]).find((known) => known === found?.mime);
  if (!type || !isWhole[type](body) || isAlsoAnArchive(body)) return { problem: 'not-a-scan' };
  const ending = name.toLowerCase().split('.').at(-1) ?? '';
  return scanEndings[type].includes(ending) ? { type } : { problem: 'not-its-name' };
}

/** A file can begin as one thing and be another further on: it has to end as it began, and a picture is no document too. */
const isWhole: Readonly<Record<MediaType, (body: Buffer) => boolean>> = {
  'application/pdf': (body) => body.subarray(-1024).includes('%%EOF'),
  'image/jpeg': (body) => body.includes(Buffer.from([0xff, 0xd9])) && !body.includes('%PDF-'),
  'image/png': (body) =>
    body.subarray(-8, -4).equals(Buffer.from('IEND')) && !body.includes('%PDF-'),
};

/** What unpacks an archive looks for its list at the end, in as many bytes as a comment can have. */
function isAlsoAnArchive(body: Buffer): boolean {
  return body.subarray(-65_557).includes('PK\x05\x06');
}

/** Repeatable: the same file for the same form is one scan. */
export async function recordScan(
  { db, clock, sealer }: Services,
  { code, consentId }: { readonly code: string; readonly consentId: string },
  { body, type }: { readonly body: Buffer; readonly type: MediaType },
  actor: string,
): Promise<void> {
  const digest = createHash('sha256').update(body).digest('hex');
  const id = sha256(`${consentId} ${digest}`).slice(0, 32);
  const scan: ConsentScan = {
    id,
    consent_id: consentId,
    code,
    media_type: type,
    bytes: body.length,
    sha256: digest,
    body_sealed: sealer.seal(body.toString('base64'), place(id)),
    scanned_at: timestamp(clock),
    scanned_by: actor,
  };
  await db.registry.transaction().execute(async (trx) => {
    if (!(await insertScan(trx, scan))) return;
    const detail = { bytes: body.length };
    await appendEvent(trx, clock, { actor, action: 'consent scanned', code, detail });
  });
}

/** The file, for whoever may see the person; that they looked is on record before it is opened. */
export async function openScan(
  services: Services,
  {
    code,
    consentId,
    id,
  }: { readonly code: string; readonly consentId: string; readonly id: string },
  actor: string,
): Promise<{ readonly type: MediaType; readonly body: Buffer } | null> {
  const scan = await scanById(services.db.registry, id);
  if (scan?.code !== code || scan.consent_id !== consentId) return null;
  await recordRead(services, { actor, action: 'identity read', code, detail: { scan: id } });
  const body = Buffer.from(services.sealer.open(scan.body_sealed, place(id)), 'base64');
  return { type: scan.media_type, body };
}

const place = (id: string) => ({ table: 'consent_scan', column: 'body', row: id });
