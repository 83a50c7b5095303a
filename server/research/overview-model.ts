/** The overview as the page shows it: groups of rows with numbers in the reader's language. */

import type { Scale } from '../../surveys/instrument.ts';
import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import type { Overview } from '../analysis/overview.ts';
import type { ResponseCount } from '../analysis/response-counts.ts';
import type { ScaleSummary } from '../analysis/scale-summaries.ts';
import { numberTexts } from '../number-texts.ts';
import { type Say, texts } from '../texts.ts';

export function roleModel(study: Study, overview: Overview, language: string) {
  const say = texts(language);
  const { role, responses, scales } = overview;
  return {
    name: role.name,
    label: inLanguage(role.label, language),
    hasArms: responses.some(({ arm }) => arm !== null),
    responses: [...Map.groupBy(responses, ({ wave }) => wave)].map(([wave, counts]) => ({
      ...waveLabel(study, wave, language),
      rows: counts.map((count) => responseRow(study, count, language)),
    })),
    scales: [...Map.groupBy(scales, ({ scale }) => scale)].map(([scale, summaries]) => ({
      label: inLanguage(scale.label, language),
      rows: summaries.map((summary) => scaleRow(study, summary, language)),
    })),
    made: scales
      .filter(({ wave }) => wave === scales[0]?.wave)
      .map(({ scale }) => ({
        label: inLanguage(scale.label, language),
        name: scale.name,
        ...howMade(scale, say),
      })),
  };
}

function waveLabel(study: Study, wave: number, language: string) {
  const label = study.waves[wave - 1]?.label;
  return { wave: label ? inLanguage(label, language) : String(wave), suffix: `w${wave}` };
}

function responseRow(study: Study, count: ResponseCount, language: string) {
  const arm = study.arms.find(({ name }) => name === count.arm)?.label;
  const { byStatus } = count;
  return {
    isTotal: count.arm === null,
    arm: arm ? inLanguage(arm, language) : (count.arm ?? texts(language)('research.all')),
    eligible: count.eligible,
    notYetDue: byStatus['not-yet-due'],
    open: byStatus.open + byStatus.late,
    started: byStatus.started,
    submitted: byStatus.submitted,
    missed: byStatus.missed,
    left: byStatus.withdrawn + byStatus.dead + byStatus.ineligible,
    rate: numberTexts(language).percent(count.rate),
  };
}

function scaleRow(study: Study, { wave, description, leftOut }: ScaleSummary, language: string) {
  const say = texts(language);
  const number = numberTexts(language);
  return {
    ...waveLabel(study, wave, language),
    n: description.n.used,
    mean: number.decimal(description.mean),
    sd: number.decimal(description.sd),
    leftOut: description.n.excluded,
    reasons: leftOut
      .map(({ reason, count }) => `${count} ${say(`research.reason.${reason}`)}`)
      .join(', '),
  };
}

export function howMade(scale: Scale, say: Say) {
  const [rule] = scale.rule.split('@');
  return {
    made: say(`research.rule.${rule}`, { items: scale.items.join(', ') }),
    range: `${scale.range[0]}–${scale.range[1]}, ${say(`research.scales.${scale.good}`)}`,
    source: scale.source,
  };
}
