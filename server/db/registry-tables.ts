/** The tables of the registry, as TypeScript sees them. Dates and instants are ISO strings. */

import type { EventTables } from './event-tables.ts';

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
    /** Of a second registration of one person: the code that goes on. */
    merged_into: string | null;
    /** 1 for the first e-mail address they had here, one more with each change of it. */
    email_ordinal: number;
    /** When mail to the address they have now was refused or came back for good; null while it works. */
    email_failed_at: string | null;
  };
  /** Keyed and shortened hashes of how the words of a name begin: they find a few people too many. */
  person_name: {
    code: string;
    study: string;
    prefix_index: string;
  };
  /** Append-only ledger: one row for each form that was signed, each time one was. */
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
  /** What was said to each thing on that form. */
  consent_answer: {
    consent_id: string;
    item: string;
    /** 1 for yes, 0 for no. */
    agreed: 0 | 1;
  };
  /** The signed form as a file. */
  consent_scan: {
    id: string;
    consent_id: string;
    code: string;
    media_type: 'application/pdf' | 'image/jpeg' | 'image/png';
    bytes: number;
    sha256: string;
    /** The file in base64, sealed. */
    body_sealed: string;
    scanned_at: string;
    scanned_by: string;
  };
  /** What staff wrote down about a person, e.g. after a phone call. */
  note: {
    id: string;
    code: string;
    kind: 'phone' | 'note';
    text_sealed: string;
    written_at: string;
    written_by: string;
  };
  /** A file of people to register, from its preview until it is imported or given up. */
  import_draft: {
    id: string;
    study: string;
    role: string;
    rows_sealed: string;
    made_by: string;
    made_at: string;
    expires_at: string;
    imported_at: string | null;
  };
  /** A link with which a participant opens a copy of all that is held about them. */
  data_copy: {
    token_hash: string;
    code: string;
    made_by: string;
    made_at: string;
    expires_at: string;
    /** Of the form it was made with: a form sent twice makes one. */
    nonce: string | null;
  };
  /** For holding back whoever asks for lost links again and again. */
  lost_link_request: {
    id: string;
    email_index: string;
    asked_at: string;
  };
  /** One row, sealed with the key that all others are sealed with. */
  key_check: {
    id: number;
    sealed: string;
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
    /** The secret shared with the person's authenticator app. */
    totp_sealed: string | null;
    /** When the app was proven to have it. */
    totp_since: string | null;
    /** The time step of the last code that was taken: each is good once. */
    totp_step: number | null;
  };
  /** Which studies an account may enter, and which sites of them. */
  account_access: {
    account_id: string;
    study: string;
    /** Empty for the whole study. */
    site: string;
  };
  /** One-time codes for who has lost their app. */
  recovery_code: {
    code_hash: string;
    account_id: string;
    used_at: string | null;
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
    /** When the second factor was given; null after the password alone. */
    second_factor_at: string | null;
    /** When the person last proved again who they are, for what asks for that. */
    confirmed_at: string | null;
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
    /** What its owner calls it. */
    name: string;
    /** Which files it opens. */
    scope: 'answers' | 'documentation';
  };
  outbox: {
    id: string;
    study: string;
    code: string;
    wave: number;
    /**
     * `new-link`: the same once more, as a link was lost or an address changed.
     * `withdrawal-receipt`: has no link and belongs to no wave, which is 0.
     */
    kind:
      | 'invitation'
      | 'new-link'
      | 'reminder'
      | 'resume'
      | 'thanks'
      | 'letter'
      | 'withdrawal-receipt';
    ordinal: number;
    /** Of a letter, `sent` is posted; `cancelled`: taken out of its batch, and never sent. */
    status: 'waiting' | 'sending' | 'sent' | 'failed' | 'cancelled';
    /** Why it was sent once more. */
    reason: 'address-changed' | 'asked' | null;
    /** Which of the person's addresses it was last sent to; see `person`. */
    email_ordinal: number | null;
    /** When somebody last took it to send; a claim without an outcome is taken over after a while. */
    claimed_at: string | null;
    /** How often it was handed to a mail server, or would have been had one answered. */
    attempts: number;
    /** When it may be tried again; null where nothing holds it back. */
    try_after: string | null;
    /** The link's token, sealed, until the message is sent. */
    token_sealed: string | null;
    message_id: string;
    created_at: string;
    sent_at: string | null;
    /** The mail server's reply code or the kind of failure; never an address. */
    failure: string | null;
    /** When a report came that it had not arrived, and the status that the report gave, e.g. 5.1.1. */
    bounced_at: string | null;
    bounce: string | null;
    /** Of a letter: the batch that it is printed and posted with. */
    batch_id: string | null;
  };
  /** Letters of one day that are printed and posted together; a day's second batch has number 2. */
  letter_batch: {
    id: string;
    study: string;
    /** Where staff see the people of their own site only, each site has its own; else empty. */
    site: string;
    day: string;
    number: number;
    made_at: string;
    printed_at: string | null;
    printed_by: string | null;
    posted_at: string | null;
    posted_by: string | null;
  };
  /** When each study was last looked through for what is due, and how much was. */
  dispatch_run: {
    study: string;
    began_at: string;
    due: number;
    ended_at: string | null;
  };
  /** Random values that others are hashed with, sealed like everything else. */
  secret: {
    name: 'short-code';
    value_sealed: string;
  };
  /** An address at which a calendar program reads the dates of a study. */
  calendar_feed: {
    token_hash: string;
    account_id: string;
    study: string;
    created_at: string;
    revoked_at: string | null;
  };
}
