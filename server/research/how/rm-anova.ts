/** How repeated measures are analysed, by hand, in R and in SPSS. */

import { columns, endsOfF, type How, readWaves, selected } from './how.ts';
import {
  braced,
  equals,
  formulas,
  mi,
  minus,
  mn,
  mo,
  over,
  plus,
  row,
  sub,
  word,
} from './mathml.ts';

const ss = (of: string) => sub(mi('SS'), word(of));
const [effect, error] = [ss('effect'), ss('error')];
const less = (name: string) => row(mi(name), minus, mn(1));
const eta = `<msubsup>${mi('η')}${mi('p')}${mn(2)}</msubsup>`;
const determinant = (of: string) => row(mi('det'), mo('\u2061'), of);

export const rmAnova: How = {
  source:
    'Maxwell, Delaney & Kelley (2017), doi:10.4324/9781315642956, ch. 11. Greenhouse & Geisser (1959), doi:10.1007/BF02289823. Steiger (2004), doi:10.1037/1082-989X.9.2.164.',
  formula: formulas(
    row(
      mi('F'),
      equals,
      over(
        row(effect, mo('/'), braced(less('m'))),
        row(error, mo('/'), braced(braced(less('m')), braced(less('n')))),
      ),
    ),
    row(eta, equals, over(effect, row(effect, plus, error))),
    row(mi('Λ'), equals, over(determinant(mi('E')), determinant(braced(mi('E'), plus, mi('H'))))),
  ),
  r: (question) => `${readWaves(question)}
long <- data.frame(y = c(w), wave = gl(ncol(w), nrow(w)), code = gl(nrow(w), 1, length(w)))
table <- summary(aov(y ~ wave + Error(code / wave), long))[["Error: code:wave"]][[1]]
F <- table[1, "F value"]; df <- table[, "Df"]; ss <- table[, "Sum Sq"]
${endsOfF}
list(F = F, df = df, p = table[1, "Pr(>F)"], eta2 = ss[1] / sum(ss), ci = ends / (ends + sum(df) + 1))
${question.waves.length === 2 ? ofTwo(question.confidence) : ofMore}`,
  menu: (question) => [
    'Analyze',
    'General Linear Model',
    'Repeated Measures…',
    `Within-Subject Factor Name: wave, Number of Levels: ${question.waves.length}`,
    'Define',
    columns(question).join(', '),
    'Options…',
    'Descriptive statistics, Estimates of effect size',
  ],
  syntax: (question) =>
    selected(
      question,
      `GLM ${columns(question).join(' ')}
  /WSFACTOR=wave ${question.waves.length} Polynomial
  /METHOD=SSTYPE(3)
  /PRINT=DESCRIPTIVE ETASQ
  /CRITERIA=ALPHA(${question.alpha})
  /WSDESIGN=wave`,
    ),
};

/** R refuses a multivariate test of a single difference: there it follows from F. */
const ofTwo = (confidence: number) => `list(wilks = 1 / (1 + F / df[2]))
t.test(w[, 2], w[, 1], paired = TRUE, conf.level = ${confidence})`;

const ofMore = `model <- lm(w ~ 1)
anova(model, update(model, ~ 0), X = ~ 1, test = "Wilks")
anova(model, update(model, ~ 0), X = ~ 1, test = "Spherical")
mauchly.test(model, X = ~ 1)`;
