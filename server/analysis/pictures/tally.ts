/** Counts under words, told in the words' own order; words that nobody had are not there. */

export interface Count<Word extends string> {
  readonly what: Word;
  readonly count: number;
}

export interface Tally<Word extends string> {
  add(what: Word): void;
  counts(): Count<Word>[];
}

export function tallyOf<Word extends string>(order: readonly Word[]): Tally<Word> {
  const numbers = new Map<Word, number>();
  return {
    add: (what) => void numbers.set(what, (numbers.get(what) ?? 0) + 1),
    counts: () =>
      order.flatMap((what) => {
        const count = numbers.get(what);
        return count === undefined ? [] : [{ what, count }];
      }),
  };
}

export function sumOf(counts: readonly Count<string>[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}
