/** The table of response for publication as the page shows it. */

import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { type Standing, standings } from '../analysis/publishable/figures.ts';
import {
  type Figure,
  type PublishedResponse,
  type PublishedRole,
  withheld,
} from '../analysis/publishable/published.ts';
import { shareOf } from './publishable-lines.ts';
import { figureText, fileOf, heldText, type PublishableModel } from './publishable-model.ts';
import type { Speaker } from './speaker.ts';
import { groupLabel } from './table-model.ts';

export const responseName = (role: string) => `response-${role}`;

/** A line for each arm at each wave, with everybody last. */
export function responseModel(
  study: Study,
  { role, responses }: PublishedRole,
  speak: Speaker,
): PublishableModel {
  const { say, number } = speak;
  const label = study.roles.find(({ name }) => name === role)?.label ?? {};
  const parts = ['members', ...standings, 'rate'] as const;
  const columns = parts.map((part) => say(`publishable.standing.${part}`));
  const waves = [...Map.groupBy(responses, ({ wave }) => wave).values()];
  return {
    ...{ name: responseName(role), columns, of: say('publishable.waveAndGroup') },
    title: say('publishable.response', { role: inLanguage(label, speak.language) }),
    file: fileOf(study, responseName(role)),
    held: heldText(
      responses.flatMap(({ members, counts }) => [members, ...Object.values(counts)]),
      speak,
    ),
    rows: waves.flatMap((ofWave) =>
      ofWave
        .toSorted((a, b) => Number(a.group === null) - Number(b.group === null))
        .map((one) => ({
          label: `${speak.wave(one.wave)}, ${groupLabel(study, 'arm', one.group, speak)}`,
          ...{ isPart: false, isTotal: one.group === null },
          cells: parts.map((part, at) => ({
            label: columns[at] ?? '',
            note: '',
            ...(part === 'rate'
              ? figureText(rateOf(one), speak, number.percent)
              : figureText(partOf(one, part), speak, number.whole)),
          })),
        })),
    ),
  };
}

function partOf({ members, counts }: PublishedResponse, part: Standing | 'members'): Figure {
  return part === 'members' ? members : counts[part];
}

/** Of those for whom the wave has opened. */
function rateOf({ members, counts }: PublishedResponse): Figure | null {
  if (members === withheld || counts.notYetDue === withheld) return withheld;
  return shareOf(counts.submitted, members - counts.notYetDue);
}
