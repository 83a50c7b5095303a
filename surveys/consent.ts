/** What somebody has agreed to, read from the ledger of the forms they signed. */

import { type Ask, type ConsentText, consentTextOn, type Study } from './study.ts';

/** One signed form: which text, when, and what was said to each thing it asks. */
export interface SignedForm {
  readonly textVersion: string;
  /** The calendar date on which it was signed. */
  readonly givenOn: string;
  readonly answers: Readonly<Record<string, boolean>>;
}

export interface AskStanding {
  readonly ask: Ask;
  /** Null where no form that was signed asked it. */
  readonly agreed: boolean | null;
}

export interface ConsentStanding {
  /** Every thing the newest text asks, and what was last said to it. */
  readonly asks: readonly AskStanding[];
  /** The text that has to be signed anew; null when all is well. */
  readonly askAgain: ConsentText | null;
}

const takingPart: Ask = {
  name: 'survey',
  label: { nb: 'Være med i studien', en: 'Take part in the study' },
  required: true,
};

/** What a text asks, each thing on its own; a text that does not say asks to take part. */
export function asksOf({ asks }: ConsentText): readonly Ask[] {
  return asks ?? [takingPart];
}

/** `forms` in the order they were signed; what a later form does not ask stays as it was said. */
export function consentStanding(
  study: Study,
  forms: readonly SignedForm[],
  today: string,
): ConsentStanding {
  const newest = consentTextOn(study, today) ?? study.consent_texts[0];
  const said: Record<string, boolean> = Object.assign({}, ...forms.map(({ answers }) => answers));
  return {
    asks: (newest ? asksOf(newest) : []).map((ask) => ({ ask, agreed: said[ask.name] ?? null })),
    askAgain: toSignAnew(study, forms, today),
  };
}

/** The newest text in force that wants to be signed anew, unless it or a later one has been. */
function toSignAnew(study: Study, forms: readonly SignedForm[], today: string): ConsentText | null {
  const place = (version: string) =>
    study.consent_texts.findIndex((text) => text.version === version);
  const signed = Math.max(-1, ...forms.map(({ textVersion }) => place(textVersion)));
  return (
    study.consent_texts.findLast(
      (text, at) => text.ask_again === true && text.from <= today && at > signed,
    ) ?? null
  );
}
