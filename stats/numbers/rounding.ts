/** Rounding for print: half away from zero in decimal, the one place where numbers become text. */

/**
 * A number with a fixed number of decimals, rounded half away from zero as a person rounds what
 * stands on the screen: 3.25 becomes 3.3 and −3.25 becomes −3.3, where `toFixed` gives 1.00 for 1.005.
 *
 * Use it wherever a number is printed; results themselves are never rounded.
 *
 * Input: a finite number and the number of decimals, 0 to 100. What is rounded is the shortest decimal
 * number that stands for the value, as JavaScript and R print it. The result has a point, an ASCII
 * minus and no exponent; what rounds to zero has no minus.
 *
 * Throws RangeError on NaN, ±Infinity and other numbers of decimals.
 *
 * @example formatFixed(3.25, 1) // => '3.3'
 * @example formatFixed(1.005, 2) // => '1.01'
 * @example formatFixed(-0.004, 2) // => '0.00'
 */
export function formatFixed(x: number, digits: number): string {
  if (!Number.isFinite(x)) throw new RangeError('formatFixed needs a finite number');
  if (!Number.isInteger(digits) || digits < 0 || digits > 100) {
    throw new RangeError('formatFixed needs 0 to 100 decimals');
  }
  const rounded = scaledAndRounded(Math.abs(x), digits);
  const padded = rounded.toString().padStart(digits + 1, '0');
  const whole = padded.slice(0, padded.length - digits);
  const sign = x < 0 && rounded > 0n ? '-' : '';
  return sign + whole + (digits === 0 ? '' : `.${padded.slice(-digits)}`);
}

/** x · 10^digits as a whole number. Without an argument, `toExponential` gives the shortest digits. */
function scaledAndRounded(x: number, digits: number): bigint {
  const [mantissa = '', exponent = ''] = x.toExponential().split('e');
  const [whole = '', decimals = ''] = mantissa.split('.');
  const significant = BigInt(whole + decimals);
  const shift = Number(exponent) - decimals.length + digits;
  if (shift >= 0) return significant * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  return (significant + divisor / 2n) / divisor;
}
