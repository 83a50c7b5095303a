/** Text with the little markup that a printed report needs: italics, raised and lowered signs. */

export type Mark = 'italic' | 'raised' | 'lowered' | null;

export interface Run {
  readonly text: string;
  readonly mark: Mark;
}

export type Rich = readonly Run[];

export const marked = (text: string, mark: Mark): Rich => (text === '' ? [] : [{ text, mark }]);

export const plain = (text: string): Rich => marked(text, null);

/** Without the markup, as a CSV file or a text field takes it: `ηp²`, `p adj`, `Memory (a, b)`. */
export function textOf(rich: Rich): string {
  return rich
    .map(({ text, mark }, i) => {
      if (mark === 'lowered') return text.length > 1 ? ` ${text}` : text;
      if (mark === 'raised') return text === '2' ? '²' : i === 0 ? text : ` (${text})`;
      return text;
    })
    .join('');
}

/** What a letter stands for where it is a statistic: a letter of its own, before a number or degrees of freedom. */
const statistic =
  /(?<![\p{L}\p{N}])(?:(ηp²)|(dz|dav|rs)(?= = )|(SD|df|M|N|n|F|t|p|d|r|z|U|V|W|H|Q)(?=\(\d| [=<>] ))/gu;

/** The statistics of a sentence in italics; Greek letters stand upright. */
export function withSymbols(text: string): Rich {
  const runs: Run[] = [];
  let at = 0;
  for (const found of text.matchAll(statistic)) {
    runs.push(...plain(text.slice(at, found.index)), ...symbol(found[0]));
    at = found.index + found[0].length;
  }
  return [...runs, ...plain(text.slice(at))];
}

/** The same of the platform's own notes, where `_p_` stands for a symbol among words and `~` lowers what follows. */
export function withMarks(text: string): Rich {
  return text.split(/(_\p{L}+(?:~\p{L}+)?_)/u).flatMap((part) => {
    const [, name, lowered = ''] = /^_(\p{L}+)(?:~(\p{L}+))?_$/u.exec(part) ?? [];
    return name
      ? [...symbol(name), ...(lowered ? marked(lowered, 'lowered') : [])]
      : withSymbols(part);
  });
}

/** One symbol as it is printed: `ηp²`, `dz`, `SD`, `Λ`. */
export function symbol(name: string): Rich {
  if (name === 'ηp²') return [...plain('η'), ...marked('p', 'lowered'), ...marked('2', 'raised')];
  const squared = /^([ηεχω])²$/u.exec(name);
  if (squared) return [...plain(squared[1] ?? ''), ...marked('2', 'raised')];
  const lowered = /^([dr])(z|av|s)$/.exec(name);
  if (lowered)
    return [...marked(lowered[1] ?? '', 'italic'), ...marked(lowered[2] ?? '', 'lowered')];
  return /^\p{Script=Latin}+$/u.test(name) ? marked(name, 'italic') : plain(name);
}
