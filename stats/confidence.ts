/** The options that tests share: their checks and words, and what an interval leaves out on each side. */

import type { Alternative } from './sample.ts';

export interface ConfidenceOptions {
  /** Of all intervals; default 0.95. */
  readonly confidence?: number;
  /** `greater` holds where a lies above b; default `two-sided`. */
  readonly alternative?: Alternative;
}

const alternatives: readonly Alternative[] = ['two-sided', 'less', 'greater'];

/** The options with their defaults; throws RangeError, in the name of `procedure`, where one makes no sense. */
export function confidenceOptions(
  { alternative = 'two-sided', confidence = 0.95 }: ConfidenceOptions,
  procedure: string,
): Required<ConfidenceOptions> {
  if (!alternatives.includes(alternative)) {
    throw new RangeError(`${procedure} needs an alternative: two-sided, less or greater`);
  }
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`${procedure} needs a confidence between 0 and 1`);
  }
  return { alternative, confidence };
}

/**
 * Half of 1 − `confidence` on each side; of a one-sided interval all of it on one side, and null on the
 * open one.
 */
export function outside(
  confidence: number,
  alternative: Alternative,
): { below: number | null; above: number | null } {
  const rest = 1 - confidence;
  if (alternative === 'greater') return { below: rest, above: null };
  if (alternative === 'less') return { below: null, above: rest };
  return { below: rest / 2, above: rest / 2 };
}

/** The alternative in words, for `method`. */
export function sidesOf(alternative: Alternative): string {
  return alternative === 'two-sided' ? 'two-sided' : `one-sided (${alternative})`;
}
