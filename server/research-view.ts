/** What researchers' pages, downloads and API may see of a study. Only the gate makes one. */

import type { AnalysisPlan } from '../surveys/analysis-plan.ts';
import type { Instrument } from '../surveys/instrument.ts';
import type { Study } from '../surveys/study.ts';
import type { StudyReader } from './db/open.ts';
import type { Definitions } from './definitions.ts';

/** What is masked and withheld, in the plan's own words. */
export type Blinding = AnalysisPlan['blinding'];

/** Stands where an arm is masked. */
export const maskedArm = 'masked';

/**
 * Everything that reads research data asks for one of these, never for a connection: what is blinded
 * is blinded here, for all pages and files at once.
 */
export class ResearchView {
  readonly study: Study;
  /** Today's date where the study is. */
  readonly today: string;
  /** Read only, in type and in fact. */
  readonly reader: StudyReader;
  /** The waves whose answers are shown; 1 is the first. */
  readonly waves: readonly number[];
  /** The sites whose participants are shown; null for all. */
  readonly sites: readonly string[] | null;
  readonly #definitions: Definitions;
  readonly #blinding: Blinding;

  constructor(
    study: Study,
    given: {
      today: string;
      reader: StudyReader;
      definitions: Definitions;
      blinding: Blinding;
      sites: readonly string[] | null;
    },
  ) {
    this.study = study;
    this.today = given.today;
    this.reader = given.reader;
    this.sites = given.sites;
    this.#definitions = given.definitions;
    this.#blinding = given.blinding;
    this.waves = study.waves
      .map((_, index) => index + 1)
      .filter((wave) => !given.blinding.withhold_waves.includes(wave));
  }

  /** The arms as they may be told apart, in the study's order. */
  get arms(): readonly string[] {
    return this.#blinding.mask_arms ? [maskedArm] : this.study.arms.map(({ name }) => name);
  }

  /** A participant's arm as it may be shown. */
  arm(arm: string | null): string | null {
    return arm !== null && this.#blinding.mask_arms ? maskedArm : arm;
  }

  /** The instrument that a response was given with. */
  instrument(name: string, version: number): Instrument {
    const instrument = this.#definitions.instrument(name, version);
    if (!instrument) throw new Error(`there is no instrument ${name} version ${version}`);
    return instrument;
  }
}
