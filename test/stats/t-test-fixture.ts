/** What R says of its own data sets, as `test/fixtures/stats/t-test-anova.R` wrote it down. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TTestOfR {
  t: number;
  df: number;
  p: number;
  ci: [number | null, number | null];
  se: number;
}

export interface BySide {
  two: TTestOfR;
  less: TTestOfR;
  greater: TTestOfR;
}

/** The value and the ends of its interval. */
export type EffectOfR = [value: number, lower: number, upper: number];

export interface SpreadTest {
  F: number;
  df1: number;
  df2: number;
  p: number;
}

export interface PairOfR {
  difference: number;
  se: number;
  q: number;
  df: number;
  p: number;
  ci: [number, number];
}

interface Fixture {
  paired: {
    name: string;
    a: number[];
    b: number[];
    level: number;
    meanDifference: number;
    sd: number;
    r: number;
    tests: BySide;
    dz: EffectOfR;
    dav: EffectOfR;
    g: EffectOfR;
  }[];
  independent: {
    name: string;
    a: number[];
    b: number[];
    meanDifference: number;
    equal: BySide;
    unequal: BySide;
    d: EffectOfR;
    g: EffectOfR;
    levene: { mean: SpreadTest; median: SpreadTest };
  }[];
  oneSample: {
    name: string;
    x: number[];
    mu: number;
    tests: BySide;
    d: EffectOfR;
    g: EffectOfR;
  }[];
  oneWay: {
    name: string;
    groups: number[][];
    F: number;
    df1: number;
    df2: number;
    p: number;
    ssBetween: number;
    ssWithin: number;
    etaSquared: number;
    omegaSquared: number;
    ci: [number, number];
    means: number[];
    sds: number[];
    tukey: PairOfR[];
    gamesHowell: PairOfR[];
    welch: { F: number; df2: number; p: number; omegaSquared: number; ci: [number, number] };
    levene: { mean: SpreadTest; median: SpreadTest };
  }[];
}

const file = join(import.meta.dirname, '../fixtures/stats/t-test-anova.json');

export const fixture: Fixture = JSON.parse(readFileSync(file, 'utf8'));
