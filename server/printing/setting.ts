/** What everything on a form is set with: its language and words, and how wide they are. */

import type { Say } from '../texts.ts';
import type { Measure } from './drawing.ts';
import type { FormWords } from './form-words.ts';

export interface Setting {
  readonly language: string;
  readonly say: Say;
  readonly words: FormWords;
  readonly measure: Measure;
}
