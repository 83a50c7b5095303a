/** How the Mann–Whitney test is made, by hand, in R and in SPSS. */

import { above, columns, type How, readGroups, selected, splitColumn, splitValues } from './how.ts';
import { braced, equals, formulas, mi, minus, mn, mo, over, plus, row, sub } from './mathml.ts';

const n = (k: number) => sub(mi('n'), mn(k));
const [w, pairs] = [mi('W'), row(n(1), n(2))];
const least = over(row(n(1), braced(n(1), plus, mn(1))), mn(2));

export const mannWhitney: How = {
  source:
    'Mann & Whitney (1947), doi:10.1214/aoms/1177730491. Kerby (2014), doi:10.2466/11.IT.3.1. Ben-Shachar, Lüdecke & Makowski (2020), doi:10.21105/joss.02815.',
  formula: formulas(
    row(w, equals, sub(mi('R'), mn(1)), minus, least),
    row(mi('U'), equals, mi('min'), braced(w, mo(','), pairs, minus, w)),
    row(mi('r'), equals, over(row(mn(2), w), pairs), minus, mn(1)),
  ),
  r: (question) => `${readGroups(question)}
n <- lengths(groups); r <- rank(unlist(groups)); R <- sum(r[seq_len(n[1])])
W <- R - n[1] * (n[1] + 1) / 2
exact <- function() {
  at <- 2 * R + 1; all <- 2 * sum(r) + 1
  ways <- matrix(0, n[1] + 1, all); ways[1, 1] <- 1
  for (s in 2 * r) for (k in n[1]:1)
    ways[k + 1, (s + 1):all] <- ways[k + 1, (s + 1):all] + ways[k, 1:(all - s)]
  ways <- ways[n[1] + 1, ]
  min(1, 2 * min(sum(ways[1:at]), sum(ways[at:all])) / sum(ways))
}
p <- if (all(n < 50)) exact() else wilcox.test(groups[[1]], groups[[2]], exact = FALSE)$p.value
size <- 2 * W / prod(n) - 1
reach <- qnorm(${above(question.confidence)}) * sqrt((sum(n) + 1) / (3 * prod(n)))
list(U = min(W, prod(n) - W), p = p, r = size, ci = tanh(atanh(size) + c(-1, 1) * reach))`,
  menu: (question) => [
    'Analyze',
    'Nonparametric Tests',
    'Legacy Dialogs',
    '2 Independent Samples…',
    `Test Variable List: ${columns(question).join(', ')}`,
    `Grouping Variable: ${splitColumn(question)}(${splitValues(question).join(' ')})`,
    'Mann-Whitney U',
    'Exact…',
    'Exact',
  ],
  syntax: (question) =>
    selected(
      question,
      `NPAR TESTS
  /M-W=${columns(question).join(' ')} BY ${splitColumn(question)}(${splitValues(question).join(' ')})
  /MISSING ANALYSIS
  /METHOD=EXACT TIMER(5)`,
    ),
};
