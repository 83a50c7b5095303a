/** Asks R: the code as a statistician would type it, with the data under the names given. */

import { inject } from 'vitest';
import type { RQuestion } from '../support/r-server.ts';

/**
 * The value of the last expression of `code`. Numbers go in as plain arrays, `NaN` as NA; named lists
 * come back as objects, one number as a number, NA, NaN and NULL as null, ±Inf as ±Infinity.
 */
export async function askR<Answer>(code: string, data: RQuestion['data'] = {}): Promise<Answer> {
  const response = await fetch(inject('rServer'), {
    method: 'POST',
    body: JSON.stringify({ code, data }, (_key, value) =>
      value instanceof Float64Array ? [...value] : value,
    ),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`R says: ${text}`);
  return JSON.parse(text, (_key, value) =>
    value === 'Infinity' || value === '-Infinity' ? Number(value) : value,
  );
}

/**
 * One answer per case, all in one call: `body` sees the fields of a case under their names. What R
 * refuses for a single case comes back as null.
 */
export async function askRForEach<Answer>(
  cases: readonly object[],
  body: string,
  preamble = '',
): Promise<readonly (Answer | null)[]> {
  const code = `${preamble}
    unname(lapply(cases, function(case) tryCatch(with(case, { ${body} }), error = function(e) NULL)))`;
  return askR(code, { cases });
}
