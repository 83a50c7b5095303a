/** What a message to participants may hold: words, and places for what only the moment of sending knows. */

import type { Study } from './study.ts';
import type { Texts } from './text.ts';
import type { Fault, Path } from './yaml-file.ts';

/** What a place can stand for: `{closes}` is the last day to answer. */
const facts = ['closes', 'minutes', 'name', 'phone', 'email'];

/** Whether a kind leads to the form. Thanks come when there is nothing left to open. */
const kinds = [
  { kind: 'invitation', leads: true },
  { kind: 'reminder', leads: true },
  { kind: 'resume', leads: true },
  { kind: 'thanks', leads: false },
  { kind: 'letter', leads: false },
] as const;

export function messageFaults(study: Study, at: (path: Path, message: string) => Fault): Fault[] {
  return study.roles.flatMap(({ texts }, r) =>
    kinds.flatMap(({ kind, leads }) => {
      const message = texts[kind];
      if (!message) return [];
      const link = leads ? ['link'] : [];
      // Whom to call stands in each of them.
      const needed = [...link, 'phone'];
      const path = ['roles', r, 'texts', kind];
      return [
        // A subject is read on a locked screen: the link is no part of it.
        ...placeFaults(message.subject, facts, [], (l, said) => at([...path, 'subject', l], said)),
        ...placeFaults(message.body, [...facts, ...link], needed, (l, said) =>
          at([...path, 'body', l], said),
        ),
      ];
    }),
  );
}

function placeFaults(
  texts: Texts,
  allowed: readonly string[],
  needed: readonly string[],
  fault: (language: string, said: string) => Fault,
): Fault[] {
  return Object.entries(texts).flatMap(([language, text]) => {
    const places = [...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, place = '']) => place);
    const unknown = places.filter((place) => !allowed.includes(place));
    const missing = needed.filter((place) => !places.includes(place));
    return [
      ...unknown.map((place) => fault(language, `nothing can be put in the place of {${place}}`)),
      ...missing.map((place) => fault(language, `the message has no {${place}}`)),
    ];
  });
}
