/** The public surface of the statistics: numbers in, plain results out. */

export { type Description, type DescriptionWarning, describe } from './descriptives.ts';
export type { CaseCount, Sample } from './sample.ts';
