/** Attacks on published tables: all that they say and how it adds up, and what nobody may be able to tell from it. */

import type { Belonging } from '../../server/analysis/plan/data.ts';
import { nowhere, standings } from '../../server/analysis/publishable/figures.ts';
import type {
  Figure,
  PublishedCell,
  PublishedRole,
} from '../../server/analysis/publishable/published.ts';
import { Knowledge } from './attacker.ts';
import { groups, type Person, within } from './random-figures.ts';

/** A number of too few people, or of everybody in a group, with what nobody may be able to rule out. */
export interface Secret {
  readonly name: string;
  readonly value: number;
  readonly mayBe: readonly number[];
}

interface Column {
  readonly by: Belonging;
  readonly group: string | null;
}

const questions = ['one', 'several', 'number'] as const;
const reasons = ['skipped', 'dont-know'] as const;
/** Which of the first two were ticked; the third is ticked alone. */
const patterns = ['0', '1', '0+1', '2'];

/** What people can be counted by. */
const measures: Readonly<Record<string, (one: Person) => boolean>> = {
  members: () => true,
  ...Object.fromEntries(
    standings.flatMap((word) => [
      [word, (one: Person) => one.standing === word],
      [`later ${word}`, (one: Person) => one.later === word],
    ]),
  ),
  ...Object.fromEntries(
    questions.flatMap((question) => [
      [`${question} answered`, answering(question, (answer) => typeof answer !== 'string')],
      ...reasons.map((why) => [`${question} ${why}`, answering(question, (one) => one === why)]),
      ...[0, 1, 2].map((at) => [
        `${question} ${at}`,
        answering(question, (one) => (Array.isArray(one) ? one.includes(at) : one === at)),
      ]),
      ...[0, 1, 2].map((at) => [
        `${question} not ${at}`,
        answering(question, (one) => Array.isArray(one) && !one.includes(at)),
      ]),
    ]),
  ),
  ...Object.fromEntries(
    patterns.map((pattern) => [
      `pattern ${pattern}`,
      answering('several', (one) => Array.isArray(one) && one.toSorted().join('+') === pattern),
    ]),
  ),
};

/** How they add up in each group. */
const sums: readonly (readonly [total: string, parts: readonly string[]])[] = [
  ['members', standings],
  ['members', standings.map((word) => `later ${word}`)],
  ...questions.map(
    (question) =>
      ['submitted', ['answered', ...reasons].map((part) => `${question} ${part}`)] as const,
  ),
  ['one answered', ['one 0', 'one 1', 'one 2']],
  ['several answered', patterns.map((pattern) => `pattern ${pattern}`)],
  ['several 0', ['pattern 0', 'pattern 0+1']],
  ['several 1', ['pattern 1', 'pattern 0+1']],
  ['several 2', ['pattern 2']],
  ...[0, 1, 2].map((at) => ['several answered', [`several ${at}`, `several not ${at}`]] as const),
];

const used = new Set(sums.flatMap(([total, parts]) => [total, ...parts]));
const everybody: Column = { by: 'arm', group: null };
const belongings = ['arm', 'site', 'team'] as const;
const columns: readonly Column[] = [
  everybody,
  ...belongings.flatMap((by) => [...groups[by], nowhere].map((group) => ({ by, group }))),
];
const nameOf = ({ by, group }: Column, measure: string) =>
  group === null ? `all ${measure}` : `${by} ${group} ${measure}`;

/** Somebody who has read all of it; `likely` are the people as they are, from where a search begins. */
export function reader(published: PublishedRole, likely: readonly Person[]): Knowledge {
  const told = toldBy(published);
  const mind = new Knowledge();
  const most = 2 * likely.length + 20;
  for (const column of columns) {
    for (const measure of used) {
      const name = nameOf(column, measure);
      const figure = told.get(name);
      if (figure !== undefined) mind.published(name, figure);
      else mind.unknown(name, { likely: counted(likely, column, measure), most });
    }
    for (const [total, parts] of sums)
      mind.sum(
        nameOf(column, total),
        parts.map((part) => nameOf(column, part)),
      );
  }
  for (const by of belongings)
    for (const measure of used) {
      const own = columns.filter((column) => column.by === by && column.group !== null);
      mind.sum(
        nameOf(everybody, measure),
        own.map((column) => nameOf(column, measure)),
      );
    }
  return mind;
}

function toldBy({ tables, responses }: PublishedRole): ReadonlyMap<string, number> {
  const told = new Map<string, number>();
  const learn = (column: Column, measure: string, figure: Figure) => {
    if (typeof figure === 'number') told.set(nameOf(column, measure), figure);
  };
  for (const { group, wave, members, counts } of responses) {
    learn({ by: 'arm', group }, 'members', members);
    for (const word of standings)
      learn({ by: 'arm', group }, wave === 1 ? word : `later ${word}`, counts[word]);
  }
  for (const { table, rows } of tables)
    for (const { variable, cells } of rows)
      for (const { group, n, counts, leftOut } of cells) {
        const column = { by: table.by, group };
        learn(column, `${variable.name} answered`, n);
        counts.forEach((count, at) => void learn(column, `${variable.name} ${at}`, count));
        // Where reasons are given, one that is not named is nobody's.
        if (leftOut)
          for (const why of reasons) {
            const named = leftOut.find(({ reason }) => reason === why);
            learn(column, `${variable.name} ${why}`, named?.count ?? 0);
          }
      }
  return told;
}

export function secretsOf(everyone: readonly Person[], limit: number): Secret[] {
  const secrets: Secret[] = [];
  for (const column of columns.filter(({ group }) => group !== nowhere))
    for (const measure of measuresOf(column)) {
      const value = counted(everyone, column, measure);
      const least = column.by === 'team' && column.group !== null ? 3 : limit;
      const name = nameOf(column, measure);
      const whole = wholeOf(measure);
      if (value > 0 && value < least) secrets.push({ name, value, mayBe: [0, least] });
      else if (value > 0 && whole && value === counted(everyone, column, whole))
        secrets.push({ name, value, mayBe: [value - least] });
    }
  return secrets;
}

/** Tables show how arms responded, and of teams only how many answered. */
function measuresOf({ by, group }: Column): string[] {
  if (by === 'team' && group !== null) return ['number answered'];
  const ofResponse = ['members', ...standings, ...standings.map((word) => `later ${word}`)];
  return [...used].filter(
    (measure) => !measure.startsWith('pattern') && (by === 'arm' || !ofResponse.includes(measure)),
  );
}

/** What a measure is a part of; where it is all of it, it is true of each. */
function wholeOf(measure: string): string | null {
  const [question, part = ''] = measure.split(' ');
  if (/^\d$/.test(part)) return `${question} answered`;
  return (reasons as readonly string[]).includes(part) ? 'submitted' : null;
}

function counted(everyone: readonly Person[], { by, group }: Column, measure: string): number {
  const is = measures[measure];
  if (!is) throw new Error(`nobody counts ${measure}`);
  return within(everyone, by, group).filter(is).length;
}

function answering(
  question: (typeof questions)[number],
  is: (answer: Person[typeof question]) => boolean,
) {
  return (one: Person) => one.standing === 'submitted' && is(one[question]);
}

/**
 * What the means that are printed tell of those that are not, by taking sums from each other. How many
 * of those who are told together gave a number is not known of each, but where none is printed.
 */
export function meansTold(published: PublishedRole, everyone: readonly Person[], limit: number) {
  const cells = new Map(
    published.tables.flatMap(({ table, rows }) =>
      rows
        .filter(({ kind }) => kind === 'means')
        .flatMap((row) =>
          row.cells.map((cell) => [nameOf({ by: table.by, group: cell.group }, 'mean'), cell]),
        ),
    ) as [string, PublishedCell][],
  );
  const cellOf = (column: Column) => cells.get(nameOf(column, 'mean'));
  const isPrinted = (column: Column) => typeof cellOf(column)?.mean === 'number';
  const mayHaveNumbers = (column: Column) =>
    column.group === nowhere ? counted(everyone, column, 'submitted') > 0 : cellOf(column)?.n !== 0;
  const numbersOf = ({ by, group }: Column) =>
    within(everyone, by, group)
      .filter(answering('number', (answer) => typeof answer === 'number'))
      .map(({ number }) => Number(number));
  const unprinted = belongings.map((by) =>
    columns
      .filter((column) => column.by === by && column.group !== null)
      .filter((column) => !isPrinted(column) && mayHaveNumbers(column)),
  );
  const leastBy = (by: Belonging) => (by === 'team' ? 3 : limit);
  const few = columns.filter((column) => {
    const n = cellOf(column)?.n;
    const least = column.group === null ? limit : leastBy(column.by);
    return isPrinted(column) && typeof n === 'number' && n < least;
  });
  const everybodyIsKnown = isPrinted(everybody) || unprinted.some((own) => own.length === 0);
  const differences = unprinted.filter((own, at) => {
    const numbers = own.flatMap(numbersOf);
    if (numbers.length === 0) return false;
    const isOneGroup = own.length === 1 && own[0]?.group !== nowhere;
    const areAlike = Math.max(...numbers) === Math.min(...numbers);
    return isOneGroup || areAlike || numbers.length < leastBy(belongings[at] ?? 'arm');
  });
  return [...few, ...(everybodyIsKnown ? differences.flat() : [])].map((column) =>
    nameOf(column, 'mean'),
  );
}
