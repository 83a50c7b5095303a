/** What stays the same about one of the demo's people: drawn, or seen from what the report's people wrote. */

import type { Fields } from '../../surveys/answers.ts';
import type { Gender } from './people.ts';
import type { Planned } from './planned.ts';
import { chance, normal, type Random } from './random.ts';
import { ages, inWorkAtInclusion, men, type Trait, traits } from './tendencies.ts';

export type Arm = keyof typeof men;

export interface Respondent {
  readonly arm: Arm;
  readonly gender: Gender;
  readonly age: number;
  /** At each wave. */
  readonly inWork: readonly boolean[];
  readonly traits: Readonly<Record<Trait, number>>;
}

export function makeRespondent({ arm, fates, role, written }: Planned, random: Random): Respondent {
  const known = (arm ?? 'jobbspesialist') as Arm;
  const [meanAge, sdAge] = ages[known];
  const drawn: Respondent = {
    arm: known,
    gender: chance(random, men[known]) ? 'man' : 'woman',
    age: Math.min(Math.max(Math.round(meanAge + sdAge * normal(random)), 18), 66),
    inWork: [],
    traits: Object.fromEntries(
      traits.map((trait) => [trait, normal(random)]),
    ) as Respondent['traits'],
  };
  const forms = role === 'candidate' ? written : null;
  const first = forms?.get(1);
  const person = first ? { ...drawn, ...seenIn(first, drawn.traits) } : drawn;
  const inWork: boolean[] = [];
  for (const [i] of fates.entries()) {
    const form = forms?.get(i + 1);
    inWork.push(form ? number(form, 'jm02') === 1 : worksNext(inWork.at(-1), known, random));
  }
  return { ...person, inWork };
}

/** Most who have work keep it, and some of the others find it. */
function worksNext(worked: boolean | undefined, arm: Arm, random: Random): boolean {
  if (worked === undefined) return chance(random, inWorkAtInclusion[arm]);
  return chance(random, worked ? 0.85 : 0.25);
}

/** Who rated work ability high goes on doing so in the waves that are made up; the rest is as drawn. */
function seenIn(form: Fields, drawn: Respondent['traits']): Partial<Respondent> {
  const motives = ['jm28', 'jm29', 'jm30', 'jm31', 'jm32', 'jm33', 'jm34'];
  const mean = motives.reduce((sum, name) => sum + number(form, name), 0) / motives.length;
  return {
    gender: number(form, 'gender') === 1 ? 'woman' : 'man',
    age: number(form, 'age'),
    traits: {
      ...drawn,
      outlook: (number(form, 'jm40') - 7.8) / 1.9,
      motives: (mean - 3.8) / 0.7,
      health: (4.4 - number(form, 'jm08') - number(form, 'jm09')) / 1.1,
    },
  };
}

function number(form: Fields, name: string): number {
  return Number(form[name]);
}
