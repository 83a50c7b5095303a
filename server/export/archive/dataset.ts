/** The data of a role for an archive: those who agreed to it, in an order that chance made, coarser than they are. */

import { randomInt } from 'node:crypto';
import type { Cell } from '../../../surveys/codebook.ts';
import type { Instrument } from '../../../surveys/instrument.ts';
import type { StudyRole } from '../../../surveys/study.ts';
import type { ResearchView } from '../../research-view.ts';
import { texts } from '../../texts.ts';
import { answerColumns } from '../answer-columns.ts';
import { baseName } from '../codebook/entry.ts';
import type { Told } from '../format.ts';
import { wideRows } from '../wide-csv.ts';
import { type Coarsened, coarsened } from './coarsening.ts';

export interface Dataset {
  readonly role: StudyRole;
  readonly count: number;
  readonly table: Coarsened;
  readonly instruments: readonly Instrument[];
  /** What was done to the data, in words. */
  deedsIn(language: string): string[];
}

/** Who has left has taken back what they agreed to, or should never have been in. */
const gone: readonly string[] = ['withdrawn', 'ineligible'];

/**
 * Null where there are fewer than the study's limit. All of them are held at once: in the order of the
 * codes, which is how they are read, a row could be found again.
 */
export async function datasetOf(
  view: ResearchView,
  role: StudyRole,
  archivable: ReadonlySet<string>,
  told?: Told,
): Promise<Dataset | null> {
  const limit = view.study.small_cell_limit;
  const { instruments } = await answerColumns(view, role);
  const { columns, pages } = await wideRows(
    view,
    role,
    'coded',
    ({ code, state }) => archivable.has(code) && !gone.includes(state),
  );
  const rows: (readonly Cell[])[] = [];
  for await (const page of pages) {
    rows.push(...page);
    told?.(page.length);
  }
  if (rows.length < limit) return null;
  shuffle(rows);
  const table = await coarsened(columns, rows, limit);
  const names = Object.fromEntries(columns.map((column) => [column.name, column]));
  return {
    ...{ role, count: rows.length, table, instruments },
    deedsIn(language) {
      const say = texts(language);
      return table.deeds.map(({ did, column, groups, limit: under }) => {
        const known = names[column];
        return say(`codebook.archive.did.${did}`, {
          column: known ? baseName(known) : column,
          ...{ columns: groups, groups, limit: under, other: say('codebook.archive.other') },
        });
      });
    },
  };
}

/** Fisher and Yates's way, with chance that nobody can repeat. */
function shuffle(rows: unknown[]): void {
  for (let at = rows.length - 1; at > 0; at -= 1) {
    const other = randomInt(at + 1);
    [rows[at], rows[other]] = [rows[other], rows[at]];
  }
}
