/** How a paired t test is made, by hand, in R and in SPSS. */

import { columns, endsOfT, type How, readWaves, selected } from './how.ts';
import { equals, formulas, mean, mi, mo, over, root, row, sub } from './mathml.ts';

const spread = sub(mi('s'), mi('d'));

export const pairedT: How = {
  source:
    'Student (1908), doi:10.1093/biomet/6.1.1. Cumming (2012), doi:10.4324/9780203807002. Steiger (2004), doi:10.1037/1082-989X.9.2.164.',
  formula: formulas(
    row(mi('t'), equals, over(mean('d'), row(spread, mo('/'), root(mi('n'))))),
    row(sub(mi('d'), mi('z')), equals, over(mean('d'), spread)),
  ),
  r: (question) => `${readWaves(question)}
(test <- t.test(w[, 2], w[, 1], paired = TRUE, conf.level = ${question.confidence}))
t <- test$statistic[[1]]; df <- test$parameter[[1]]
${endsOfT(question.confidence)}
list(dz = t / sqrt(nrow(w)), ci = ends / sqrt(nrow(w)))`,
  menu: (question) => [
    'Analyze',
    'Compare Means',
    'Paired-Samples T Test…',
    columns(question).toReversed().join(', '),
  ],
  syntax: (question) => {
    const [first = '', second = ''] = columns(question);
    return selected(
      question,
      `T-TEST PAIRS=${second} WITH ${first} (PAIRED)
  /CRITERIA=CI(${question.confidence})
  /MISSING=ANALYSIS`,
    );
  },
};
