/** The search for an unknown finds it in few steps, wherever it starts and however the function bends. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rootOfIncreasing } from '../../../stats/power/root.ts';

function counted(h: (x: number) => number) {
  const visited: number[] = [];
  const counting = (x: number): number => {
    visited.push(x);
    return h(x);
  };
  return { counting, visited };
}

test('a line of slope one is solved by its second point', () => {
  const { counting, visited } = counted((x) => x - 3.25);
  expect(rootOfIncreasing(counting, 1, 0)).toBe(3.25);
  expect(visited).toEqual([1, 3.25]);
});

test.each([
  ['a bend', (x: number) => Math.log(x) - 1, 2, 0.1, Math.E, 8],
  ['a steep rise', (x: number) => x ** 9 - 2, 1.2, 0, 2 ** (1 / 9), 14],
  ['a flat start', (x: number) => x ** 2 - 1e-8, 0.3, 0, 1e-4, 30],
  ['a step', (x: number) => Math.tanh(50 * (x - 2)), 0.5, 0, 2, 25],
  ['a cube root', (x: number) => Math.cbrt(x - 0.7) / 1e4, 5, 0, 0.7, 60],
  ['a far root', (x: number) => Math.log(x) - 30, 1, 0.5, Math.exp(30), 120],
  ['a root below zero', (x: number) => x + 3 + Math.sin(x) / 2, 2, -20, -2.96, 12],
])('%s is followed', (_name, h, start, floor, root, most) => {
  const { counting, visited } = counted(h);
  const found = rootOfIncreasing(counting, start, floor);
  if (root !== -2.96) expect(Math.abs(found / root - 1)).toBeLessThan(1e-9);
  expect(Math.abs(h(found))).toBeLessThan(1e-8);
  expect(visited.length).toBeLessThanOrEqual(most);
});

test('values that are too large for a number are stepped around', () => {
  const low = (x: number) => (x < 5 ? Number.NEGATIVE_INFINITY : x - 6);
  expect(rootOfIncreasing(low, 1, 0)).toBeCloseTo(6, 9);
  const high = (x: number) => (x > 5 ? Number.POSITIVE_INFINITY : x - 4);
  expect(rootOfIncreasing(high, 9, 0)).toBeCloseTo(4, 9);
});

test('the floor is the answer where the function is not below zero there', () => {
  expect(rootOfIncreasing((x) => x + 1, 5, 2)).toBe(2);
  expect(rootOfIncreasing((x) => x + 1, 1, 2)).toBe(2);
  expect(rootOfIncreasing((x) => x - 2, 5, 2)).toBe(2);
});

test('a jump is enclosed', () => {
  expect(rootOfIncreasing((x) => (x < Math.PI ? -1 : 1), 1, 0)).toBeCloseTo(Math.PI, 10);
});

test('nothing below the floor is asked', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.1, max: 50, noNaN: true }),
      fc.double({ min: 0.1, max: 50, noNaN: true }),
      fc.double({ min: 0.2, max: 5, noNaN: true }),
      (root, start, bend) => {
        const { counting, visited } = counted((x) => x ** bend - root ** bend);
        expect(Math.abs(rootOfIncreasing(counting, start, 0.05) / root - 1)).toBeLessThan(1e-9);
        expect(Math.min(...visited)).toBeGreaterThanOrEqual(0.05);
        expect(visited.length).toBeLessThan(80);
      },
    ),
  );
});
