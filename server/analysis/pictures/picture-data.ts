/** What the pictures of a role are drawn from, read in one pass over its participants. */

import { answerType, type Item } from '../../../surveys/answer-types/index.ts';
import { type Instrument, items } from '../../../surveys/instrument.ts';
import type { StudyRole } from '../../../surveys/study.ts';
import { maskedArm, type ResearchView } from '../../research-view.ts';
import { hasOrder } from '../channel-comparison.ts';
import { readNumber, type Variable, variableOf } from '../plan/variables.ts';
import { recordPages } from '../records.ts';
import { sheetsOfPage } from '../sheets.ts';
import { type Distributions, distributionCollector } from './distributions.ts';
import { type Flow, flowCounter } from './flow.ts';
import { type ArmMeans, meansCollector } from './means.ts';
import { gapCounter, type ItemGaps } from './missing-items.ts';
import { patternCounter, type WavePattern } from './missing-waves.ts';
import { type ResponseCurve, responseCurves } from './response-curves.ts';

export interface PictureData {
  readonly role: StudyRole;
  readonly variable: Variable;
  /** The ends of what it is measured on; null where there are none. */
  readonly range: readonly [number, number] | null;
  readonly confidence: number;
  readonly flows: readonly Flow[];
  readonly curves: readonly ResponseCurve[];
  readonly means: readonly ArmMeans[];
  readonly distributions: Distributions;
  readonly patterns: readonly WavePattern[];
  readonly gaps: readonly ItemGaps[];
}

export async function pictureData(
  view: ResearchView,
  role: StudyRole,
  variable: Variable,
): Promise<PictureData> {
  const { confidence } = view.study.analysis_plan;
  const arms = armsOf(view, role);
  const range = endsOf(variable);
  const flow = flowCounter({ waves: view.study.waves.length, shown: view.waves }, arms);
  const curves = responseCurves(view.study);
  const means = meansCollector(view.waves, arms);
  const spread = distributionCollector(view.waves);
  const patterns = patternCounter();
  const gaps = gapCounter(view, role);
  for await (const page of recordPages(view, role)) {
    const sheets = await sheetsOfPage(view, page);
    for (const record of page) {
      const readings = record.waves.map((wave) =>
        view.waves.includes(wave.wave)
          ? readNumber(view, variable, wave, sheets.get(wave.response?.id ?? ''))
          : null,
      );
      flow.add(record, readings);
      curves.add(record.waves);
      means.add(record.participant.arm, readings);
      spread.add(readings);
      patterns.add(record.waves);
      gaps.add(record.waves, sheets);
    }
  }
  return {
    ...{ role, variable, range, confidence },
    ...{ flows: flow.flows(), curves: curves.curves(), means: means.means(confidence) },
    distributions: spread.distributions(range),
    ...{ patterns: patterns.patterns(), gaps: gaps.gaps() },
  };
}

/** None where there are none, or nobody may know who is in which. */
function armsOf(view: ResearchView, role: StudyRole): readonly string[] {
  return role.belongs_to.includes('arm') ? view.arms.filter((arm) => arm !== maskedArm) : [];
}

/** What can be drawn of an instrument: its scales, then its items that have an order. */
export function drawableVariables(instrument: Instrument): Variable[] {
  const ordered = items(instrument).filter(hasOrder);
  return [...instrument.scales, ...ordered].map(({ name }) => variableOf(instrument, name));
}

/** The ends of what an item or a scale is measured on; null where there are none. */
function endsOf({ item, range }: Variable): readonly [number, number] | null {
  return item ? drawnEnds(item) : range;
}

/** A number that is typed has a range only to catch slips of the finger. */
export function drawnEnds(item: Item): readonly [number, number] | null {
  if (item.type === 'scale') return item.range;
  if (item.type !== 'single') return null;
  const type = answerType(item);
  const values = item.options.map(({ value }) => value);
  const steps = values.filter((value) => !type.saysDontKnow(value, item));
  return [Math.min(...steps), Math.max(...steps)];
}
