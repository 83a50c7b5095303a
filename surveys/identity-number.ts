/** Finds national identity numbers (11 digits) in text, so that they can be refused everywhere. */

// Between the parts people put a space, a dot, a hyphen or a stroke; what cannot be seen hides nothing.
const mark = '[\\s.,:/_\\uFF0E\\u2212\\p{Pd}\\p{Cf}]';
const digits = (count: number) => `\\p{Nd}\\p{Cf}*`.repeat(count);

// 01019012345, 010190 12345, 01.01.90 12345 and 010190 123 45, in the digits of any script. No digit may
// stand before or after: a longer number is something else.
const birthDate = `${digits(2)}${mark}?${digits(2)}${mark}?${digits(2)}`;
const personal = `${digits(3)}${mark}?${digits(2)}`;
const identityNumber = new RegExp(
  `(?<!\\p{Nd})${birthDate}${mark}{0,3}${personal}(?!\\p{Nd})`,
  'gu',
);

export function containsIdentityNumber(text: string): boolean {
  return text.search(identityNumber) >= 0;
}

/** The text with every identity number replaced; everything else as it was written. */
export function withoutIdentityNumbers(text: string, replacement: string): string {
  return text.replace(identityNumber, replacement);
}
