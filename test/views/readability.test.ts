/** The platform's Norwegian is easy: many who answer have trouble with reading. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { shippedSurveys } from '../../server/config.ts';
import { loadLocales } from '../../server/texts.ts';
import { lix } from '../support/lix.ts';
import { filledIn } from '../support/messages.ts';

const nb = [...(loadLocales().get('nb') ?? [])].map(
  ([key, message]) => [key, filledIn(message, 'nb')] as const,
);
const below = (...prefixes: string[]) =>
  nb.filter(([key]) => prefixes.some((prefix) => key.startsWith(prefix))).map(([, text]) => text);

/** Pages that say why something cannot be done, as far as a participant can meet them. */
const participantNotices = [
  ...['unknown', 'revoked', 'withdrawn', 'submitted', 'not-yet-due', 'closed'].map(
    (reason) => `closed.${reason}.`,
  ),
  ...['not-found', 'bad-form', 'not-this-form', 'identity-number', 'too-large'].map(
    (code) => `errors.${code}.`,
  ),
  ...['wrong-content-type', 'too-many-attempts', 'visit-over', 'page-not-saved', 'unexpected'].map(
    (code) => `errors.${code}.`,
  ),
];

describe('LIX', () => {
  test('counts as its definition says', () => {
    // 4 + 5 words in 2 sentences; “skjemaet” and “spørsmål” are longer than six letters, “seks-år” has six.
    expect(lix(['Åpne skjemaet nå, du.', 'Et spørsmål om seks-år gamle'])).toBeCloseTo(
      9 / 2 + 200 / 9,
    );
  });

  test('ends a sentence at punctuation and at the end of a text, not inside a number', () => {
    expect(lix(['Ja. Nei! Hva? Dette:', 'Den 31.12.2026'])).toBeCloseTo(8 / 5);
  });
});

describe('the platform’s own Norwegian', () => {
  test('has a LIX of at most 30 as a whole', () => {
    expect(lix(nb.map(([, text]) => text))).toBeLessThanOrEqual(30);
  });

  test('has a LIX of at most 30 in its whole sentences, without headings and labels', () => {
    const sentences = nb.map(([, text]) => text).filter((text) => /[.?!]$/.test(text));
    expect(lix(sentences)).toBeLessThanOrEqual(30);
  });

  test.each([
    ['welcome.', 'contact.'],
    ['page.', 'frame.'],
    ['page.', 'problem.'],
    ['summary.'],
    ['stale.'],
    ['thanks.'],
    ...participantNotices.map((notice) => [notice]),
    ['rights.footer.', 'rights.lostLink.'],
    ['rights.lostLink.receipt.'],
    ['rights.privacy.', 'rights.correction.'],
    ['rights.accessibility.'],
    ['rights.copy.', 'rights.correction.'],
    ['rights.mail.'],
    ['rights.letter.'],
    ['rights.file.', 'rights.event.', 'rights.task.', 'rights.state.'],
    ['rights.keys.'],
  ])('has a LIX of at most 30 on the page made of %s%s', (...prefixes) => {
    expect(below(...prefixes).length).toBeGreaterThan(0);
    expect(lix(below(...prefixes))).toBeLessThanOrEqual(30);
  });
});

/** The study's own words on the welcome page and in its letters. */
interface StudyTexts {
  readonly roles: readonly {
    readonly name: string;
    readonly texts: {
      readonly who: Nb;
      readonly why: Nb;
      readonly invitation: { readonly subject: Nb; readonly body: Nb };
    };
  }[];
  readonly consent_texts: readonly { readonly text: Nb }[];
}
interface Nb {
  readonly nb: string;
}

describe('the shipped study’s own Norwegian', () => {
  const study = parse(
    readFileSync(join(shippedSurveys, 'studies/jobbspesialist.yaml'), 'utf8'),
  ) as StudyTexts;

  test.each(study.roles)('has a LIX of at most 30 in what it writes to a $name', ({ texts }) => {
    const { who, why, invitation } = texts;
    const letter = [who, why, invitation.subject, invitation.body].map(({ nb }) =>
      filledIn(nb, 'nb'),
    );
    expect(lix(letter)).toBeLessThanOrEqual(30);
  });

  test.each(study.consent_texts)('has a LIX of at most 30 in consent text %#', ({ text }) => {
    expect(lix([text.nb])).toBeLessThanOrEqual(30);
  });
});
