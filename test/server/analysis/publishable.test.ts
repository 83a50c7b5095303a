/** Published tables under attack: what too few people are is not told, neither by itself nor by subtraction. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell, Sum } from '../../../server/analysis/publishable/cells.ts';
import { columnsOf } from '../../../server/analysis/publishable/columns.ts';
import type { RoleFigures } from '../../../server/analysis/publishable/figures.ts';
import {
  type Figure,
  type PublishedRole,
  publish,
  withheld,
} from '../../../server/analysis/publishable/publish.ts';
import { withheldOf } from '../../../server/analysis/publishable/suppression.ts';
import { meansTold, reader, secretsOf } from '../../support/differencing.ts';
import { figuresOf, type Person, people } from '../../support/random-figures.ts';

const limit = 5;

/** What somebody can tell who should not. */
function toldBy(published: PublishedRole, everyone: readonly Person[]): string[] {
  const mind = reader(published, everyone);
  const counts = secretsOf(everyone, limit).flatMap(({ name, value, mayBe }) =>
    mayBe
      .filter((other) => !mind.canBe(name, other))
      .map((other) => `${name} is ${value} and not ${other}`),
  );
  return [...counts, ...meansTold(published, everyone, limit)];
}

/** Too few are withheld, and nothing else: what many do by hand. */
function onlyTheSmall({ role, tables, standings }: RoleFigures): PublishedRole {
  const shown = (value: number, least = limit): Figure =>
    value > 0 && value < least ? withheld : value;
  return {
    role,
    tables: tables.map(({ table, rows }) => ({
      ...{ table, totals: [] },
      rows: rows.map((row) => ({
        ...{ variable: row.variable, kind: row.kind, options: [], several: false },
        cells: row.cells
          .filter(({ group }) => group !== null || table.shows === 'background')
          .map((cell) => {
            const n = 'counts' in cell ? cell.answered : cell.description.n.used;
            const least = table.by === 'team' ? 3 : limit;
            const mean = 'counts' in cell || n === 0 ? null : cell.description.mean;
            return {
              ...{ group: cell.group, wave: cell.wave, n: shown(n, least), sd: null },
              mean: mean !== null && n < least ? withheld : mean,
              counts: 'counts' in cell ? cell.counts.map((count) => shown(count)) : [],
              leftOut: null,
            };
          }),
      })),
    })),
    responses: standings.arm
      .filter(({ group }) => group !== '')
      .map(({ group, wave, counts }) => ({
        ...{ group, wave },
        members: shown(Object.values(counts).reduce((sum, count) => sum + count, 0)),
        counts: {
          notYetDue: shown(counts.notYetDue),
          open: shown(counts.open),
          submitted: shown(counts.submitted),
          missed: shown(counts.missed),
          left: shown(counts.left),
        },
      })),
  };
}

describe('whoever reads all tables and takes them from each other', () => {
  test('cannot tell a number of too few, nor what everybody in a group answered', () => {
    fc.assert(
      fc.property(people(60), (everyone) => {
        expect(toldBy(publish(figuresOf(everyone), limit), everyone)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  test('tells some in nearly every study where only the small numbers themselves are withheld', () => {
    const studies = fc.sample(people(60), { numRuns: 10, seed: 20180401 });
    const told = studies.map((everyone) => toldBy(onlyTheSmall(figuresOf(everyone)), everyone));
    expect(told.filter(({ length }) => length > 0).length).toBeGreaterThanOrEqual(8);
  });
});
