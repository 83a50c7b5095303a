/** What of an answer sheet stays when nobody is to be found from it: everything but what was written freely. */

import { hasValue, type Sheet } from './answer.ts';
import { type Instrument, items } from './instrument.ts';

/** Texts become `withdrawn`; numbers, options and dates stay, and so do all scores. */
export function withoutFreeText(instrument: Instrument, sheet: Sheet): Sheet {
  const free = new Set(
    items(instrument)
      .filter(({ type }) => type === 'text')
      .map(({ name }) => name),
  );
  return Object.fromEntries(
    Object.entries(sheet).map(([name, answer]) => [
      name,
      free.has(name) && hasValue(answer) ? { missing: 'withdrawn' as const } : answer,
    ]),
  );
}
