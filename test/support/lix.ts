/** LIX, the readability index: below 30 reads like a children's book, 40 like a newspaper. */

/**
 * Björnsson (1968): words per sentence, plus the percentage of words longer than six letters. A
 * sentence ends at `.`, `?`, `!` or `:` and where a text ends, so a heading is a sentence. Numbers
 * are words; a hyphenated word is one.
 */
export function lix(texts: readonly string[]): number {
  const sentences = texts.flatMap((text) => text.split(/[.?!:](?=\s|$)|\n\n/)).filter(hasWord);
  const words = sentences.flatMap((sentence) => sentence.match(word) ?? []);
  const long = words.filter((one) => (one.match(/\p{L}/gu) ?? []).length > 6);
  return words.length / sentences.length + (100 * long.length) / words.length;
}

const word = /[\p{L}\p{N}]+(?:[-’'][\p{L}\p{N}]+)*/gu;

function hasWord(sentence: string): boolean {
  return sentence.search(word) >= 0;
}
