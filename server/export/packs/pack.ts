/** What a pack is: a ZIP file about a whole study, all roles of it. */

import type { Study } from '../../../surveys/study.ts';
import type { Scope } from '../../db/api-tokens.ts';
import type { ResearchView } from '../../research-view.ts';
import type { Told } from '../format.ts';

export interface PackGiven {
  readonly told?: Told;
  /** The codes of those whose answers may go to an archive. Only a pack for one asks. */
  archivable(): Promise<ReadonlySet<string>>;
}

export interface ExportPack {
  /** The last part of its address, and of the name it is saved under. */
  readonly file: string;
  readonly scope: Scope;
  /** How many times each participant's data are read for it. */
  readonly rounds: number;
  /** Whether a study has one. */
  isOf(study: Study): boolean;
  chunks(view: ResearchView, given: PackGiven): AsyncIterable<Uint8Array>;
}
