/** Runs a statistical procedure that may have too little to work on. */

import type { AnyResult } from '../../../stats/index.ts';

/** A result, or in English what was missing for one. */
export type Attempt<R = AnyResult> =
  | { readonly result: R; readonly problem: null }
  | { readonly result: null; readonly problem: string };

/** What procedures refuse they refuse with a RangeError; anything else is a fault of ours. */
export function attempt<R>(run: () => R): Attempt<R> {
  try {
    return { result: run(), problem: null };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { result: null, problem: error.message };
  }
}
