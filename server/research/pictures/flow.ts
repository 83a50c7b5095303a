/** The flow of participants, drawn like CONSORT's: a column for each arm, and in it the waves from above. */

import type { MissingReason } from '../../../surveys/missing.ts';
import type { Flow, FlowReason, FlowWave } from '../../analysis/pictures/flow.ts';
import type { Count } from '../../analysis/pictures/tally.ts';
import type { Speaker } from '../speaker.ts';
import { flowDrawing } from './flow-drawing.ts';
import { flowTable } from './flow-table.ts';
import type { Picture } from './picture.ts';
import { armText, reasonText } from './words.ts';

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
      losses: lossTexts(wave.lost, speak),
      heading: speak.wave(wave.wave),
      text: say('pictures.flow.due', { count: number.whole(due) }),
    },
    {
      kind: 'answered',
      losses: lossTexts(wave.unanswered, speak),
      heading: say('pictures.flow.answered', {
        ...{ count: number.whole(answered), share: number.percent(due ? answered / due : null) },
      }),
      text: say('pictures.flow.channels', {
        ...{ web: number.whole(answered - onPaper), paper: number.whole(onPaper) },
      }),
    },
    {
      kind: 'analysed',
      losses: lossTexts(wave.unanalysed, speak),
      heading:
        analysed === null
          ? say('pictures.flow.withheld')
          : say('pictures.flow.analysed', { count: number.whole(analysed) }),
      text: '',
    },
  ];
}

/** 2 hoppet over. */
function lossTexts(counts: readonly Count<FlowReason | MissingReason>[], speak: Speaker) {
  return counts.map(({ what, count }) => `${speak.number.whole(count)} ${reasonText(what, speak)}`);
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
