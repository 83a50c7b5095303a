/** How Wilcoxon's signed-rank test is made, by hand, in R and in SPSS. */

import { above, columns, type How, readWaves, selected } from './how.ts';
import { equals, formulas, mi, minus, mo, over, plus, row, sub, sumOf } from './mathml.ts';

const [positive, negative] = [sub(mi('V'), mo('+')), sub(mi('V'), mo('−'))];

export const wilcoxonSignedRank: How = {
  source:
    'Wilcoxon (1945), doi:10.2307/3001968. Kerby (2014), doi:10.2466/11.IT.3.1. Ben-Shachar, Lüdecke & Makowski (2020), doi:10.21105/joss.02815.',
  formula: formulas(
    row(positive, equals, sumOf('d>0', row(mi('rank'), mo('|'), mi('d'), mo('|')))),
    row(mi('r'), equals, over(row(positive, minus, negative), row(positive, plus, negative))),
  ),
  r: (question) => `${readWaves(question)}
d <- w[, 2] - w[, 1]; d <- d[d != 0]; n <- length(d)
r <- rank(abs(d)); V <- sum(r[d > 0])
exact <- function() {
  ways <- 1; at <- 2 * V + 1
  for (s in 2 * r) ways <- c(ways, numeric(s)) + c(numeric(s), ways)
  min(1, 2 * min(sum(ways[1:at]), sum(ways[at:length(ways)])) / sum(ways))
}
p <- if (n < 50) exact() else wilcox.test(w[, 2], w[, 1], paired = TRUE, exact = FALSE)$p.value
size <- 2 * V / sum(r) - 1
reach <- qnorm(${above(question.confidence)}) * sqrt(2 * (2 * n + 1) / (3 * n * (n + 1)))
list(V = V, p = p, r = size, ci = tanh(atanh(size) + c(-1, 1) * reach))`,
  menu: (question) => [
    'Analyze',
    'Nonparametric Tests',
    'Legacy Dialogs',
    '2 Related Samples…',
    columns(question).join(', '),
    'Wilcoxon',
    'Exact…',
    'Exact',
  ],
  syntax: (question) => {
    const [first = '', second = ''] = columns(question);
    return selected(
      question,
      `NPAR TESTS
  /WILCOXON=${first} WITH ${second} (PAIRED)
  /MISSING ANALYSIS
  /METHOD=EXACT TIMER(5)`,
    );
  },
};
