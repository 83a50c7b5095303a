/** Forms of any instrument for tests: as they are printed for somebody, or blank. */

import { buffer } from 'node:stream/consumers';
import { type FormMap, formMap } from '../../../server/printing/form-json.ts';
import {
  type FormLayout,
  formLayout,
  type PrintedForm,
} from '../../../server/printing/form-layout.ts';
import { formPdf } from '../../../server/printing/form-pdf.ts';
import { measure } from '../../../server/printing/typeface.ts';
import type { Instrument } from '../../../surveys/instrument.ts';

export const code = 'K7M4QXQ';
export const printedAt = new Date('2018-03-01T08:00:00Z');

/** At inclusion, or at the wave three months later. */
export function printedForm(
  instrument: Instrument,
  language: string,
  firstWave: boolean,
): PrintedForm {
  const of = firstWave ? { wave: 1, label: 'Inklusjon' } : { wave: 2, label: '3 måneder' };
  return { ...blankForm(instrument, language, firstWave), of: { code, ...of } };
}

export function blankForm(
  instrument: Instrument,
  language: string,
  firstWave: boolean,
): PrintedForm {
  const contact = { name: 'Prosjektkontoret', phone: '77 00 00 00' };
  return { instrument, language, occasion: { firstWave }, of: null, contact };
}

export interface Made {
  readonly layout: FormLayout;
  readonly map: FormMap;
  readonly pdf: Buffer;
}

export async function made(form: PrintedForm): Promise<Made> {
  const layout = formLayout(form, measure);
  return { layout, map: formMap(form, layout), pdf: await buffer(formPdf(layout, printedAt)) };
}
