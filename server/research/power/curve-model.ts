/** The curves as a picture with words for who cannot see it, and as the table beside it. */

import { type Answer, type Calculation, effectOf } from './calculation.ts';
import { curvesFor } from './curves.ts';
import { lineChart } from './line-chart.ts';
import { effectText, type Words } from './words.ts';

export function curveModel(calculation: Calculation, answer: Answer, words: Words) {
  const { say, number } = words;
  const { largest, ticks, drawn, listed, curves } = curvesFor(calculation, answer);
  const asked = effectText(calculation, effectOf(answer), words);
  const labels = curves.map(({ effect }) => effectText(calculation, effect, words));
  const point = { n: number.whole(answer.n), power: number.decimal(answer.power) };
  const svg = lineChart({
    id: 'power-curve',
    title: say('power.curve.title'),
    description: say('power.curve.description', {
      ...{ ...point, effect: asked, most: number.whole(largest) },
      all: labels.join('; '),
    }),
    x: {
      ...{ label: say('power.curve.n'), largest },
      ticks: ticks.map((value) => ({ value, text: number.whole(value) })),
    },
    y: {
      ...{ label: say('power.curve.power'), largest: 1 },
      ticks: [0, 0.2, 0.4, 0.6, 0.8, 1].map((value) => ({ value, text: number.decimal(value, 1) })),
    },
    lines: curves.map((curve, i) => ({
      label: labels[i] ?? '',
      points: drawn.flatMap((n, j) => {
        const power = curve.drawn[j];
        return typeof power === 'number' ? [[n, power] as const] : [];
      }),
    })),
    mark: { x: answer.n, y: answer.power, label: say('power.curve.point', point) },
  });
  return {
    svg,
    columns: labels,
    rows: listed.map((n, i) => ({
      n: number.whole(n),
      isAsked: n === Math.round(answer.n),
      powers: curves.map(({ listed: powers }) => number.decimal(powers[i] ?? null)),
    })),
  };
}
