/** Four waves of so many made-up participants, the same in every run. */

import { normal, seeded } from '../oracle/data-sets.ts';

/** Scores around 50, in steps where there shall be ties. */
export function wavesOf(n: number, step = 0): Float64Array[] {
  const draw = seeded(n);
  const score = () => 50 + 10 * normal(draw);
  return Array.from({ length: 4 }, () =>
    Float64Array.from({ length: n }, () =>
      step === 0 ? score() : step * Math.round(score() / step),
    ),
  );
}
