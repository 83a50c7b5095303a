/** The view model of a form on paper: its sections and questions with the way through them, whatever the page. */

import type { PaperView } from './answer-type.ts';
import { answerType, type Item } from './answer-types/index.ts';
import { type Demand, ownDemandsOf } from './demands.ts';
import type { Group, Instrument, Section } from './instrument.ts';
import { type Jump, jumps, type Next, pastSection, printedItems } from './paper-routing.ts';
import type { Occasion } from './routing.ts';
import { inLanguage, type Language, type Texts } from './text.ts';

export interface PaperQuestion {
  readonly item: Item;
  readonly number: string;
  readonly text: string;
  readonly instruction: string;
  /** Who answers, beyond what the section says; empty for everybody. */
  readonly only: readonly Demand[];
  readonly view: PaperView;
  readonly jump: Jump | null;
}

/** Questions under one lead: groups that repeat it on the web, page by page, are one block on paper. */
export interface PaperBlock {
  readonly lead: string;
  readonly questions: readonly PaperQuestion[];
}

export interface PaperSection {
  readonly title: string;
  readonly introduction: string;
  /** Who answers; empty for everybody. */
  readonly only: readonly Demand[];
  /** Where everybody else goes on. */
  readonly past: Next;
  /** Everybody answers again, after a section for some. */
  readonly everybodyAgain: boolean;
  readonly blocks: readonly PaperBlock[];
}

export function paperForm(
  instrument: Instrument,
  occasion: Occasion,
  language: Language,
): readonly PaperSection[] {
  const printed = printedItems(instrument, occasion);
  const sections = [...new Set(printed.map(({ section }) => section))];
  const leads = jumps(instrument, occasion);
  return sections.map((section, index) => {
    const own = printed.filter((placed) => placed.section === section);
    return {
      title: say(section.title, language),
      introduction: say(section.introduction, language),
      only: ownDemandsOf(section.when, instrument),
      past: pastSection(instrument, occasion, section),
      everybodyAgain: !section.when && sections[index - 1]?.when !== undefined,
      blocks: blocksOf(
        section,
        (group) => say(group.lead, language),
        (group) =>
          own
            .filter((placed) => placed.group === group)
            .map(({ item }) => ({
              item,
              number: item.number ?? '',
              text: say(item.text, language),
              instruction: say(item.instruction, language),
              only: ownDemandsOf(item.when, instrument),
              view: answerType(item).paper(item, language),
              jump: leads.get(item.name) ?? null,
            })),
      ),
    };
  });
}

function blocksOf(
  { groups }: Section,
  leadOf: (group: Group) => string,
  questionsOf: (group: Group) => PaperQuestion[],
): PaperBlock[] {
  const blocks: { lead: string; questions: PaperQuestion[] }[] = [];
  for (const group of groups) {
    const [lead, questions] = [leadOf(group), questionsOf(group)];
    const last = blocks.at(-1);
    if (last?.lead === lead) last.questions.push(...questions);
    else blocks.push({ lead, questions });
  }
  return blocks.filter(({ questions }) => questions.length > 0);
}

/** Questions in a row that are answered alike, and so can share one table; others stand alone. */
export function alike(questions: readonly PaperQuestion[]): PaperQuestion[][] {
  const runs: PaperQuestion[][] = [];
  for (const question of questions) {
    const last = runs.at(-1);
    if (last?.at(-1) && goTogether(last.at(-1) as PaperQuestion, question)) last.push(question);
    else runs.push([question]);
  }
  return runs;
}

/** Where a question leads has to stand below it; who answers it, and how, above. */
function goTogether(one: PaperQuestion, next: PaperQuestion): boolean {
  const { view } = one;
  return (
    (view.kind === 'rating' || (view.kind === 'choices' && !view.several)) &&
    one.item.type !== 'pair' &&
    one.jump === null &&
    next.only.length === 0 &&
    (next.jump === null || 'to' in next.jump) &&
    one.instruction === '' &&
    next.instruction === '' &&
    JSON.stringify(view) === JSON.stringify(next.view)
  );
}

function say(texts: Texts | undefined, language: Language): string {
  return texts ? inLanguage(texts, language) : '';
}
