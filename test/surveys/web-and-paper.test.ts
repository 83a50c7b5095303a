/** The same answers are the same data, whether they were given on the web or keyed from paper: for every instrument there is. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sheet } from '../../surveys/answer.ts';
import { completeSheet, encodeAnswer, parseForm } from '../../surveys/answers.ts';
import { cells } from '../../surveys/codebook.ts';
import { type Instrument, items } from '../../surveys/instrument.ts';
import { agreed, differences } from '../../surveys/keying-differences.ts';
import { scoreSheet } from '../../surveys/score.ts';
import { fieldsFor } from './arbitraries.ts';
import { allInstruments } from './helpers.ts';

/** What a research file has of a sheet: a cell for each column, and every score. */
function exported(instrument: Instrument, sheet: Sheet) {
  const scores = scoreSheet(instrument, sheet);
  return { cells: cells(instrument, sheet, scores), scores };
}

describe.each(allInstruments())('$file', ({ instrument }) => {
  test.each([true, false])('at a first wave: %s', (firstWave) => {
    fc.assert(
      // Answers in every branch: on the web, those that were left when an earlier answer changed.
      fc.property(fieldsFor(instrument), (fields) => {
        const saved = parseForm(fields, items(instrument), 'web');
        expect(saved.problems).toEqual({});
        const web = completeSheet(instrument, saved.answers, { firstWave }, 'web');

        const onPaper = Object.fromEntries(
          items(instrument).map((item) => [item.name, encodeAnswer(web[item.name], item)]),
        );
        const keyed = parseForm(onPaper, items(instrument), 'paper');
        expect(keyed.problems).toEqual({});
        const reading = { sheet: keyed.answers, writtenOn: null };
        expect(differences(instrument, reading, reading)).toEqual([]);
        const twice = agreed(instrument, reading, reading, new Map())?.sheet ?? {};
        for (const sheet of [keyed.answers, twice]) {
          const paper = completeSheet(instrument, sheet, { firstWave }, 'paper');
          expect(exported(instrument, paper)).toEqual(exported(instrument, web));
        }
      }),
      { numRuns: 150 },
    );
  });
});
