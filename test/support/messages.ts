/** The platform's own texts as people read them: with something short where an argument stands. */

import { IntlMessageFormat } from 'intl-messageformat';

const plural = 6;
const number = 2;

/** The message with 3 for every number and a short name for everything else. */
export function filledIn(message: string, language: string): string {
  const format = new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
  const values = Object.fromEntries(
    format
      .getAst()
      .flatMap((part) =>
        'value' in part ? [[part.value, [plural, number].includes(part.type) ? 3 : 'Anne']] : [],
      ),
  );
  return String(format.format(values));
}
