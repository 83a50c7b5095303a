/** Packs as a test reads them: made of a view, and taken apart. */

import { exportPacks } from '../../../server/export/index.ts';
import type { Blinding } from '../../../server/research-view.ts';
import { archivableCodes } from '../../../server/rights/archivable.ts';
import type { TestApp } from '../../support/app.ts';
import { type Unzipped, unzipped } from '../../support/unzipped.ts';
import { nothingBlinded, viewOf } from '../research/views.ts';

export async function packed(
  t: TestApp,
  study: string,
  file: string,
  blinding: Blinding = nothingBlinded,
): Promise<Unzipped> {
  const view = viewOf(t, study, blinding);
  const pack = exportPacks.find((one) => one.file === file);
  if (!pack) throw new Error(`there is no ${file}`);
  const pieces: Uint8Array[] = [];
  const archivable = () => archivableCodes(t.services, view.study);
  for await (const piece of pack.chunks(view, { archivable })) pieces.push(piece);
  return unzipped(Buffer.concat(pieces));
}

/** Every file as text, one after the other. */
export function wholeText({ files }: Unzipped): string {
  return Object.values(files)
    .map((file) => Buffer.from(file).toString('utf8'))
    .join('\n');
}
