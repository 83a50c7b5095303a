/** Attrition as the page shows it: response by group in one table, and each later wave by what was said at inclusion. */

import type { Proportion } from '../../stats/index.ts';
import type { Study } from '../../surveys/study.ts';
import type { RoleAttrition, WaveAttrition } from '../analysis/attrition/attrition.ts';
import type { GroupResponse } from '../analysis/attrition/group-response.ts';
import type { WaveStatus } from '../analysis/wave-status.ts';
import { comparedRows, testsOf } from './attrition-rows.ts';
import type { Speaker } from './speaker.ts';
import { groupLabel } from './table-model.ts';

/** With fewer on one side, what is seen says little. */
const fewest = 10;

export function attritionModel(study: Study, attrition: RoleAttrition, speak: Speaker) {
  const { say, number } = speak;
  const { confidence } = study.analysis_plan;
  return {
    isWithheld: attrition.isWithheld,
    columns: study.waves.map((_, index) => speak.wave(index + 1)),
    groupings: [...Map.groupBy(attrition.responses, ({ grouping }) => grouping)].map(
      ([grouping, groups]) => ({
        title: grouping === 'all' ? '' : say(`attrition.by.${grouping}`),
        label: grouping === 'all' ? say('attrition.response') : say(`attrition.by.${grouping}`),
        rows: groups.map((group) => responseRow(study, group, speak)),
      }),
    ),
    responseMethod: say('attrition.responseMethod', { confidence: number.percent(confidence) }),
    waves: attrition.waves.map((wave) => waveModel(study, wave, speak)),
    method: say('attrition.method', { confidence: number.percent(confidence) }),
  };
}

function responseRow(study: Study, { grouping, group, waves }: GroupResponse, speak: Speaker) {
  return {
    label: labelOf(study, { grouping, group }, speak),
    cells: waves.map(({ wave, due, rate, without }) => ({
      label: speak.wave(wave),
      ...rateTexts(due, grouping === 'channel' && wave === 1 ? null : rate, speak),
      // Whoever has not been asked yet is no reason.
      without: statusCounts(
        without.filter(({ status }) => status !== 'not-yet-due'),
        speak,
      ),
    })),
  };
}

/** Null where the groups are made of who answered. */
function rateTexts(due: number, rate: Proportion | null, { say, number }: Speaker) {
  if (due === 0 || rate === null) return { text: '–', interval: '' };
  const { count, value, ci } = rate;
  return {
    text: say('attrition.rate', { answered: count, due, share: number.percent(value) }),
    interval: `[${number.percent(ci[0])}; ${number.percent(ci[1])}]`,
  };
}

function labelOf(
  study: Study,
  { grouping, group }: Pick<GroupResponse, 'grouping' | 'group'>,
  speak: Speaker,
): string {
  if (grouping === 'channel') return speak.say(`research.channel.${group}`);
  return grouping === 'all'
    ? groupLabel(study, 'arm', null, speak)
    : groupLabel(study, grouping, group, speak);
}

/** Whether somebody has begun, or is late, makes no difference here: they can still answer. */
const wordOf: Readonly<Record<WaveStatus, string>> = {
  ...{ 'not-yet-due': 'not-yet-due', submitted: 'submitted', missed: 'missed' },
  ...{ open: 'open', late: 'open', started: 'open' },
  ...{ withdrawn: 'withdrawn', dead: 'dead', ineligible: 'ineligible' },
};

function statusCounts(
  counts: readonly { readonly status: WaveStatus; readonly count: number }[],
  { say }: Speaker,
): string {
  const words = Map.groupBy(counts, ({ status }) => wordOf[status]);
  return [...words]
    .map(([word, alike]) => {
      const count = alike.reduce((all, one) => all + one.count, 0);
      return `${count} ${say(`attrition.status.${word}`)}`;
    })
    .join(', ');
}

function waveModel(study: Study, attrition: WaveAttrition, speak: Speaker) {
  const { say, number } = speak;
  const { wave, stayed, left, measured, others, rows } = attrition;
  const { alpha } = study.analysis_plan;
  const isFew = rows.length > 0 && Math.min(...measured) < fewest;
  // Of so few no test is a headline.
  const tests = isFew ? [] : rows.flatMap((row) => testsOf(row, speak));
  const clear = tests.filter(({ p }) => p !== null && p < alpha);
  const all = stayed + left;
  return {
    id: `w${wave}`,
    title: speak.wave(wave),
    counts: say('attrition.counts', {
      ...{ stayed, left, share: number.percent(all === 0 ? null : left / all) },
    }),
    others:
      others.length === 0 ? '' : say('attrition.others', { who: statusCounts(others, speak) }),
    measured:
      rows.length === 0
        ? ''
        : say('attrition.measured', { stayed: measured[0], left: measured[1] }),
    isOneSided: rows.length === 0 && Math.min(...measured) === 0,
    isFew,
    seen:
      tests.length === 0
        ? ''
        : say('attrition.seen', {
            ...{ tests: tests.length, clear: clear.length, alpha: number.decimal(alpha) },
            expected: number.decimal(alpha * tests.length, 1),
          }),
    clear: clear.map(({ label, difference }) => `${label}: ${difference}`),
    rows: rows.flatMap((row) => comparedRows(row, speak)),
  };
}
