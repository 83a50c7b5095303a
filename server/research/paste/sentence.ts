/** What one row of a comparison says, as a sentence to put into a report: the estimate in words, then its tests. */

import { toApa } from '../../../stats/index.ts';
import { inLanguage } from '../../../surveys/text.ts';
import type { ComparisonResult, PlanResults } from '../../analysis/plan/results.ts';
import { sampleLabels } from '../results-model.ts';
import type { Speaker } from '../speaker.ts';
import { differenceOf, isFew, printerFor } from './comparison-table.ts';
import { isSmall } from './row-notes.ts';

type Row = ComparisonResult['rows'][number];

/** Of fewer than ten an estimate and its interval, and no test; empty where there is not even that, or too few behind it. */
export function sentenceOf(
  { confidence }: Pick<PlanResults['plan'], 'confidence'>,
  result: ComparisonResult,
  row: Row,
  speak: Speaker,
  limit: number,
): string {
  if (isSmall(row, limit)) return '';
  const sentences = [estimateOf(confidence, result, row, speak), ...testsOf(result, row, speak)];
  return sentences
    .filter(Boolean)
    .map((sentence) => `${sentence}.`)
    .join(' ');
}

function estimateOf(
  confidence: number,
  result: ComparisonResult,
  row: Row,
  speak: Speaker,
): string {
  const { say, language } = speak;
  const print = printerFor(language);
  const label = inLanguage(row.variable.label, language);
  const [from = '', to = ''] = sampleLabels(result, speak);
  const n = row.cases.analysed;
  if (row.change) {
    const { value, ci } = row.change;
    const interval = print.interval(ci, confidence);
    return say('paste.sentence.change', {
      ...{ label, from, to, n, interval },
      change: print.number(value),
    });
  }
  if (row.descriptives.some(({ sd }) => sd === null)) return '';
  const means = meansOf(result, row, speak).join('; ');
  return result.groups
    ? say('paste.sentence.groups', { label, means })
    : say('paste.sentence.means', { label, means, n });
}

function meansOf(result: ComparisonResult, { descriptives }: Row, speak: Speaker): string[] {
  const print = printerFor(speak.language);
  const labels = sampleLabels(result, speak);
  return descriptives.map((description, i) => {
    const [mean, sd] = [print.number(description.mean), print.number(description.sd)];
    return result.groups
      ? speak.say('paste.sentence.meanIn', {
          ...{ mean, sd, n: description.n.used, group: labels[i] ?? '' },
        })
      : speak.say('paste.sentence.meanAt', { mean, sd, wave: labels[i] ?? '' });
  });
}

function testsOf(result: ComparisonResult, row: Row, speak: Speaker): string[] {
  const locale = speak.language === 'nb' ? 'nb' : 'en';
  const labels = sampleLabels(result, speak);
  if (!isFew(row))
    return row.tests.flatMap((test) =>
      test.result && test.p !== null ? [toApa(test.result, { locale, labels }).sentence] : [],
    );
  const difference = row.tests.flatMap((test) => differenceOf(test) ?? [])[0];
  if (!difference || difference.meanDifference === null) return [];
  const print = printerFor(speak.language);
  return [
    speak.say('paste.sentence.difference', {
      difference: print.number(difference.meanDifference),
      interval: print.interval(difference.ci, difference.confidence),
    }),
  ];
}
