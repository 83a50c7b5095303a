/** What researchers' pages, downloads and API may see of a study. Only the gate makes one, and the making of a data cut. */

import type { AnalysisPlan } from '../surveys/analysis-plan.ts';
import type { Instrument } from '../surveys/instrument.ts';
import type { Study } from '../surveys/study.ts';
import type { DataCut } from './db/data-cuts.ts';
import type { FrozenPlan } from './db/frozen-plans.ts';
import type { ResearchRecords } from './db/research-records.ts';
import type { Definitions } from './definitions.ts';

/** What is masked and withheld, in the plan's own words. */
export type Blinding = AnalysisPlan['blinding'];

/** Stands where an arm is masked. */
export const maskedArm = 'masked';

/** A data cut, and how many of its records are gone since it was locked, or have lost their texts. */
export interface OpenCut extends DataCut {
  readonly erased: number;
  readonly altered: number;
}

interface Given {
  /** The day as of which the data are, where the study is. */
  readonly today: string;
  readonly records: ResearchRecords;
  /** The sites whose participants they are of; null for all. */
  readonly sites: readonly string[] | null;
  readonly definitions: Definitions;
  readonly blinding: Blinding;
  /** The data cut that is looked at; null for the data as they are now. */
  readonly cut: OpenCut | null;
  /** All there are, the newest first. */
  readonly cuts: readonly OpenCut[];
  /** The plans that were frozen, the one that holds last. */
  readonly plans: readonly FrozenPlan[];
}

/**
 * Everything that reads research data asks for one of these, never for a connection: what is blinded
 * is blinded here, for all pages and files at once.
 */
export class ResearchView {
  readonly study: Study;
  readonly today: string;
  /** Read only, in type and in fact. */
  readonly records: ResearchRecords;
  readonly sites: readonly string[] | null;
  /** The waves whose answers are shown; 1 is the first. */
  readonly waves: readonly number[];
  /** Those in which reliability and quality are looked at, withheld or not; of a cut only its own. */
  readonly judgedWaves: readonly number[];
  readonly cut: OpenCut | null;
  readonly cuts: readonly OpenCut[];
  readonly plans: readonly FrozenPlan[];
  readonly #definitions: Definitions;
  readonly #blinding: Blinding;

  constructor(study: Study, given: Given) {
    this.study = study;
    this.today = given.today;
    this.records = given.records;
    this.sites = given.sites;
    this.cut = given.cut;
    this.cuts = given.cuts;
    this.plans = given.plans;
    this.#definitions = given.definitions;
    this.#blinding = given.blinding;
    const all = study.waves.map((_, index) => index + 1);
    this.waves = all.filter((wave) => !given.blinding.withhold_waves.includes(wave));
    this.judgedWaves = given.cut ? this.waves : all;
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
