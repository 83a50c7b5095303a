/** What the demo's people tend to answer: roughly the report's Tables 2–3, as weights, means and SDs. */

export const traits = ['outlook', 'support', 'motives', 'health', 'satisfaction'] as const;
export type Trait = (typeof traits)[number];

/** How an item is drawn. A person who is high in the trait answers high in it, at every wave. */
export type Tendency =
  | { readonly kind: 'choice'; readonly weights: ByArm<readonly number[]>; readonly trait?: Trait }
  | {
      readonly kind: 'level';
      readonly mean: ByArm<number>;
      readonly sd: number;
      readonly trait: Trait;
      /** −1 where agreeing is the bad end. */
      readonly sign?: -1;
      /** Answers are whole multiples of this. */
      readonly step?: number;
    };

/** The same for everyone, or one for each arm. */
export type ByArm<T> = T | Readonly<Record<'jobbspesialist' | 'kvp' | 'din-utvikling', T>>;

export const inWorkAtInclusion = { jobbspesialist: 0.45, kvp: 0.4, 'din-utvikling': 0.44 };
export const men = { jobbspesialist: 0.69, kvp: 0.6, 'din-utvikling': 0.56 };
export const ages = {
  jobbspesialist: [27.6, 6.9],
  kvp: [33, 12.2],
  'din-utvikling': [44.6, 12.4],
} as const;

const choice = (weights: ByArm<readonly number[]>, trait?: Trait): Tendency =>
  trait ? { kind: 'choice', weights, trait } : { kind: 'choice', weights };
const level = (mean: ByArm<number>, sd: number, trait: Trait, more: object = {}): Tendency => ({
  kind: 'level',
  mean,
  sd,
  trait,
  ...more,
});
const internal = 0.42;
const external = 1 - internal;

/** Candidates, by the names in `job-mastery`; gender, age and item 2 are facts of the person. */
export const candidateTendencies: Readonly<Record<string, Tendency>> = {
  jm03: choice([4, 9]),
  jm04: level(55, 18, 'outlook', { step: 10 }),
  jm05: choice({ jobbspesialist: [0, 5, 5, 19], kvp: [0, 0, 0, 1], 'din-utvikling': [0, 0, 0, 1] }),
  jm06: choice({
    jobbspesialist: [0, 9, 0, 5, 1, 0, 1, 5, 0, 5, 3],
    kvp: [0, 0, 0, 0, 0, 1],
    'din-utvikling': [0, 7, 0, 0, 0, 0, 0, 1, 0, 0, 1],
  }),
  jm07: choice({
    jobbspesialist: [4, 2, 3, 3, 1, 0, 0, 14],
    kvp: [0, 1, 0, 2, 0, 0, 0, 2],
    'din-utvikling': [2, 0, 0, 1, 1, 0, 1, 3],
  }),
  jm08: choice(
    { jobbspesialist: [1, 18, 10, 0], kvp: [2, 3], 'din-utvikling': [1, 6, 1, 1] },
    'health',
  ),
  jm09: choice(
    { jobbspesialist: [4, 18, 7, 0], kvp: [2, 3], 'din-utvikling': [2, 4, 2, 1] },
    'health',
  ),
  jm10: choice(
    { jobbspesialist: [11, 8, 7, 2, 1], kvp: [3, 2], 'din-utvikling': [2, 5, 2] },
    'satisfaction',
  ),
  jm11: choice(
    { jobbspesialist: [22, 3, 2, 2, 0], kvp: [2, 1, 2], 'din-utvikling': [4, 3, 2] },
    'satisfaction',
  ),
  jm12: level(4.1, 1, 'support'),
  jm13: level(4.2, 1.1, 'support'),
  jm14: level(4.1, 1, 'support'),
  jm15: level(4.2, 1.1, 'support'),
  jm16: level(4.1, 1, 'support'),
  jm17: level(3.9, 1.2, 'support'),
  jm18: level(4, 1.2, 'outlook'),
  jm19: level(3.5, 1.4, 'outlook'),
  jm20: level(6.9, 2.9, 'outlook'),
  jm21: level(6.5, 3, 'outlook'),
  jm22: level(6.7, 2.9, 'outlook'),
  jm23: level(1.7, 1, 'outlook', { sign: -1 }),
  jm24: level(1.3, 0.7, 'outlook', { sign: -1 }),
  jm25: level(7.2, 2.4, 'outlook'),
  jm26: level(6.8, 2.5, 'outlook'),
  jm27: level(7, 2.5, 'outlook'),
  jm28: level(3.5, 1, 'motives'),
  jm29: level(3.7, 0.9, 'motives'),
  jm30: level(3.9, 0.9, 'motives'),
  jm31: level(3.8, 1, 'motives'),
  jm32: level(4.4, 0.7, 'motives'),
  jm33: level(4.1, 0.9, 'motives'),
  jm34: level(3.2, 1.1, 'motives'),
  jm35: choice([external, internal]),
  jm36: choice([internal, external]),
  jm37: choice([internal, external]),
  jm38: choice([external, internal]),
  jm39: choice([internal, external]),
  jm40: level({ jobbspesialist: 7.8, kvp: 9.2, 'din-utvikling': 6.3 }, 2, 'outlook'),
  helped: choice([24, 2, 3, 1, 1]),
};
