/** The page of the calculator: the form as it was sent, the answer in words and numbers, the curves, and the R code. */

import { type NumberTexts, numberTexts } from '../../number-texts.ts';
import { texts } from '../../texts.ts';
import { addressOf } from './address.ts';
import { type Answer, type Calculation, effectOf, solve, tests } from './calculation.ts';
import { curveModel } from './curve-model.ts';
import { formModel } from './form-model.ts';
import { rCode } from './r-code.ts';
import type { Reading } from './reading.ts';
import { effectKey, effectText, powerText, type Words } from './words.ts';

export function powerPage(reading: Reading, language: string) {
  const words: Words = { say: texts(language), number: numberTexts(language), language };
  const { calculation } = reading;
  const answer = calculation && solve(calculation);
  return {
    language,
    form: formModel(reading, words),
    none: calculation !== null && answer === null,
    answer: calculation && answer && answerModel(calculation, answer, words),
  };
}

function answerModel(calculation: Calculation, answer: Answer, words: Words) {
  const { say, language } = words;
  return {
    sentence: sentence(calculation, answer, words),
    caution: calculation.find === 'power' ? say('power.caution') : '',
    warnings: answer.warnings.map((warning) => say(`power.warning.${warning}`)),
    rows: rows(calculation, answer, words),
    method: answer.method,
    source: say(`power.source.${sourceOf(calculation)}`),
    curve: curveModel(calculation, answer, words),
    r: rCode(calculation, answer),
    address: addressOf(calculation, language),
  };
}

function sentence(calculation: Calculation, answer: Answer, { say, number }: Words): string {
  const perGroup = groupsText(answer, number);
  const n = number.whole(answer.n);
  return say(`power.answer.${calculation.find}`, {
    people:
      perGroup === null ? say('power.people', { n }) : say('power.peopleInGroups', { n, perGroup }),
    effect: effectText(calculation, effectOf(answer), { say, number }),
    power: powerText(answer.power, { say, number }),
    alpha: alphaText(answer.alpha, number),
  });
}

function alphaText(alpha: number, number: NumberTexts): string {
  return number.plain(alpha, alpha < 0.001 ? 8 : 4);
}

function groupsText({ n, nPerGroup }: Answer, number: NumberTexts): string | null {
  if (typeof nPerGroup !== 'number') return nPerGroup.map((one) => number.whole(one)).join(' + ');
  return nPerGroup === n ? null : number.whole(nPerGroup);
}

function rows(calculation: Calculation, answer: Answer, { say, number }: Words) {
  const { statistic } = tests[calculation.test];
  const { lambda, df1, df2, critical, n, nRaw } = answer;
  const perGroup = groupsText(answer, number);
  // The point-biserial model tests r by t.
  const tested = answer.lambda !== null && statistic === 'r' ? 't' : statistic;
  const [first, second] = [number.plain(df1, 2), df2 === null ? '' : number.plain(df2, 2)];
  return [
    { label: say('power.row.n'), text: number.whole(n) },
    ...(perGroup === null ? [] : [{ label: say('power.row.perGroup'), text: perGroup }]),
    ...(calculation.find === 'n'
      ? [{ label: say('power.row.nRaw'), text: number.decimal(nRaw) }]
      : []),
    {
      label: say(`power.symbol.${effectKey(calculation)}`),
      text: number.plain(effectOf(answer), 6),
    },
    { label: say('power.row.alpha'), text: alphaText(answer.alpha, number) },
    { label: say('power.row.power'), text: number.decimal(answer.power, 4) },
    ...(lambda === null
      ? []
      : [
          {
            label: say(`power.row.${tested === 't' ? 'delta' : 'lambda'}`),
            text: number.decimal(lambda, 4),
          },
        ]),
    { label: say(`power.row.critical.${tested}`), text: number.decimal(critical, 4) },
    {
      label: say('power.row.df'),
      text: second === '' ? first : say('power.row.both', { first, second }),
    },
  ];
}

function sourceOf({ test, model }: Calculation): string {
  if (test !== 'correlation') return 'faul';
  return model === 'exact' ? 'hotelling' : 'faul';
}
