/** Finds national identity numbers (11 digits) in text, so that they can be refused everywhere. */

// Eleven digits of any script in a row, or six and five parted by spaces, dots, hyphens or what cannot be seen.
// No digit may stand before or after: a longer number (an account, a phone number) is something else.
const separator = '[\\s.\\uFF0E\\u2212\\p{Pd}\\p{Cf}]{0,3}';
const identityNumber = new RegExp(`(?<!\\p{Nd})\\p{Nd}{6}${separator}\\p{Nd}{5}(?!\\p{Nd})`, 'gu');

export function containsIdentityNumber(text: string): boolean {
  return text.search(identityNumber) >= 0;
}

/** The text with every identity number replaced; everything else as it was written. */
export function withoutIdentityNumbers(text: string, replacement: string): string {
  return text.replace(identityNumber, replacement);
}
