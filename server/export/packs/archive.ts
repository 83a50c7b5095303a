/** What an archive is handed: data of those who agreed to it, coarser than they are, and all that describes them. */

import { everyAsk } from '../../../surveys/consent.ts';
import type { Study } from '../../../surveys/study.ts';
import { inLanguage } from '../../../surveys/text.ts';
import { longDayInWords } from '../../day.ts';
import { renderFile } from '../../render.ts';
import type { ResearchView } from '../../research-view.ts';
import { defaultLanguage, languages, texts } from '../../texts.ts';
import { type Dataset, datasetOf } from '../archive/dataset.ts';
import { ddiCodebook } from '../archive/ddi.ts';
import { codebookPage } from '../codebook/page.ts';
import { codebookTable } from '../codebook-csv.ts';
import { csvHeader, csvRows } from '../csv.ts';
import { savPieces } from '../wide-sav.ts';
import type { ExportPack } from './pack.ts';
import { withheldFrom } from './read-me.ts';
import { type PackedFile, zipped } from './zip.ts';

export const archiveZip: ExportPack = {
  file: 'archive.zip',
  scope: 'answers',
  rounds: 1,
  isOf: ({ archive_consent }: Study) => archive_consent !== undefined,
  async *chunks(view, { told, archivable }) {
    const codes = await archivable();
    const datasets: Dataset[] = [];
    for (const role of view.study.roles) {
      const dataset = await datasetOf(view, role, codes, told);
      if (dataset) datasets.push(dataset);
    }
    yield* zipped(
      [
        textFile('README.txt', () => readMe(view, datasets)),
        textFile('ddi-codebook.xml', () => ddiCodebook(view, datasets)),
        ...datasets.flatMap((dataset) => filesOf(view, dataset)),
      ],
      view.today,
    );
  },
};

function filesOf(view: ResearchView, { role, table, instruments, count }: Dataset): PackedFile[] {
  const columns = table.columns.map(({ column }) => column);
  const place = `${role.name}/${role.name}`;
  return [
    {
      name: `${place}.sav`,
      chunks: () => savPieces(view, role, { columns, pages: pages() }, 'coded'),
    },
    {
      name: `${place}.csv`,
      async *chunks() {
        yield csvHeader(columns);
        for (const page of pages()) yield csvRows(columns, page);
      },
    },
    textFile(`${role.name}/codebook.html`, () =>
      codebookPage(view, role, { of: 'archive', columns, instruments }),
    ),
    textFile(`${role.name}/codebook.csv`, () => codebookTable(columns)),
  ];

  function* pages() {
    const size = 50;
    for (let from = 0; from < count; from += size)
      yield Array.from({ length: Math.min(size, count - from) }, (_, row) =>
        table.columns.map(({ cells }) => cells[from + row] ?? ''),
      );
  }
}

function textFile(name: string, text: () => string): PackedFile {
  return {
    name,
    async *chunks() {
      yield text();
    },
  };
}

function readMe(view: ResearchView, datasets: readonly Dataset[]): string {
  return [...new Set([defaultLanguage, ...languages])]
    .map((language) =>
      renderFile('export/archive-read-me', language, model(view, datasets, language)),
    )
    .join('');
}

/** The files with what they are, in the order they are packed in. */
function filesInWords(datasets: readonly Dataset[], language: string) {
  const say = texts(language);
  const about = (name: string, kind: string) => ({
    name,
    text: say(`codebook.archive.file.${kind}`),
  });
  return [
    about('ddi-codebook.xml', 'ddi'),
    ...datasets.flatMap(({ role: { name } }) => [
      about(`${name}/${name}.sav`, 'sav'),
      about(`${name}/${name}.csv`, 'csv'),
      about(`${name}/codebook.html`, 'html'),
      about(`${name}/codebook.csv`, 'table'),
    ]),
  ];
}

function model(view: ResearchView, datasets: readonly Dataset[], language: string) {
  const { study, today } = view;
  const ask = everyAsk(study).find(({ name }) => name === study.archive_consent);
  const limit = study.small_cell_limit;
  return {
    title: inLanguage(study.title, language),
    day: longDayInWords(today, language),
    ask: inLanguage(ask?.label ?? {}, language),
    withheld: withheldFrom(view, language),
    files: filesInWords(datasets, language),
    roles: study.roles.map((role) => {
      const dataset = datasets.find((one) => one.role === role);
      return {
        ...{ label: inLanguage(role.label, language), limit },
        isIn: dataset !== undefined,
        count: dataset?.count ?? 0,
        few: dataset?.table.few ?? 0,
        deeds: dataset?.deedsIn(language) ?? [],
      };
    }),
  };
}
