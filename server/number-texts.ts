/** Numbers as pages print them, in the reader's language; what could not be told is a dash. */

const none = '–';

export interface NumberTexts {
  whole(value: number): string;
  /** With so many decimals, always. */
  decimal(value: number | null, digits?: number): string;
  /** With as many decimals as it has, up to so many. */
  plain(value: number, most?: number): string;
  /** Of a share from 0 to 1. */
  percent(share: number | null, digits?: number): string;
  /** `= .027` with three decimals, or `< .001`; without the zero where the language leaves it out. */
  probability(p: number | null): string;
  interval(ends: readonly [number | null, number | null], digits?: number): string;
}

export function numberTexts(language: string): NumberTexts {
  const formatted = (value: number, options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(language, options).format(value);
  const decimal = (value: number | null, digits = 2) =>
    value === null
      ? none
      : formatted(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const withoutZero = (text: string) => (language === 'en' ? text.replace(/^0(?=\.)/, '') : text);
  return {
    whole: (value) => formatted(value, { maximumFractionDigits: 0 }),
    decimal,
    plain: (value, most = 4) =>
      formatted(value, { maximumFractionDigits: most, useGrouping: 'min2' }),
    percent: (share, digits = 0) =>
      share === null ? none : formatted(share, { style: 'percent', maximumFractionDigits: digits }),
    probability(p) {
      if (p === null) return `= ${none}`;
      return p < 0.001 ? `< ${withoutZero(decimal(0.001, 3))}` : `= ${withoutZero(decimal(p, 3))}`;
    },
    interval: ([lower, upper], digits = 2) =>
      lower === null && upper === null
        ? none
        : `[${decimal(lower, digits)}; ${decimal(upper, digits)}]`,
  };
}
