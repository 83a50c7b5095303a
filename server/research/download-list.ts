/** The files of a study as its page lists them: what researchers look for first, and then which file. */

import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { shelves } from '../export/format.ts';
import { exportFormats, exportPacks } from '../export/index.ts';
import { texts } from '../texts.ts';

export function downloadsModel(study: Study, language: string) {
  const say = texts(language);
  const path = `/research/${study.study}`;
  const listed = (file: string, query: string) => ({
    href: `${path}/exports/${file}${query}`,
    file,
    text: say(`research.downloads.${file.replace('.', '-')}`),
  });
  return {
    progress: `${path}/download-progress/`,
    // The words that the page's script fills in.
    words: {
      going: say('research.downloads.going', { size: '{size}' }),
      finished: say('research.downloads.finished', { size: '{size}' }),
    },
    packs: exportPacks.filter((pack) => pack.isOf(study)).map(({ file }) => listed(file, '')),
    roles: study.roles.map((role) => ({
      name: role.name,
      label: inLanguage(role.label, language),
      shelves: shelves.map((shelf) => ({
        title: say(`research.downloads.shelf.${shelf}`),
        files: exportFormats
          .filter((format) => format.shelf === shelf)
          .map(({ file }) => listed(file, `?role=${role.name}`)),
      })),
    })),
  };
}
