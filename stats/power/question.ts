/** What a power analysis is asked: three of four numbers are given, the fourth is sought. */

/** Exactly one of the four is left out (or undefined); it is what is sought. */
export interface PowerQuestion<PowerEffect> {
  /** Total number of participants, all groups together. */
  readonly n?: number | undefined;
  /** Probability that the test finds the effect, between 0 and 1. */
  readonly power?: number | undefined;
  /** The effect to be found, as large as it is in the population. */
  readonly effect?: PowerEffect | undefined;
  /** Level of significance, between 0 and 1. */
  readonly alpha?: number | undefined;
}

export type Sought<PowerEffect> =
  | { sought: 'n'; power: number; effect: PowerEffect; alpha: number }
  | { sought: 'power'; n: number; effect: PowerEffect; alpha: number }
  | { sought: 'effect'; n: number; power: number; alpha: number }
  | { sought: 'alpha'; n: number; power: number; effect: PowerEffect };

/** Below this not every distribution that is needed can tell an alpha from zero. */
export const smallestAlpha = 1e-100;

export function whatIsSought<PowerEffect>(
  { n, power, effect, alpha }: PowerQuestion<PowerEffect>,
  procedure: string,
): Sought<PowerEffect> {
  checkLevels(power, alpha, procedure);
  const leftOut = [n, power, effect, alpha].filter((value) => value === undefined).length;
  if (leftOut === 1) {
    if (power !== undefined && effect !== undefined && alpha !== undefined)
      return { sought: 'n', power, effect, alpha };
    if (n !== undefined && effect !== undefined && alpha !== undefined)
      return { sought: 'power', n, effect, alpha };
    if (n !== undefined && power !== undefined && alpha !== undefined)
      return { sought: 'effect', n, power, alpha };
    if (n !== undefined && power !== undefined && effect !== undefined)
      return { sought: 'alpha', n, power, effect };
  }
  throw new RangeError(`${procedure} needs exactly one of n, power, effect and alpha left out`);
}

function checkLevels(
  power: number | undefined,
  alpha: number | undefined,
  procedure: string,
): void {
  if (power !== undefined && !(power > 0 && power < 1))
    throw new RangeError(`${procedure} needs a power between 0 and 1`);
  if (alpha !== undefined && !(alpha >= smallestAlpha && alpha < 1))
    throw new RangeError(`${procedure} needs an alpha between ${smallestAlpha} and 1`);
  if (power !== undefined && alpha !== undefined && power <= alpha)
    throw new RangeError(`${procedure} needs a power above alpha`);
}
