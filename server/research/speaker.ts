/** What every part of a page about results speaks with: the study's own words, the platform's, and numbers. */

import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { type NumberTexts, numberTexts } from '../number-texts.ts';
import { type Say, texts } from '../texts.ts';

export interface Speaker {
  readonly language: string;
  readonly say: Say;
  readonly number: NumberTexts;
  wave(wave: number): string;
  arm(name: string): string;
}

export function speaker(study: Study, language: string): Speaker {
  return {
    ...{ language, say: texts(language), number: numberTexts(language) },
    wave: (wave) => inLanguage(study.waves[wave - 1]?.label ?? {}, language),
    arm: (name) => inLanguage(study.arms.find((arm) => arm.name === name)?.label ?? {}, language),
  };
}
