/** One variable at inclusion, of those who stayed beside those who left, as lines of a table. */

import { inLanguage } from '../../surveys/text.ts';
import type { AttritionRow } from '../analysis/attrition/attrition.ts';
import type { ChoiceRow, SharesTest } from '../analysis/attrition/choice-row.ts';
import type { Variable } from '../analysis/plan/variables.ts';
import type { Speaker } from './speaker.ts';

interface Line {
  readonly label: string;
  /** One of the answers to the question above it. */
  readonly isPart: boolean;
  readonly stayed: Cell;
  readonly left: Cell;
  readonly difference: string;
  readonly p: string;
}

interface Cell {
  readonly text: string;
  readonly n: string;
}

/** Everything that was tested of a variable, with what it is called. */
export function testsOf(row: AttritionRow, speak: Speaker) {
  const label = labelOf(row.variable, speak);
  if (row.kind === 'number') {
    const { p, d } = row.compared;
    return p === null ? [] : [{ label, p, difference: effectText('d', d, speak) }];
  }
  const own = row.test ? [{ label, test: row.test }] : [];
  const ofOptions = row.options.flatMap(({ label: option, test }) =>
    test ? [{ label: `${label} – ${inLanguage(option, speak.language)}`, test }] : [],
  );
  return [...own, ...ofOptions].map(({ label: called, test }) => ({
    ...{ label: called, p: test.p, difference: effectText('V', test.effect, speak) },
  }));
}

export function comparedRows(row: AttritionRow, speak: Speaker): Line[] {
  if (row.kind === 'choice') return choiceLines(row, speak);
  const { say, number } = speak;
  const { completers, dropouts, d, p, warnings } = row.compared;
  const cell = ({ n, mean, sd }: typeof completers): Cell => ({
    text: n === 0 ? '–' : `${number.decimal(mean)} (${number.decimal(sd)})`,
    n: say('results.n', { n }),
  });
  const isFew = warnings.includes('too-few');
  return [
    {
      ...{ label: labelOf(row.variable, speak), isPart: false },
      ...{ stayed: cell(completers), left: cell(dropouts) },
      difference: isFew ? say('results.tooFew') : effectText('d', d, speak),
      p: pText(p, speak),
    },
  ];
}

function choiceLines(row: ChoiceRow, speak: Speaker): Line[] {
  const { say, number, language } = speak;
  const [stayed, left] = row.answered;
  const share = (count: number, of: number): Cell => ({
    text: `${number.whole(count)} (${number.percent(of === 0 ? null : count / of)})`,
    n: '',
  });
  return [
    {
      ...{ label: labelOf(row.variable, speak), isPart: false },
      stayed: { text: '', n: say('results.n', { n: stayed }) },
      left: { text: '', n: say('results.n', { n: left }) },
      ...testTexts(row.test, speak),
    },
    ...row.options.map(({ label, counts, test }) => ({
      ...{ label: inLanguage(label, language), isPart: true },
      ...{ stayed: share(counts[0], stayed), left: share(counts[1], left) },
      ...testTexts(test, speak),
    })),
  ];
}

function testTexts(test: SharesTest | null, speak: Speaker) {
  if (!test) return { difference: '', p: '' };
  const isExact = test.procedure === 'fisherExact' && test.p !== null;
  return {
    difference: effectText('V', test.effect, speak),
    p: isExact ? speak.say('attrition.exact', { p: pText(test.p, speak) }) : pText(test.p, speak),
  };
}

function effectText(
  name: 'd' | 'V',
  { value, ci }: SharesTest['effect'],
  { number }: Speaker,
): string {
  return value === null ? '–' : `${name} = ${number.decimal(value)} ${number.interval(ci)}`;
}

function pText(p: number | null, { number }: Speaker): string {
  return p === null ? '–' : `p ${number.probability(p)}`;
}

function labelOf({ item, label }: Variable, { language }: Speaker): string {
  return [item?.number, inLanguage(label, language)].filter(Boolean).join(' ');
}
