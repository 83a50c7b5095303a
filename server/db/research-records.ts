/** What research reads of a study, wherever it comes from: the data as they are now, or a data cut. */

import type { ParticipantState } from '../../surveys/participant-state.ts';

/** A participant as researchers know them. */
export interface Enrolled {
  readonly code: string;
  readonly arm: string | null;
  readonly site: string | null;
  readonly team: string | null;
  readonly inclusionDate: string;
  readonly state: ParticipantState;
  /** The day the state began; null while it is the first one. */
  readonly stateOn: string | null;
}

/** How far a response has come, and what it was given with; not what was answered. */
export interface ResponseState {
  readonly id: string;
  readonly code: string;
  readonly wave: number;
  readonly channel: 'web' | 'paper';
  readonly instrument: string;
  readonly version: number;
  readonly startedAt: string;
  readonly submittedAt: string | null;
  readonly writtenOn: string | null;
  readonly receivedOn: string | null;
  readonly keyedAt: string | null;
  /** When somebody chose between several answers to this wave; null where there was nothing to choose. */
  readonly chosenAt: string | null;
  /** Keyers by their numbers: which account that is stands in no file. */
  readonly keyer: number | null;
  readonly secondKeyer: number | null;
}

/** The submitted answer sheet of a response, as JSON. */
export interface StoredSheet {
  readonly id: string;
  readonly sheet: string;
}

export interface StoredScore {
  /** The response's. */
  readonly id: string;
  readonly scale: string;
  readonly rule: string;
  readonly value: number | null;
  readonly missing: string | null;
  readonly answered: number;
  readonly of: number;
}

/** An instrument that submitted responses were given with. */
export interface AnsweredInstrument {
  readonly instrument: string;
  readonly version: number;
}

export interface ResearchRecords {
  /** The next participants of a role in the order of their codes; the first ones after an empty code. */
  enrolledAfter(role: string, after: string, limit: number): Promise<Enrolled[]>;
  responsesOf(codes: readonly string[]): Promise<ResponseState[]>;
  /** Of submitted responses at some waves. */
  sheetsOf(codes: readonly string[], waves: readonly number[]): Promise<StoredSheet[]>;
  scoresOf(codes: readonly string[], waves: readonly number[]): Promise<StoredScore[]>;
  instrumentsOf(role: string): Promise<AnsweredInstrument[]>;
}
