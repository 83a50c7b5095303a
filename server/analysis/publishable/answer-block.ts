/** What a role answered to one question at one wave as cells: by all that tables group it by, with everybody once. */

import {
  type AnswerColumn,
  type Answers,
  answeredId,
  idIn,
  optionId,
  reasonId,
  total,
} from './answers.ts';
import { type Block, type Cell, mayBeIfAll, mayBeIfFew, type Sum } from './cells.ts';
import { keepsExclusiveAlone, withRoom } from './exclusive-options.ts';

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
  const sent = answered + total(reasons.map(({ count }) => count));
  const part = (what: string, count: number, whole: number, printed: boolean) =>
    cellOf(column, what, count, printed, {
      mayBe: [...mayBeIfFew(count, limit), ...mayBeIfAll(count, whole, limit)],
      worth: isEverybody ? 2 : 1,
    });
  const base: Block = {
    cells: [
      known(column, 'sent', sent),
      cellOf(column, 'answered', answered, prints.all, {
        ...{ mayBe: mayBeIfFew(answered, least), worth: isEverybody ? 8 : 4 },
      }),
      ...reasons.map(({ reason, count }) => part(reason, count, sent, prints.reasons)),
      ...counts.map((count, at) => part(`option ${at}`, count, answered, prints.all)),
    ],
    sums: [
      {
        total: idIn(column, 'sent'),
        parts: [answeredId(column), ...reasons.map(({ reason }) => reasonId(column, reason))],
      },
    ],
  };
  if (counts.length === 0) return base;
  if (!several) return joined(base, oneOf(column));
  const ticked = joined(base, anyOf(column, limit));
  return hasOwnRoom ? withRoom(answers, column, ticked) : ticked;
}

/** Everybody who answered chose one. */
function oneOf(column: AnswerColumn): Block {
  const others = column.answered - total(column.counts);
  const options = column.counts.map((_, at) => optionId(column, at));
  // What an earlier version of the form asked, and this one does not.
  const rest = others > 0 ? [known(column, 'other option', others)] : [];
  const parts = [...options, ...rest.map(({ id }) => id)];
  return { cells: rest, sums: [{ total: answeredId(column), parts }] };
}

/** Everybody who answered chose each or did not: those who did not are too few as easily as those who did. */
function anyOf(column: AnswerColumn, limit: number): Block {
  const { counts, answered, prints } = column;
  const not = (at: number) => `not option ${at}`;
  return {
    cells: counts.map((count, at) => ({
      ...cellOf(column, not(at), answered - count, prints.all, {
        mayBe: mayBeIfFew(answered - count, limit),
      }),
      is: 'unprinted',
    })),
    sums: counts.map((_, at) => ({
      total: answeredId(column),
      parts: [optionId(column, at), idIn(column, not(at))],
    })),
  };
}

function known(column: AnswerColumn, what: string, value: number): Cell {
  const id = idIn(column, what);
  return { id, value, is: 'known', mayBe: [], worth: 0 };
}

/** What is left of everybody can be worked out: its cells are looked at as if they were printed. */
function cellOf(
  column: AnswerColumn,
  what: string,
  value: number,
  isPrinted: boolean,
  given: Partial<Cell>,
): Cell {
  const isTold = isPrinted || column.group === 'rest';
  return {
    ...{ id: idIn(column, what), value, is: isPrinted ? 'printed' : 'unprinted' },
    ...{ mayBe: [], worth: 1 },
    ...(isTold ? given : {}),
  };
}

function joined(one: Block, other: Block): Block {
  return { cells: [...one.cells, ...other.cells], sums: [...one.sums, ...other.sums] };
}
