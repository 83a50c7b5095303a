/** What an export format is: one file in this folder, one line in the registry. */

import type { StudyRole } from '../../surveys/study.ts';
import type { Scope } from '../db/api-tokens.ts';
import type { ResearchView } from '../research-view.ts';

/** What a download is looked for by, in the order in which pages list them. */
export const shelves = ['spss', 'r', 'table', 'documentation'] as const;
export type Shelf = (typeof shelves)[number];

/** How a reason for a missing answer stands in the data: by its code, or as an empty cell. */
export type Flavour = 'coded' | 'blank';

/** Is told how many more participants are done with. */
export type Told = (participants: number) => void;

export interface ExportFormat {
  /** The last part of its address, and of the name it is saved under. */
  readonly file: string;
  readonly contentType: string;
  /** What an API token must be for to fetch it. */
  readonly scope: Scope;
  readonly shelf: Shelf;
  /**
   * The file piece by piece, for the participants of one role. Never holds more than a page of them,
   * and stops reading when the reader stops asking.
   */
  chunks(view: ResearchView, role: StudyRole, told?: Told): AsyncIterable<string | Uint8Array>;
}
