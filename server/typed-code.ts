/** Codes made to be read aloud and typed from paper: without look-alikes, and with characters to check them by. */

import { randomInt } from 'node:crypto';

// 31 characters, a prime: without I, L, O, 0 and 1, which look like each other.
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

export function randomCharacters(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** What was typed, as codes are stored: case, spaces and hyphens do not matter. */
export function withoutSpelling(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '');
}

export function isSpelledInCode(text: string): boolean {
  return [...text].every((character) => alphabet.includes(character));
}

/**
 * Weights 1, 2, … to the power given, modulo a prime: any one change moves the sum, and with the
 * first power so does any swap of two.
 */
export function checkCharacter(body: string, power = 1): string {
  const sum = [...body].reduce((total, c, i) => total + (i + 1) ** power * alphabet.indexOf(c), 0);
  return alphabet[sum % alphabet.length] ?? '';
}
