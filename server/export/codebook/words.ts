/** A text of the codebook in the study's first language, and in its others below it. */

import { inLanguage, type Texts } from '../../../surveys/text.ts';

export interface Told {
  readonly text: string;
  /** What it is written in, where that is not the study's first language. */
  readonly language: string | null;
  /** The same in the study's other languages, where it is written in them. */
  readonly others: readonly { readonly language: string; readonly text: string }[];
}

export interface Fact extends Told {
  readonly term: string;
}

/** The study's languages; the first one leads. */
export type Languages = readonly string[];

export function told(texts: Texts, [lead = 'en', ...others]: Languages): Told {
  const text = oneLine(inLanguage(texts, lead));
  return {
    text,
    language: null,
    others: others.flatMap((language) => {
      const other = oneLine(texts[language] ?? '');
      return other === '' || other === text ? [] : [{ language, text: other }];
    }),
  };
}

/** What is the same in every language. */
export const plainly = (text: string): Told => ({ text, language: null, others: [] });

/** Notes, sources and assumptions are in English only. */
export const inEnglish = (text: string): Told => ({ text, language: 'en', others: [] });

export const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
