/** What follows for the other options where one that is chosen alone leaves no room for them. */

import { type AnswerColumn, type Answers, answeredId, idIn, optionId, total } from './answers.ts';
import type { Block, Cell } from './cells.ts';

/**
 * Where nobody chose an exclusive option together with others, everybody else chose one of the others
 * at least, and each of those no more than once: that too helps whoever tries to work out a cell.
 */
export function withRoom(
  { exclusive }: Answers,
  column: AnswerColumn,
  { cells, sums }: Block,
): Block {
  const { answered, counts } = column;
  const alone = total(exclusive.map((at) => counts[at] ?? 0));
  const others = [...counts.keys()].filter((at) => !exclusive.includes(at));
  const room = answered - alone;
  const free = (what: string, value: number): Cell => ({
    ...{ id: idIn(column, what), value, is: 'unprinted', mayBe: [], worth: 0 },
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
export function keepsExclusiveAlone({ columns, several, exclusive }: Answers): boolean {
  if (!several || exclusive.length === 0) return false;
  return columns.every(({ answered, counts }) => {
    const room = answered - total(exclusive.map((at) => counts[at] ?? 0));
    const others = counts.filter((_, at) => !exclusive.includes(at));
    return others.every((count) => count <= room) && total(others) >= room;
  });
}
