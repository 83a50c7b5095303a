/** Quantiles of distributions that are known only by their tails. */

import { rootOf } from './invert.ts';

interface Tails<Parameters extends readonly number[]> {
  logCdf(x: number, ...parameters: Parameters): number;
  logSf(x: number, ...parameters: Parameters): number;
  /** x as a rising function of a real number u, by which the quantile is looked for. */
  at(u: number): number;
  /** About where the distribution lies and how wide it is, on the scale of u. */
  middle(...parameters: Parameters): readonly [centre: number, width: number];
}

/** The x of a lower and of an upper tail: ln p is smoother than p, and knows no underflow. */
export function pointsOf<Parameters extends readonly number[]>(tails: Tails<Parameters>) {
  const { logCdf, logSf, at, middle } = tails;

  /** `off` rises with x, from below zero to above; what is larger than a number can be is above too. */
  function solve(off: (x: number) => number, parameters: Parameters): number {
    const offAt = (u: number): number => {
      const x = at(u);
      return Number.isFinite(x) ? off(x) : x;
    };
    return at(rootOf(offAt, ...middle(...parameters)));
  }

  return {
    lowerPoint(p: number, ...parameters: Parameters): number {
      const target = Math.log(p);
      return solve((x) => logCdf(x, ...parameters) - target, parameters);
    },
    upperPoint(p: number, ...parameters: Parameters): number {
      const target = Math.log(p);
      return solve((x) => target - logSf(x, ...parameters), parameters);
    },
  };
}
