/** English titles of tables as APA sets them: every word of weight begins with a capital. */

/** Short words that join others; the first word has a capital whatever it is. */
const minor = /^(?:a|an|and|as|at|but|by|for|if|in|nor|of|off|on|or|per|so|the|to|up|via|vs|yet)$/;

export function titleCase(text: string): string {
  return text.replace(/\p{L}[\p{L}\p{M}’']*/gu, (word, at: number) => {
    const isFirst = at === 0 || /[:–—.?] $/.test(text.slice(0, at));
    return !isFirst && minor.test(word) ? word : word.replace(/^\p{L}/u, (l) => l.toUpperCase());
  });
}
