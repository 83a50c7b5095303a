/** A section on paper: a line across the page, what it is called and who answers, then its questions. */

import { alike, type PaperBlock, type PaperSection } from '../../surveys/paper-form.ts';
import { gap, type Piece, type TextStyle } from './drawing.ts';
import type { Block } from './page-breaks.ts';
import { body, styles } from './page-size.ts';
import { questionBlock } from './question-block.ts';
import type { Setting } from './setting.ts';
import { tableBlock } from './table-block.ts';
import { paragraph } from './text-lines.ts';

export function sectionBlocks(section: PaperSection, setting: Setting): Block[] {
  const head = sectionHead(section, setting);
  const [first, ...others] = section.blocks.flatMap((block) => questionBlocks(block, setting));
  if (!first) return [];
  return head ? [head, { ...first, space: 3.5 }, ...others] : [first, ...others];
}

const across = (style: TextStyle) => ({ x: body.x, width: body.width, style });
const ruleHeight = 0.7;

/** Null for a section that says nothing of itself, and goes on from the one before. */
function sectionHead(section: PaperSection, { words, measure }: Setting): Block | null {
  const who = words.whoAnswers(section);
  const heading = section.title || (who === '' ? '' : words.numbers(section));
  if (heading + who + section.introduction === '') return null;
  return {
    divider: rule,
    pieces: [
      ...paragraph(heading, across(styles.heading), measure, 'H2'),
      ...paragraph(who, across(styles.strong), measure),
      ...section.introduction
        .split('\n')
        .filter((text) => text !== '')
        .flatMap((text) => [gap(1), ...paragraph(text, across(styles.plain), measure)]),
    ],
    space: 7,
    withNext: true,
  };
}

const rule: Piece = {
  height: ruleHeight + 2.3,
  element: {
    tag: 'P',
    parts: [{ draw: 'ink', x: body.x, y: 0, width: body.width, height: ruleHeight }],
  },
};

function questionBlocks({ lead, questions }: PaperBlock, setting: Setting): Block[] {
  const blocks = alike(questions).flatMap((run) => {
    const table = tableBlock(run, setting);
    return table ? [table] : run.map((question) => questionBlock(question, setting));
  });
  if (lead === '') return blocks;
  const pieces = paragraph(lead, across(styles.strong), setting.measure);
  const [first, ...others] = blocks;
  return [
    { pieces, space: 5.5, withNext: true },
    ...(first ? [{ ...first, space: 3 }] : []),
    ...others,
  ];
}
