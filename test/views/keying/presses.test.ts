/** What each key means, question by question, and that nothing else has a meaning. */

import { describe, expect, test } from 'vitest';
import { firstProblem, press, typed } from '../../../views/assets/keying/presses.js';
import { summary } from '../../../views/assets/keying/summary.js';
import { begun, moved, redone, taken, undone } from '../../../views/assets/keying/undo.js';
import { keyedForm, pressing, stateAt } from '../../support/keyed-form.ts';
import { allInstruments, fixture } from '../../surveys/helpers.ts';

const form = keyedForm(
  allInstruments().find(({ file }) => file === 'job-mastery.yaml')?.instrument as never,
);
const is = (at: string, key: string, answers = {}, editing = false) =>
  press(form, stateAt(at, answers), key, editing).is;

describe('an answer', () => {
  test('is its key, and the cursor goes on by itself', () => {
    expect(pressing(form, stateAt('jm08'), '3')).toMatchObject({
      at: 'jm09',
      answers: { jm08: ['3'] },
    });
  });

  test.each([
    ['jm20', '0', '10'],
    ['jm40', '0', '0'],
    ['jm40', 'a', '10'],
    ['jm40', 'A', '10'],
    ['jm36', '2', '2'],
  ])('at %s by %s is %s', (at, key, value) => {
    expect(pressing(form, stateAt(at, { jm02: ['1'] }), key).answers[at]).toEqual([value]);
  });

  test('of several is ticked and unticked, and Enter goes on', () => {
    const ticked = pressing(form, stateAt('jm06'), '2', '0', 'b', '2');
    expect(ticked).toMatchObject({ at: 'jm06', answers: { jm06: ['10', '11'] } });
    expect(pressing(form, ticked, 'Enter').at).toBe('jm07');
  });

  test.each([
    ['*', '-5'],
    ['u', '-5'],
    ['+', '-6'],
    ['x', '-6'],
    ['X', '-6'],
  ])('that cannot be read, by %s', (key, reason) => {
    for (const at of ['jm08', 'jm06', 'age', 'jm40'])
      expect(pressing(form, stateAt(at, { [at]: ['1'] }), key).answers[at]).toEqual([reason]);
  });

  test('after a reason takes its place', () => {
    expect(pressing(form, stateAt('jm06', { jm06: ['-5'] }), '3').answers.jm06).toEqual(['3']);
  });

  test('is taken away by -, and kept by Enter', () => {
    expect(pressing(form, stateAt('jm08', { jm08: ['3'] }), '-').answers.jm08).toEqual([]);
    expect(pressing(form, stateAt('jm08', { jm08: ['3'] }), 'Enter').answers.jm08).toEqual(['3']);
  });
});

describe('a whole section', () => {
  test.each(['/', 's'])(
    'is left empty with %s, from the question on where it is pressed',
    (key) => {
      const answers = { jm02: ['1'], jm12: ['4'], jm13: ['2'] };
      const now = pressing(form, stateAt('jm13', answers), key);
      expect(now).toMatchObject({ at: 'jm23', answers: { jm12: ['4'], jm13: [] } });
    },
  );

  test('that should be empty is passed over by Enter, and its first question alone by -', () => {
    const answers = { jm02: ['2'] };
    for (const key of ['Enter', '/', 's'])
      expect(pressing(form, stateAt('jm12', answers), key).at).toBe('jm23');
    expect(pressing(form, stateAt('jm12', answers), '-').at).toBe('jm13');
  });

  test('is keyed where something stands in it after all', () => {
    const now = pressing(form, stateAt('jm12', { jm02: ['2'] }), '4');
    expect(now).toMatchObject({ at: 'jm13', opened: false, answers: { jm12: ['4'] } });
    const percent = pressing(form, stateAt('jm04', { jm02: ['1'], jm03: ['1'] }), '5');
    expect(percent).toMatchObject({ at: 'jm04', opened: true, answers: { jm04: ['5'] } });
  });
});

describe('a key without a meaning', () => {
  test.each([
    ['jm08', '5'],
    ['jm08', '0'],
    ['jm08', 'b'],
    ['jm36', '3'],
    ['jm06', 'c'],
    ['age', 'b'],
    ['written-on', '*'],
    ['written-on', '/'],
    ['written-on', 's'],
    ['unclear-form', '1'],
  ])('at %s: %s', (at, key) => {
    expect(is(at, key)).toBe('nothing');
  });

  test('is none for the browser: Tab, arrows, Space, F5', () => {
    for (const key of ['Tab', 'ArrowDown', ' ', 'F5', 'Shift', 'Dead'])
      expect(is('jm08', key)).toBe('native');
  });
});

describe('Backspace', () => {
  test('goes back, and stops at the beginning', () => {
    expect(pressing(form, stateAt('jm08'), 'Backspace').at).toBe('jm07');
    expect(is('written-on', 'Backspace')).toBe('stop');
  });

  test('deletes a digit first in what is being typed', () => {
    expect(is('age', 'Backspace', { age: ['3'] }, true)).toBe('native');
    expect(is('age', 'Backspace', { age: ['34'] }, false)).toBe('move');
  });
});

describe('what cannot be is stopped', () => {
  test('a number outside its range, while it is typed and when it is left', () => {
    const outcome = typed(form, stateAt('age'), 'age', '9', true);
    expect(outcome).toMatchObject({
      is: 'typing',
      state: { at: 'age', answers: { age: ['9'] } },
      saying: { word: 'out-of-range', values: { from: '16', to: '80' } },
    });
    expect(is('age', 'Enter', { age: ['9'] })).toBe('stop');
  });

  test('a digit that is deleted does not go on by itself', () => {
    expect(typed(form, stateAt('age'), 'age', '34', false)).toMatchObject({
      is: 'typing',
      state: { at: 'age' },
    });
    expect(typed(form, stateAt('age'), 'age', '34', true)).toMatchObject({ state: { at: 'jm02' } });
  });

  test('a form with an impossible number in it', () => {
    expect(firstProblem(form, stateAt('unclear-form', { age: ['9'] }))?.name).toBe('age');
    expect(firstProblem(form, stateAt('unclear-form', { age: ['-5'] }))).toBeNull();
  });
});

describe('a text', () => {
  const own = keyedForm(fixture('text'));
  const name = own.find(({ kind }) => kind === 'text')?.name ?? '';
  const at = (key: string, answers: readonly string[] = []) =>
    press(own, stateAt(name, { [name]: answers }), key, false);

  test('has reasons only where nothing is written, and never by a letter', () => {
    expect(at('*')).toMatchObject({ state: { answers: { [name]: ['\t-5'] } } });
    for (const key of ['x', 'u', 's', '1']) expect(at(key).is).toBe('native');
    for (const key of ['*', '+', '-', '/']) expect(at(key, ['Takk']).is).toBe('native');
  });

  test('goes on with Enter', () => {
    expect(at('Enter', ['Takk'])).toMatchObject({
      is: 'step',
      state: { answers: { [name]: ['Takk'] } },
    });
  });
});

test('at the end * says that the paper is unclear, and once more that it is not', () => {
  const unclear = pressing(form, stateAt('unclear-form'), '*');
  expect(unclear.answers['unclear-form']).toEqual(['yes']);
  expect(pressing(form, unclear, 'u').answers['unclear-form']).toEqual([]);
});

test('the summary tells blanks, reasons and answers in the wrong branch apart', () => {
  const answers = { jm02: ['1'], jm03: ['1'], jm08: ['-5'], jm09: ['-6'], jm23: ['2'] };
  const counts = Object.entries(summary(form, stateAt('unclear-form', answers))).map(
    ([count, questions]) => [count, questions.length],
  );
  // 42 questions: 3 answered, 2 spoilt, 5 that should be empty and are (4, 24–27).
  expect(Object.fromEntries(counts)).toEqual({
    ...{ answered: 3, blank: 32, illegible: 1, 'two-marks': 1, 'wrong-branch': 1, unsure: 0 },
  });
});

test('steps are taken back one by one, and taken again', () => {
  const [one, two, three] = [stateAt('jm02'), stateAt('jm03'), stateAt('jm04')];
  const history = taken(moved(taken(begun(one), two), two), three);
  const back = undone(history);
  expect(back?.now).toBe(two);
  const first = back && undone(back);
  expect(first?.now).toBe(one);
  expect(first && undone(first)).toBeNull();
  const again = first && redone(first);
  expect(again && redone(again)?.now).toBe(three);
  expect(redone(history)).toBeNull();
});
