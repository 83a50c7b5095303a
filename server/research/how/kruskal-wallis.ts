/** How the Kruskal–Wallis test is made, by hand, in R and in SPSS. */

import {
  columns,
  type How,
  readGroups,
  selected,
  splitColumn,
  splitValues,
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
  over,
  plus,
  row,
  squared,
  sub,
  sumOf,
} from './mathml.ts';

const [N, one] = [mi('N'), mn(1)];
const cubed = (base: string) => `<msup>${base}${mn(3)}</msup>`;
const spread = squared(braced(sub(mean('R'), mi('j')), minus, over(row(N, plus, one), mn(2))));
const ties = over(sumOf('t', braced(cubed(mi('t')), minus, mi('t'))), row(cubed(N), minus, N));

export const kruskalWallis: How = {
  source:
    'Kruskal & Wallis (1952), doi:10.1080/01621459.1952.10483441. Tomczak & Tomczak (2014), Trends in Sport Sciences 21, 19–25.',
  formula: formulas(
    row(
      mi('H'),
      equals,
      over(
        row(
          over(mn(12), row(N, braced(N, plus, one))),
          sumOf('j', row(sub(mi('n'), mi('j')), spread)),
        ),
        row(one, minus, ties),
      ),
    ),
    row(squared(mi('ε')), equals, over(mi('H'), row(N, minus, one))),
  ),
  r: (question) => `${readGroups(question)}
${stacked}
(test <- kruskal.test(y, g))
list(epsilon2 = test$statistic[[1]] / (length(y) - 1))`,
  menu: (question) => [
    'Analyze',
    'Nonparametric Tests',
    'Legacy Dialogs',
    'K Independent Samples…',
    `Test Variable List: ${columns(question).join(', ')}`,
    `Grouping Variable: ${splitColumn(question)}(${ends(splitValues(question))})`,
    'Kruskal-Wallis H',
  ],
  syntax: (question) =>
    selected(
      question,
      `NPAR TESTS
  /K-W=${columns(question).join(' ')} BY ${splitColumn(question)}(${ends(splitValues(question))})
  /MISSING ANALYSIS`,
    ),
};

const ends = (values: readonly number[]) => `${Math.min(...values)} ${Math.max(...values)}`;
