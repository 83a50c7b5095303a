/** Two answers to one wave side by side: where they differ, and how often they do not. */

import { hasValue, type Sheet } from '../../surveys/answer.ts';
import type { Item } from '../../surveys/answer-types/index.ts';
import { encodeAnswer } from '../../surveys/answers.ts';
import { questionInWords } from '../../surveys/in-words.ts';
import { type Instrument, items, placedItems } from '../../surveys/instrument.ts';
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
  const other = comparable(services, standing, instrument);
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

/** Of a form of another version, only what is asked in the same way can be put beside it. */
function comparable(services: Services, standing: Response, instrument: Instrument): Sheet {
  const own = pinnedInstrument(services, standing.instrument, standing.instrument_version);
  const types = new Map(items(own).map(({ name, type }) => [name, type]));
  const alike = new Set(
    items(instrument)
      .filter(({ name, type }) => types.get(name) === type)
      .map(({ name }) => name),
  );
  const sheet = JSON.parse(standing.sheet) as Sheet;
  return Object.fromEntries(Object.entries(sheet).filter(([name]) => alike.has(name)));
}

function isSame(item: Item, one: Sheet, other: Sheet): boolean {
  const read = (sheet: Sheet) => JSON.stringify(encodeAnswer(sheet[item.name], item));
  return read(one) === read(other);
}
