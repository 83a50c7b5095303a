/** How consistent the scales of a plan are at each wave: α and ω of their items. */

import {
  type CronbachAlpha,
  cronbachAlpha,
  type McdonaldOmega,
  mcdonaldOmega,
} from '../../../stats/index.ts';
import type { Scale } from '../../../surveys/instrument.ts';
import { type Attempt, attempt } from './attempt.ts';
import type { AnalysisData } from './data.ts';

export interface ScaleReliability {
  readonly scale: Scale;
  readonly wave: number;
  readonly alpha: Attempt<CronbachAlpha>;
  readonly omega: Attempt<McdonaldOmega>;
}

/** Over everybody, all arms together, who answered all items of the scale. */
export function reliabilityOf(
  data: AnalysisData,
  scale: Scale,
  wave: number,
  confidence: number,
): ScaleReliability {
  const items = data.terms(scale.name, wave);
  return {
    ...{ scale, wave },
    alpha: attempt(() => cronbachAlpha(items, { confidence })),
    omega: attempt(() => mcdonaldOmega(items, { confidence })),
  };
}
