/** The canonical export of a data cut: its records as they are kept, for whoever finds the digest again. */

import { setImmediate as breath } from 'node:timers/promises';
import { cutRecordsAfter } from '../db/cut-records.ts';
import type { StudySelect } from '../db/open.ts';
import type { Services } from '../services.ts';

const pageSize = 50;

/** One line of canonical JSON for each participant, in the order of their codes. */
export async function* recordLines(db: StudySelect, cutId: string): AsyncGenerator<string> {
  for (let after = ''; ; ) {
    const page = await cutRecordsAfter(db, cutId, after, pageSize);
    yield page.map(({ record }) => `${record}\n`).join('');
    if (page.length < pageSize) return;
    after = page.at(-1)?.code ?? '';
    await breath();
  }
}

/** The same for researchers: from the connection that cannot write. */
export function recordLinesOf({ db }: Services, cutId: string): AsyncGenerator<string> {
  return recordLines(db.studyReader, cutId);
}
