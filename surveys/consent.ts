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

/** Every thing that any text of the study asks, in the words of the newest that does. */
export function everyAsk(study: Study): readonly Ask[] {
  const asks = new Map<string, Ask>();
  for (const text of study.consent_texts) for (const ask of asksOf(text)) asks.set(ask.name, ask);
  return [...asks.values()];
}

/** The things nobody takes part without, as far as these answers do not say yes to them. */
export function asksRefused(text: ConsentText, answers: SignedForm['answers']): readonly Ask[] {
  return asksOf(text).filter(({ name, required }) => required && answers[name] !== true);
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

/** The newest text in force that wants to be signed anew, and the versions that are as good as it. */
export function textToSign(
  study: Study,
  today: string,
): { readonly text: ConsentText; readonly signedBy: readonly string[] } | null {
  const texts = study.consent_texts;
  const at = texts.findLastIndex((text) => text.ask_again === true && text.from <= today);
  const text = texts[at];
  return text ? { text, signedBy: texts.slice(at).map(({ version }) => version) } : null;
}

function toSignAnew(study: Study, forms: readonly SignedForm[], today: string): ConsentText | null {
  const wanted = textToSign(study, today);
  const signed = forms.some(({ textVersion }) => wanted?.signedBy.includes(textVersion));
  return wanted && !signed ? wanted.text : null;
}
