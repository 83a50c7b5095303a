/** Writes the report's answers for the demo: `npm run report-data`. The same every time. */

import { writeFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { mulberry32 } from '../../server/demo/random.ts';
import { fidelityQuestions, makeFidelityForms } from './fidelity.ts';
import { makeForms, questions } from './forms.ts';

/** Another number gives other answers with the same tables. */
const seed = 2019;

/** The files of `server/demo/report/`, by name. */
export function reportData(): Readonly<Record<string, string>> {
  const random = mulberry32(seed);
  const candidates = makeForms(random).map(({ person, arm, channel, wave, answers }) => [
    ...[person, arm, channel, wave],
    ...questions.map((name) => answers[name] ?? ''),
  ]);
  const specialists = makeFidelityForms(random).map(({ person, team, wave, answers }) => [
    ...[person, team, wave],
    ...fidelityQuestions.map((name) => (answers[name] ?? []).join(' ')),
  ]);
  return {
    'candidates.csv': stringify([
      ['person', 'arm', 'channel', 'wave', ...questions],
      ...candidates,
    ]),
    'specialists.csv': stringify([
      ['person', 'team', 'wave', ...fidelityQuestions],
      ...specialists,
    ]),
  };
}

if (import.meta.main)
  for (const [name, text] of Object.entries(reportData()))
    writeFileSync(new URL(`../../server/demo/report/${name}`, import.meta.url), text);
