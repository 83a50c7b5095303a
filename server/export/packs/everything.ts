/** All files of a study in one: a folder for each role, what each file is, and checksums. */

import { fileName } from '../file-name.ts';
import type { ExportFormat } from '../format.ts';
import type { ExportPack } from './pack.ts';
import { readMe } from './read-me.ts';
import { type PackedFile, zipped } from './zip.ts';

export function everythingZip(formats: readonly ExportFormat[]): ExportPack {
  return {
    file: 'everything.zip',
    scope: 'answers',
    rounds: formats.filter(({ scope }) => scope === 'answers').length,
    isOf: () => true,
    chunks(view, { told }) {
      const { study } = view;
      const files = study.roles.flatMap((role) =>
        formats.map(
          (format): PackedFile => ({
            name: `${role.name}/${fileName(study, role, format.file)}`,
            chunks: () => format.chunks(view, role, told),
          }),
        ),
      );
      return zipped([readMe(view, formats), ...files], view.today);
    },
  };
}
