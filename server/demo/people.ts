/** Made-up people to fill the registry with: common names, and addresses that no mail server has. */

import type { Identity } from '../enrolment/person.ts';
import { between, pick, type Random, shuffled } from './random.ts';

export type Gender = 'woman' | 'man';

const firstNames: Readonly<Record<Gender, readonly string[]>> = {
  woman: [
    ...['Anne', 'Astrid', 'Berit', 'Camilla', 'Elin', 'Frida', 'Guro', 'Hanne', 'Hege', 'Ida'],
    ...['Ingrid', 'Julie', 'Kari', 'Lene', 'Liv', 'Maja', 'Marte', 'Nora', 'Oda', 'Ragnhild'],
    ...['Randi', 'Sara', 'Sigrid', 'Silje', 'Siri', 'Solveig', 'Thea', 'Tone', 'Tuva', 'Åse'],
  ],
  man: [
    ...['Anders', 'Arne', 'Bjørn', 'Eirik', 'Erlend', 'Espen', 'Frode', 'Geir', 'Håkon', 'Håvard'],
    ...['Ivar', 'Jonas', 'Jørgen', 'Kristian', 'Lars', 'Magnus', 'Mathias', 'Nils', 'Odd', 'Ola'],
    ...['Pål', 'Roar', 'Rune', 'Sander', 'Sindre', 'Stian', 'Sverre', 'Terje', 'Trond', 'Øyvind'],
  ],
};

const surnames = [
  ...['Aas', 'Berg', 'Bakken', 'Dahl', 'Eide', 'Eliassen', 'Fjell', 'Foss', 'Haugen', 'Hansen'],
  ...['Holm', 'Isaksen', 'Jensen', 'Johansen', 'Karlsen', 'Kristoffersen', 'Lie', 'Lund', 'Lyng'],
  ...['Moen', 'Myhre', 'Nes', 'Nilsen', 'Nordli', 'Olsen', 'Pedersen', 'Rønning', 'Sand', 'Solli'],
  ...['Strand', 'Sæther', 'Tangen', 'Vik', 'Ødegård'],
];

/** No town has these streets. */
const streets = [
  'Prøvevegen',
  'Målestien',
  'Skjemabakken',
  'Svargata',
  'Spørsmålsvegen',
  'Utvalget',
];

const towns = { tromso: '9008 Tromsø', harstad: '9405 Harstad' } as const;

export interface Wanted {
  readonly gender: Gender;
  readonly site: string | null;
}

/** One person for each that is wanted; nobody shares a name, an e-mail address or a number. */
export function makePeople(wanted: readonly Wanted[], random: Random): Identity[] {
  const names = {
    woman: fullNames(firstNames.woman, random),
    man: fullNames(firstNames.man, random),
  };
  return wanted.map(({ gender, site }, index) => {
    const name = names[gender][index];
    if (!name) throw new RangeError('there are not enough names');
    const town = site === 'harstad' ? towns.harstad : towns.tromso;
    return {
      name,
      email: `${plainLetters(name)}@post.example`,
      phone: `99 00 ${twoDigits(Math.floor(index / 100) + 10)} ${twoDigits(index % 100)}`,
      address: `${pick(random, streets)} ${between(random, 1, 48)}, ${town}`,
    };
  });
}

function fullNames(first: readonly string[], random: Random): string[] {
  return shuffled(
    random,
    first.flatMap((name) => surnames.map((surname) => `${name} ${surname}`)),
  );
}

function plainLetters(name: string): string {
  const plain: Readonly<Record<string, string>> = { å: 'aa', æ: 'ae', ø: 'o', ' ': '.' };
  return name.toLowerCase().replace(/[åæø ]/g, (letter) => plain[letter] ?? '');
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
