/** Makes the five functions of a distribution from its two tails, refusing what has no meaning. */

import type { Distribution } from './distribution.ts';

interface Definition<Parameters extends readonly number[]> {
  readonly name: string;
  /** What the parameters must be, in words, and whether they are. */
  readonly needs: string;
  accepts(...parameters: Parameters): boolean;
  readonly support: readonly [lowest: number, highest: number];
  logCdf(x: number, ...parameters: Parameters): number;
  logSf(x: number, ...parameters: Parameters): number;
  /** Where e^logCdf and e^logSf, which far out lose a digit or two, are not good enough. */
  cdf?(x: number, ...parameters: Parameters): number;
  sf?(x: number, ...parameters: Parameters): number;
  /** The x whose lower (upper) tail is p, asked only for 0 < p ≤ ½. */
  lowerPoint(p: number, ...parameters: Parameters): number;
  upperPoint(p: number, ...parameters: Parameters): number;
}

export function define<Parameters extends readonly number[]>(
  of: Definition<Parameters>,
): Distribution<Parameters> {
  const [lowest, highest] = of.support;

  function check(x: number, parameters: Parameters): void {
    if (!of.accepts(...parameters)) throw new RangeError(`${of.name} needs ${of.needs}`);
    if (Number.isNaN(x)) throw new RangeError(`${of.name} needs a number`);
  }
  function checkProbability(p: number, parameters: Parameters): void {
    check(0, parameters);
    if (!(p >= 0 && p <= 1)) {
      throw new RangeError(`${of.name} needs a probability between 0 and 1`);
    }
  }
  const cdf = of.cdf ?? ((x, ...parameters) => Math.exp(of.logCdf(x, ...parameters)));
  const sf = of.sf ?? ((x, ...parameters) => Math.exp(of.logSf(x, ...parameters)));

  return {
    cdf(x, ...parameters) {
      check(x, parameters);
      if (x <= lowest) return 0;
      return x >= highest ? 1 : cdf(x, ...parameters);
    },
    sf(x, ...parameters) {
      check(x, parameters);
      if (x <= lowest) return 1;
      return x >= highest ? 0 : sf(x, ...parameters);
    },
    quantile(p, ...parameters) {
      checkProbability(p, parameters);
      if (p === 0) return lowest;
      if (p === 1) return highest;
      return p <= 0.5 ? of.lowerPoint(p, ...parameters) : of.upperPoint(1 - p, ...parameters);
    },
    isf(p, ...parameters) {
      checkProbability(p, parameters);
      if (p === 0) return highest;
      if (p === 1) return lowest;
      return p <= 0.5 ? of.upperPoint(p, ...parameters) : of.lowerPoint(1 - p, ...parameters);
    },
    logSf(x, ...parameters) {
      check(x, parameters);
      if (x <= lowest) return 0;
      // The sum turns the −0 of a tail that holds everything into 0.
      return x >= highest ? Number.NEGATIVE_INFINITY : of.logSf(x, ...parameters) + 0;
    },
  };
}
