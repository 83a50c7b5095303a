/** The text beside the files of a study: what each is, how it is opened, and what is not in it. */

import type { StudyRole } from '../../../surveys/study.ts';
import { inLanguage } from '../../../surveys/text.ts';
import { dayOf, longDayInWords } from '../../day.ts';
import { digestOf } from '../../digest.ts';
import { renderFile } from '../../render.ts';
import { maskedArm, type ResearchView } from '../../research-view.ts';
import { defaultLanguage, languages, texts } from '../../texts.ts';
import { fileName } from '../file-name.ts';
import type { ExportFormat } from '../format.ts';
import type { PackedFile } from './zip.ts';

export function readMe(view: ResearchView, formats: readonly ExportFormat[]): PackedFile {
  return {
    name: 'README.txt',
    async *chunks() {
      for (const language of new Set([defaultLanguage, ...languages]))
        yield renderFile('export/read-me', language, readMeModel(view, formats, language));
    },
  };
}

function readMeModel(view: ResearchView, formats: readonly ExportFormat[], language: string) {
  const { study, today, cut, plans } = view;
  const say = texts(language);
  const plan = study.analysis_plan;
  return {
    title: inLanguage(study.title, language),
    day: longDayInWords(today, language),
    plan: { version: plan.version, digest: digestOf(plan) },
    cut: cut
      ? `${say('cuts.data.cut', { number: cut.number, day: longDayInWords(cut.on, language), n: cut.participants })} ${say('cuts.digest')} ${cut.sha256}`
      : '',
    changes: plans.slice(1).map(({ version, frozenAt, reason }) =>
      say('cuts.data.change', {
        ...{ version, reason: reason ?? '' },
        day: longDayInWords(dayOf(frozenAt, study.time_zone), language),
      }),
    ),
    withheld: withheldFrom(view, language),
    roles: study.roles.map((role: StudyRole) => ({
      label: inLanguage(role.label, language),
      files: formats.map(({ file }) => ({
        name: `${role.name}/${fileName(study, role, file)}`,
        text: say(`research.downloads.${file.replace('.', '-')}`),
      })),
    })),
  };
}

/** What this reader is not shown, in words; empty where they see it all. */
export function withheldFrom(view: ResearchView, language: string): string[] {
  const { study, waves, arms, sites } = view;
  const say = texts(language);
  const hidden = study.waves
    .filter((_, index) => !waves.includes(index + 1))
    .map(({ label }) => inLanguage(label, language));
  const seen = study.sites.filter(({ name }) => sites?.includes(name));
  return [
    ...(arms.includes(maskedArm) ? [say('codebook.readMe.masked')] : []),
    ...(hidden.length > 0 ? [say('codebook.readMe.waves', { waves: hidden.join(', ') })] : []),
    ...(sites === null
      ? []
      : [
          say('codebook.readMe.sites', {
            sites: seen.map(({ label }) => inLanguage(label, language)).join(', '),
          }),
        ]),
  ];
}
