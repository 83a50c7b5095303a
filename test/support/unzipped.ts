/** What is in an archive that was downloaded, by the names of its files. */

import { strFromU8, unzipSync } from 'fflate';

export interface Unzipped {
  readonly files: Readonly<Record<string, Uint8Array>>;
  text(name: string): string;
}

export function unzipped(archive: Uint8Array): Unzipped {
  const files = unzipSync(new Uint8Array(archive));
  return {
    files,
    text(name) {
      const file = files[name];
      if (!file) throw new Error(`there is no ${name} in the archive`);
      return strFromU8(file);
    },
  };
}
