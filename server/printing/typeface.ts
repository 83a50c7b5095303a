/** The typeface of what is printed: which of its files has a letter, and how wide a text is. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Measure, TextStyle } from './drawing.ts';
import { unpackedFont } from './unpacked-font.ts';

const require = createRequire(import.meta.url);
const family = '@fontsource/source-sans-3';

/** The typeface comes in a file for each group of letters; the first that has a letter draws it. */
const groups = ['latin', 'latin-ext', 'vietnamese', 'greek', 'greek-ext', 'cyrillic'] as const;
type Group = (typeof groups)[number];

const letters = Object.entries(
  JSON.parse(readFileSync(require.resolve(`${family}/unicode.json`), 'utf8')) as Record<
    Group,
    string
  >,
).map(([group, ranges]) => ({ group: group as Group, ranges: rangesOf(ranges) }));

/** Text in the letters of one file. */
export interface Run {
  readonly font: string;
  readonly text: string;
}

const weights = { regular: 400, bold: 600 } as const;

let unpacked: ReadonlyMap<string, Buffer> | null = null;

/** Makes the fonts known to a document, which embeds of each the letters that it draws. */
export function registerFonts(document: PDFKit.PDFDocument): void {
  unpacked ??= fontFiles();
  for (const [name, file] of unpacked) document.registerFont(name, file);
}

function fontFiles(): ReadonlyMap<string, Buffer> {
  return new Map(
    groups.flatMap((group) =>
      Object.values(weights).map((weight) => {
        // Of woff2 fontkit cannot take single letters.
        const file = `${family}/files/source-sans-3-${group}-${weight}-normal.woff`;
        return [`${group}-${weight}`, unpackedFont(readFileSync(require.resolve(file)))] as const;
      }),
    ),
  );
}

export function runsOf(text: string, { bold = false }: TextStyle): Run[] {
  const weight = bold ? weights.bold : weights.regular;
  const runs: { font: string; text: string }[] = [];
  for (const character of text) {
    const font = `${groupOf(character)}-${weight}`;
    const last = runs.at(-1);
    if (last?.font === font) last.text += character;
    else runs.push({ font, text: character });
  }
  return runs;
}

let measuring: PDFKit.PDFDocument | null = null;

/** In millimetres. */
export const measure: Measure = (text, style) => {
  measuring ??= withFonts();
  const document = measuring;
  const points = runsOf(text, style).reduce(
    (sum, { font, text: run }) => sum + document.font(font, style.size).widthOfString(run),
    0,
  );
  return (points * 25.4) / 72;
};

function withFonts(): PDFKit.PDFDocument {
  const document = new PDFDocument({ autoFirstPage: false, font: '' });
  registerFonts(document);
  return document;
}

function groupOf(character: string): Group {
  const point = character.codePointAt(0) ?? 0;
  const has = (group: Group) =>
    letters
      .find((one) => one.group === group)
      ?.ranges.some(([from, to]) => from <= point && point <= to) ?? false;
  return groups.find(has) ?? 'latin';
}

/** From `U+0000-00FF,U+0131`. */
function rangesOf(listed: string): (readonly [number, number])[] {
  return listed.split(',').map((range) => {
    const [from = '', to = from] = range.replace('U+', '').split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });
}
