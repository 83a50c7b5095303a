/** The printed form as a reader, a scanner and a printer meet it: looked at with a real renderer. */

import { beforeAll, describe, expect, test } from 'vitest';
import type { MappedBox } from '../../../server/printing/form-json.ts';
import { readMark } from '../../../server/printing/form-mark.ts';
import { printedItems } from '../../../surveys/paper-routing.ts';
import { inLanguage } from '../../../surveys/text.ts';
import { type SeenPage, seenPages } from '../../support/pdf.ts';
import { allInstruments } from '../../surveys/helpers.ts';
import { blankForm, code, type Made, made, printedForm } from './forms.ts';

const shipped = allInstruments().filter(({ file }) => /^(job-mastery|se-fidelity)/.test(file));
const forms = shipped.flatMap(({ file, instrument }) =>
  ['nb', 'en'].flatMap((language) =>
    [true, false].map((firstWave) => ({
      name: `${file} in ${language} at ${firstWave ? 'the first' : 'a later'} wave`,
      ...{ instrument, language, firstWave },
    })),
  ),
);

const paper = { width: 210, height: 297 };
const white = 250;
const dark = 120;

describe.each(forms)('$name', ({ instrument, language, firstWave }) => {
  let form: Made;
  let pages: readonly SeenPage[];
  beforeAll(async () => {
    form = await made(printedForm(instrument, language, firstWave));
    pages = await seenPages(form.pdf);
  });

  test('holds every item with its number, its instruction and its options', () => {
    const text = pages.map((page) => page.text).join(' ');
    for (const { item } of printedItems(instrument, { firstWave })) {
      const question = inLanguage(item.text, language);
      expect(text).toContain(item.number ? `${item.number} ${question}` : question);
      if (item.instruction) expect(text).toContain(inLanguage(item.instruction, language));
      for (const { label } of 'options' in item ? item.options : [])
        for (const word of inLanguage(label, language).split(' ')) expect(text).toContain(word);
    }
  });

  test('asks of later waves nothing that is asked once', () => {
    const text = pages.map((page) => page.text).join(' ');
    const once = ['Er du kvinne eller mann?', 'Are you a woman or a man?'];
    const asks = once.some((question) => text.includes(question));
    expect(asks).toBe(firstWave && instrument.instrument === 'job-mastery');
  });

  test('says on every page whose it is and which page, in words and in its QR code', () => {
    pages.forEach((page, index) => {
      const [number, wave] = [index + 1, firstWave ? 1 : 2];
      expect(readMark(page.qr())).toEqual({
        ...{ of: { code, wave }, version: 1, page: number, pages: pages.length },
      });
      expect(page.text).toContain(code);
      const words = language === 'nb' ? ['Side', 'av'] : ['Page', 'of'];
      expect(page.text).toContain(`${words[0]} ${number} ${words[1]} ${pages.length}`);
    });
    const marks = form.map.pages.map(({ mark }) => readMark(mark));
    expect(marks).toEqual(form.layout.pages.map(({ mark }) => mark));
  });

  test('draws every box of form.json where it says: dark around, white within', () => {
    expect(form.map.boxes.length).toBeGreaterThan(50);
    for (const box of form.map.boxes) {
      const page = pages[box.page - 1] as SeenPage;
      for (const point of border(box))
        expect([box, page.darkest(point) < dark]).toEqual([box, true]);
      expect([box, page.darkest(inside(box))]).toEqual([box, 255]);
    }
  });

  test('has a box for every option, and none twice', () => {
    const named = form.map.boxes.map((box) =>
      [box.item, 'value' in box ? box.value : 'place' in box ? box.place : ''].join(' '),
    );
    expect(new Set(named).size).toBe(named.length);
    for (const { item } of printedItems(instrument, { firstWave }))
      if ('options' in item)
        for (const { value } of item.options) expect(named).toContain(`${item.name} ${value}`);
  });

  test('leaves 10 mm white all around, and the marks in its corners are black', () => {
    const { width, height } = paper;
    for (const page of pages) {
      for (const edge of [
        { x: 0, y: 0, width, height: 10 },
        { x: 0, y: height - 10, width, height: 10 },
        { x: 0, y: 0, width: 10, height },
        { x: width - 10, y: 0, width: 10, height },
      ])
        expect(page.darkest(edge)).toBe(255);
      for (const mark of form.map.corner_marks)
        expect(page.at(mark.x + mark.width / 2, mark.y + mark.height / 2)).toBe(0);
    }
  });

  test('is A4, has a title and a language, is tagged, and brings its fonts along', () => {
    const source = form.pdf.toString('latin1');
    expect(
      source
        .match(/\/MediaBox \[([^\]]*)\]/)?.[1]
        ?.split(' ')
        .map(Number),
    ).toEqual([...[0, 0, 595.28, 841.89].map((points) => expect.closeTo(points, 1))]);
    expect(source).toContain(`/Lang (${language})`);
    expect(source).toContain('/DisplayDocTitle true');
    expect(source).toContain('/Marked true');
    const tables = instrument.instrument === 'job-mastery' ? ['Table', 'TR', 'TH', 'TD'] : [];
    for (const tag of ['Document', 'H1', 'H2', 'P', 'L', 'LI', 'LBody', ...tables])
      expect(source).toContain(`/S /${tag}\n`);
    // Six tables, none of which goes over a page here, and in every row a cell for every column.
    const cells = (source.match(/\/S \/T[DH]\n/g) ?? []).length;
    const rows = (source.match(/\/S \/TR\n/g) ?? []).length;
    if (tables.length > 0) expect([rows, cells]).toEqual([29, 21 * 6 + 8 * 11]);
    const fonts = source.match(/\/Type \/FontDescriptor/g)?.length ?? 0;
    expect(fonts).toBeGreaterThan(0);
    expect(source.match(/\/FontFile2 /g)?.length).toBe(fonts);
    expect(source).not.toContain('Helvetica');
  });

  test('is the same to the byte when it is made again', async () => {
    const again = await made(printedForm(instrument, language, firstWave));
    expect(again.pdf.equals(form.pdf)).toBe(true);
  });
});

test('a form takes few pages', async () => {
  const counted = await Promise.all(
    forms.map(async ({ instrument, language, firstWave }) => {
      const { layout } = await made(printedForm(instrument, language, firstWave));
      return layout.pages.length;
    }),
  );
  expect(Math.max(...counted)).toBeLessThanOrEqual(8);
});

describe('a blank form', () => {
  const [{ instrument } = shipped[0] as never] = shipped;

  test('has places to write the code, the wave and the date, and says in its mark that it is nobody’s', async () => {
    const { pdf, map } = await made(blankForm(instrument, 'nb', true));
    const pages = await seenPages(pdf);
    pages.forEach((page, index) => {
      const mark = { of: null, version: 1, page: index + 1, pages: pages.length };
      expect(readMark(page.qr())).toEqual(mark);
    });
    const boxes = (item: string, page: number) =>
      map.boxes.filter((box) => box.item === item && box.page === page).length;
    for (const { page } of map.pages) {
      expect(boxes('participant-code', page)).toBe(7);
      expect(boxes('wave-number', page)).toBe(2);
    }
    expect(boxes('written-on', 1)).toBe(8);
    expect(map.wave).toBeNull();
    for (const box of map.boxes) {
      const page = pages[box.page - 1] as SeenPage;
      expect([box, page.darkest(inside(box)) > white]).toEqual([box, true]);
    }
  });

  test('has its questions in the same places as everybody’s', async () => {
    const blank = await made(blankForm(instrument, 'nb', true));
    const own = await made(printedForm(instrument, 'nb', true));
    const questions = ({ map }: Made) =>
      map.boxes.filter(({ item }) => item !== 'participant-code' && item !== 'wave-number');
    expect(questions(blank)).toEqual(questions(own));
  });
});

/** Spots on the four sides, away from the corners that neighbours share. */
function border({ x, y, width, height }: MappedBox) {
  const spot = (left: number, top: number) => ({
    ...{ x: left - 0.1, y: top - 0.1, width: 0.2, height: 0.2 },
  });
  return [0.25, 0.5, 0.75].flatMap((part) => [
    spot(x + part * width, y),
    spot(x + part * width, y + height),
    spot(x, y + part * height),
    spot(x + width, y + part * height),
  ]);
}

function inside({ x, y, width, height }: MappedBox) {
  const line = 0.5;
  return { x: x + line, y: y + line, width: width - 2 * line, height: height - 2 * line };
}
