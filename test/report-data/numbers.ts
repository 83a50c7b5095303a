/** Deals the numbers that were found to people, so that those of one person hang together. */

import { normal, type Random } from '../../server/demo/random.ts';
import { answersOf, describedOf, findWorkAbility } from './background.ts';
import { type AtInclusion, findChange, printedChange } from './change.ts';
import { isAnswered, type Measure, termsOf } from './measures.ts';
import { missedMoments, sum } from './printed.ts';
import type { Person, Trait, Wave } from './roster.ts';

/** The sum of a measure's questions for each person and wave that has one. */
export type Sums = ReadonlyMap<Person, Partial<Record<Wave, number>>>;

export function sumsOf(measure: Measure, roster: readonly Person[], random: Random): Sums {
  const sums = new Map<Person, Partial<Record<Wave, number>>>(roster.map((p) => [p, {}]));
  const put = (person: Person, wave: Wave, value: number | undefined) => {
    if (value === undefined) throw new Error(`${measure.name} has too few numbers`);
    sums.set(person, { ...sums.get(person), [wave]: value });
  };
  const answers = (wave: Wave) => (person: Person) => isAnswered(measure, person, wave);
  const own = roster.filter(({ arm }) => arm === 'jobbspesialist');
  const pairs = own.filter((person) => answers(1)(person) && answers(2)(person));
  const firstOnly = own.filter((person) => answers(1)(person) && !answers(2)(person));
  const others = (['kvp', 'din-utvikling'] as const).map((arm) => ({
    people: roster.filter((person) => person.arm === arm && answers(1)(person)),
    values: tableTwo(measure, arm, random),
  }));

  const everybody = atInclusion(
    measure,
    others.flatMap(({ values }) => values ?? []),
    random,
  );
  const { before, after } = findChange({ ...measure, items: termsOf(measure) }, everybody, random);
  const rows = pairs.map((_, i): [number, number] => [before[i] as number, after[i] as number]);
  if (rows.length !== printedChange(measure.name).pairs)
    throw new Error(`${measure.name} has ${rows.length} pairs`);
  for (const [person, row] of deal(measure, rows, sum, pairs, random)) {
    put(person, 1, row[0]);
    put(person, 2, row[1]);
  }
  const rest: [Person[], readonly number[] | null][] = [
    [firstOnly, everybody ? before.slice(pairs.length) : null],
    ...others.map(({ people, values }): [Person[], readonly number[] | null] => [people, values]),
  ];
  for (const [people, values] of rest)
    for (const [person, value] of values
      ? deal(measure, values, (one) => one, people, random)
      : people.map((one) => [one, drawn(measure, one, 1, random)] as const))
      put(person, 1, value);
  for (const person of own.filter((one) => answers(2)(one) && !answers(1)(one)))
    put(person, 2, drawn(measure, person, 2, random));
  return sums;
}

/** The numbers of a small arm where Table 2 has the variable, else null. */
function tableTwo({ name }: Measure, arm: 'kvp' | 'din-utvikling', random: Random) {
  if (name === 'work_ability') return findWorkAbility(arm, random);
  const question = inTableTwo[name];
  return question ? answersOf(question, arm, random) : null;
}

const inTableTwo: Readonly<Record<string, 'jm07' | 'jm08' | 'jm09'>> = {
  time_to_work: 'jm07',
  concentration: 'jm08',
  memory: 'jm09',
};

/** What Table 2 says of the job-specialist arm as a whole, where it has the variable. */
function atInclusion(
  { name }: Measure,
  otherArms: readonly number[],
  random: Random,
): AtInclusion | null {
  if (name === 'work_ability') {
    const [own, all] = [
      describedOf('work_ability', 'jobbspesialist'),
      describedOf('work_ability', 'all'),
    ];
    return {
      given: null,
      size: own.size,
      missed: (values) =>
        missedMoments(values, own, 1) + missedMoments([...values, ...otherArms], all, 1),
    };
  }
  const question = inTableTwo[name];
  if (!question) return null;
  const given = answersOf(question, 'jobbspesialist', random);
  return { given, size: given.length, missed: () => 0 };
}

/** Who is high in the trait gets the high numbers, more or less. */
export function deal<Row>(
  { trait, sign }: { readonly trait: Trait; readonly sign: 1 | -1 },
  rows: readonly Row[],
  height: (row: Row) => number,
  people: readonly Person[],
  random: Random,
): (readonly [Person, Row])[] {
  if (rows.length !== people.length)
    throw new Error(`${rows.length} numbers for ${people.length} people`);
  const ranked = people
    .map((person) => ({ person, rank: tendency(person, trait, sign, random) }))
    .sort((a, b) => a.rank - b.rank);
  return rows
    .toSorted((a, b) => height(a) - height(b))
    .map((row, i) => [(ranked[i] as { person: Person }).person, row]);
}

function tendency(person: Person, trait: Trait, sign: 1 | -1, random: Random): number {
  return 0.8 * sign * person.traits[trait] + 0.6 * normal(random);
}

/** For whom the report prints nothing. */
function drawn(measure: Measure, person: Person, wave: Wave, random: Random): number {
  const printed = printedChange(measure.name);
  const { mean, sd } = wave === 1 ? printed.before : printed.after;
  const terms = termsOf(measure);
  const value = mean + sd * tendency(person, measure.trait, measure.sign, random);
  const [lowest, highest] = measure.range;
  return Math.min(Math.max(Math.round(value * terms), lowest * terms), highest * terms);
}
