/** A ZIP file that is sent while it is made: no more of it is held than what was asked for last. */

import { createHash } from 'node:crypto';
import { strToU8, Zip, ZipDeflate } from 'fflate';

export interface PackedFile {
  /** With its folders. */
  readonly name: string;
  chunks(): AsyncIterable<string | Uint8Array>;
}

/** What the files' SHA-256 stand in, as `sha256sum --check` reads them. */
const sums = 'SHA256SUMS';

/** The files in their order, and last their checksums. `day` is when they are from, ISO: the same files give the same bytes. */
export async function* zipped(
  files: Iterable<PackedFile>,
  day: string,
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    ready.push(piece);
  });
  const lines: string[] = [];
  for (const file of files) yield* packed(file, (sum) => lines.push(`${sum}  ${file.name}\n`));
  yield* packed(
    {
      name: sums,
      chunks: async function* () {
        yield lines.join('');
      },
    },
    () => {},
  );
  zip.end();
  yield* ready.splice(0);

  async function* packed({ name, chunks }: PackedFile, summed: (sum: string) => void) {
    const entry = new ZipDeflate(name, { level: 6 });
    // As the clock on the wall shows it: a ZIP file knows no time zones.
    entry.mtime = `${day}T12:00:00`;
    zip.add(entry);
    const hash = createHash('sha256');
    for await (const chunk of chunks()) {
      const bytes = typeof chunk === 'string' ? strToU8(chunk) : chunk;
      hash.update(bytes);
      entry.push(bytes);
      yield* ready.splice(0);
    }
    entry.push(new Uint8Array(0), true);
    summed(hash.digest('hex'));
    yield* ready.splice(0);
  }
}
