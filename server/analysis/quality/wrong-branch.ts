/** Paper forms with answers to questions that were not for this person. */

import { hasValue } from '../../../surveys/answer.ts';
import { items } from '../../../surveys/instrument.ts';
import { judgingEach, questionsText } from './check.ts';

/** On the web nobody is shown another branch. */
export const wrongBranch = judgingEach(({ sheet, instrument, response }) => {
  if (response.channel !== 'paper') return 'not-judged';
  const names = items(instrument)
    .map(({ name }) => name)
    .filter((name) => {
      const answer = sheet[name];
      return hasValue(answer) && answer.flags?.includes('wrong-branch');
    });
  if (names.length === 0) return 'fine';
  return { count: names.length, questions: questionsText(instrument, new Set(names)) };
});
