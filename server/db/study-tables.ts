/** The tables of the study store, as TypeScript sees them. Dates and instants are ISO strings. */

import type { ParticipantState } from '../../surveys/participant-state.ts';
import type { EventTables } from './event-tables.ts';

export type ChangeKind =
  | 'state'
  | 'arm'
  | 'site'
  | 'followed-by'
  | 'inclusion-date'
  | 'channel'
  | 'language'
  | 'mail';

/** `late` is worked out from the dates; it has a row only once it was seen to. */
export type TaskKind = 'bounced' | 'returned' | 'phone' | 'unclear-form' | 'late';
export type TaskOutcome = 'done' | 'not-reached' | 'no-longer';

/** Pseudonymous: what people answered, under codes that say nothing of who they are. */
export interface StudyTables extends EventTables {
  /** Instruments and studies as they were when answers were given. */
  definition: {
    kind: 'instrument' | 'study';
    name: string;
    version: number;
    sha256: string;
    text: string;
    pinned_at: string;
  };
  participant: {
    code: string;
    study: string;
    role: string;
    /** As it was at inclusion: what analyses go by, wherever somebody moves later. */
    arm: string | null;
    site: string | null;
    team: string | null;
    inclusion_date: string;
    language: string;
    channel: 'web' | 'paper';
    registered_at: string;
    /** Keys the fingerprints that the event log holds of this participant's answers. */
    event_key: string;
    /** Where they are now; the site decides which staff may see them. */
    current_arm: string | null;
    current_site: string | null;
    /** The code of the job specialist who follows them up. */
    followed_by: string | null;
    /** Of a second registration of one person: the code that goes on. */
    merged_into: string | null;
    /** Every link and every send looks here. Its history stands in `participant_change`. */
    state: ParticipantState;
    /** The day the state began; null while it is the first one. */
    state_on: string | null;
    /** Stopped: they want no e-mail any more; they may answer, and may be phoned or written to. */
    mail: 'wanted' | 'stopped';
  };
  /** From when to when nothing of a study leaves; one row without an end while it stands still. */
  sending_pause: {
    id: string;
    study: string;
    paused_at: string;
    paused_by: string;
    resumed_at: string | null;
    resumed_by: string | null;
  };
  /** Whose withdrawal has been seen through, and as what: messages, letters, links and identity. */
  withdrawal_follow_up: {
    code: string;
    meaning: 'keep' | 'anonymise' | 'erase';
    finished_at: string;
  };
  /** Append-only: one row for each thing that became different, with the day from which it was so. */
  participant_change: {
    id: string;
    code: string;
    kind: ChangeKind;
    previous: string | null;
    value: string | null;
    from_on: string;
    recorded_at: string;
    recorded_by: string;
  };
  /** Something staff have to do about a participant. */
  task: {
    id: string;
    study: string;
    code: string;
    kind: TaskKind;
    /** 0 where it is about no wave. */
    wave: number;
    due_on: string;
    opened_at: string;
    opened_by: string;
    done_at: string | null;
    done_by: string | null;
    outcome: TaskOutcome | null;
  };
  link: {
    token_hash: string;
    code: string;
    wave: number;
    /** In an e-mail, or as the short code of a letter. */
    medium: 'mail' | 'post';
    created_at: string;
    revoked_at: string | null;
    /** When a mail server took the message with it; null before, and where none has. */
    sent_at: string | null;
    /** Why the last attempt to send it failed: a reply code or a kind of fault, never an address. */
    failure: string | null;
  };
  response: {
    id: string;
    code: string;
    wave: number;
    channel: 'web' | 'paper';
    instrument: string;
    instrument_version: number;
    /** Counts the saves: a page that was opened before the latest save of it is stale. */
    revision: number;
    /** The answer sheet as JSON. */
    sheet: string;
    started_at: string;
    submitted_at: string | null;
    /** Paper only: the date written on the form, when it came, and who keyed it. */
    written_on: string | null;
    received_on: string | null;
    keyed_by: string | null;
  };
  /** One browser answering one response, from the button on the welcome page to submission. */
  visit: {
    id: string;
    cookie_hash: string;
    response_id: string;
    language: string;
    opened_at: string;
    ended_at: string | null;
  };
  /** One row per save: makes a repeated post harmless and tells which pages are done. */
  saved_page: {
    nonce: string;
    response_id: string;
    page: string;
    revision: number;
    visit_id: string | null;
    saved_at: string;
  };
  score: {
    response_id: string;
    scale: string;
    rule: string;
    value: number | null;
    missing: string | null;
    answered: number;
    of_items: number;
  };
}
