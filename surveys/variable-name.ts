/** Names that can be variables in SPSS, Stata, R and SQL alike. */

const spssReserved = 'all and by eq ge gt le lt ne not or to with'.split(' ');
const ownColumns = 'code arm site team inclusion_date wave status submitted channel version'.split(
  ' ',
);

// `constructor` is on every object of the language this is written in.
const otherReserved =
  'if else in for while repeat function next break using byte int long float double constructor'.split(
    ' ',
  );

/** The longest suffix a wave adds: `_w99`. */
const longest = 32 - '_w99'.length;

/** Why a name cannot be a column, or null if it can. */
export function variableNameFault(name: string): string | null {
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    return `"${name}" must start with a letter a–z and hold only a–z, 0–9 and _`;
  if (spssReserved.includes(name)) return `"${name}" is a word that SPSS keeps for itself`;
  if (otherReserved.includes(name))
    return `"${name}" is a word that R, Stata or this program keeps`;
  if (ownColumns.includes(name)) return `"${name}" is a column that every export already has`;
  if (name.endsWith('_')) return `"${name}" ends with _, which SPSS warns against`;
  if (/_w\d+$/.test(name)) return `"${name}" ends like the name of a wave`;
  if (name.length > longest) return `"${name}" is longer than ${longest} characters`;
  return null;
}
