/** What is to be known of the report's people: what is made up, and which printed figures do not come out. */

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { inLanguage, type Texts } from '../../../surveys/text.ts';
import { longDayInWords } from '../../day.ts';
import { texts } from '../../texts.ts';
import { reportIncludedUntil } from './recruitment.ts';

interface ReportNotes {
  readonly made_up: readonly Texts[];
  /** Printed figures that the report's own counts do not give. */
  readonly exceptions: readonly {
    readonly why: Texts;
    /** Variable, answer and group, by the names of the report's tables. */
    readonly cells: readonly (readonly string[])[];
  }[];
}

export const reportNotes: ReportNotes = parse(
  readFileSync(new URL('notes.yaml', import.meta.url), 'utf8'),
);

/** For the demo's page. */
export function notesInWords(language: string) {
  return {
    text: texts(language)('demo.report.text', {
      day: longDayInWords(reportIncludedUntil, language),
    }),
    madeUp: reportNotes.made_up.map((note) => inLanguage(note, language)),
    exceptions: reportNotes.exceptions.map(({ why }) => inLanguage(why, language)),
  };
}
