/** How Friedman's test is made, by hand, in R and in SPSS. */

import { columns, type How, readWaves, selected } from './how.ts';
import {
  braced,
  equals,
  formulas,
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

const chi = squared(mi('χ'));
const [n, m, one] = [mi('n'), mi('m'), mn(1)];
const expected = over(row(n, braced(m, plus, one)), mn(2));
const ties = over(
  sumOf('t', braced(`<msup>${mi('t')}${mn(3)}</msup>`, minus, mi('t'))),
  row(m, minus, one),
);

export const friedman: How = {
  source:
    'Friedman (1937), doi:10.1080/01621459.1937.10503522. Kendall & Babington Smith (1939), doi:10.1214/aoms/1177732186.',
  formula: formulas(
    row(
      chi,
      equals,
      over(
        row(mn(12), sumOf('j', squared(braced(sub(mi('R'), mi('j')), minus, expected)))),
        row(n, m, braced(m, plus, one), minus, ties),
      ),
    ),
    row(mi('W'), equals, over(chi, row(n, braced(m, minus, one)))),
  ),
  r: (question) => `${readWaves(question)}
(test <- friedman.test(w))
list(W = test$statistic[[1]] / (nrow(w) * (ncol(w) - 1)))`,
  menu: (question) => [
    'Analyze',
    'Nonparametric Tests',
    'Legacy Dialogs',
    'K Related Samples…',
    columns(question).join(', '),
    'Friedman',
  ],
  syntax: (question) =>
    selected(
      question,
      `NPAR TESTS
  /FRIEDMAN=${columns(question).join(' ')}
  /MISSING LISTWISE`,
    ),
};
