/** The tables of the event log, which both stores have. */

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

export interface EventTables {
  event: EventTable;
  event_head: EventHeadTable;
}
