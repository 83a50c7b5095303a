/** Two answers to one wave side by side: where they differ, and how often they do not. */

import { hasValue, type Sheet } from '../../surveys/answer.ts';
import type { Item } from '../../surveys/answer-types/index.ts';
import { encodeAnswer } from '../../surveys/answers.ts';
import { questionInWords } from '../../surveys/in-words.ts';
import { placedItems } from '../../surveys/instrument.ts';
import { pinnedInstrument } from '../collection/participation.ts';
import { dayInWords, dayOf } from '../day.ts';
import type { PaperForm } from '../db/paper-forms.ts';
import type { Response } from '../db/responses.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { numbered } from './difference-fields.ts';

/** `sheet`: what stands on the form. */
export function heldModel(
  services: Services,
  { instrument: name, instrument_version: version }: PaperForm,
  sheet: Sheet,
  standing: Response,
  timeZone: string,
  language: string,
) {
  const say = texts(language);
  const instrument = pinnedInstrument(services, name, version);
  const other = JSON.parse(standing.sheet) as Sheet;
  const asked = placedItems(instrument).filter(
    ({ item }) => hasValue(sheet[item.name]) || hasValue(other[item.name]),
  );
  const differing = asked.filter(({ item }) => !isSame(item, sheet, other));
  const words = (item: Item, of: Sheet) =>
    numbered(item, of[item.name] ?? { missing: 'skipped' }, language);
  const on = standing.received_on ?? dayOf(standing.submitted_at ?? standing.started_at, timeZone);
  return {
    standing: say(`arrivedForm.held.${standing.channel}`, { on: dayInWords(on, language) }),
    keep: say(`arrivedForm.held.keep-${standing.channel}`),
    seen: standing.id,
    same: say('arrivedForm.held.same', { count: asked.length - differing.length }),
    rows: differing.map(({ item, group }) => ({
      number: item.number ?? '',
      question: questionInWords(item, group, language),
      standing: words(item, other),
      form: words(item, sheet),
    })),
  };
}

function isSame(item: Item, one: Sheet, other: Sheet): boolean {
  const read = (sheet: Sheet) => JSON.stringify(encodeAnswer(sheet[item.name], item));
  return read(one) === read(other);
}
