/** The columns of an instrument's data: names, labels, values, and the cells of one response. */

import { hasValue, type Sheet } from './answer.ts';
import type { Column } from './answer-type.ts';
import { answerType, type Item } from './answer-types/index.ts';
import { type Instrument, items, type Scale } from './instrument.ts';
import { missingCode } from './missing.ts';
import type { Score } from './score.ts';

/** A column of an export, with what a reader of the data must know about it. */
export interface CodebookColumn extends Column {
  readonly kind: 'item' | 'scale';
  /** The item or scale it comes from. */
  readonly source: string;
  readonly once: boolean;
  /** How it was made, in words: empty for plain items. */
  readonly note: string;
}

export type Cell = number | string;

export function codebook(instrument: Instrument): CodebookColumn[] {
  return [...items(instrument).flatMap(itemColumns), ...instrument.scales.map(scaleColumn)];
}

function itemColumns(item: Item): CodebookColumn[] {
  return answerType(item)
    .columns(item)
    .map((column) => ({
      ...column,
      kind: 'item',
      source: item.name,
      once: item.once ?? false,
      note: item.added ?? '',
    }));
}

function scaleColumn(scale: Scale): CodebookColumn {
  return {
    name: scale.name,
    label: scale.label,
    storage: 'decimal',
    measure: 'scale',
    values: [],
    kind: 'scale',
    source: scale.name,
    once: false,
    note: [ruleInWords(scale), `Source: ${scale.source}.`, ...(scale.assumptions ?? [])].join(' '),
  };
}

function ruleInWords(scale: Scale): string {
  const counted = Object.entries(scale.counted ?? {}).map(([item, value]) => `${item} = ${value}`);
  const range = `${scale.range[0]}–${scale.range[1]}, ${scale.good} is good`;
  const parts = [
    `${scale.rule} of ${scale.items.join(', ')} (${range})`,
    scale.reversed && `reversed: ${scale.reversed.join(', ')}`,
    counted.length > 0 && `counted: ${counted.join(', ')}`,
    scale.cap && `at most ${scale.cap}`,
    `minimum answered: ${scale.minimum}`,
    `branch: ${scale.branch}`,
    `don't know: ${scale.dont_know ?? 'missing'}`,
  ];
  return `${parts.filter(Boolean).join('; ')}.`;
}

/** The cells of a submitted response, one per column of `codebook`. */
export function cells(instrument: Instrument, sheet: Sheet, scores: readonly Score[]): Cell[] {
  const byScale = new Map(scores.map((score) => [score.scale, score]));
  return [
    ...items(instrument).flatMap((item) => itemCells(item, sheet)),
    ...instrument.scales.map(({ name }) => {
      const score = byScale.get(name);
      return score?.value ?? missingCode(score?.missing ?? 'skipped');
    }),
  ];
}

function itemCells(item: Item, sheet: Sheet): Cell[] {
  const type = answerType(item);
  const answer = sheet[item.name];
  return hasValue(answer)
    ? [...type.cells(answer.value as never, item)]
    : type.columns(item).map(() => missingCode(answer?.missing ?? 'skipped'));
}
