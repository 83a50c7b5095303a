/** The keying screen goes by the paper, and by the same routing as everything else. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeAnswer, parseForm } from '../../../surveys/answers.ts';
import { items } from '../../../surveys/instrument.ts';
import { route } from '../../../surveys/routing.ts';
import {
  following,
  numbersOf,
  preceding,
  routesOf,
  stepAt,
} from '../../../views/assets/keying/steps.js';
import { keyedForm, stateAt } from '../../support/keyed-form.ts';
import { fieldsFor } from '../../surveys/arbitraries.ts';
import { allInstruments } from '../../surveys/helpers.ts';

const all = allInstruments();
const jobMastery = all.find(({ file }) => file === 'job-mastery.yaml')?.instrument as never;
const form = keyedForm(jobMastery);

describe.each(all)('$file', ({ instrument }) => {
  test.each([true, false])('is routed in the browser as on the server (first wave %s)', (first) => {
    const keyed = keyedForm(instrument, first);
    const reasons = fc.constantFrom<readonly string[]>([], ['-5'], ['-6']);
    const sheets = fc
      .tuple(fieldsFor(instrument), fc.infiniteStream(fc.option(reasons, { freq: 5 })))
      .map(([fields, spoilt]) =>
        Object.fromEntries(
          Object.entries(fields).map(([name, raw]) => [name, spoilt.next().value ?? raw]),
        ),
      );
    fc.assert(
      fc.property(sheets, (fields) => {
        const { answers } = parseForm(fields, items(instrument), 'paper');
        const sent = items(instrument).map((item) => [
          item.name,
          encodeAnswer(answers[item.name], item),
        ]);
        expect(routesOf(keyed, Object.fromEntries(sent))).toEqual(
          route(instrument, answers, { firstWave: first }),
        );
      }),
    );
  });
});

describe('the order', () => {
  test('is that of the paper, from the day it came to the end', () => {
    const names = form.map(({ name }) => name);
    const walked = [names[0] ?? ''];
    while (walked.at(-1) !== 'unclear-form') walked.push(following(form, walked.at(-1) ?? ''));
    expect(walked).toEqual(names);
    expect(following(form, 'unclear-form')).toBe('unclear-form');
  });

  test('goes past what the paper of a later wave does not have, both ways', () => {
    const later = keyedForm(jobMastery, false);
    expect(following(later, 'written-on')).toBe('jm02');
    expect(preceding(later, {}, 'jm02')).toBe('written-on');
  });
});

describe('a stretch that should be empty', () => {
  const stretchAt = (at: string, answers: Record<string, string[]>) =>
    numbersOf(stepAt(form, stateAt(at, answers)).stretch);

  test('is one step: 23–27 for who is in work, 12–22 for who is not', () => {
    expect(stretchAt('jm23', { jm02: ['1'] })).toBe('23–27');
    expect(stretchAt('jm12', { jm02: ['2'] })).toBe('12–22');
    expect(stretchAt('jm03', { jm02: ['2'] })).toBe('3–4');
    expect(stretchAt('jm04', { jm02: ['1'], jm03: ['1'] })).toBe('4');
  });

  test('ends where something was keyed, and goes on after it', () => {
    const answers = { jm02: ['1'], jm25: ['4'] };
    expect(stretchAt('jm23', answers)).toBe('23–24');
    expect(stepAt(form, stateAt('jm25', answers)).stretch).toEqual([]);
    expect(stretchAt('jm26', answers)).toBe('26–27');
  });

  test('is gone back over as one step', () => {
    const answers = { jm02: ['2'] };
    expect(preceding(form, answers, 'jm05')).toBe('jm03');
    expect(preceding(form, answers, 'jm03')).toBe('jm02');
  });

  test('is none where the deciding answer is blank, or cannot be read', () => {
    for (const jm02 of [[], ['-5'], ['-6']])
      expect(stepAt(form, stateAt('jm12', { jm02 })).stretch).toEqual([]);
  });
});
