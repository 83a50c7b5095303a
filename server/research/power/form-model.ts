/** The calculator's form: the fields of the chosen test, with what was typed, hints and problems. */

import { inputField, problemLinks, selectField } from '../../field-models.ts';
import {
  beginningOf,
  effectForms,
  models,
  sides,
  soughts,
  testNames,
  tests,
} from './calculation.ts';
import { detailsOf, type Problem, type Reading } from './reading.ts';
import type { Words } from './words.ts';

export function formModel(reading: Reading, { say, number, language }: Words) {
  const { test, find, typed, problems } = reading;
  const { effect, details } = tests[test];
  const begin = beginningOf(test);
  const problem = (name: string) => {
    const found = problems.get(name);
    return found && problemText(found);
  };
  const problemText = (found: Problem): string =>
    ['number', 'whole', 'twice', 'above-alpha', 'range'].includes(found.code)
      ? say(
          `power.problem.${found.code}`,
          detailsOf(found, (value) => number.plain(value, 8)),
        )
      : say(`field.${found.code}`);
  const choice = (name: string, options: readonly string[], begins: string, hint = '') =>
    selectField(name, say(`power.field.${name}`), {
      ...{ value: typed.get(name) ?? begins, problem: problem(name), hint },
      choices: options.map((value) => ({ value, label: say(`power.${name}.${value}`) })),
    });
  const numeric = (name: string, begins: number, label = say(`power.field.${name}`)) =>
    inputField(name, label, {
      ...{ value: typed.get(name) ?? number.plain(begins), problem: problem(name), short: true },
      hint: say(`power.hint.${name}`),
      // A phone's keys for numbers have no minus.
      keyboard: name === 'correlation' ? 'text' : wholeNumbers.has(name) ? 'numeric' : 'decimal',
    });
  const detail = {
    as: () => choice('as', effectForms, begin.as, say('power.hint.as')),
    sides: () => choice('sides', sides, begin.sides, say('power.hint.sides')),
    model: () => choice('model', models, begin.model),
    ratio: () => numeric('ratio', begin.ratio),
    groups: () => numeric('groups', begin.groups),
    measurements: () => numeric('measurements', begin.measurements),
    correlation: () => numeric('correlation', begin.correlation),
    epsilon: () => numeric('epsilon', begin.epsilon),
    df: () => numeric('df', begin.df),
  };
  const effectName = effect === 'd' && test === 'pairedT' ? 'dz' : effect;
  const asked = {
    effect: () => ({
      ...numeric(effect, begin.effect, say(`power.field.${effectName}`)),
      hint: say(`power.hint.${effectName}`),
    }),
    alpha: () => numeric('alpha', begin.alpha),
    power: () => numeric('power', begin.power),
    n: () => numeric('n', begin.n),
  };
  const fields = [
    choice('test', testNames, 'rmWithin', say('power.hint.test')),
    choice('find', soughts, 'n'),
    ...(details.includes('as') ? [detail.as()] : []),
    ...(['effect', 'n', 'power', 'alpha'] as const)
      .filter((name) => name !== find)
      .map((name) => asked[name]()),
    ...details.filter((name) => name !== 'as').map((name) => detail[name]()),
  ];
  return { fields, problems: problemLinks(fields), language };
}

const wholeNumbers: ReadonlySet<string> = new Set(['n', 'groups', 'measurements', 'df']);
