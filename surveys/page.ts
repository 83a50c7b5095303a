/** The view model of one page of questions: all that a template needs, and nothing it has to work out. */

import type { Sheet } from './answer.ts';
import type { ControlView, Problem } from './answer-type.ts';
import { answerType, type Item } from './answer-types/index.ts';
import { encodeAnswer, type Fields, sent } from './answers.ts';
import type { Group, Section } from './instrument.ts';
import { inLanguage, type Language } from './text.ts';

export interface QuestionView {
  readonly name: string;
  readonly number: string;
  readonly text: string;
  readonly instruction: string;
  readonly control: ControlView;
  readonly problem: Problem | null;
}

export interface PageView {
  readonly group: string;
  readonly title: string;
  readonly introduction: string;
  readonly lead: string;
  readonly questions: readonly QuestionView[];
}

/** What the controls show: saved answers, or what was just sent and could not be taken. */
export type Shown = { readonly saved: Sheet } | { readonly sent: Fields };

export function pageView(
  section: Section,
  group: Group,
  asked: readonly Item[],
  shown: Shown,
  language: Language,
  problems: Readonly<Record<string, Problem>> = {},
  /** Its first page says what a section is about; that is another one where the first is not asked. */
  opensSection = section.groups[0] === group,
): PageView {
  const say = (texts: Parameters<typeof inLanguage>[0] | undefined) =>
    texts ? inLanguage(texts, language) : '';
  return {
    group: group.name,
    title: say(section.title),
    introduction: opensSection ? say(section.introduction) : '',
    lead: say(group.lead),
    questions: asked.map((item) => ({
      name: item.name,
      number: item.number ?? '',
      text: say(item.text),
      instruction: say(item.instruction),
      control: answerType(item).control(rawAnswer(item, shown), item, language),
      problem: problems[item.name] ?? null,
    })),
  };
}

function rawAnswer(item: Item, shown: Shown): readonly string[] {
  return 'sent' in shown ? sent(shown.sent, item.name) : encodeAnswer(shown.saved[item.name], item);
}
