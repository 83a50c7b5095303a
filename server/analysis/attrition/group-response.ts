/** How many of each arm, of each site, and of those who came in by each channel, answered each wave. */

import { setImmediate as breath } from 'node:timers/promises';
import { type Proportion, proportion } from '../../../stats/index.ts';
import { maskedArm, type ResearchView } from '../../research-view.ts';
import type { AnalysisData } from '../plan/data.ts';
import { type WaveStatus, waveStatuses } from '../wave-status.ts';

/** `channel`: how they answered at inclusion. */
export type Grouping = 'all' | 'arm' | 'site' | 'channel';

export interface GroupResponse {
  readonly grouping: Grouping;
  /** Empty for all. */
  readonly group: string;
  readonly waves: readonly {
    readonly wave: number;
    readonly due: number;
    /** Those who answered, of those who took part when it opened. */
    readonly rate: Proportion;
    /** Of all in the group, those without an answer; what nobody is, is not there. */
    readonly without: readonly { readonly status: WaveStatus; readonly count: number }[];
  }[];
}

const channels = ['web', 'paper'];

export async function groupResponses(
  view: ResearchView,
  data: AnalysisData,
): Promise<GroupResponse[]> {
  const { study } = view;
  const { role, size, belongs } = data;
  const toldApart = view.arms.filter((arm) => arm !== maskedArm);
  const groupings: [Grouping, readonly string[], readonly (string | null)[]][] = [
    ['all', [''], Array(size).fill('')],
    ['arm', role.belongs_to.includes('arm') ? toldApart : [], belongs.arm],
    ['site', study.sites.map(({ name }) => name), belongs.site],
    ['channel', channels, data.wave(1).channel],
  ];
  const responses: GroupResponse[] = [];
  for (const [grouping, groups, of] of groupings)
    for (const group of groups) {
      await breath();
      const members = [...Array(size).keys()].filter((i) => of[i] === group);
      if (members.length > 0 || grouping === 'all')
        responses.push({ grouping, group, waves: wavesOf(view, data, members) });
    }
  return responses;
}

function wavesOf(
  { study }: ResearchView,
  data: AnalysisData,
  members: readonly number[],
): GroupResponse['waves'] {
  const { confidence } = study.analysis_plan;
  return study.waves.map((_, index) => {
    const wave = index + 1;
    const { status, due } = data.wave(wave);
    const isDue = members.filter((i) => due[i]).length;
    const byStatus = Map.groupBy(members, (i) => status[i]);
    const countOf = (word: WaveStatus) => byStatus.get(word)?.length ?? 0;
    return {
      ...{ wave, due: isDue, rate: proportion(countOf('submitted'), isDue, { confidence }) },
      without: waveStatuses
        .filter((word) => word !== 'submitted' && countOf(word) > 0)
        .map((word) => ({ status: word, count: countOf(word) })),
    };
  });
}
