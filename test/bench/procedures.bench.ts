/** How Friedman's test grows with the participants, and what solving for n costs in single power values. */

import { test } from 'vitest';
import { distributions, friedman, power } from '../../stats/index.ts';
import { median, printRatio } from './ratios.ts';
import { wavesOf } from './waves.ts';

test('friedman: ten times the participants', async ({ bench }) => {
  const [fewer, more] = [wavesOf(10_000, 5), wavesOf(100_000, 5)];
  const times = await bench.compare(
    bench('10,000 × 4', () => void friedman(fewer)),
    bench('100,000 × 4', () => void friedman(more)),
    { iterations: 10, time: 0 },
  );
  const [few, many] = [times.get('10,000 × 4'), times.get('100,000 × 4')];
  printRatio('friedman, 100,000 / 10,000 (n log n: 12.5)', many, few);
});

test('power: n for a repeated-measures design', async ({ bench }) => {
  const { noncentralF, F } = distributions;
  const plan = { measurements: 4, correlation: 0.5, effect: { f: 0.25 }, alpha: 0.05, power: 0.9 };
  const times = await bench.compare(
    bench('one value', () => void noncentralF.sf(F.isf(0.05, 3, 87), 3, 87, 15)),
    bench('solved for n', () => void power.rmWithin(plan)),
    { time: 500 },
  );
  const solved = times.get('solved for n');
  printRatio('solving for n / one value of power', solved, times.get('one value'));
  process.stdout.write(`solving for n: ${median(solved).toFixed(3)} ms (aim: at most 1)\n`);
});
