/** The formats that data can be downloaded in. A new one is one file and one line here. */

import { analysisR } from './analysis-r.ts';
import { codebookCsv } from './codebook-csv.ts';
import { codebookHtml } from './codebook-html.ts';
import { datapackageJson } from './datapackage-json.ts';
import type { ExportFormat } from './format.ts';
import { longBlankCsv, longCsv } from './long-csv.ts';
import { archiveZip } from './packs/archive.ts';
import { everythingZip } from './packs/everything.ts';
import type { ExportPack } from './packs/pack.ts';
import { redcapDictionary } from './redcap-dictionary.ts';
import { wideBlankCsv, wideCsv } from './wide-csv.ts';
import { wideBlankSav, wideSav } from './wide-sav.ts';

export const exportFormats: readonly ExportFormat[] = [
  wideCsv,
  wideBlankCsv,
  wideSav,
  wideBlankSav,
  longCsv,
  longBlankCsv,
  codebookHtml,
  codebookCsv,
  datapackageJson,
  analysisR,
  redcapDictionary,
];

/** The same about a whole study, all roles of it. */
export const exportPacks: readonly ExportPack[] = [everythingZip(exportFormats), archiveZip];

export type { ExportFormat } from './format.ts';
export type { ExportPack } from './packs/pack.ts';
