/** What a pass over the data costs, in units of adding up the same numbers, and how it grows. */

import { test } from 'vitest';
import { Moments, rmAnova } from '../../stats/index.ts';
import { median, printRatio } from './ratios.ts';
import { wavesOf } from './waves.ts';

test('Moments: a million participants at four waves', async ({ bench }) => {
  const waves = wavesOf(1_000_000);
  const times = await bench.compare(
    bench('plain sum', () => plainSum(waves)),
    bench('Moments', () => void new Moments(4).addColumns(waves)),
    bench('rmAnova', () => void rmAnova(waves)),
    { iterations: 10, time: 0 },
  );
  printRatio('Moments / plain sum (aim: at most 4)', times.get('Moments'), times.get('plain sum'));
  printRatio('rmAnova / Moments', times.get('rmAnova'), times.get('Moments'));
});

test('rmAnova: linear in the number of participants', async ({ bench }) => {
  const sizes = [1_000, 10_000, 100_000, 1_000_000];
  const perParticipant: string[] = [];
  for (const n of sizes) {
    const waves = wavesOf(n);
    const result = await bench(`rmAnova, n = ${n}`, () => void rmAnova(waves)).run({
      iterations: 10,
      time: 0,
    });
    perParticipant.push(`${n}: ${((median(result) / n) * 1e6).toFixed(1)} ns`);
  }
  process.stdout.write(`rmAnova per participant: ${perParticipant.join(', ')}\n`);
});

test('rmAnova: memory beside the data', () => {
  const waves = wavesOf(1_000_000);
  const before = process.memoryUsage();
  rmAnova(waves);
  const after = process.memoryUsage();
  const added = after.arrayBuffers - before.arrayBuffers + after.heapUsed - before.heapUsed;
  process.stdout.write(
    `rmAnova leaves ${(added / 2 ** 20).toFixed(1)} MiB beside ${(4 * 8_000_000) / 2 ** 20} MiB of data\n`,
  );
});

function plainSum(waves: readonly Float64Array[]): number {
  let sum = 0;
  for (const wave of waves) for (let i = 0; i < wave.length; i += 1) sum += wave[i] as number;
  return sum;
}
