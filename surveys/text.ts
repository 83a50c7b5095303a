/** Texts that people read stand in several languages; this is how one of them is chosen. */

import Type from 'typebox';

export type Language = string;

export const LanguageSchema = Type.String({
  pattern: '^[a-z]{2}$',
  description: 'a language in two letters, e.g. nb or en',
});

/** One text in each language of the instrument or study, keyed by language tag (`nb`, `en`). */
export type Texts = Readonly<Record<Language, string>>;

export const TextsSchema = Type.Record(
  LanguageSchema,
  Type.String({ pattern: '\\S', description: 'a text that is not empty' }),
  {
    description: 'one text per language, e.g. { nb: Ja, en: Yes }',
    minProperties: 1,
    additionalProperties: false,
  },
);

/** The text in the reader's language, else in the first language it was written in. */
export function inLanguage(texts: Texts, language: Language): string {
  return texts[language] ?? Object.values(texts)[0] ?? '';
}
