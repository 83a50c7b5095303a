/** The tables of the two stores, as TypeScript sees them. Dates and instants are ISO strings. */

/** Append-only log, hash-chained; both stores have one. */
export interface EventTable {
  seq: number;
  at: string;
  /** An account's id, `participant` or `system`. */
  actor: string;
  action: string;
  code: string | null;
  /** Small facts as JSON; never an answer, a name or an address. */
  detail: string;
  previous_hash: string;
  hash: string;
}

/** One row: the end of the chain, locked by whoever appends to it. */
export interface EventHeadTable {
  id: number;
  seq: number;
  hash: string;
}

interface EventTables {
  event: EventTable;
  event_head: EventHeadTable;
}

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
    arm: string | null;
    site: string | null;
    team: string | null;
    inclusion_date: string;
    language: string;
    channel: 'web' | 'paper';
    registered_at: string;
    /** Keys the fingerprints that the event log holds of this participant's answers. */
    event_key: string;
  };
  /** Its row is the moment of withdrawal: every link and every send looks here. */
  withdrawal: {
    code: string;
    withdrawn_at: string;
    recorded_by: string;
  };
  link: {
    token_hash: string;
    code: string;
    wave: number;
    created_at: string;
    revoked_at: string | null;
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

/** Identity: who people are, and the key from person to code. Encrypted columns end in `_sealed`. */
export interface RegistryTables extends EventTables {
  person: {
    code: string;
    study: string;
    name_sealed: string;
    email_sealed: string | null;
    phone_sealed: string | null;
    address_sealed: string | null;
    /** Keyed hashes, for finding a person without opening the fields. */
    email_index: string | null;
    phone_index: string | null;
    registered_at: string;
  };
  consent: {
    id: string;
    code: string;
    given_on: string;
    text_version: string;
    text_sha256: string;
    channel: 'paper' | 'web' | 'oral';
    recorded_by: string;
    recorded_at: string;
  };
  account: {
    id: string;
    role: 'admin' | 'coordinator' | 'keyer' | 'researcher';
    email_sealed: string;
    email_index: string;
    /** Null until the person has chosen a password. */
    password_hash: string | null;
    created_at: string;
    disabled_at: string | null;
  };
  /** A one-time link with which an account's person chooses a password. */
  account_link: {
    token_hash: string;
    /** Null for the link that makes the first administrator. */
    account_id: string | null;
    expires_at: string;
    used_at: string | null;
  };
  session: {
    token_hash: string;
    account_id: string;
    csrf: string;
    created_at: string;
    expires_at: string;
    ended_at: string | null;
  };
  sign_in_failure: {
    id: string;
    email_index: string;
    failed_at: string;
  };
  api_token: {
    token_hash: string;
    account_id: string;
    study: string;
    created_at: string;
    expires_at: string;
    revoked_at: string | null;
  };
  outbox: {
    id: string;
    study: string;
    code: string;
    wave: number;
    kind: 'invitation';
    ordinal: number;
    status: 'waiting' | 'sending' | 'sent' | 'failed';
    /** When somebody last took it to send; a claim without an outcome is taken over after a while. */
    claimed_at: string | null;
    /** The link's token, sealed, until the message is sent. */
    token_sealed: string | null;
    message_id: string;
    created_at: string;
    sent_at: string | null;
    /** The mail server's reply code or the kind of failure; never an address. */
    failure: string | null;
  };
}
