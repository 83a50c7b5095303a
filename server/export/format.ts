/** What an export format is: one file in this folder, one line in the registry. */

import type { StudyRole } from '../../surveys/study.ts';
import type { Scope } from '../db/api-tokens.ts';
import type { ResearchView } from '../research-view.ts';

export interface ExportFormat {
  /** The last part of its address, and of the name it is saved under. */
  readonly file: string;
  readonly contentType: string;
  /** What an API token must be for to fetch it. */
  readonly scope: Scope;
  /**
   * The file piece by piece, for the participants of one role. Never holds more than a page of them,
   * and stops reading when the reader stops asking.
   */
  chunks(view: ResearchView, role: StudyRole): AsyncIterable<string | Uint8Array>;
}
