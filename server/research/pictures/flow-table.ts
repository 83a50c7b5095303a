/** The flow as a table: a row for each number of the drawing, a column for each arm and one for all. */

import type { MissingReason } from '../../../surveys/missing.ts';
import type { Flow, FlowReason, FlowWave } from '../../analysis/pictures/flow.ts';
import type { Count } from '../../analysis/pictures/tally.ts';
import type { Speaker } from '../speaker.ts';
import type { PictureTable } from './picture.ts';
import { armText, reasonText } from './words.ts';

type Row = PictureTable['rows'][number];

export function flowTable([all, ...arms]: readonly Flow[], speak: Speaker): PictureTable {
  const { say, number } = speak;
  const columns = all ? [...arms, all] : [];
  return {
    columns: [say('pictures.flow.column.step'), ...columns.map(({ arm }) => armText(arm, speak))],
    rows: [
      {
        label: say('pictures.flow.column.registered'),
        cells: columns.map(({ registered }) => number.whole(registered)),
      },
      ...(all?.waves ?? []).flatMap(({ wave }, at) =>
        waveRows(
          speak.wave(wave),
          columns.flatMap(({ waves }) => waves[at] ?? []),
          speak,
        ),
      ),
    ],
  };
}

function waveRows(name: string, columns: readonly FlowWave[], speak: Speaker): Row[] {
  const { say, number } = speak;
  const row = (label: string, value: (wave: FlowWave) => number | null): Row => ({
    label: `${name}: ${label}`,
    cells: columns.map((wave) => {
      const count = value(wave);
      return count === null ? '–' : number.whole(count);
    }),
  });
  const counted = (key: 'due' | 'answered' | 'onPaper' | 'analysed') =>
    row(say(`pictures.flow.column.${key}`), (wave) => wave[key]);
  const reasons = (of: (wave: FlowWave) => readonly Count<FlowReason | MissingReason>[]) =>
    [...new Set(columns.flatMap((wave) => of(wave).map(({ what }) => what)))].map((reason) =>
      row(
        reasonText(reason, speak),
        (wave) => of(wave).find(({ what }) => what === reason)?.count ?? 0,
      ),
    );
  return [
    ...reasons(({ lost }) => lost),
    counted('due'),
    ...reasons(({ unanswered }) => unanswered),
    ...[counted('answered'), counted('onPaper')],
    ...reasons(({ unanalysed }) => unanalysed),
    counted('analysed'),
  ];
}
