/** The study, its files and variables for an archive's catalogue: DDI-Codebook 2.5, https://ddialliance.org/Specification/DDI-Codebook/2.5/. */

import { inLanguage } from '../../../surveys/text.ts';
import { renderFile } from '../../render.ts';
import type { ResearchView } from '../../research-view.ts';
import { texts } from '../../texts.ts';
import { version } from '../../version.ts';
import type { Dataset } from './dataset.ts';
import { variableModel } from './ddi-variable.ts';

export function ddiCodebook(view: ResearchView, datasets: readonly Dataset[]): string {
  const { study, today } = view;
  const [language = 'en', ...others] = study.languages;
  const say = texts(language);
  const title = inLanguage(study.title, language);
  return renderFile('export/ddi-codebook', language, {
    ...{ language, title, version, day: today },
    others: others.map((other) => ({ language: other, title: inLanguage(study.title, other) })),
    id: study.study,
    responsible: study.controller?.name ?? study.contact.name,
    contact: study.contact,
    sites: study.sites.map(({ label }) => inLanguage(label, language)),
    method: say('codebook.ddi.method', {
      waves: study.waves.length,
      labels: study.waves.map(({ label }) => inLanguage(label, language)).join(', '),
    }),
    universes: datasets.map(({ role }) => ({ text: inLanguage(role.label, language) })),
    instruments: datasets.map(({ instruments: [now] }) => ({
      title: inLanguage(now?.title ?? {}, language),
    })),
    notes: datasets.flatMap((dataset) => dataset.deedsIn(language)),
    files: datasets.map(({ role, table, count }, at) => ({
      id: `F${at + 1}`,
      name: `${role.name}/${role.name}.sav`,
      content: inLanguage(role.label, language),
      cases: count,
      variables: table.columns.length,
    })),
    variables: datasets.flatMap(({ table, instruments }, file) =>
      table.columns.map(({ column }, at) => ({
        ...{ id: `V${file + 1}.${at + 1}`, file: `F${file + 1}` },
        ...variableModel(column, instruments, study.languages),
      })),
    ),
  });
}
