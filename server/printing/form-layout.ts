/** A whole form as data: what stands where on each of its pages, before anything is drawn. */

import type { Instrument } from '../../surveys/instrument.ts';
import { paperForm } from '../../surveys/paper-form.ts';
import { jumps } from '../../surveys/paper-routing.ts';
import type { Occasion } from '../../surveys/routing.ts';
import { inLanguage } from '../../surveys/text.ts';
import { texts } from '../texts.ts';
import type { Drawable, Element, Measure } from './drawing.ts';
import type { FormMark } from './form-mark.ts';
import { formWords } from './form-words.ts';
import { type FrontPage, frontBlocks, textBlocks } from './front-page.ts';
import { type Block, onPages } from './page-breaks.ts';
import { type FormIdentity, pageFrame } from './page-frame.ts';
import { body } from './page-size.ts';
import { sectionBlocks } from './section-blocks.ts';

export interface PrintedForm {
  readonly instrument: Instrument;
  readonly occasion: Occasion;
  readonly language: string;
  readonly of: FormIdentity['of'];
  readonly contact: FrontPage['contact'];
}

export interface LaidOutPage {
  readonly mark: FormMark;
  /** The same on every page but for its number: not read aloud. */
  readonly frame: readonly Drawable[];
  readonly elements: readonly Element[];
}

export interface FormLayout {
  readonly title: string;
  readonly language: string;
  readonly pages: readonly LaidOutPage[];
}

export function formLayout(form: PrintedForm, measure: Measure): FormLayout {
  const { instrument, occasion, of, contact } = form;
  const language = languageOf(form);
  const setting = { language, measure, say: texts(language), words: formWords(language) };
  const said = (name: 'title' | 'introduction' | 'closing') =>
    instrument[name] ? inLanguage(instrument[name], language) : '';
  const front = {
    ...{ title: said('title'), introduction: said('introduction'), contact },
    hasArrows: jumps(instrument, occasion).size > 0,
  };
  const questions = paperForm(instrument, occasion, language).flatMap((section) =>
    sectionBlocks(section, setting),
  );
  const closing = textBlocks(said('closing'), setting).map((block) => ({ ...block, space: 8 }));
  const pages = onPages([...frontBlocks(front, setting), ...withClosing(questions, closing)], body);
  const { version } = instrument;
  const identity = { of, instrument: instrument.instrument, version };
  return {
    title: said('title'),
    language,
    pages: pages.map((elements, index) => {
      const mark = {
        ...{ of: of && { code: of.code, wave: of.wave }, version },
        ...{ page: index + 1, pages: pages.length },
      };
      return { mark, elements, frame: pageFrame(identity, mark, setting) };
    }),
  };
}

/** A word of thanks is not put on a page of its own. */
function withClosing(questions: readonly Block[], closing: readonly Block[]): Block[] {
  const last = questions.at(-1);
  if (!last || last.divisible || closing.length === 0) return [...questions, ...closing];
  return [...questions.slice(0, -1), { ...last, withNext: true }, ...closing];
}

/** The form is in one language throughout: the reader's if the instrument has it, else its first. */
function languageOf({ instrument: { languages }, language }: PrintedForm): string {
  return languages.includes(language) ? language : (languages[0] ?? language);
}
