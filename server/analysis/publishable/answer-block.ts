/** What a role answered to one question at one wave as cells: by all that tables group it by, with everybody once. */

import type { MissingReason } from '../../../surveys/missing.ts';
import type { Belonging } from '../plan/data.ts';
import type { Group } from '../plan/tables.ts';
import type { Block, Cell, Sum } from './cells.ts';

/** The groups that are shown, everybody, and what is left of everybody (`rest`) by each grouping. */
export interface AnswerColumn {
  readonly by: Belonging | null;
  readonly group: Group | 'rest';
  readonly answered: number;
  /** By option; none where the variable is a number. */
  readonly counts: readonly number[];
  /** Why those who sent the form did not answer this; only reasons that somebody had. */
  readonly reasons: readonly { readonly reason: MissingReason; readonly count: number }[];
  /** Which of the numbers stand in a table. */
  readonly prints: { readonly all: boolean; readonly reasons: boolean };
  /** From how many respondents on it is shown. */
  readonly least: number;
}

export interface Answers {
  readonly columns: readonly AnswerColumn[];
  /** More than one option may be chosen. */
  readonly several: boolean;
  /** Options that leave no room for another, by their place. */
  readonly exclusive: readonly number[];
  /** For options and reasons. */
  readonly limit: number;
}

type Place = Pick<AnswerColumn, 'by' | 'group'>;

const idIn = ({ by, group }: Place, what: string) => `${by} ${group} ${what}`;
export const answeredId = (column: Place) => idIn(column, 'answered');
export const optionId = (column: Place, at: number) => idIn(column, `option ${at}`);
export const reasonId = (column: Place, reason: MissingReason) => idIn(column, reason);

/** How many sent the form is known of every column: it is in the table of response, or follows from other questions. */
export function answerBlock(answers: Answers): Block {
  const { columns } = answers;
  const hasOwnRoom = keepsExclusiveAlone(answers);
  const within = columns.map((column) => columnBlock(answers, column, hasOwnRoom));
  const everybody = columns.find(({ group }) => group === null);
  const groupings = new Set(columns.flatMap(({ by }) => by ?? []));
  const cells = within.flatMap((block) => block.cells);
  const ids = new Set(cells.map(({ id }) => id));
  const across = [...groupings].flatMap((by): Sum[] => {
    const own = columns.filter((column) => column.by === by);
    if (!everybody) return [];
    const shared = [
      'answered',
      ...everybody.counts.map((_, at) => `option ${at}`),
      ...everybody.reasons.map(({ reason }) => reason),
    ];
    return shared.map((what) => ({
      total: idIn(everybody, what),
      parts: own.map((column) => idIn(column, what)).filter((id) => ids.has(id)),
    }));
  });
  return { cells, sums: [...within.flatMap((block) => block.sums), ...across] };
}

function columnBlock(answers: Answers, column: AnswerColumn, hasOwnRoom: boolean): Block {
  const { answered, counts, reasons, prints, least } = column;
  const { several, limit } = answers;
  const isEverybody = column.group === null;
  // What is left of everybody can be worked out: its cells are looked at as if they were printed.
  const isTold = (printed: boolean) => printed || column.group === 'rest';
  const sent = answered + total(reasons.map(({ count }) => count));
  const known = (what: string, value: number): Cell => ({
    ...{ id: idIn(column, what), value, is: 'known', limit: null, sensitive: false, worth: 0 },
  });
  const open = (what: string, value: number, given: Partial<Cell>): Cell => ({
    ...{ id: idIn(column, what), value, is: 'unprinted', limit: null, sensitive: false, worth: 1 },
    ...given,
  });
  const cell = (what: string, value: number, printed: boolean, given: Partial<Cell>) =>
    open(what, value, {
      is: printed ? 'printed' : 'unprinted',
      ...(isTold(printed) ? given : {}),
    });
  const cells = [
    known('sent', sent),
    cell('answered', answered, prints.all, { limit: least, worth: isEverybody ? 8 : 4 }),
    ...reasons.map(({ reason, count }) =>
      cell(reason, count, prints.reasons, {
        ...{ limit, sensitive: count === sent, worth: isEverybody ? 2 : 1 },
      }),
    ),
    ...counts.map((count, at) =>
      cell(`option ${at}`, count, prints.all, {
        // All of a group are the same: whoever is in it is known.
        ...{ limit, sensitive: count > 0 && count === answered, worth: isEverybody ? 2 : 1 },
      }),
    ),
  ];
  const sums: Sum[] = [
    {
      total: idIn(column, 'sent'),
      parts: [answeredId(column), ...reasons.map(({ reason }) => reasonId(column, reason))],
    },
  ];
  if (counts.length === 0) return { cells, sums };
  if (!several) {
    const others = answered - total(counts);
    const options = counts.map((_, at) => optionId(column, at));
    if (others > 0) cells.push(known('other option', others));
    const rest = others > 0 ? [idIn(column, 'other option')] : [];
    return { cells, sums: [...sums, { total: answeredId(column), parts: [...options, ...rest] }] };
  }
  for (const [at, count] of counts.entries()) {
    const told = isTold(prints.all) ? { limit } : {};
    cells.push(open(`not option ${at}`, answered - count, told));
    const parts = [optionId(column, at), idIn(column, `not option ${at}`)];
    sums.push({ total: answeredId(column), parts });
  }
  return hasOwnRoom ? withRoom(answers, column, { cells, sums }) : { cells, sums };
}

/**
 * Where nobody chose an exclusive option together with others, everybody else chose one of the others
 * at least, and each of those no more than once: that too helps whoever tries to work out a cell.
 */
function withRoom({ exclusive }: Answers, column: AnswerColumn, { cells, sums }: Block): Block {
  const { answered, counts } = column;
  const alone = total(exclusive.map((at) => counts[at] ?? 0));
  const others = [...counts.keys()].filter((at) => !exclusive.includes(at));
  const room = answered - alone;
  const free = (what: string, value: number): Cell => ({
    ...{ id: idIn(column, what), value, is: 'unprinted', limit: null, sensitive: false, worth: 0 },
  });
  const ticks = total(others.map((at) => counts[at] ?? 0));
  return {
    cells: [
      ...cells,
      free('room', room),
      free('ticks', ticks),
      free('more ticks', ticks - room),
      ...others.map((at) => free(`room without ${at}`, room - (counts[at] ?? 0))),
    ],
    sums: [
      ...sums,
      {
        total: answeredId(column),
        parts: [idIn(column, 'room'), ...exclusive.map((at) => optionId(column, at))],
      },
      { total: idIn(column, 'ticks'), parts: others.map((at) => optionId(column, at)) },
      {
        total: idIn(column, 'ticks'),
        parts: [idIn(column, 'room'), idIn(column, 'more ticks')],
      },
      ...others.map((at) => ({
        total: idIn(column, 'room'),
        parts: [optionId(column, at), idIn(column, `room without ${at}`)],
      })),
    ],
  };
}

/** Not so on every paper form, nor where "none of these" is not among the options. */
function keepsExclusiveAlone({ columns, several, exclusive }: Answers): boolean {
  if (!several || exclusive.length === 0) return false;
  return columns.every(({ answered, counts }) => {
    const room = answered - total(exclusive.map((at) => counts[at] ?? 0));
    const others = counts.filter((_, at) => !exclusive.includes(at));
    return others.every((count) => count <= room) && total(others) >= room;
  });
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
