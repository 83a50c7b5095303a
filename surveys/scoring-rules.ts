/** The named, versioned ways to make one number out of several. A rule that has been used never changes. */

/** One input of a scale: its number, and what the scale says of it. */
export interface Term {
  readonly value: number;
  /** Under `count@1`: the value that counts. */
  readonly counted?: number | undefined;
}

export interface RuleOptions {
  readonly cap?: number | undefined;
}

type ScoringRule = (answered: readonly Term[], of: number, options: RuleOptions) => number;

const sum = (terms: readonly Term[]) => terms.reduce((total, term) => total + term.value, 0);

export const scoringRules = {
  /** The mean of the answered items. */
  'mean@1': (terms) => sum(terms) / terms.length,
  /** The sum of the answered items; with items missing, their mean times the number of items. */
  'sum@1': (terms, of) => (sum(terms) * of) / terms.length,
  /** How many items have the value that counts. */
  'count@1': (terms) => terms.filter((term) => term.value === term.counted).length,
  /** How many distinct options are ticked, at most `cap`. */
  'count-capped@1': (terms, _of, { cap }) => Math.min(sum(terms), cap ?? Number.POSITIVE_INFINITY),
} as const satisfies Record<string, ScoringRule>;

export type ScoringRuleName = keyof typeof scoringRules;

export const scoringRuleNames = Object.keys(scoringRules) as ScoringRuleName[];
