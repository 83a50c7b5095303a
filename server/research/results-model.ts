/** The results of an analysis plan as the page shows them, in the reader's language. */

import { inLanguage } from '../../surveys/text.ts';
import type { CaseCounts } from '../analysis/plan/cases.ts';
import type { ScaleReliability } from '../analysis/plan/reliability.ts';
import type { ComparisonResult, PlanResults } from '../analysis/plan/results.ts';
import type { Screened } from '../analysis/plan/screening.ts';
import type { Variable } from '../analysis/plan/variables.ts';
import type { Speaker } from './speaker.ts';
import { testModel } from './test-model.ts';

export function comparisonModels(results: PlanResults, speak: Speaker) {
  const { primary } = results.plan;
  return comparedIn(results).map((result) => ({
    ...columnsOf(result, speak),
    name: result.comparison.name,
    title: comparisonTitle(result, speak),
    arms: armsText(result, speak),
    isPrimary: result.comparison.name === primary.comparison,
    isSensitivity: results.sensitivity.includes(result),
    withheld: result.withheld,
    within: result.groups === null,
    rows: result.rows.map((row) => rowModel(result, row, speak, primary)),
  }));
}

/** The plan's comparisons, and then those that are made once more. */
export function comparedIn({ comparisons, sensitivity }: PlanResults): readonly ComparisonResult[] {
  return [...comparisons, ...sensitivity];
}

/** `width`: how many columns there are, those of variable, cases and test among them. */
function columnsOf(result: ComparisonResult, speak: Speaker) {
  const two = result.rows.some(({ change }) => change !== null);
  const samples = sampleLabels(result, speak);
  return { two, samples, width: samples.length + (two ? 4 : 3) };
}

/** The one outcome and contrast that decide, by themselves; null while they are withheld. */
export function primaryModel(
  { plan: { primary } }: PlanResults,
  comparisons: ReturnType<typeof comparisonModels>,
  { language }: Speaker,
) {
  const comparison = comparisons.find(({ isPrimary }) => isPrimary);
  const row = comparison?.rows.find((one) => one.isPrimary);
  if (!comparison || !row) return null;
  const { label, change, n, of, isFew, warnings } = row;
  return {
    ...{
      title: comparison.title,
      label,
      change,
      n,
      of,
      warnings: isFew ? warnings.slice(0, 1) : [],
    },
    estimand: inLanguage(primary.estimand, language),
  };
}

export function comparisonTitle({ comparison, groups }: ComparisonResult, speak: Speaker) {
  const { say } = speak;
  if (comparison.title) return inLanguage(comparison.title, speak.language);
  const waves = comparison.waves.map(speak.wave);
  if (groups) {
    const question = inLanguage(groups.variable.label, speak.language);
    return say('results.between', { question, wave: waves[0] ?? '' });
  }
  return waves.length === 2
    ? say('results.change', { from: waves[0] ?? '', to: waves[1] ?? '' })
    : say('results.changeOver', { waves: waves.join(', ') });
}

function armsText({ comparison: { arms } }: ComparisonResult, { arm, say }: Speaker) {
  const labels = (arms ?? []).map(arm);
  return labels.length === 0 ? say('results.everybody') : labels.join(', ');
}

export function sampleLabels({ comparison, groups }: ComparisonResult, speak: Speaker): string[] {
  return groups
    ? groups.values.map(({ label }) => inLanguage(label, speak.language))
    : comparison.waves.map(speak.wave);
}

function rowModel(
  result: ComparisonResult,
  row: ComparisonResult['rows'][number],
  speak: Speaker,
  primary: PlanResults['plan']['primary'],
) {
  const { say, number, language } = speak;
  const labels = sampleLabels(result, speak);
  const isFew = row.warnings.includes('few');
  return {
    label: inLanguage(row.variable.label, language),
    isPrimary:
      result.comparison.name === primary.comparison && row.variable.name === primary.variable,
    n: number.whole(row.cases.analysed),
    of: number.whole(row.cases.eligible),
    leftOut: leftOutText(row.cases, speak),
    paper:
      row.cases.onPaper === null
        ? ''
        : say('results.paper', { share: number.percent(row.cases.onPaper) }),
    samples: row.descriptives.map(({ mean, sd, n }, i) => ({
      label: labels[i] ?? '',
      text: mean === null ? '–' : `${number.decimal(mean)} (${number.decimal(sd)})`,
      n: result.groups ? number.whole(n.used) : '',
    })),
    change: row.change
      ? `${number.decimal(row.change.value)} ${number.interval(row.change.ci)}`
      : '–',
    isFew,
    tests: row.tests.map((test, t) => testModel(test, row.adjusted[t] ?? null, speak)),
    warnings: row.warnings.map((warning) => say(`results.warning.${warning}`)),
    how: howMade(row.variable),
  };
}

/** Who is not in a number, wave by wave and by reason. */
export function leftOutText({ leftOut }: CaseCounts, speak: Speaker): string {
  const { say } = speak;
  return leftOut
    .map(({ wave, reason, count }) =>
      say('results.leftOut', {
        ...{ count, wave: speak.wave(wave) },
        reason: say(`research.reason.${reason}`),
      }),
    )
    .join('; ');
}

/** Notes are in English, as the instruments' own are. */
function howMade({ rule, source, assumptions }: Variable) {
  return [rule && `${rule}.`, source && `${source}.`, ...assumptions].filter(Boolean).join(' ');
}

export function screeningModels(screened: readonly Screened[], speak: Speaker) {
  const { number, language, say } = speak;
  return screened.map(({ variable, wave, cases, checks }) => {
    const normality = checks.find(({ procedure }) => procedure !== 'outliers');
    const far = checks.find(({ procedure }) => procedure === 'outliers')?.result;
    const test = normality?.result;
    return {
      label: inLanguage(variable.label, language),
      wave: speak.wave(wave),
      n: number.whole(cases.analysed),
      mild: far?.procedure === 'outliers' ? number.whole(far.indices.mild.length) : '–',
      extreme: far?.procedure === 'outliers' ? number.whole(far.indices.extreme.length) : '–',
      normality:
        test?.procedure === 'shapiroWilk'
          ? `W = ${number.decimal(test.W, 3)}, p ${number.probability(test.p)}`
          : say('results.tooFew'),
    };
  });
}

export function reliabilityModels(reliability: readonly ScaleReliability[], speak: Speaker) {
  const { number, language, say } = speak;
  const text = (value: number | null, ci: readonly [number | null, number | null]) =>
    value === null ? '–' : `${number.decimal(value)} ${number.interval(ci)}`;
  return reliability.map(({ scale, wave, alpha, omega }) => ({
    label: inLanguage(scale.label, language),
    wave: speak.wave(wave),
    items: scale.items.length,
    n: alpha.result ? number.whole(alpha.result.n.used) : '–',
    alpha: alpha.result ? text(alpha.result.value, alpha.result.ci) : say('results.tooFew'),
    omega: omega.result ? text(omega.result.value, omega.result.ci) : say('results.tooFew'),
  }));
}
