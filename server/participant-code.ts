/** Participant codes: random, with a check character, made to be read aloud and typed from paper. */

import { randomInt } from 'node:crypto';

// 31 characters, a prime: without I, L, O, 0 and 1, which look like each other.
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const randomLength = 6;

/** For example `K7M4QXR`: six random characters and one to check them by. */
export function newCode(): string {
  let body: string;
  // A code of digits, or of digits around an E, would become a number in a spreadsheet.
  do body = Array.from({ length: randomLength }, randomCharacter).join('');
  while (!/[A-DF-Z]/.test(body));
  return body + checkCharacter(body);
}

function randomCharacter(): string {
  return alphabet[randomInt(alphabet.length)] ?? '';
}

/**
 * The code as it is stored, from what somebody typed (case, spaces and hyphens do not matter);
 * null if it cannot be a code. Finds every single wrong character and every swap of two.
 */
export function parseCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '');
  const known = [...code].every((character) => alphabet.includes(character));
  if (code.length !== randomLength + 1 || !known) return null;
  return checkCharacter(code.slice(0, -1)) === code.at(-1) ? code : null;
}

/** True for what was meant as a code, though it may be none: a name has no digits, and few are as long. */
export function looksLikeCode(typed: string): boolean {
  const text = typed.toUpperCase().replace(/[\s-]/g, '');
  const mixed = /^[A-Z0-9]{5,9}$/.test(text) && /\d/.test(text) && /[A-Z]/.test(text);
  return (
    mixed || (text.length === randomLength + 1 && [...text].every((c) => alphabet.includes(c)))
  );
}

/** Weights 1, 2, … modulo a prime: any one change or swap moves the sum. */
function checkCharacter(body: string): string {
  const sum = [...body].reduce((total, c, i) => total + (i + 1) * alphabet.indexOf(c), 0);
  return alphabet[sum % alphabet.length] ?? '';
}
