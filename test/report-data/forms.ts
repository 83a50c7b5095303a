/** The forms that people sent in: every question with what was answered, as a browser would send it. */

import { between, chance, pick, type Random, shuffled } from '../../server/demo/random.ts';
import { answersOf, findAges } from './background.ts';
import { isAnswered, type Measure, measures } from './measures.ts';
import { deal, type Sums, sumsOf } from './numbers.ts';
import { arms, makeRoster, type Person, type Wave } from './roster.ts';

export interface Form {
  readonly person: number;
  readonly arm: string;
  readonly channel: string;
  readonly wave: Wave;
  readonly answers: Readonly<Record<string, number>>;
}

export const questions = [
  ...['gender', 'age'],
  ...Array.from({ length: 39 }, (_, i) => `jm${String(i + 2).padStart(2, '0')}`),
  'helped',
];

/** All that the report's Tables 2 and 3 are made of. */
export function makeForms(random: Random): Form[] {
  const roster = makeRoster(random);
  const sums = new Map(measures.map((measure) => [measure, sumsOf(measure, roster, random)]));
  const background = backgroundOf(roster, random);
  return roster.flatMap((person, at) =>
    person.status.map((_, i): Form => {
      const wave = (i + 1) as Wave;
      const { arm, channel } = person;
      const answers = answersAt(person, wave, background.get(person) ?? {}, sums, random);
      return { person: at + 1, arm, channel, wave, answers };
    }),
  );
}

type Answers = Record<string, number>;

function backgroundOf(roster: readonly Person[], random: Random): Map<Person, Answers> {
  const found = new Map<Person, Answers>(roster.map((person) => [person, {}]));
  const put = (question: string, dealt: Iterable<readonly [Person, number]>) => {
    for (const [person, value] of dealt)
      found.set(person, { ...found.get(person), [question]: value });
  };
  const ages = findAges(random);
  for (const arm of arms) {
    const people = roster.filter((person) => person.arm === arm);
    const inOrder = (values: readonly number[]) =>
      people.map((person, i) => [person, values[i] as number] as const);
    put('age', inOrder(ages[arm]));
    for (const question of ['gender', 'jm05', 'jm06'] as const)
      put(question, inOrder(answersOf(question, arm, random)));
    const satisfied = { trait: 'satisfaction', sign: -1 } as const;
    for (const question of ['jm10', 'jm11'] as const)
      put(
        question,
        deal(satisfied, answersOf(question, arm, random), (n) => n, people, random),
      );
  }
  return found;
}

function answersAt(
  person: Person,
  wave: Wave,
  background: Answers,
  sums: ReadonlyMap<Measure, Sums>,
  random: Random,
): Answers {
  const works = person.status[wave - 1] === 'in-work';
  const { gender = 0, age = 0, ...lasting } = background;
  const answers: Answers = wave === 1 ? { gender, age, ...lasting } : later(lasting, random);
  answers.jm02 = works ? 1 : 2;
  if (works) Object.assign(answers, workingHours(random), { jm17: between(random, 2, 5) });
  for (const [measure, found] of sums) {
    const value = found.get(person)?.[wave];
    if (value !== undefined) Object.assign(answers, split(measure, value, random));
    else if (measure.counted && !isAnswered(measure, person, wave))
      Object.assign(answers, split(measure, between(random, 1, 4), random));
  }
  answers.helped = pick(random, [1, 1, 1, 1, 1, 1, 2, 3, 3, 4]);
  for (const name of person.open[wave] ?? []) delete answers[name];
  return answers;
}

/** Benefits and reading stay; satisfaction can have changed by a step. */
function later(lasting: Answers, random: Random): Answers {
  const moved = (value = 1) => Math.min(Math.max(value + between(random, -1, 1), 1), 4);
  return { ...lasting, jm10: moved(lasting.jm10), jm11: moved(lasting.jm11) };
}

function workingHours(random: Random): Answers {
  return chance(random, 0.3) ? { jm03: 1 } : { jm03: 2, jm04: between(random, 2, 8) * 10 };
}

/** A sum over its questions, near each other but not all alike. */
function split(
  { questions: names, counted, range }: Measure,
  value: number,
  random: Random,
): Answers {
  if (counted) {
    const chosen = new Set(shuffled(random, [...names.keys()]).slice(0, value));
    return Object.fromEntries(
      names.map((name, i) => [name, chosen.has(i) ? (counted[i] ?? 1) : 3 - (counted[i] ?? 1)]),
    );
  }
  const parts = names.map((_, i) => Math.floor((value + i) / names.length));
  const order = shuffled(random, [...names.keys()]);
  if (names.length > 1 && chance(random, 0.5)) {
    const [up = 0, down = 0] = order;
    const [a, b] = [(parts[up] as number) + 1, (parts[down] as number) - 1];
    if (a <= range[1] && b >= range[0]) [parts[up], parts[down]] = [a, b];
  }
  const mixed = shuffled(random, parts);
  return Object.fromEntries(names.map((name, i) => [name, mixed[i] as number]));
}
