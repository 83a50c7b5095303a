/** Power analysis: how many participants a study needs, and what it can find with those it gets. */

import { curve, procedures } from './power/curve.ts';

/**
 * Power analyses, each named after the procedure that is planned. Of `n`, `power`, `effect` and `alpha`
 * exactly one is left out, and is found from the other three.
 *
 * @example power.oneSampleT({ effect: { d: 0.5 }, power: 0.8, alpha: 0.05, alternative: 'greater' }).n // => 27
 */
export const power = { ...procedures, curve } as const;

export type { ChiSquarePower, ChiSquarePowerInput, WEffect } from './power/chi-square.ts';
export type { CorrelationPower, CorrelationPowerInput, REffect } from './power/correlation.ts';
export type { PowerCurvePoint, PowerInput, PowerProcedure } from './power/curve.ts';
export type { PowerResult, PowerWarning } from './power/design.ts';
export type { FEffect, OneWayAnovaPower, OneWayAnovaPowerInput } from './power/one-way-anova.ts';
export type { PowerAlternative } from './power/rejection.ts';
export type {
  RmBetweenPower,
  RmInteractionPower,
  RmWithinPower,
} from './power/repeated-measures.ts';
export type { RmEffect, RmPowerInput } from './power/rm-design.ts';
export type {
  DEffect,
  IndependentTPower,
  IndependentTPowerInput,
  OneSampleTPower,
  PairedTPower,
  TPowerInput,
} from './power/t-tests.ts';
