/** The key of each option: printed small beside its box on paper, and typed where forms are keyed. */

/**
 * A digit from 0 to 9, then a letter: 10 is `a`, 11 `b`. Where no option is 0, its key stands for 10,
 * so that a numeric keypad is enough. The letters from `s` on say what is wrong with a form, so an
 * option beyond them goes by its whole number.
 */
export function optionKeys(values: readonly number[]): ReadonlyMap<number, string> {
  return new Map(values.map((value) => [value, optionKey(value, values)]));
}

function optionKey(value: number, values: readonly number[]): string {
  if (value === 10 && !values.includes(0)) return '0';
  const letter = 'abcdefghijklmnopqr'[value - 10];
  return letter ?? String(value);
}
