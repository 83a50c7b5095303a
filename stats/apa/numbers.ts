/** Numbers as APA 7 prints them: rounded half away from zero, no zero before what cannot exceed one. */

import { formatFixed } from '../numbers/rounding.ts';
import type { CaseCount, Interval } from '../sample.ts';

export type ApaLocale = 'en' | 'nb';

/** What cannot be told is a dash. */
const unknown = '–';

export interface ApaPrinter {
  /** Any statistic, in the asked number of decimals. */
  number(x: number | null): string;
  /** What lies between −1 and 1, as r, η² and W: no zero before the decimal sign. */
  bounded(x: number | null): string;
  /** With its sign of relation: `= .027`, `< .001`, `> .999`. */
  p(p: number | null): string;
  /** Whole as it is, else in the asked number of decimals. */
  df(df: number | null): string;
  /** One after the other: with semicolons where commas are decimal. */
  series(parts: readonly string[]): string;
  /** `95% CI [0.07, 1.01]`. */
  interval(ci: Interval, confidence: number, bounded?: boolean): string;
  /** All its digits, as a value or category that was given. */
  exact(x: number): string;
  /** The same without the zero before the decimal sign: α = .05. */
  exactBounded(x: number): string;
  percent(x: number | null): string;
  count(n: CaseCount): string;
}

export function apaPrinter(locale: ApaLocale, digits: number): ApaPrinter {
  const [sign, separator] = locale === 'nb' ? [',', '; '] : ['.', ', '];
  const localised = (text: string) => text.replace('-', '−').replace('.', sign);
  const number = (x: number | null) => (x === null ? unknown : localised(formatFixed(x, digits)));
  const bounded = (x: number | null) =>
    x === null ? unknown : localised(formatFixed(x, digits).replace(/^(-?)0\./, '$1.'));
  return {
    number,
    bounded,
    p(p) {
      if (p === null) return `= ${unknown}`;
      if (p < 0.001) return localised('< .001');
      if (p > 0.999) return localised('> .999');
      return localised(`= ${formatFixed(p, 3).replace(/^0/, '')}`);
    },
    df: (df) => (df !== null && Number.isInteger(df) ? String(df) : number(df)),
    series: (parts) => parts.join(separator),
    interval([lower, upper], confidence, isBounded = false) {
      const end = (x: number | null, open: string) =>
        x === null ? open : (isBounded ? bounded : number)(x);
      // 0.29 · 100 is not quite 29.
      const level = String(Number((confidence * 100).toPrecision(6)));
      const name = locale === 'nb' ? `${localised(level)} % KI` : `${level}% CI`;
      return `${name} [${end(lower, '−∞')}${separator}${end(upper, '∞')}]`;
    },
    exact: (x) => localised(String(x)),
    exactBounded: (x) => localised(String(x).replace(/^(-?)0\./, '$1.')),
    percent: (x) => (x === null ? unknown : localised(formatFixed(x, 1))),
    count: ({ used, excluded }) => (excluded === 0 ? String(used) : `${used} (−${excluded})`),
  };
}
