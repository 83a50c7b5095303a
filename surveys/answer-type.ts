/** What every kind of item must be able to do. One file in `answer-types/` implements one kind. */

import type { TProperties } from 'typebox';
import type { Flag, Policy, Value } from './answer.ts';
import type { Language, Texts } from './text.ts';

/** When an item or section is asked: every named item must have (one of) the given values. */
export type Condition = Readonly<Record<string, number | readonly number[]>>;

/** What all items have, whatever their type. */
export interface ItemBase {
  readonly name: string;
  /** The number printed on the form. */
  readonly number?: string;
  readonly text: Texts;
  /** How to answer, in small print. */
  readonly instruction?: Texts;
  readonly when?: Condition;
  /** Asked at a participant's first wave only. */
  readonly once?: boolean;
  /** Why the item stands here although the source does not have it. */
  readonly added?: string;
}

/** Why an answer cannot be taken; the page has a sentence for each. */
export type ProblemCode =
  | 'not-an-option'
  | 'two-answers'
  | 'exclusive-with-others'
  | 'not-a-number'
  | 'out-of-range'
  | 'too-long'
  | 'not-a-date'
  | 'unreadable-character'
  | 'identity-number';

export interface Problem {
  readonly code: ProblemCode;
  /** Numbers and dates that the sentence names, e.g. the range. Never what was typed. */
  readonly details?: Readonly<Record<string, string | number>>;
}

export type Parsed<V extends Value = Value> =
  | { readonly value: V; readonly flags?: readonly Flag[] }
  | { readonly empty: true }
  | { readonly problem: Problem };

export const empty: Parsed<never> = { empty: true };
export const problem = (code: ProblemCode, details?: Problem['details']): Parsed<never> => ({
  problem: details ? { code, details } : { code },
});

/** One choice on a page; `value` is what the form sends. */
export interface ChoiceView {
  readonly value: string;
  readonly label: string;
  readonly checked: boolean;
  readonly exclusive: boolean;
}

/** How an item is answered on a page or a keying screen. */
export type ControlView =
  | { readonly kind: 'radios' | 'checkboxes'; readonly choices: readonly ChoiceView[] }
  | {
      readonly kind: 'rating';
      readonly choices: readonly ChoiceView[];
      readonly low: string;
      readonly high: string;
    }
  | {
      readonly kind: 'number';
      readonly value: string;
      readonly unit: string;
      readonly digits: number;
    }
  | { readonly kind: 'text'; readonly value: string; readonly maxLength: number }
  | { readonly kind: 'date'; readonly value: string };

/** One box to tick on paper; `key` is the small print beside it, which is typed when it is keyed. */
export interface PaperChoice {
  readonly value: number;
  readonly key: string;
  readonly label: string;
}

/** How an item is answered on paper, whatever the size of the page. */
export type PaperView =
  | {
      readonly kind: 'choices';
      readonly choices: readonly PaperChoice[];
      /** More than one of them may be ticked. */
      readonly several: boolean;
    }
  | {
      readonly kind: 'rating';
      readonly choices: readonly PaperChoice[];
      readonly low: string;
      readonly high: string;
    }
  | { readonly kind: 'digits'; readonly digits: number; readonly unit: string }
  | { readonly kind: 'writing'; readonly characters: number }
  | { readonly kind: 'date' };

/** One column that an item gives in an export, before the wave is added to its name. */
export interface Column {
  readonly name: string;
  readonly label: Texts;
  readonly storage: 'integer' | 'decimal' | 'text' | 'date';
  readonly measure: 'nominal' | 'ordinal' | 'scale';
  /** Of a text: the most bytes of UTF-8 that it can have. */
  readonly bytes?: number;
  /** Empty where every number stands for itself. */
  readonly values: readonly { readonly value: number; readonly label: Texts }[];
}

export interface AnswerType<I extends ItemBase, V extends Value> {
  readonly type: string;
  /** What its items may say in YAML besides the fields all items have. */
  readonly properties: TProperties;
  /** What a schema cannot see; each fault at a path inside the item. */
  faults(item: I): readonly ItemFault[];
  /** From the strings a form sent (none, one or several) to a value. Empty strings count as not sent. */
  parse(raw: readonly string[], item: I, policy: Policy): Parsed<V>;
  /** From a stored value to the strings that a form would send for it. */
  encode(value: V, item: I): readonly string[];
  /** `raw` is what the form sends or sent: an encoded value, or what could not be taken. */
  control(raw: readonly string[], item: I, language: Language): ControlView;
  /** The same on paper. */
  paper(item: I, language: Language): PaperView;
  columns(item: I): readonly Column[];
  /** One cell per column of `columns`. */
  cells(value: V, item: I): readonly (number | string)[];
  /** The value as a number for scoring, null where the type has none. */
  score(value: V, item: I): number | null;
  /** True when the value is the option that says "don't know". */
  saysDontKnow(value: V, item: I): boolean;
}

export interface ItemFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}
