/** Small studies of made-up people at random, counted here and not by the code that is tested. */

import fc from 'fast-check';
import type { Belonging } from '../../server/analysis/plan/data.ts';
import type { Variable } from '../../server/analysis/plan/variables.ts';
import {
  type FiguresRow,
  type FiguresTable,
  nowhere,
  type RoleFigures,
  type Standing,
  type Standings,
  standings,
} from '../../server/analysis/publishable/figures.ts';
import { describe } from '../../stats/index.ts';
import type { MissingReason } from '../../surveys/missing.ts';

export interface Person {
  readonly arm: string | null;
  readonly site: string | null;
  readonly team: string | null;
  readonly standing: Standing;
  /** At the second wave, of which only the response is shown. */
  readonly later: Standing;
  /** One option; several; a number. A word where there is no answer. */
  readonly one: number | MissingReason;
  readonly several: readonly number[] | MissingReason;
  readonly number: number | MissingReason;
}

export const groups = {
  arm: ['red', 'green', 'blue'],
  site: ['north', 'south'],
  team: ['team-1', 'team-2', 'team-3'],
} as const;

/** The last of the options that can be ticked leaves no room for another. */
export const options = { one: [0, 1, 2], several: [0, 1, 2] } as const;
const alone = 2;

const reason = fc.constantFrom<MissingReason>('skipped', 'dont-know');
const ticks = fc.oneof(
  { weight: 2, arbitrary: fc.uniqueArray(fc.constantFrom(0, 1), { minLength: 1 }) },
  { weight: 1, arbitrary: fc.constant([alone]) },
);
const mostly = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary }, { weight: 1, arbitrary: reason });
/** Few choose the last ones: cells are small where many took part, too. */
const uneven = <T>(values: readonly T[]) =>
  fc.oneof(
    ...values.map((value, at) => ({
      weight: 4 ** (values.length - at),
      arbitrary: fc.constant(value),
    })),
  );

const person: fc.Arbitrary<Person> = fc.record({
  arm: uneven<string | null>([...groups.arm, null]),
  site: uneven<string>(groups.site),
  team: uneven<string>(groups.team),
  standing: uneven<Standing>(['submitted', 'missed', 'left', 'notYetDue']),
  later: uneven<Standing>(['notYetDue', 'submitted', 'open', 'missed', 'left']),
  one: mostly(uneven(options.one)),
  several: mostly(ticks),
  number: mostly(uneven([4, 5, 3, 1])),
});

export const people = (most: number) =>
  fc
    .integer({ min: 1, max: most })
    .chain((size) => fc.array(person, { minLength: size, maxLength: size }));

const variable = (name: string): Variable => ({
  ...{ name, label: { nb: name, en: name }, range: [1, 5], good: null, rule: null, source: null },
  ...{ assumptions: [], ordinal: true, conditional: false, item: null },
});

/** Three questions by arm and by site, the number of the third by team too. */
export function figuresOf(everyone: readonly Person[]): RoleFigures {
  const table = (name: string, by: Belonging, shows: 'background' | 'means'): FiguresTable => ({
    table: {
      ...{ name, by, shows, role: 'candidate', waves: [1], variables: [] },
      title: { nb: name, en: name },
    },
    ...{ groups: groups[by], waves: [1], total: null },
    rows:
      shows === 'means'
        ? [numbersRow(everyone, by)]
        : [
            countsRow(everyone, by, 'one', (one) =>
              typeof one.one === 'number' ? [one.one] : one.one,
            ),
            countsRow(everyone, by, 'several', ({ several }) => several),
            numbersRow(everyone, by),
          ],
  });
  return {
    role: 'candidate',
    tables: [
      table('by-arm', 'arm', 'background'),
      table('by-site', 'site', 'background'),
      table('by-team', 'team', 'means'),
    ],
    standings: {
      arm: standingsBy(everyone, 'arm'),
      site: standingsBy(everyone, 'site'),
      team: standingsBy(everyone, 'team'),
    },
  };
}

/** Everybody (null), a group, or those who are in none of that kind. */
export const within = (everyone: readonly Person[], by: Belonging, group: string | null) =>
  everyone.filter((one) => group === null || (one[by] ?? nowhere) === group);

function standingsBy(everyone: readonly Person[], by: Belonging): Standings[] {
  return [null, ...groups[by], nowhere].flatMap((group) => {
    const own = within(everyone, by, group);
    return (['standing', 'later'] as const).map((at, index) => {
      const counts = standings.map((word) => [word, own.filter((one) => one[at] === word).length]);
      return {
        ...{ group, wave: index + 1 },
        counts: Object.fromEntries(counts) as Record<Standing, number>,
      };
    });
  });
}

function leftOut(reasons: readonly (MissingReason | null)[]) {
  const present = [...new Set(reasons.filter((one) => one !== null))];
  return present.map((one) => ({
    ...{ reason: one, count: reasons.filter((other) => other === one).length },
  }));
}

const isReason = (one: unknown): one is MissingReason => typeof one === 'string';

function answersIn<T>(
  everyone: readonly Person[],
  by: Belonging,
  group: string | null,
  of: (one: Person) => T | MissingReason,
) {
  const all = within(everyone, by, group).map((one) =>
    one.standing === 'submitted' ? of(one) : ('wave-missed' as const),
  );
  return {
    answers: all.filter((one): one is Exclude<T, string> => typeof one !== 'string'),
    leftOut: leftOut(all.map((one) => (isReason(one) ? one : null))),
  };
}

function countsRow(
  everyone: readonly Person[],
  by: Belonging,
  name: 'one' | 'several',
  of: (one: Person) => readonly number[] | MissingReason,
): FiguresRow {
  return {
    ...{ kind: 'counts', variable: variable(name), several: name === 'several', items: [name] },
    exclusive: name === 'several' ? [alone] : [],
    options: options[name].map((value) => ({ value, label: {} })),
    cells: [null, ...groups[by]].map((group) => {
      const { answers, leftOut } = answersIn(everyone, by, group, of);
      return {
        ...{ group, wave: 1, answered: answers.length, leftOut },
        counts: options[name].map((value) => answers.filter((one) => one.includes(value)).length),
      };
    }),
  };
}

function numbersRow(everyone: readonly Person[], by: Belonging): FiguresRow {
  return {
    ...{ kind: 'means', variable: variable('number'), items: ['number'], exclusive: [] },
    cells: [null, ...groups[by]].map((group) => {
      const { answers, leftOut } = answersIn<number>(everyone, by, group, ({ number }) => number);
      return { group, wave: 1, description: describe(answers), leftOut };
    }),
  };
}
