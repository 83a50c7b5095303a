/** Numbers as APA 7 prints them: rounded half away from zero, in English no zero before what cannot exceed one. */

import { formatFixed } from '../numbers/rounding.ts';
import type { CaseCount, Interval } from '../sample.ts';

export type ApaLocale = 'en' | 'nb';

/** What cannot be told is a dash. */
const unknown = '–';

export interface ApaPrinter {
  /** Any statistic, in the asked number of decimals. */
  number(x: number | null): string;
  /** What lies between −1 and 1, as r, η² and W: in English no zero before the decimal sign. */
  bounded(x: number | null): string;
  /** With its sign of relation: `= .027`, `< .001`, `> .999`. */
  p(p: number | null): string;
  /** Whole as it is, else in the asked number of decimals. */
  df(df: number | null): string;
  /** One after the other: with semicolons where commas are decimal. */
  series(parts: readonly string[]): string;
  /** `95% CI [0.07, 1.01]`. */
  interval(ci: Interval, confidence: number, bounded?: boolean): string;
  /** `95% CI`, as a column's head has it. */
  level(confidence: number): string;
  /** `[0.07, 1.01]`, as the column has it. */
  ends(ci: Interval, bounded?: boolean): string;
  /** All its digits, as a value or category that was given. */
  exact(x: number): string;
  /** The same of what cannot exceed one: α = .05. */
  exactBounded(x: number): string;
  percent(x: number | null): string;
  count(n: CaseCount): string;
}

/**
 * Single numbers in the style that `toApa` has for whole results; `digits` decimals, of p three.
 *
 * Use it for a table that is put together from several results. Throws RangeError on other than 0 to 100
 * digits, when a number is printed.
 *
 * @example apaPrinter('en', 2).p(0.0004) // => '< .001'
 * @example apaPrinter('nb', 2).ends([0.07, 1.013]) // => '[0,07; 1,01]'
 */
export function apaPrinter(locale: ApaLocale, digits: number): ApaPrinter {
  const [sign, separator] = locale === 'nb' ? [',', '; '] : ['.', ', '];
  // Norwegian keeps the zero: no number begins with a comma.
  const short = (text: string) => (locale === 'nb' ? text : text.replace(/^(-?)0\./, '$1.'));
  const localised = (text: string) => text.replace('-', '−').replace('.', sign);
  const number = (x: number | null) => (x === null ? unknown : localised(formatFixed(x, digits)));
  const bounded = (x: number | null) =>
    x === null ? unknown : localised(short(formatFixed(x, digits)));
  const pText = (p: number) => localised(short(formatFixed(p, 3)));
  const level = (confidence: number) => {
    // 0.29 · 100 is not quite 29.
    const percent = String(Number((confidence * 100).toPrecision(6)));
    return locale === 'nb' ? `${localised(percent)} % KI` : `${percent}% CI`;
  };
  const ends = ([lower, upper]: Interval, isBounded = false) => {
    const end = (x: number | null, open: string) =>
      x === null ? open : (isBounded ? bounded : number)(x);
    return `[${end(lower, '−∞')}${separator}${end(upper, '∞')}]`;
  };
  return {
    ...{ number, bounded, level, ends },
    p(p) {
      if (p === null) return `= ${unknown}`;
      if (p < 0.001) return `< ${pText(0.001)}`;
      if (p > 0.999) return `> ${pText(0.999)}`;
      return `= ${pText(p)}`;
    },
    df: (df) => (df !== null && Number.isInteger(df) ? String(df) : number(df)),
    series: (parts) => parts.join(separator),
    interval: (ci, confidence, isBounded) => `${level(confidence)} ${ends(ci, isBounded)}`,
    exact: (x) => localised(String(x)),
    exactBounded: (x) => localised(short(String(x))),
    percent: (x) => (x === null ? unknown : localised(formatFixed(x, 1))),
    count: ({ used, excluded }) => (excluded === 0 ? String(used) : `${used} (−${excluded})`),
  };
}
