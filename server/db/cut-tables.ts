/** The tables of frozen plans and data cuts. */

/** Who is in a cut: everyone included by its day, or only those for whom all of its waves had closed. */
export type CutEligibility = 'included' | 'waves-closed';

export interface CutTables {
  /** Append-only: the analysis plan as it was frozen, and each later one with the reason for it. */
  frozen_plan: {
    study: string;
    /** 1 for the first. */
    number: number;
    version: number;
    sha256: string;
    /** The plan as JSON. */
    plan: string;
    frozen_at: string;
    frozen_by: string;
    /** Why it departs from the one before; null for the first. */
    reason: string | null;
  };
  /** A copy of the data as they were on a day; not locked while it is still being made. */
  data_cut: {
    id: string;
    study: string;
    number: number;
    cut_on: string;
    /** The waves whose answers it opens, as JSON. */
    waves: string;
    included_until: string;
    eligible: CutEligibility;
    /** The study as JSON, as it was defined then. */
    definition: string;
    begun_at: string;
    begun_by: string;
    locked_at: string | null;
    participants: number | null;
    /** What the answers in it were given with, as JSON. */
    instruments: string | null;
    /** Over its records as they were locked, one line each in the order of their codes. */
    sha256: string | null;
  };
  /** One participant in a cut, as canonical JSON; erasure deletes it. */
  data_cut_record: {
    cut_id: string;
    code: string;
    role: string;
    record: string;
    /** When texts were taken out of it because somebody became anonymous; null where it is as it was. */
    altered_at: string | null;
  };
}
