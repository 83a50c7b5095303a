/** The archive that a participant is handed: a page to read, the same for programs, and the forms they signed. */

import { readFileSync } from 'node:fs';
import { setImmediate as breath } from 'node:timers/promises';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { today } from '../clock.ts';
import { dayInWords } from '../day.ts';
import { codesMergedInto } from '../db/held.ts';
import type { Participant } from '../db/participants.ts';
import { renderFile } from '../render.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { everythingHeld, type Held } from './held.ts';
import { machineReadable } from './machine-readable.ts';
import { privacyModel } from './privacy-model.ts';
import { recordModel } from './reading.ts';
import type { Reader } from './words.ts';

/** In the file itself: whoever keeps it has no server to load it from. */
const stylesheet = readFileSync(
  new URL('../../views/assets/data-copy.css', import.meta.url),
  'utf8',
);

const endings = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' } as const;

/** In the participant's own language, and with what is held under codes that were merged into this one. */
export async function dataArchive(
  services: Services,
  reader: Reader,
  { code }: Participant,
): Promise<Uint8Array> {
  const codes = [code, ...(await codesMergedInto(services.db.study, code))];
  const records: Held[] = [];
  for (const own of codes) {
    records.push(await everythingHeld(services, own, codes));
    await breath();
  }
  const scans = scansIn(records, reader);
  const files = new Map(scans.map(({ id, file }) => [id, file]));
  const content: Zippable = {
    [readMeName(reader.language)]: strToU8(readMe(services, reader, records, files)),
    'data.json': strToU8(machineReadable(services, { ...reader, records, files })),
    // They are compressed already.
    ...Object.fromEntries(scans.map(({ file, body }) => [file, [body, { level: 0 }]])),
  };
  return zipSync(content, { mtime: services.clock.now().epochMilliseconds });
}

export function readMeName(language: string): string {
  return texts(language)('rights.file.name');
}

function scansIn(records: readonly Held[], { language }: Reader) {
  const all = records.flatMap((held) => held.registry.consent_scan.map((scan) => ({ held, scan })));
  return all.map(({ held, scan: { id, media_type } }, index) => ({
    id,
    file: `${texts(language)('rights.file.scan')}-${index + 1}.${endings[media_type]}`,
    body: Buffer.from(held.opened('consent_scan', id), 'base64'),
  }));
}

function readMe(
  services: Services,
  reader: Reader,
  records: readonly Held[],
  files: ReadonlyMap<string, string>,
): string {
  const { study, language } = reader;
  return renderFile('rights/data-copy', language, {
    ...privacyModel(study, language),
    language,
    stylesheet,
    made: dayInWords(today(services.clock, study.time_zone), language),
    records: records.map((held) => recordModel(services, held, reader, files)),
    several: records.length > 1,
  });
}
