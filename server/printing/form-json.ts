/** `form.json`: where every box of a form is, in millimetres, so that scans of it can be read. */

import { type Area, type BoxUse, type Drawable, drawablesOf } from './drawing.ts';
import type { FormLayout, LaidOutPage, PrintedForm } from './form-layout.ts';
import { writeMark } from './form-mark.ts';
import { cornerMarks, paper, qrPlace } from './page-size.ts';

export interface FormMap {
  readonly unit: 'mm';
  readonly instrument: string;
  readonly version: number;
  readonly language: string;
  /** Null on a blank form. */
  readonly wave: number | null;
  readonly first_wave: boolean;
  readonly paper: { readonly width: number; readonly height: number };
  readonly corner_marks: readonly Area[];
  readonly qr: Area;
  readonly pages: readonly { readonly page: number; readonly mark: string }[];
  readonly boxes: readonly MappedBox[];
}

/** What an item of the instrument, the date, or the code on a blank form is read from. */
export type MappedBox = Area & BoxUse & { readonly page: number; readonly item: string };

export function formMap({ instrument, occasion, of }: PrintedForm, layout: FormLayout): FormMap {
  return {
    unit: 'mm',
    instrument: instrument.instrument,
    version: instrument.version,
    language: layout.language,
    wave: of?.wave ?? null,
    first_wave: occasion.firstWave,
    paper,
    corner_marks: cornerMarks,
    qr: { x: qrPlace.x, y: qrPlace.y, width: qrPlace.size, height: qrPlace.size },
    pages: layout.pages.map(({ mark }) => ({ page: mark.page, mark: writeMark(mark) })),
    boxes: layout.pages.flatMap((page) => boxesOf(page)),
  };
}

function boxesOf(page: LaidOutPage): MappedBox[] {
  const drawn = [...page.frame, ...page.elements.flatMap(drawablesOf)];
  return drawn.filter(isBox).map(({ item, use, x, y, width, height }) => ({
    ...{ page: page.mark.page, item, ...use },
    ...{ x: rounded(x), y: rounded(y), width: rounded(width), height: rounded(height) },
  }));
}

type Box = Extract<Drawable, { draw: 'box' }>;

function isBox(drawable: Drawable): drawable is Box {
  return drawable.draw === 'box';
}

const rounded = (millimetres: number) => Math.round(millimetres * 100) / 100;
