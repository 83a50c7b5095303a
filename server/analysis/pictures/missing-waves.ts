/** Which waves participants answered and which not: each pattern once, with how many have it. */

import type { WaveRecord } from '../records.ts';
import type { WaveStatus } from '../wave-status.ts';

export type WaveMark = 'answered' | 'missed' | 'left' | 'ahead';

export interface WavePattern {
  /** One for each wave of the study. */
  readonly marks: readonly WaveMark[];
  readonly count: number;
}

export interface PatternCounter {
  add(waves: readonly WaveRecord[]): void;
  /** The most frequent first; of two as frequent, the one with the earlier answers. */
  patterns(): WavePattern[];
}

export function patternCounter(): PatternCounter {
  const found = new Map<string, { marks: readonly WaveMark[]; count: number }>();
  return {
    add(waves) {
      const marks = waves.map(({ status }) => markOf(status));
      const key = marks.join(' ');
      found.set(key, { marks, count: (found.get(key)?.count ?? 0) + 1 });
    },
    patterns: () =>
      [...found]
        .sort(([one, a], [other, b]) => b.count - a.count || (one < other ? -1 : 1))
        .map(([, pattern]) => pattern),
  };
}

/** What is still open may be answered yet. */
function markOf(status: WaveStatus): WaveMark {
  if (status === 'submitted') return 'answered';
  if (status === 'missed') return 'missed';
  return status === 'withdrawn' || status === 'dead' || status === 'ineligible' ? 'left' : 'ahead';
}
