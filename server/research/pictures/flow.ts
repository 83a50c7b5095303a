/** The flow of participants, drawn like CONSORT's: a column for each arm, and in it the waves from above. */

import type { Flow, FlowWave } from '../../analysis/pictures/flow.ts';
import { sumOf } from '../../analysis/pictures/tally.ts';
import type { Speaker } from '../speaker.ts';
import { flowDrawing } from './flow-drawing.ts';
import { countTexts, type Picture, type PictureTable } from './picture.ts';

/** A box with its words, and before it the reasons why fewer came so far. */
export interface FlowStep {
  readonly kind: 'registered' | 'due' | 'answered' | 'analysed';
  readonly losses: readonly string[];
  readonly heading: string;
  readonly text: string;
}

export interface FlowColumn {
  readonly heading: string;
  readonly steps: readonly FlowStep[];
}

export function flowPicture(flows: readonly Flow[], variable: string, speak: Speaker): Picture {
  const { say, number } = speak;
  const [all, ...arms] = flows;
  const shown = arms.length > 0 ? arms : flows;
  const columns = shown.map((flow) => columnOf(flow, speak));
  const total = say('pictures.flow.registered', { count: number.whole(all?.registered ?? 0) });
  return {
    name: 'flow',
    title: say('pictures.flow.title'),
    text: [total, ...shown.map((flow) => flowInWords(flow, speak))].join(' '),
    notes: [say('pictures.flow.note', { variable })],
    table: flowTable(flows, speak),
    draw: ({ document }, width) =>
      flowDrawing(document, width, columns, arms.length > 0 ? total : null),
  };
}

function columnOf({ arm, registered, waves }: Flow, speak: Speaker): FlowColumn {
  const { say, number } = speak;
  const text = say('pictures.flow.registered', { count: number.whole(registered) });
  return {
    heading: armText(arm, speak),
    steps: [
      { kind: 'registered', losses: [], heading: armText(arm, speak), text },
      ...waves.flatMap((wave) => stepsOf(wave, speak)),
    ],
  };
}

function stepsOf(wave: FlowWave, speak: Speaker): FlowStep[] {
  const { say, number } = speak;
  const { due, answered, onPaper, analysed } = wave;
  return [
    {
      kind: 'due',
      losses: countTexts(wave.lost, 'status', speak),
      heading: speak.wave(wave.wave),
      text: say('pictures.flow.due', { count: number.whole(due) }),
    },
    {
      kind: 'answered',
      losses: countTexts(wave.unanswered, 'status', speak),
      heading: say('pictures.flow.answered', {
        ...{ count: number.whole(answered), share: number.percent(due ? answered / due : null) },
      }),
      text: say('pictures.flow.channels', {
        ...{ web: number.whole(answered - onPaper), paper: number.whole(onPaper) },
      }),
    },
    {
      kind: 'analysed',
      losses: countTexts(wave.unanalysed, 'reason', speak),
      heading:
        analysed === null
          ? say('pictures.flow.withheld')
          : say('pictures.flow.analysed', { count: number.whole(analysed) }),
      text: '',
    },
  ];
}

function flowInWords({ arm, registered, waves }: Flow, speak: Speaker): string {
  const { say, number } = speak;
  const of = waves.map(({ wave, due, answered, analysed }) =>
    say('pictures.flow.waveInWords', {
      ...{ wave: speak.wave(wave), due: number.whole(due), answered: number.whole(answered) },
      analysed: analysed === null ? '–' : number.whole(analysed),
    }),
  );
  return `${armText(arm, speak)} (${number.whole(registered)}): ${of.join('; ')}.`;
}

/** A row for each number of the drawing, a column for each arm and one for all. */
function flowTable(flows: readonly Flow[], speak: Speaker): PictureTable {
  const { say, number } = speak;
  const [all, ...arms] = flows;
  const columns = all ? [...arms, all] : [];
  const row = (label: string, value: (flow: Flow) => string) => ({
    label,
    cells: columns.map(value),
  });
  const waves = (all?.waves ?? []).flatMap(({ wave }, at) => {
    const of = (flow: Flow) => flow.waves[at];
    const label = (key: string) => `${speak.wave(wave)}: ${say(`pictures.flow.column.${key}`)}`;
    const counted = (key: string, value: (wave: FlowWave) => number | null) =>
      row(label(key), (flow) => {
        const found = of(flow);
        const count = found ? value(found) : null;
        return count === null ? '–' : number.whole(count);
      });
    const why = (key: 'lost' | 'unanswered' | 'unanalysed', words: 'status' | 'reason') =>
      row(label(key), (flow) => {
        const counts = of(flow)?.[key] ?? [];
        return sumOf(counts) === 0 ? '0' : countTexts(counts, words, speak).join(', ');
      });
    return [
      why('lost', 'status'),
      counted('due', ({ due }) => due),
      why('unanswered', 'status'),
      counted('answered', ({ answered }) => answered),
      counted('paper', ({ onPaper }) => onPaper),
      why('unanalysed', 'reason'),
      counted('analysed', ({ analysed }) => analysed),
    ];
  });
  return {
    columns: [say('pictures.flow.column.step'), ...columns.map(({ arm }) => armText(arm, speak))],
    rows: [
      row(say('pictures.flow.column.registered'), ({ registered }) => number.whole(registered)),
      ...waves,
    ],
  };
}

export function armText(arm: string | null, { say, arm: named }: Speaker): string {
  return arm === null ? say('research.all') : named(arm);
}
