/** What a page needs to hand out a table: the table for the clipboard, and the links to its files. */

import { renderFile } from '../../render.ts';
import { languages } from '../../texts.ts';
import { type PasteTable, pasteModel, pasteText } from './table.ts';

/** `address` is the table's, without the ending of its files; `page` that of the page it is on. */
export function pastePageModel(
  table: PasteTable,
  { address, page }: Record<'address' | 'page', string>,
) {
  const { language, name } = table;
  const other = languages.find((one) => one !== language) ?? language;
  return {
    name,
    // As text: style attributes in the page itself are against its policy.
    markup: renderFile('research/apa-table', language, pasteModel(table)),
    text: pasteText(table),
    html: `${address}.html?lang=${language}`,
    csv: `${address}.csv?lang=${language}`,
    other: { language: other, href: `${page}?lang=${other}#${name}` },
  };
}
