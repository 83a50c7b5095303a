/** All tests of one hypothesis of change: uncorrected, corrected for asphericity, multivariate, contrast by contrast. */

import { type Contrasts, contrasts } from './contrasts.ts';
import { type MultivariateTests, multivariateTests } from './multivariate.ts';
import { type CorrectedTests, correctedTests, type Epsilon } from './sphericity.ts';
import {
  type EffectTest,
  effectTest,
  type Hypothesis,
  type WithinError,
  withinSquares,
} from './within.ts';

interface ChangeTests {
  readonly test: EffectTest;
  readonly corrected: CorrectedTests;
  readonly multivariate: MultivariateTests;
  readonly contrasts: Contrasts;
}

/** `others` is what else counts as variation in the generalised η². */
export function changeTests(
  hypothesis: Hypothesis,
  error: WithinError,
  { epsilon, spacing, others }: { epsilon: Epsilon; spacing: readonly number[]; others: number },
): ChangeTests {
  const test = effectTest(withinSquares(hypothesis, error), others);
  return {
    test,
    corrected: correctedTests(test, epsilon),
    multivariate: multivariateTests(hypothesis, error),
    contrasts: contrasts(hypothesis, error, spacing),
  };
}
