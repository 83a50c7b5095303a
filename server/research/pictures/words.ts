/** Words that several pictures say. */

import type { MissingReason } from '../../../surveys/missing.ts';
import { type FlowReason, flowReasons } from '../../analysis/pictures/flow.ts';
import type { Speaker } from '../speaker.ts';

/** Null for all together. */
export function armText(arm: string | null, { say, arm: named }: Speaker): string {
  return arm === null ? say('research.all') : named(arm);
}

/** Why a wave as a whole, or one answer, is not there. */
export function reasonText(reason: FlowReason | MissingReason, { say }: Speaker): string {
  const isFlow = flowReasons.some((one) => one === reason);
  return say(isFlow ? `pictures.flow.reason.${reason}` : `research.reason.${reason}`);
}

/** With as many decimals as the steps between them need. */
export function tickText(ticks: readonly number[], { number }: Speaker): (tick: number) => string {
  const digits = [0, 1, 2].find((one) => ticks.every((tick) => isRound(tick, one))) ?? 3;
  return (tick) => number.decimal(tick, digits);
}

function isRound(value: number, digits: number): boolean {
  return Math.abs(value - Number(value.toFixed(digits))) < 1e-9;
}
