/** Published tables under attack: what too few people are is not told, neither by itself nor by subtraction. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell, Sum } from '../../../server/analysis/publishable/cells.ts';
import { columnsOf } from '../../../server/analysis/publishable/columns.ts';
import type { RoleFigures } from '../../../server/analysis/publishable/figures.ts';
import { publish } from '../../../server/analysis/publishable/publish.ts';
import {
  type Figure,
  type PublishedRole,
  withheld,
} from '../../../server/analysis/publishable/published.ts';
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

/** Rows of groups and columns of answers, with what they are in all. */
function blockOf(rows: Readonly<Record<string, readonly number[]>>) {
  const cells: Cell[] = [];
  const sums: Sum[] = [];
  const width = Object.values(rows)[0]?.length ?? 0;
  const names = Object.keys(rows);
  const put = (id: string, value: number, is: Cell['is']) =>
    cells.push({ id, value, is, mayBe: value > 0 && value < limit ? [0, limit] : [], worth: 1 });
  for (const [name, counts] of Object.entries(rows)) {
    counts.forEach((count, at) => void put(`${name} ${at}`, count, 'printed'));
    put(
      `${name} all`,
      counts.reduce((sum, count) => sum + count, 0),
      'known',
    );
    sums.push({ total: `${name} all`, parts: counts.map((_, at) => `${name} ${at}`) });
  }
  for (let at = 0; at < width; at++) {
    const parts = names.map((name) => `${name} ${at}`);
    const inAll = names.reduce((sum, name) => sum + (rows[name]?.[at] ?? 0), 0);
    put(`all ${at}`, inAll, 'known');
    sums.push({ total: `all ${at}`, parts });
  }
  return { cells, sums };
}

const held = (rows: Readonly<Record<string, readonly number[]>>) => {
  const found = withheldOf(blockOf(rows));
  return found === 'everything' ? found : [...found].toSorted();
};

describe('of a table whose sums are all known', () => {
  test('nothing is withheld where no number is small, nor where one is 0', () => {
    expect(held({ red: [20, 7, 0], green: [6, 9, 11] })).toEqual([]);
  });

  test('one small number takes three others along, that make a rectangle with it', () => {
    // Any change of red 1 has to be made good in its row, in its column, and where those two cross:
    // in the second column of two rows, and in the cheapest other column, as 0 has no room to fall.
    expect(held({ red: [20, 3], green: [15, 12] })).toEqual([
      'green 0',
      'green 1',
      'red 0',
      'red 1',
    ]);
  });

  test('two small numbers of a row do not protect each other where they are too few together', () => {
    // 1 and 2 are 3 together: neither could be 5 if they were alone.
    const found = held({ red: [1, 2, 30], green: [10, 10, 10] });
    expect(found).toEqual(expect.arrayContaining(['red 0', 'red 1', 'red 2']));
  });

  test('all of a table is withheld where nothing else would do', () => {
    expect(held({ red: [3] })).toBe('everything');
  });
});

/** So many of each arm, who all answered the same way but for what is asked for here. */
function armsOf(sizes: Readonly<Record<string, number>>, of: (at: number) => Partial<Person>) {
  return Object.entries(sizes).flatMap(([arm, size]) =>
    Array.from({ length: size }, (_, at): Person => {
      const one = { arm, site: 'north', team: 'team-1', standing: 'submitted', later: 'submitted' };
      return { ...one, one: at % 2, several: [at % 2], number: 3 + (at % 3), ...of(at) } as Person;
    }),
  );
}

describe('a group of too few', () => {
  const arms = (sizes: Readonly<Record<string, number>>) =>
    columnsOf(figuresOf(armsOf(sizes, () => ({}))), 'arm', 1, limit);

  test('is not shown, and the smallest other one is not either: it would be told by subtraction', () => {
    expect(arms({ red: 30, green: 12, blue: 3 })).toMatchObject({
      ...{ isShown: true, groups: ['red'], together: ['blue', 'green'] },
    });
  });

  test('takes nobody along where two of them are enough together', () => {
    expect(arms({ red: 30, green: 3, blue: 4 })).toMatchObject({ together: ['green', 'blue'] });
    expect(arms({ red: 30, green: 1, blue: 2 })).toMatchObject({
      together: ['green', 'blue', 'red'],
    });
  });

  test('of which nobody answered is shown as it is', () => {
    expect(arms({ red: 30, green: 12 })).toMatchObject({ groups: ['red', 'green', 'blue'] });
  });

  test('leaves nothing to show where everybody together are too few', () => {
    expect(arms({ red: 2, green: 2 }).isShown).toBe(false);
  });
});

describe('a published table', () => {
  const cellOf = (published: PublishedRole, table: string, row: string, group: string | null) =>
    published.tables
      .find((one) => one.table.name === table)
      ?.rows.find(({ variable }) => variable.name === row)
      ?.cells.find((cell) => cell.group === group);

  test('does not tell what everybody in a group answered, by count or by mean', async () => {
    const everyone = armsOf({ red: 12, green: 12, blue: 12 }, () => ({}));
    const alike = everyone.map((one) => (one.arm === 'blue' ? { ...one, one: 1, number: 4 } : one));
    const published = await publish(figuresOf(alike), limit);
    expect(cellOf(published, 'by-arm', 'one', 'blue')).toMatchObject({ n: 12 });
    expect(cellOf(published, 'by-arm', 'one', 'blue')?.counts[1]).toBe(withheld);
    expect(cellOf(published, 'by-arm', 'number', 'blue')).toMatchObject({ n: 12, mean: withheld });
    // One other mean at least is gone too: everybody's less the two that are left would tell.
    const means = ['red', 'green'].map((arm) => cellOf(published, 'by-arm', 'number', arm)?.mean);
    expect(means.filter((mean) => mean === withheld)).toHaveLength(1);
  });

  test('shows the mean of a team of three without its SD, and nothing of a team of two', async () => {
    const teams = { 'team-1': 3, 'team-2': 6 };
    const byTeam = (sizes: Readonly<Record<string, number>>) => {
      const everyone = Object.entries(sizes).flatMap(([team, size]) =>
        armsOf({ red: size }, () => ({ team })),
      );
      const figures = figuresOf(everyone);
      // Where everybody's numbers are printed too, a team's would follow from those of the others.
      const tables = figures.tables.filter(({ table }) => table.by === 'team');
      return publish({ ...figures, tables }, limit);
    };
    const shown = await byTeam(teams);
    expect(cellOf(shown, 'by-team', 'number', 'team-1')).toMatchObject({
      n: 3,
      mean: 4,
      sd: withheld,
    });
    expect(cellOf(shown, 'by-team', 'number', 'team-2')).toMatchObject({ n: 6, mean: 4, sd: 0.9 });
    const alone = await byTeam({ 'team-1': 2, 'team-2': 6 });
    for (const team of ['team-1', 'team-2'])
      expect(cellOf(alone, 'by-team', 'number', team)).toMatchObject({
        n: withheld,
        mean: withheld,
      });
  });

  test('has no mean of answers of which a count is withheld', async () => {
    const everyone = armsOf({ red: 20, green: 20 }, (at) => ({ one: at === 0 ? 2 : at % 2 }));
    const figures = figuresOf(everyone);
    const asMean = (items: readonly string[]) =>
      publish(
        {
          ...figures,
          tables: figures.tables.map((table) => ({
            ...table,
            rows: table.rows.map((row) => (row.kind === 'means' ? { ...row, items } : row)),
          })),
        },
        limit,
      );
    expect(cellOf(await asMean(['number']), 'by-arm', 'number', 'red')).toMatchObject({
      n: 20,
      mean: 4,
    });
    expect(cellOf(await asMean(['one']), 'by-arm', 'number', 'red')).toMatchObject({
      mean: withheld,
    });
  });
});

describe('whoever reads all tables and takes them from each other', () => {
  test('cannot tell a number of too few, nor what everybody in a group answered', async () => {
    await fc.assert(
      fc.asyncProperty(people(60), async (everyone) => {
        expect(toldBy(await publish(figuresOf(everyone), limit), everyone)).toEqual([]);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });

  test('tells some in nearly every study where only the small numbers themselves are withheld', () => {
    const studies = fc.sample(people(60), { numRuns: 8, seed: 20180401 });
    const told = studies.map((everyone) => toldBy(onlyTheSmall(figuresOf(everyone)), everyone));
    expect(told.filter(({ length }) => length > 0).length).toBeGreaterThanOrEqual(7);
  });
});
