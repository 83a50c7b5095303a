/** A study design as power analysis sees it, and the answer to the question it is asked. */

import { distributions } from '../distributions.ts';
import { type PowerQuestion, smallestAlpha, whatIsSought } from './question.ts';
import type { Rejection } from './rejection.ts';
import { rootOfIncreasing } from './root.ts';

/**
 * `smallest-n`: even the smallest sample that the test allows has the power asked for; `n` is that
 * sample. `smallest-alpha`: even alpha = 1e-100 has it. `uneven-groups`: the given `n` does not divide
 * into the groups; the power is that of groups of n/groups. `correlation-not-used`: this effect size
 * already has the correlation in it. `epsilon-not-used`: the test of groups knows no sphericity.
 */
export type PowerWarning =
  | 'smallest-n'
  | 'smallest-alpha'
  | 'uneven-groups'
  | 'correlation-not-used'
  | 'epsilon-not-used';

export interface PowerResult<Procedure extends string, PowerEffect> {
  readonly procedure: Procedure;
  /** The test and the meaning of its effect size, in words. */
  readonly method: string;
  readonly warnings: readonly PowerWarning[];
  /** Total number of participants; where it was sought, in whole groups. */
  readonly n: number;
  /** Participants in each group, rounded up; a pair where the two groups differ. */
  readonly nPerGroup: number | readonly [number, number];
  /** The real number that has exactly the power asked for; `n` itself where `n` was given. */
  readonly nRaw: number;
  /** The power reached with `n` participants. */
  readonly power: number;
  readonly alpha: number;
  readonly effect: PowerEffect;
  /** Noncentrality: λ of F and χ², δ of t; null where the distribution has none (exact correlation). */
  readonly lambda: number | null;
  /** Degrees of freedom; a test that has only one kind (t, χ², r) has it here, and null in `df2`. */
  readonly df1: number;
  readonly df2: number | null;
  /** The value of F, |t|, χ² or |r| (or t, r, one-sided) that must be exceeded. */
  readonly critical: number;
}

export interface Groups {
  readonly n: number;
  readonly nPerGroup: PowerResult<string, unknown>['nPerGroup'];
}

export interface Design<Procedure extends string, PowerEffect> {
  readonly procedure: Procedure;
  readonly method: string;
  readonly warnings: readonly PowerWarning[];
  /** The smallest n with which the test can be done. */
  readonly smallestN: number;
  /** Only a positive effect can be found. */
  readonly oneSided?: boolean;
  rejection(n: number): Rejection;
  /** The root of the noncentrality that so many participants give this effect. */
  strength(effect: PowerEffect, n: number): number;
  /** The n that gives this effect this strength: the inverse of `strength` in n. */
  sampleSize(strength: number, effect: PowerEffect): number;
  /** The effect that has this strength with n participants: the inverse in effect. */
  effect(strength: number, n: number): PowerEffect;
  /** Groups of whole participants, at least as large as n asks for. */
  wholeGroups(n: number): Groups;
  /** The same design with exactly these groups, where rounding changes their proportion. */
  withGroups?(groups: Groups): Design<Procedure, PowerEffect>;
}

export function answer<Procedure extends string, PowerEffect>(
  question: PowerQuestion<PowerEffect>,
  design: Design<Procedure, PowerEffect>,
): PowerResult<Procedure, PowerEffect> {
  const given = whatIsSought(question, design.procedure);
  if (given.sought === 'n') return solvedForN(given, design);

  const { n } = given;
  if (!(n >= design.smallestN && n <= Number.MAX_SAFE_INTEGER))
    throw new RangeError(`${design.procedure} needs an n of at least ${design.smallestN}`);
  const { nPerGroup, n: whole } = design.wholeGroups(n);
  const warnings: PowerWarning[] = [...design.warnings];
  if (whole > Math.ceil(n)) warnings.push('uneven-groups');
  const size = { n, nPerGroup, nRaw: n };

  if (given.sought === 'power') return report(design, size, given, warnings);
  if (given.sought === 'effect') {
    const effect = design.effect(strengthFor(given.power, given.alpha, design.rejection(n)), n);
    return { ...report(design, size, { ...given, effect }, warnings), power: given.power };
  }
  const alpha = alphaFor(given.power, given.effect, n, design);
  const reached = report(design, size, { ...given, alpha }, warnings);
  return alpha === smallestAlpha
    ? { ...reached, warnings: [...warnings, 'smallest-alpha'] }
    : { ...reached, power: given.power };
}

function solvedForN<Procedure extends string, PowerEffect>(
  given: { power: number; effect: PowerEffect; alpha: number },
  design: Design<Procedure, PowerEffect>,
): PowerResult<Procedure, PowerEffect> {
  const nRaw = sampleSizeFor(given, design);
  const groups = design.wholeGroups(nRaw);
  const warnings: PowerWarning[] = [...design.warnings];
  if (nRaw === design.smallestN) warnings.push('smallest-n');
  return report(design.withGroups?.(groups) ?? design, { ...groups, nRaw }, given, warnings);
}

function report<Procedure extends string, PowerEffect>(
  design: Design<Procedure, PowerEffect>,
  size: Groups & { nRaw: number },
  { effect, alpha }: { effect: PowerEffect; alpha: number },
  warnings: readonly PowerWarning[],
): PowerResult<Procedure, PowerEffect> {
  const { procedure, method } = design;
  const rejection = design.rejection(size.n);
  const strength = design.strength(effect, size.n);
  const critical = rejection.critical(alpha);
  const power = powerOf(rejection, critical, strength);
  const { df1, df2 } = rejection;
  const lambda = rejection.lambda(strength);
  return {
    ...{ procedure, method, warnings },
    ...size,
    ...{ power, alpha, effect, lambda, df1, df2, critical },
  };
}

function sampleSizeFor<PowerEffect>(
  { power, effect, alpha }: { power: number; effect: PowerEffect; alpha: number },
  design: Design<string, PowerEffect>,
): number {
  const smallest = design.strength(effect, design.smallestN);
  if (smallest === 0 || (smallest < 0 && design.oneSided))
    throw new RangeError(`${design.procedure} needs an effect above zero to find n`);
  // The smallest samples have critical values so far out that they take long: come from above.
  const small = Math.abs(design.strength(effect, design.smallestN + 3));
  const start = Math.max(small, firstGuess(power, alpha, design.rejection(design.smallestN).df1));
  if (design.sampleSize(start, effect) > Number.MAX_SAFE_INTEGER)
    throw new RangeError(`${design.procedure} needs a larger effect to find n`);

  const floor = Math.abs(smallest);
  const strength = rootOfIncreasing(
    (x) => {
      const rejection = design.rejection(design.sampleSize(x, effect));
      return lacking(power, rejection, rejection.critical(alpha), x);
    },
    start,
    floor,
  );
  return strength === floor ? design.smallestN : design.sampleSize(strength, effect);
}

function strengthFor(power: number, alpha: number, rejection: Rejection): number {
  const critical = rejection.critical(alpha);
  const start = firstGuess(power, alpha, rejection.df1);
  return rootOfIncreasing((x) => lacking(power, rejection, critical, x), start, 0);
}

/** Sought as a probit: power, too, is nearly straight in it. */
function alphaFor<PowerEffect>(
  power: number,
  effect: PowerEffect,
  n: number,
  design: Design<string, PowerEffect>,
): number {
  const { normal } = distributions;
  const rejection = design.rejection(n);
  const strength = design.strength(effect, n);
  const floor = normal.quantile(smallestAlpha);
  const start = normal.quantile(power) - Math.abs(strength);
  const probit = rootOfIncreasing(
    (z) => lacking(power, rejection, rejection.critical(normal.cdf(z)), strength),
    start,
    floor,
  );
  return probit === floor ? smallestAlpha : normal.cdf(probit);
}

/** Near 1 the digits are in what is missing to it. */
function powerOf(rejection: Rejection, critical: number, strength: number): number {
  const power = rejection.power(critical, strength);
  return power > 0.5 ? 1 - rejection.miss(critical, strength) : power;
}

/** How far the power is above the one asked for, in probits; from the tail that has the digits. */
function lacking(asked: number, rejection: Rejection, critical: number, strength: number): number {
  const { normal } = distributions;
  // A sum of probabilities may be a hair above 1.
  return asked > 0.5
    ? normal.isf(Math.min(1, rejection.miss(critical, strength))) - normal.isf(1 - asked)
    : normal.quantile(Math.min(1, rejection.power(critical, strength))) - normal.quantile(asked);
}

/** Exact for z tests; more degrees of freedom need more, about as this power of them. */
function firstGuess(power: number, alpha: number, df1: number): number {
  const { normal } = distributions;
  const forOneDf = normal.isf(alpha / 2) + normal.quantile(power);
  return Math.max(forOneDf, 0.1) * df1 ** 0.15;
}
