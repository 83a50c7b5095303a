/** The same answers are the same data, whether they were given on the web or keyed from paper. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Sheet } from '../../surveys/answer.ts';
import { removed } from '../../surveys/answer-types/text.ts';
import { completeSheet, parseForm } from '../../surveys/answers.ts';
import { cells } from '../../surveys/codebook.ts';
import { items } from '../../surveys/instrument.ts';
import { agreed } from '../../surveys/keying-differences.ts';
import { scoreSheet } from '../../surveys/score.ts';
import { allInstruments } from './helpers.ts';
import { asKeyed, savedOnWeb, sittingFor } from './sittings.ts';

describe.each(allInstruments())('$file', ({ instrument }) => {
  const sitting = sittingFor(instrument);

  it('has the same sheet, cells and scores, keyed once or twice', () => {
    fc.assert(
      fc.property(sitting, fc.boolean(), fc.boolean(), (given, firstWave, twice) => {
        const occasion = { firstWave };
        const saved = savedOnWeb(instrument, given, occasion);
        const web = completeSheet(instrument, saved, occasion, 'web');

        const { answers, problems } = parseForm(
          asKeyed(instrument, saved, occasion),
          items(instrument),
          'paper',
        );
        expect(problems).toEqual({});
        const one = { sheet: answers, writtenOn: null };
        const read = twice ? agreed(instrument, one, { ...one }, new Map()) : one;
        const paper = completeSheet(instrument, read?.sheet ?? {}, occasion, 'paper');

        expect(paper).toEqual(asPaperHasIt(web));
        const scores = scoreSheet(instrument, web);
        expect(scoreSheet(instrument, paper)).toEqual(scores);
        expect(cells(instrument, paper, scores)).toEqual(cells(instrument, web, scores));
      }),
      { numRuns: 200 },
    );
  });
});

/** Whoever writes the placeholder of an identity number on paper is taken for somebody who wrote a number. */
function asPaperHasIt(web: Sheet): Sheet {
  return Object.fromEntries(
    Object.entries(web).map(([name, answer]): [string, Answer] =>
      'value' in answer && typeof answer.value === 'string' && answer.value.includes(removed)
        ? [name, { ...answer, flags: ['identity-number-removed'] }]
        : [name, answer],
    ),
  );
}
