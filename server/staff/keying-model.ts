/** A paper form as the keying template gets it: every item in the order of the paper. */

import type { Problem } from '../../surveys/answer-type.ts';
import type { Item } from '../../surveys/answer-types/index.ts';
import { removed } from '../../surveys/answer-types/text.ts';
import { type Fields, paperReasons, sentForReason } from '../../surveys/answers.ts';
import { withoutIdentityNumbers } from '../../surveys/identity-number.ts';
import { type Instrument, items, type Section } from '../../surveys/instrument.ts';
import { pageView } from '../../surveys/page.ts';
import { inLanguage } from '../../surveys/text.ts';
import type { Say } from '../texts.ts';
import {
  conditionNote,
  type KeyingQuestion,
  keyingQuestion,
  type Paper,
} from './keying-question.ts';

export interface KeyingSection {
  readonly heading: string;
  readonly note: string;
  readonly groups: readonly { readonly lead: string; readonly questions: KeyingQuestion[] }[];
}

/** `keyed` is what a refused form sent; an identity number in it is not shown again. */
export function keyingSections(
  paper: Paper,
  keyed: Fields,
  problems: Readonly<Record<string, Problem>>,
  say: Say,
): KeyingSection[] {
  const shown = withoutNumbers(paper.instrument, keyed);
  return paper.instrument.sections.map((section) => ({
    heading: heading(section, paper, say),
    note: conditionNote(section.when, paper, say),
    groups: section.groups.map((group) => {
      const visible = withoutReasons(shown, group.items);
      const view = pageView(
        section,
        group,
        group.items,
        { sent: visible },
        paper.language,
        problems,
      );
      return {
        lead: view.lead,
        questions: view.questions.map((question, index) => {
          const placed = { item: group.items[index] as Item, group, section };
          return keyingQuestion(question, placed, paper, shown, say);
        }),
      };
    }),
  }));
}

/** The list above the form: each problem links to the first control of its question. */
export function keyingProblems(sections: readonly KeyingSection[], say: Say) {
  return sections
    .flatMap(({ groups }) => groups.flatMap(({ questions }) => questions))
    .filter(({ problem }) => problem !== '')
    .map(({ name, number, problem, choices }) => ({
      target: choices[0]?.id ?? name,
      text: `${number ? say('staff.keying.question', { number }) : name}: ${problem}`,
    }));
}

function heading(section: Section, { language }: Paper, say: Say): string {
  if (section.title) return inLanguage(section.title, language);
  const numbers = section.groups.flatMap((group) => group.items.flatMap((i) => i.number ?? []));
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (!first || !last) return say('staff.keying.unnumbered');
  return first === last
    ? say('staff.keying.question', { number: first })
    : say('staff.keying.questions', { first, last });
}

/** The codes of the reasons have controls of their own: a text field shows what was typed. */
function withoutReasons(fields: Fields, shown: readonly Item[]): Fields {
  const codes = new Map(
    shown.map((item) => [item.name, paperReasons.map((reason) => sentForReason(reason, item))]),
  );
  return mapFields(fields, (name, text) => (codes.get(name)?.includes(text) ? '' : text));
}

function withoutNumbers(instrument: Instrument, fields: Fields): Fields {
  const textItems = new Set(
    items(instrument)
      .filter(({ type }) => type === 'text')
      .map(({ name }) => name),
  );
  return mapFields(fields, (name, text) =>
    withoutIdentityNumbers(text, textItems.has(name) ? removed : ''),
  );
}

function mapFields(fields: Fields, change: (name: string, text: string) => string): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      [value ?? []].flat().map((text) => change(name, text)),
    ]),
  );
}
