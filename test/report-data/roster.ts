/** The 43 who answered at inclusion, as the report's counts leave room for: who worked, who came back, who wrote in the wrong branch. */

import { normal, type Random, shuffled } from '../../server/demo/random.ts';

export const arms = ['jobbspesialist', 'kvp', 'din-utvikling'] as const;
export type Arm = (typeof arms)[number];
export type Wave = 1 | 2;
export type Status = 'in-work' | 'not-in-work';

export interface Person {
  readonly arm: Arm;
  readonly channel: 'web' | 'paper';
  /** At inclusion, and at three months where the report has an answer. */
  readonly status: readonly Status[];
  /** The waves at which 23 and 24 are answered although they are for those out of work. */
  readonly wrongBranch: readonly Wave[];
  /** What is left open, by wave. */
  readonly open: Readonly<Partial<Record<Wave, readonly string[]>>>;
  readonly traits: Readonly<Record<Trait, number>>;
}

export const traits = ['outlook', 'support', 'motives', 'health', 'satisfaction'] as const;
export type Trait = (typeof traits)[number];

type Sort = Omit<Person, 'arm' | 'traits'>;

const [works, seeks] = ['in-work', 'not-in-work'] as const;
const selfEfficacy = ['jm25', 'jm26', 'jm27'];
const sort = (channel: Person['channel'], status: readonly Status[], more: Partial<Sort> = {}) => ({
  ...{ channel, status, wrongBranch: [], open: {} },
  ...more,
});

/**
 * Of 20 pairs, 17 have 23 and 24 at both waves, 5 have 25–27 at both and 5 have the questions to those
 * in work at both. That takes nine on paper who answered 23 and 24 while they worked, most of them at
 * the wave before or after which they did not; three left 25–27 open.
 */
const jobSpecialistArm: readonly Sort[] = [
  sort('paper', [works, works], { wrongBranch: [1, 2] }),
  sort('paper', [works, works], { wrongBranch: [1, 2], open: { 2: ['jm07'] } }),
  sort('web', [works, works], { open: { 1: ['jm07'] } }),
  ...Array.from({ length: 2 }, () => sort('web', [works, works])),
  ...Array.from({ length: 3 }, () => sort('web', [seeks, seeks])),
  sort('web', [seeks, seeks], { open: { 2: ['jm37'] } }),
  sort('web', [seeks, seeks], { open: { 2: ['jm29', 'jm30', 'jm32', 'jm33'] } }),
  sort('web', [seeks, seeks], { open: { 1: selfEfficacy } }),
  sort('web', [seeks, seeks], { open: { 2: selfEfficacy } }),
  sort('web', [seeks, seeks], { open: { 2: [...selfEfficacy, 'jm39'] } }),
  ...Array.from({ length: 3 }, () => sort('paper', [seeks, works], { wrongBranch: [2] })),
  sort('paper', [seeks, works], { wrongBranch: [2], open: { 2: ['jm07'] } }),
  ...Array.from({ length: 2 }, () => sort('paper', [works, seeks], { wrongBranch: [1] })),
  sort('paper', [works, seeks], { wrongBranch: [1], open: { 1: ['jm36'] } }),
  // At inclusion only.
  sort('web', [works], { open: { 1: ['jm07'] } }),
  ...Array.from({ length: 2 }, () => sort('web', [works])),
  ...Array.from({ length: 2 }, () => sort('paper', [works])),
  ...Array.from({ length: 3 }, () => sort('web', [seeks])),
  sort('paper', [seeks]),
];
const qualification: readonly Sort[] = [
  ...Array.from({ length: 2 }, () => sort('web', [works])),
  sort('web', [seeks]),
  ...Array.from({ length: 2 }, () => sort('paper', [seeks])),
];
const dinUtvikling: readonly Sort[] = [
  ...Array.from({ length: 3 }, () => sort('web', [works])),
  sort('paper', [works]),
  sort('web', [seeks], { open: { 1: ['jm07'] } }),
  ...Array.from({ length: 2 }, () => sort('web', [seeks])),
  ...Array.from({ length: 2 }, () => sort('paper', [seeks])),
];

/** In no order that tells who is of which sort. */
export function makeRoster(random: Random): Person[] {
  const sorts = [jobSpecialistArm, qualification, dinUtvikling];
  return sorts.flatMap((list, i) =>
    shuffled(random, list).map((one) => ({
      ...one,
      arm: arms[i] as Arm,
      traits: Object.fromEntries(traits.map((name) => [name, normal(random)])) as Person['traits'],
    })),
  );
}
