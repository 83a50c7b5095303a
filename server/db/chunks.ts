/** Long lists of codes a piece at a time: a database takes only so many values in one question. */

const longest = 500;

export async function inChunks<Row>(
  codes: readonly string[],
  find: (some: readonly string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const found: Row[] = [];
  for (let at = 0; at < codes.length; at += longest)
    found.push(...(await find(codes.slice(at, at + longest))));
  return found;
}
