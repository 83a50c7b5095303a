/** What a plan calls a variable: an item or a scale of a role's instrument, and how one participant's wave is read as it. */

import { hasValue, type Sheet } from '../../../surveys/answer.ts';
import { answerType, type Item } from '../../../surveys/answer-types/index.ts';
import { type Instrument, items, placedItems, type Scale } from '../../../surveys/instrument.ts';
import type { MissingReason } from '../../../surveys/missing.ts';
import { termsOf } from '../../../surveys/score.ts';
import type { Texts } from '../../../surveys/text.ts';
import type { ResearchView } from '../../research-view.ts';
import type { WaveRecord } from '../records.ts';
import { missingReasonOf } from '../wave-status.ts';

/** A number a participant has at a wave, or why there is none. */
export type Reading = number | MissingReason;

export interface Variable {
  readonly name: string;
  readonly label: Texts;
  /** What its numbers can be; null where nothing bounds them. */
  readonly range: readonly [number, number] | null;
  /** Null where no end is the better one. */
  readonly good: Scale['good'] | null;
  /** The scoring rule and its version; null for an item as it was answered. */
  readonly rule: string | null;
  readonly source: string | null;
  readonly assumptions: readonly string[];
  /** Its numbers are steps in an order and not amounts: one question with a list of answers. */
  readonly ordinal: boolean;
  /** Asked of some only, by an answer that may have come after inclusion. */
  readonly conditional: boolean;
  /** The item, where it is one; null for a scale. */
  readonly item: Item | null;
}

/** The plan was checked against the instrument when the study was read: an unknown name is our fault. */
export function variableOf(instrument: Instrument, name: string): Variable {
  const scale = instrument.scales.find((one) => one.name === name);
  if (scale) return scaleVariable(instrument, scale);
  const item = items(instrument).find((one) => one.name === name);
  if (!item) throw new Error(`there is no variable ${name}`);
  return {
    ...{ name, label: item.text, item, rule: null, source: null, good: null, assumptions: [] },
    range: 'range' in item ? item.range : null,
    ordinal: item.type === 'single',
    conditional: isConditional(instrument, [name]),
  };
}

function scaleVariable(instrument: Instrument, scale: Scale): Variable {
  const { name, label, range, good, rule, source, assumptions = [] } = scale;
  const [only, another] = scale.items;
  const item = another ? undefined : items(instrument).find((one) => one.name === only);
  return {
    ...{ name, label, range, good, rule, source, assumptions, item: null },
    ordinal: item?.type === 'single',
    conditional: isConditional(instrument, scale.items),
  };
}

/** True where all of the items are asked under a condition. */
function isConditional(instrument: Instrument, names: readonly string[]): boolean {
  const own = placedItems(instrument).filter(({ item }) => names.includes(item.name));
  return own.length > 0 && own.every(({ item, section }) => section.when ?? item.when);
}

/** What a scale gave, or an item as a number. */
export function readNumber(
  view: ResearchView,
  { name, item }: Variable,
  record: WaveRecord,
  sheet: Sheet | undefined,
): Reading {
  const absent = missingReasonOf(record.status);
  if (absent) return absent;
  if (!item) return readScore(record, name);
  const read = readItem(view, item, record, sheet);
  if (typeof read === 'string') return read;
  const type = answerType(item);
  if (type.saysDontKnow(read.value as never, item)) return 'dont-know';
  return type.score(read.value as never, item) ?? 'skipped';
}

/** The numbers of the options that were chosen, "don't know" among them. */
export function readChoices(
  view: ResearchView,
  item: Item,
  record: WaveRecord,
  sheet: Sheet | undefined,
): readonly number[] | MissingReason {
  const absent = missingReasonOf(record.status);
  if (absent) return absent;
  const read = readItem(view, item, record, sheet);
  if (typeof read === 'string') return read;
  return [read.value].flat().filter((value) => typeof value === 'number');
}

/** The items of a scale as numbers: an empty list where the version that was answered lacks the scale. */
export function readTerms(
  view: ResearchView,
  { name }: Scale,
  { response }: WaveRecord,
  sheet: Sheet | undefined,
): (number | null)[] {
  const instrument = response && view.instrument(response.instrument, response.version);
  const scale = instrument?.scales.find((one) => one.name === name);
  if (!instrument || !scale || !sheet) return [];
  return termsOf(instrument, scale, sheet).map((term) => (typeof term === 'number' ? term : null));
}

/** A scale of the version that is asked now; an earlier one may not have had it. */
export function readScore(record: WaveRecord, scale: string): Reading {
  const score = record.scores.find((one) => one.scale === scale);
  return score ? (score.value ?? score.missing ?? 'skipped') : 'not-applicable';
}

/** As it was asked: answers in the wrong branch of a paper form are none. */
function readItem(
  view: ResearchView,
  { name, type }: Item,
  { response }: WaveRecord,
  sheet: Sheet | undefined,
) {
  // A sheet that was there a moment ago can only have gone with its participant.
  if (!response || !sheet) return 'withdrawn' as const;
  const asked = items(view.instrument(response.instrument, response.version));
  if (!asked.some((one) => one.name === name && one.type === type))
    return 'not-applicable' as const;
  const answer = sheet[name];
  if (!hasValue(answer)) return answer?.missing ?? ('skipped' as const);
  if (answer.flags?.includes('wrong-branch')) return 'not-applicable' as const;
  return answer;
}
