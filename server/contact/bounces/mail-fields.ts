/** Header fields, and the like in reports: a name, a colon and a value, which may be folded over lines. */

export type Fields = ReadonlyMap<string, string>;

/** Groups are parted by a blank line; names come in lower case, as they are written in any. */
export function groupsOf(text: string): Fields[] {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/\n[ \t]+(?=\S)/g, ' ')
    .split(/\n[ \t]*\n/)
    .map(fieldsOf)
    .filter(({ size }) => size > 0);
}

function fieldsOf(group: string): Fields {
  const fields = new Map<string, string>();
  for (const line of group.split('\n')) {
    const [, name, value] = /^([!-9;-~]+)[ \t]*:(.*)/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    // The first stands: a field that may be there once is not changed by what comes after.
    if (!fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value.trim());
  }
  return fields;
}
