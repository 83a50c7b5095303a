/** The formats that data can be downloaded in. A new one is one file and one line here. */

import { analysisR } from './analysis-r.ts';
import { codebookCsv } from './codebook-csv.ts';
import type { ExportFormat } from './format.ts';
import { longCsv } from './long-csv.ts';
import { redcapDictionary } from './redcap-dictionary.ts';
import { wideCsv } from './wide-csv.ts';
import { wideSav } from './wide-sav.ts';

export const exportFormats: readonly ExportFormat[] = [
  wideCsv,
  wideSav,
  longCsv,
  codebookCsv,
  analysisR,
  redcapDictionary,
];

export type { ExportFormat } from './format.ts';
