/** What the calculator's page speaks with, and how it names an effect. */

import type { NumberTexts } from '../../number-texts.ts';
import type { Say } from '../../texts.ts';
import { type Calculation, effectForms, tests } from './calculation.ts';

export interface Words {
  readonly say: Say;
  readonly number: NumberTexts;
  readonly language: string;
}

/** For example f = 0.25. */
export function effectText(
  { test, as }: Pick<Calculation, 'test' | 'as'>,
  effect: number,
  { say, number }: Omit<Words, 'language'>,
): string {
  const key = effectKey({ test, as });
  return `${say(`power.symbol.${key}`)} = ${number.plain(effect, 3)}`;
}

export function effectKey({ test, as }: Pick<Calculation, 'test' | 'as'>): string {
  const { effect } = tests[test];
  if (effect === 'effect') return effectForms.find((form) => form === as) ?? 'f';
  return effect === 'd' && test === 'pairedT' ? 'dz' : effect;
}

/** In percent, and never as if the effect were certain to be found. */
export function powerText(power: number, { say, number }: Omit<Words, 'language'>): string {
  return power > 0.999
    ? say('power.over', { limit: number.percent(0.999, 1) })
    : number.percent(power, 1);
}
