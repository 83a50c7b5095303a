/** Which key stands for which option of an item: printed beside the box on paper, typed on the keying screen. */

/**
 * The value itself from 0 to 9; from 10 on the letters a, b, c …, as many as there are. Where no
 * option is 0, the key 0 is free for 10.
 */
export function optionKeys(values: readonly number[]): ReadonlyMap<number, string> {
  const zeroIsFree = !values.includes(0);
  return new Map(
    values.flatMap((value): [number, string][] => {
      const key = value === 10 && zeroIsFree ? '0' : keyOf(value);
      return key ? [[value, key]] : [];
    }),
  );
}

const keys = '0123456789abcdefghijklmnopqrstuvwxyz';

function keyOf(value: number): string | undefined {
  return keys[value];
}
