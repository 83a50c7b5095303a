/** Responses that somebody chose among several to the same wave: on the web and on paper, or two paper forms. */

import { judgingEach } from './check.ts';

export const severalAnswers = judgingEach(({ response }) =>
  response.chosenAt === null ? 'fine' : {},
);
