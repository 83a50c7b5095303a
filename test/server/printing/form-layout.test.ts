/** Any instrument can be set on paper: nothing overlaps, nothing leaves the page, no question is split. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Drawable, drawablesOf } from '../../../server/printing/drawing.ts';
import {
  type FormLayout,
  formLayout,
  type LaidOutPage,
} from '../../../server/printing/form-layout.ts';
import { formWords } from '../../../server/printing/form-words.ts';
import { heightOf } from '../../../server/printing/page-breaks.ts';
import { body, paper } from '../../../server/printing/page-size.ts';
import { questionBlock } from '../../../server/printing/question-block.ts';
import { measure } from '../../../server/printing/typeface.ts';
import { texts } from '../../../server/texts.ts';
import type { Item } from '../../../surveys/answer-types/index.ts';
import type { Instrument } from '../../../surveys/instrument.ts';
import { paperForm } from '../../../surveys/paper-form.ts';
import { allInstruments } from '../../surveys/helpers.ts';
import { printedForm } from './forms.ts';

const words = ['Å', 'du', 'arbeid', 'forventer', 'Arbeidsavklaringspenger', 'x'.repeat(90), 'gjør'];
const text = (most: number) =>
  fc
    .array(fc.constantFrom(...words), { minLength: 1, maxLength: most })
    .map((chosen) => ({ nb: chosen.join(' ') }));
const options = (most: number) =>
  fc
    .array(text(most), { minLength: 2, maxLength: 14 })
    .map((labels) => labels.map((label, index) => ({ value: index + 1, label })));
/** Lists that several questions share make tables. */
const shared = ['Ja', 'Nei', 'Vet ikke'].map((label, index) => ({
  value: index + 1,
  label: { nb: label },
}));

type Drawn = Omit<Item, 'name'>;
const anyItem: fc.Arbitrary<Drawn> = fc
  .tuple(
    fc.record(
      {
        text: fc.oneof({ weight: 4, arbitrary: text(12) }, { weight: 1, arbitrary: text(300) }),
        number: fc.constantFrom('1', '12', '1.2.3.4.5'),
        instruction: text(30),
      },
      { requiredKeys: ['text'] },
    ),
    fc.oneof(
      fc.constant({ type: 'single', options: shared }),
      fc.record({ type: fc.constantFrom('single', 'multiple'), options: options(8) }),
      fc.record({ type: fc.constant('single'), options: options(60) }),
      fc.record({ type: fc.constant('pair'), a: text(30), b: text(30) }),
      fc.record({
        type: fc.constant('scale'),
        range: fc.constantFrom([0, 10], [1, 5], [0, 20], [1990, 2010]),
        low: text(6),
        high: text(6),
      }),
      fc.record({
        type: fc.constant('number'),
        range: fc.constantFrom([0, 9], [16, 80], [0, 999_999_999]),
        unit: text(4),
      }),
      fc.record({ type: fc.constant('text'), max_length: fc.constantFrom(1, 200, 2000) }),
      fc.constant({ type: 'date', earliest: '2017-06-01', latest: '2020-02-29' }),
    ),
  )
  .map(([base, own]) => ({ ...base, ...own }) as unknown as Drawn);

const anySection = fc.record({
  heading: fc.option(text(12)),
  introduction: fc.option(text(80)),
  lead: fc.option(text(20)),
  branches: fc.boolean(),
  items: fc.array(anyItem, { minLength: 1, maxLength: 5 }),
});

/** Sections of every kind of item; some are for those who said yes to the first question. */
const anyInstrument: fc.Arbitrary<Instrument> = fc
  .tuple(text(20), fc.array(anySection, { minLength: 1, maxLength: 3 }))
  .map(([title, drawn]) => {
    const decider = { name: 'q0', type: 'single', text: { nb: 'Er du med?' }, options: shared };
    const first = { name: 's0', groups: [{ name: 'g0', items: [decider as Item] }] };
    const sections = drawn.map(({ heading, introduction, lead, branches, items: own }, index) => ({
      name: `s${index + 1}`,
      ...(heading ? { title: heading } : {}),
      ...(introduction ? { introduction } : {}),
      ...(branches ? { when: { q0: 1 } } : {}),
      groups: [
        {
          name: `g${index + 1}`,
          ...(lead ? { lead } : {}),
          items: own.map((item, place) => ({ ...item, name: `q${index + 1}_${place}` }) as Item),
        },
      ],
    }));
    return {
      ...{ instrument: 'any', version: 1, languages: ['nb'], title, sources: [], rights: '' },
      ...{ assumptions: [], sections: [first, ...sections], scales: [] },
    };
  });

test('nothing overlaps and nothing leaves the page', () => {
  fc.assert(
    fc.property(anyInstrument, (instrument) => {
      for (const page of laidOut(instrument).pages) hasRoomForAll(page);
    }),
    { numRuns: 60 },
  );
});

test.each(allInstruments())('the same of $file', ({ instrument }) => {
  for (const language of ['nb', 'en'])
    for (const page of laidOut(instrument, language).pages) hasRoomForAll(page);
});

test('every place for an answer is there once, and a question’s are on one page if they fit', () => {
  fc.assert(
    fc.property(anyInstrument, (instrument) => {
      const { pages } = laidOut(instrument);
      const boxes = pages.flatMap((page, index) =>
        drawablesOf({ tag: 'P', parts: page.elements }).flatMap((drawable) =>
          drawable.draw === 'box' ? [{ ...drawable, page: index }] : [],
        ),
      );
      const uses = boxes.map(({ item, use }) => JSON.stringify([item, use]));
      expect(new Set(uses).size).toBe(uses.length);
      for (const { item, height } of questionsOf(instrument)) {
        const own = boxes.filter((box) => box.item === item.name);
        expect(own.length).toBeGreaterThanOrEqual('options' in item ? item.options.length : 1);
        const isSplit = new Set(own.map(({ page }) => page)).size > 1;
        if (isSplit) expect(height).toBeGreaterThan(body.height);
      }
    }),
    { numRuns: 60 },
  );
});

test('a form in a language that the instrument does not have is in its first', () => {
  const [{ instrument } = {}] = allInstruments();
  expect(laidOut(instrument as Instrument, 'se').language).toBe('nb');
});

function laidOut(instrument: Instrument, language = 'nb'): FormLayout {
  return formLayout(printedForm(instrument, language, true), measure);
}

/** Every question with the height it has where it stands alone. */
function questionsOf(instrument: Instrument) {
  const language = 'nb';
  const setting = { language, measure, say: texts(language), words: formWords(language) };
  return paperForm(instrument, { firstWave: true }, language)
    .flatMap(({ blocks }) => blocks.flatMap(({ questions }) => questions))
    .map((question) => ({
      item: question.item,
      height: heightOf(questionBlock(question, setting).pieces),
    }));
}

interface Extent {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What is seen of it: letters from their tops to their tails. */
function extent(drawable: Drawable): Extent {
  const { x: left, y } = drawable;
  switch (drawable.draw) {
    case 'text': {
      const size = (drawable.style.size * 25.4) / 72;
      const right = left + measure(drawable.text, drawable.style);
      return { left, right, top: y - 0.7 * size, bottom: y + 0.2 * size };
    }
    case 'arrow':
      return { left, right: left + drawable.width, top: y - 1.3, bottom: y + 1.3 };
    case 'qr':
      return { left, right: left + drawable.size, top: y, bottom: y + drawable.size };
    default:
      return { left, right: left + drawable.width, top: y, bottom: y + drawable.height };
  }
}

function hasRoomForAll({ frame, elements }: LaidOutPage): void {
  const drawn = [...frame, ...drawablesOf({ tag: 'P', parts: elements })];
  const all = drawn.map((drawable) => ({ drawable, ...extent(drawable) }));
  for (const one of all) {
    expect(one.left).toBeGreaterThanOrEqual(10);
    expect(one.top).toBeGreaterThanOrEqual(10);
    expect(one.right).toBeLessThanOrEqual(paper.width - 10);
    expect(one.bottom).toBeLessThanOrEqual(paper.height - 10);
  }
  const overlapping = all.flatMap((one, index) =>
    all
      .slice(index + 1)
      .filter((other) => overlap(one, other))
      .map((other) => [one.drawable, other.drawable]),
  );
  expect(overlapping).toEqual([]);
}

/** Boxes for characters share a side, and so do the lines of a frame in its corners. */
function overlap(
  one: Extent & { readonly drawable: Drawable },
  other: Extent & { readonly drawable: Drawable },
): boolean {
  if (one.drawable.draw === 'ink' && other.drawable.draw === 'ink') return false;
  const shared = 0.05;
  return (
    one.left < other.right - shared &&
    other.left < one.right - shared &&
    one.top < other.bottom - shared &&
    other.top < one.bottom - shared
  );
}
