/** How means of several groups are compared, with one variance and without, by hand, in R and in SPSS. */

import {
  columns,
  endsOfF,
  type How,
  type HowQuestion,
  readGroups,
  selected,
  splitColumn,
  stacked,
} from './how.ts';
import {
  braced,
  equals,
  formulas,
  mean,
  mi,
  minus,
  mn,
  mo,
  over,
  plus,
  row,
  squared,
  sub,
  subSquared,
  sumOf,
  word,
} from './mathml.ts';

const ss = (of: string) => sub(mi('SS'), word(of));
const [between, within, one] = [ss('between'), ss('within'), mn(1)];
const ofGroup = (name: string) => sub(name, mi('j'));
const groupsLess = row(mi('k'), minus, one);
const eta = row(squared(mi('η')), equals, over(between, row(between, plus, within)));
const steiger = 'Steiger (2004), doi:10.1037/1082-989X.9.2.164.';

/** `shares`: η² is of the sums of squares in both. */
const shares = `ss <- summary(aov(y ~ g))[[1]][, "Sum Sq"]
list(eta2 = ss[1] / sum(ss), ci = ends / (ends + length(y)))`;

export const oneWayAnova: How = {
  source: `Fisher (1925), Statistical Methods for Research Workers. ${steiger}`,
  formula: formulas(
    row(
      mi('F'),
      equals,
      over(
        row(between, mo('/'), braced(groupsLess)),
        row(within, mo('/'), braced(mi('N'), minus, mi('k'))),
      ),
    ),
    eta,
  ),
  r: (question) => asked(question, 'TRUE'),
  menu: (question) => [...menuOf(question), 'Options…', 'Descriptive'],
  syntax: (question) => syntaxOf(question, 'DESCRIPTIVES'),
};

const weight = ofGroup(mi('w'));
const spread = row(squared(braced(ofGroup(mean('x')), minus, mean('x'))));
const lambda = mi('Λ');

export const welchAnova: How = {
  source: `Welch (1951), doi:10.1093/biomet/38.3-4.330. ${steiger}`,
  formula: formulas(
    row(weight, equals, over(ofGroup(mi('n')), subSquared(mi('s'), mi('j')))),
    row(
      lambda,
      equals,
      sumOf(
        'j',
        over(
          squared(braced(one, minus, weight, mo('/'), mi('w'))),
          row(ofGroup(mi('n')), minus, one),
        ),
      ),
    ),
    row(
      mi('F'),
      equals,
      over(
        row(sumOf('j', row(weight, spread)), mo('/'), braced(groupsLess)),
        row(
          one,
          plus,
          over(
            row(mn(2), braced(mi('k'), minus, mn(2)), lambda),
            row(squared(mi('k')), minus, one),
          ),
        ),
      ),
    ),
    eta,
  ),
  r: (question) => asked(question, 'FALSE'),
  menu: (question) => [...menuOf(question), 'Options…', 'Descriptive, Welch'],
  syntax: (question) => syntaxOf(question, 'DESCRIPTIVES WELCH'),
};

function asked(question: HowQuestion, isOneVariance: 'TRUE' | 'FALSE'): string {
  return `${readGroups(question)}
${stacked}
(test <- oneway.test(y ~ g, var.equal = ${isOneVariance}))
F <- test$statistic[[1]]; df <- test$parameter
${endsOfF}
${shares}`;
}

const menuOf = (question: HowQuestion) => [
  'Analyze',
  'Compare Means',
  'One-Way ANOVA…',
  `Dependent List: ${columns(question).join(', ')}`,
  `Factor: ${splitColumn(question)}`,
];

function syntaxOf(question: HowQuestion, statistics: string): string {
  return selected(
    question,
    `ONEWAY ${columns(question).join(' ')} BY ${splitColumn(question)}
  /STATISTICS ${statistics}
  /MISSING ANALYSIS`,
  );
}
