/** Finds texts that are missing in one of a file's languages. */

import type { Fault, Path } from './yaml-file.ts';

const textKeys =
  'title text label lead introduction closing instruction low high a b unit who why subject body estimand'.split(
    ' ',
  );

/** Every text is there in every language of the file, and in no other. */
export function languageFaults(
  value: unknown,
  languages: readonly string[],
  at: (path: Path, message: string) => Fault,
): Fault[] {
  const visit = (node: unknown, path: Path): Fault[] => {
    if (typeof node !== 'object' || node === null) return [];
    const isText = textKeys.includes(String(path.at(-1))) && !Array.isArray(node);
    if (!isText)
      return Object.entries(node).flatMap(([key, inner]) =>
        visit(inner, [...path, part(key, node)]),
      );
    const missing = languages.filter((language) => !(language in node));
    const extra = Object.keys(node).filter((language) => !languages.includes(language));
    return [
      ...missing.map((language) => at(path, `${path.at(-1)} is missing in "${language}"`)),
      ...extra.map((language) => at(path, `"${language}" is not one of the file's languages`)),
    ];
  };
  return visit(value, []);
}

const part = (key: string, parent: object) => (Array.isArray(parent) ? Number(key) : key);
