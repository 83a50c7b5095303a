/** What is to be known of the report's people: what is made up, and which printed figures do not come out. */

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Texts } from '../../../surveys/text.ts';

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
