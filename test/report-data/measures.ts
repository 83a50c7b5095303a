/** The thirteen variables of the report's Table 3: their questions, who is asked them, and which side of a person they show. */

import type { Measured } from './change.ts';
import type { Person, Trait, Wave } from './roster.ts';

export interface Measure extends Omit<Measured, 'items'> {
  readonly questions: readonly string[];
  /** The choices that count one each; the others are summed for a mean. */
  readonly counted?: readonly number[];
  readonly trait: Trait;
  /** −1 where the high end shows little of it. */
  readonly sign: 1 | -1;
  readonly isAsked: (person: Person, wave: Wave) => boolean;
}

const everybody = () => true;
const inWork = ({ status }: Person, wave: Wave) => status[wave - 1] === 'in-work';
const outOfWork = ({ status }: Person, wave: Wave) => status[wave - 1] === 'not-in-work';
const orWrongBranch = (person: Person, wave: Wave) =>
  outOfWork(person, wave) || person.wrongBranch.includes(wave);

export const measures: readonly Measure[] = [
  measure('time_to_work', [7], [1, 8], 'outlook', everybody, { sign: -1 }),
  measure('work_ability', [40], [0, 10], 'outlook', everybody),
  measure('expectation_in_work', [18, 19], [1, 5], 'outlook', inWork),
  measure('expectation_not_in_work', [23, 24], [1, 5], 'outlook', orWrongBranch, { sign: -1 }),
  measure('self_efficacy_in_work', [20, 21, 22], [1, 10], 'outlook', inWork),
  measure('self_efficacy_not_in_work', [25, 26, 27], [1, 10], 'outlook', outOfWork),
  measure('qps_superior', [12, 14, 16], [1, 5], 'support', inWork),
  measure('qps_colleagues', [13, 15], [1, 5], 'support', inWork),
  measure('motivation_intrinsic', [28, 31, 34], [1, 5], 'motives', everybody),
  measure('motivation_extrinsic', [29, 30, 32, 33], [1, 5], 'motives', everybody),
  measure('locus_internal', [35, 36, 37, 38, 39], [0, 5], 'outlook', everybody, {
    counted: [2, 1, 1, 2, 1],
  }),
  measure('concentration', [8], [1, 4], 'health', everybody, { sign: -1 }),
  measure('memory', [9], [1, 4], 'health', everybody, { sign: -1 }),
];

function measure(
  name: string,
  numbers: readonly number[],
  range: Measure['range'],
  trait: Trait,
  isAsked: Measure['isAsked'],
  more: Partial<Measure> = {},
): Measure {
  const questions = numbers.map((number) => `jm${String(number).padStart(2, '0')}`);
  return { name, questions, range, trait, sign: 1, isAsked, ...more };
}

/** How many whole numbers are summed for the mean. */
export function termsOf({ questions, counted }: Measure): number {
  return counted ? 1 : questions.length;
}

/** Asked, and nothing of it left open: what the report could make a number of. */
export function isAnswered({ questions, isAsked }: Measure, person: Person, wave: Wave): boolean {
  if (!person.status[wave - 1] || !isAsked(person, wave)) return false;
  return !questions.some((name) => person.open[wave]?.includes(name));
}
