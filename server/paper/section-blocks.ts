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
  return [
    sectionHead(section, setting),
    ...section.blocks.flatMap((block) => questionBlocks(block, setting)),
  ];
}

const across = (style: TextStyle) => ({ x: body.x, width: body.width, style });
const ruleHeight = 0.7;

function sectionHead(section: PaperSection, { words, measure }: Setting): Block {
  const who = paragraph(words.whoAnswers(section), across(styles.strong), measure);
  const introduction = section.introduction
    .split('\n')
    .flatMap((text) => [gap(1), ...paragraph(text, across(styles.plain), measure)]);
  return {
    divider: rule,
    pieces: [
      ...paragraph(words.heading(section), across(styles.heading), measure, 'H2'),
      ...who,
      ...(section.introduction === '' ? [] : introduction),
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
