/** What is shown again when a page is opened again is the answer that was saved, for every item there is. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../surveys/answer.ts';
import type { Item } from '../../surveys/answer-types/index.ts';
import { encodeAnswer, parseForm } from '../../surveys/answers.ts';
import { items } from '../../surveys/instrument.ts';
import { anySent, sentFor } from './arbitraries.ts';
import { allInstruments } from './helpers.ts';

const policies: Policy[] = ['web', 'paper'];

describe.each(allInstruments())('$file', ({ instrument }) => {
  it.each(items(instrument))('$name comes back as it was saved', (item) => {
    for (const policy of policies)
      fc.assert(
        fc.property(sentFor(item), (raw) => {
          const { answers, problems } = parseForm({ [item.name]: raw }, [item], policy);
          expect(problems).toEqual({});
          expectTheSameAgain(answers[item.name], item, policy);
        }),
        { numRuns: 30 },
      );
  });

  it.each(items(instrument))('$name is stable or refused, whatever is sent', (item) => {
    for (const policy of policies)
      fc.assert(
        fc.property(anySent, (raw) => {
          const { answers, problems } = parseForm({ [item.name]: raw }, [item], policy);
          expect(Object.keys({ ...answers, ...problems })).toEqual([item.name]);
          expectTheSameAgain(answers[item.name], item, policy);
        }),
        { numRuns: 100 },
      );
  });
});

function expectTheSameAgain(
  answer: Parameters<typeof encodeAnswer>[0],
  item: Item,
  policy: Policy,
): void {
  if (!answer) return;
  const again = parseForm({ [item.name]: encodeAnswer(answer, item) }, [item], policy);
  expect(again.problems).toEqual({});
  expect(again.answers[item.name]).toEqual(answer);
}
