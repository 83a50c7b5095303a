/** The tables of the study store, as TypeScript sees them. Dates and instants are ISO strings. */

import type { ParticipantState } from '../../surveys/participant-state.ts';
import type { CutTables } from './cut-tables.ts';
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
export interface StudyTables extends EventTables, CutTables {
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
    /** Paper only: the form it was read from, the date written on it, when it came, and who keyed it when. */
    form_id: string | null;
    written_on: string | null;
    received_on: string | null;
    keyed_by: string | null;
    /** The second keyer's account; null where it was keyed once. */
    keyed_again_by: string | null;
    /** When the last keyer had done. */
    keyed_at: string | null;
  };
  /** An envelope that came: the form in it, under the code and the wave that are printed on it. */
  paper_form: {
    id: string;
    code: string;
    wave: number;
    instrument: string;
    instrument_version: number;
    received_on: string;
    logged_at: string;
    logged_by: string;
    /** How many people are to key it. */
    keyings: 1 | 2;
    /** Since when it is keyed so often, and every difference decided; null before. */
    settled_at: string | null;
    /** Null until it is settled, and while it is held because there is another answer to the wave. */
    outcome: 'counts' | 'set-aside' | null;
    /** Who chose between it and another answer; null where there was nothing to choose. */
    decided_at: string | null;
    decided_by: string | null;
  };
  /** What one person read on a form; it stays as it is once it is finished. */
  keying: {
    id: string;
    form_id: string;
    ordinal: 1 | 2;
    keyed_by: string;
    /** The answers as JSON, before what is not asked is worked out. */
    sheet: string;
    written_on: string | null;
    begun_at: string;
    saved_at: string;
    finished_at: string | null;
  };
  /** What stands on a form where its two keyers read different things. */
  keying_decision: {
    form_id: string;
    /** An item's name, or `written-on`. */
    field: string;
    /** An answer as JSON; of `written-on` a day or null. */
    answer: string;
    decided_at: string;
    decided_by: string;
  };
  /** An answer from the web that a paper form counts instead of, and when it had been submitted. */
  replaced_response: {
    response_id: string;
    form_id: string;
    submitted_at: string;
  };
  /** A form that was filled in under the code of somebody else: one person says so, another one agrees. */
  code_correction: {
    id: string;
    form_id: string;
    from_code: string;
    from_wave: number;
    to_code: string;
    to_wave: number;
    proposed_at: string;
    proposed_by: string;
    decided_at: string | null;
    decided_by: string | null;
    outcome: 'confirmed' | 'rejected' | null;
  };
  /** Keyers by a number, as the data and the figures on keying name them. */
  keyer: {
    account_id: string;
    number: number;
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
