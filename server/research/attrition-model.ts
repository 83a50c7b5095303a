/** Attrition as the page shows it: response by group in one table, and each later wave by what was said at inclusion. */

import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import type { RoleAttrition, WaveAttrition } from '../analysis/attrition/attrition.ts';
import type { GroupResponse } from '../analysis/attrition/group-response.ts';
import type { WaveStatus } from '../analysis/wave-status.ts';
import { comparedRows, testsOf } from './attrition-rows.ts';
import type { Speaker } from './speaker.ts';

export function attritionModel(study: Study, attrition: RoleAttrition, speak: Speaker) {
  const { say, number } = speak;
  const { confidence } = study.analysis_plan;
  return {
    isWithheld: attrition.isWithheld,
    columns: study.waves.map((_, index) => speak.wave(index + 1)),
    groupings: [...Map.groupBy(attrition.responses, ({ grouping }) => grouping)].map(
      ([grouping, groups]) => ({
        title: grouping === 'all' ? '' : say(`attrition.by.${grouping}`),
        span: study.waves.length + 1,
        rows: groups.map((group) => responseRow(study, group, speak)),
      }),
    ),
    responseMethod: say('attrition.responseMethod', { confidence: number.percent(confidence) }),
    waves: attrition.waves.map((wave) => waveModel(study, wave, speak)),
    method: say('attrition.method', { confidence: number.percent(confidence) }),
  };
}

function responseRow(study: Study, { grouping, group, waves }: GroupResponse, speak: Speaker) {
  const { say, number } = speak;
  return {
    label: groupLabel(study, grouping, group, speak),
    cells: waves.map(({ wave, due, rate, without }) => ({
      label: speak.wave(wave),
      text:
        due === 0
          ? '–'
          : say('attrition.rate', {
              ...{ answered: rate.count, due, share: number.percent(rate.value) },
            }),
      interval: due === 0 ? '' : percentInterval(rate.ci, speak),
      without: statusCounts(without, speak),
    })),
  };
}

function groupLabel(
  { arms, sites }: Study,
  grouping: GroupResponse['grouping'],
  group: string,
  { say, language }: Speaker,
): string {
  if (grouping === 'all') return say('research.all');
  if (grouping === 'channel') return say(`research.channel.${group}`);
  const named = (grouping === 'arm' ? arms : sites).find(({ name }) => name === group);
  return named ? inLanguage(named.label, language) : say('attrition.hiddenArm');
}

function percentInterval([lower, upper]: readonly [number | null, number | null], speak: Speaker) {
  return `[${speak.number.percent(lower)}; ${speak.number.percent(upper)}]`;
}

function statusCounts(
  counts: readonly { readonly status: WaveStatus; readonly count: number }[],
  { say }: Speaker,
): string {
  return counts
    .map(({ status, count }) => `${count} ${say(`attrition.status.${status}`)}`)
    .join(', ');
}

function waveModel(study: Study, attrition: WaveAttrition, speak: Speaker) {
  const { say, number } = speak;
  const { wave, stayed, left, others, rows } = attrition;
  const { alpha } = study.analysis_plan;
  const tests = rows.flatMap((row) => testsOf(row, speak));
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
    isOneSided: stayed === 0 || left === 0,
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
