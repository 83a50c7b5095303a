/** Paper forms with answers that nobody could read, or with two marks where there is room for one. */

import { judgingEach, questionsText, withReason } from './check.ts';

export const unclearMarks = judgingEach((submitted) => {
  if (submitted.response.channel !== 'paper') return 'not-judged';
  const illegible = withReason(submitted, 'illegible');
  const twoMarks = withReason(submitted, 'two-marks');
  const unclear = [...illegible, ...twoMarks];
  if (unclear.length === 0) return 'fine';
  return {
    illegible: illegible.length,
    twoMarks: twoMarks.length,
    questions: questionsText(submitted.instrument, new Set(unclear.map(({ name }) => name))),
  };
});
