/** Participant codes: random, with a check character, made to be read aloud and typed from paper. */

import {
  checkCharacter,
  isSpelledInCode,
  randomCharacters,
  withoutSpelling,
} from './typed-code.ts';

const randomLength = 6;

/** For example `K7M4QXQ`: six random characters and one to check them by. */
export function newCode(): string {
  let body: string;
  // A code of digits, or of digits around an E, would become a number in a spreadsheet.
  do body = randomCharacters(randomLength);
  while (!/[A-DF-Z]/.test(body));
  return body + checkCharacter(body);
}

/**
 * The code as it is stored, from what somebody typed (case, spaces and hyphens do not matter);
 * null if it cannot be a code. Finds every single wrong character and every swap of two.
 */
export function parseCode(typed: string): string | null {
  const code = withoutSpelling(typed);
  if (code.length !== randomLength + 1 || !isSpelledInCode(code)) return null;
  return checkCharacter(code.slice(0, -1)) === code.at(-1) ? code : null;
}

/** True for what was meant as a code, though it may be none: a name has no digits, and few are as long. */
export function looksLikeCode(typed: string): boolean {
  const text = withoutSpelling(typed);
  const mixed = /^[A-Z0-9]{5,9}$/.test(text) && /\d/.test(text) && /[A-Z]/.test(text);
  return mixed || (text.length === randomLength + 1 && isSpelledInCode(text));
}
