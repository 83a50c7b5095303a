/** Forms of which much was skipped: a complete one has answers to more than four fifths of what was asked. */

import { answeredWhereAsked, judgingEach, withReason } from './check.ts';

/** AAPOR, Standard Definitions: more than 80 % is complete, less than half is broken off. */
const share = 0.2;

export const skipped = judgingEach((submitted) => {
  const left = withReason(submitted, 'skipped').length;
  const unclear = (['illegible', 'two-marks'] as const).flatMap((reason) =>
    withReason(submitted, reason),
  );
  const asked = answeredWhereAsked(submitted).length + left + unclear.length;
  if (asked === 0) return 'not-judged';
  return left / asked < share ? 'fine' : { count: left, asked };
});
