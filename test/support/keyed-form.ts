/** A paper form as the keying screen's script reads it off its page, for tests without a browser. */

import { keyingSections } from '../../server/staff/keying-model.ts';
import { texts } from '../../server/texts.ts';
import type { Instrument } from '../../surveys/instrument.ts';
import { type Outcome, press } from '../../views/assets/keying/presses.js';
import type { Form, Question, State } from '../../views/assets/keying/steps.js';

export function keyedForm(instrument: Instrument, firstWave = true): Form {
  const paper = { instrument, language: 'nb', firstWave };
  const sections = keyingSections(paper, {}, {}, texts('nb'));
  const items = sections.flatMap(({ groups }, section) =>
    groups.flatMap(({ questions }) =>
      questions.map((question): Question => {
        const reasonOf = (which: string) =>
          question.reasons.find(({ reason }) => reason === which)?.value ?? '';
        return {
          ...{ name: question.name, kind: question.kind, number: question.number, section },
          ...{ item: true, absent: question.absent },
          ...{ from: question.from, to: question.to, when: JSON.parse(question.when) },
          keys: new Map(question.choices.map(({ key, value }) => [key, value])),
          reasons: { illegible: reasonOf('illegible'), 'two-marks': reasonOf('two-marks') },
        };
      }),
    ),
  );
  const end = { ...plain, name: 'unclear-form', kind: 'end' } as const;
  return [day('written-on'), ...items, end];
}

const plain = {
  ...{ number: '', section: -1, item: false, absent: false },
  ...{ when: [], keys: new Map(), reasons: { illegible: '', 'two-marks': '' }, from: '', to: '' },
};

function day(name: string): Question {
  return { ...plain, name, kind: 'date', from: '2018-02-01', to: '2018-03-20' };
}

/** At a question, with answers that were given before. */
export function stateAt(at: string, answers: State['answers'] = {}): State {
  return { at, opened: false, answers, passed: new Set() };
}

/** The state after these keys, each of which must be taken. */
export function pressing(form: Form, state: State, ...keys: readonly string[]): State {
  return keys.reduce((now, key) => {
    const outcome: Outcome = press(form, now, key, false);
    if (!('state' in outcome)) throw new Error(`${key} at ${now.at} is ${outcome.is}`);
    return outcome.state;
  }, state);
}
