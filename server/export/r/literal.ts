/** Data as R code: vectors of numbers or texts, named lists, NULL. */

export type RData =
  | number
  | string
  | boolean
  | null
  | readonly number[]
  | readonly string[]
  | readonly RData[]
  | { readonly [name: string]: RData };

/** No line of a script is much longer. */
const width = 100;

/** Plain numbers and texts of one kind are a vector, anything else a list; `indent` is where the line begins. */
export function literal(data: RData, indent = 0): string {
  if (data === null) return 'NULL';
  if (typeof data === 'boolean') return data ? 'TRUE' : 'FALSE';
  if (typeof data === 'number') return String(data);
  if (typeof data === 'string') return quoted(data);
  const inner = indent + 2;
  if (!Array.isArray(data)) {
    const named = Object.entries(data).map(
      ([name, value]) => `${nameOf(name)} = ${literal(value, inner)}`,
    );
    return called('list', named, indent);
  }
  const isVector = ['number', 'string'].some((kind) => data.every((one) => typeof one === kind));
  const parts = data.map((one) => literal(one, inner));
  return called(isVector && data.length > 0 ? 'c' : 'list', parts, indent);
}

const nameOf = (name: string) => (/^[a-z]\w*$/i.test(name) ? name : `\`${name}\``);

/** On one line where there is room; else as many parts on a line as fit. */
function called(name: string, parts: readonly string[], indent: number): string {
  const all = `${name}(${parts.join(', ')})`;
  if (indent + all.length <= width && !all.includes('\n')) return all;
  const start = ' '.repeat(indent + 2);
  const lines: string[] = [];
  for (const part of parts) {
    const line = lines.at(-1);
    const longer = line === undefined ? '' : `${line}, ${part}`;
    if (line === undefined || `${line}${part}`.includes('\n') || longer.length > width)
      lines.push(`${start}${part}`);
    else lines[lines.length - 1] = longer;
  }
  return `${name}(\n${lines.join(',\n')}\n${' '.repeat(indent)})`;
}

/** What is no letter, digit or plain sign is written as its number, so that a script is ASCII on any machine. */
function quoted(text: string): string {
  const escaped = text.replace(/[\\"]/g, '\\$&').replace(/[^\x20-\x7e]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff
      ? `\\U${code.toString(16).padStart(8, '0')}`
      : `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}
