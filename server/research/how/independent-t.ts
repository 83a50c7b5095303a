/** How a t test of two groups is made, by hand, in R and in SPSS. */

import {
  columns,
  endsOfT,
  type How,
  readGroups,
  selected,
  splitColumn,
  splitValues,
} from './how.ts';
import {
  equals,
  formulas,
  mean,
  mi,
  minus,
  mn,
  over,
  plus,
  root,
  row,
  sub,
  subSquared,
} from './mathml.ts';

const group = (k: number) => sub(mean('x'), mn(k));
const share = (k: number) => over(subSquared(mi('s'), mn(k)), sub(mi('n'), mn(k)));
const difference = row(group(1), minus, group(2));
const pooled = sub(mi('s'), mi('p'));

export const independentT: How = {
  source:
    'Welch (1947), doi:10.1093/biomet/34.1-2.28. Delacre, Lakens & Leys (2017), doi:10.5334/irsp.82. Steiger (2004), doi:10.1037/1082-989X.9.2.164.',
  formula: formulas(
    row(mi('t'), equals, over(difference, root(row(share(1), plus, share(2))))),
    row(mi('d'), equals, over(difference, pooled)),
  ),
  r: (question) => `${readGroups(question)}
t.test(groups[[1]], groups[[2]], conf.level = ${question.confidence})
same <- t.test(groups[[1]], groups[[2]], var.equal = TRUE)
t <- same$statistic[[1]]; df <- same$parameter[[1]]; unit <- sqrt(sum(1 / lengths(groups)))
${endsOfT(question.confidence)}
list(d = t * unit, ci = ends * unit)`,
  menu: (question) => [
    'Analyze',
    'Compare Means',
    'Independent-Samples T Test…',
    `Test Variable(s): ${columns(question).join(', ')}`,
    `Grouping Variable: ${splitColumn(question)}`,
    'Define Groups…',
    splitValues(question).join(', '),
  ],
  syntax: (question) =>
    selected(
      question,
      `T-TEST GROUPS=${splitColumn(question)}(${splitValues(question).join(' ')})
  /MISSING=ANALYSIS
  /VARIABLES=${columns(question).join(' ')}
  /CRITERIA=CI(${question.confidence})`,
    ),
};
