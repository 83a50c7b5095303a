/**
 * Power against R: its own power.t.test and power.anova.test where it has them, elsewhere the definition
 * with R's noncentral distributions. In each design R says what power there is, what power our n, effect
 * and alpha give, and for t tests which n it would take. R's noncentral distributions are
 * good to about 1e-9; the other digits are tested in test/stats/power.
 */

import { beforeAll, describe, expect, test } from 'vitest';
import { power } from '../../stats/index.ts';
import { expectStatistic } from '../support/closeness.ts';
import { type Draw, integer, seeded, size } from './data-sets.ts';
import { askRForEach } from './r.ts';

type Procedure = Exclude<keyof typeof power, 'curve'>;
type Input = Readonly<Record<string, unknown>> & {
  readonly effect: Readonly<Record<string, unknown>>;
};

interface Case {
  readonly name: Procedure;
  readonly input: Input;
  readonly n: number;
  readonly alpha: number;
  readonly asked: number;
}

interface Answer {
  readonly power: number;
  /** The power with our n, our effect and our alpha. */
  readonly checks: readonly [n: number, effect: number, alpha: number];
  /** The n that R finds itself; null where it was not asked. */
  readonly n: number | null;
}

const designsEach = 110;
const procedures: Readonly<Record<Procedure, (draw: Draw) => Input>> = {
  rmWithin: (draw) => repeated(draw, { fewestGroups: 1, epsilon: true }),
  rmBetween: (draw) => repeated(draw, { fewestGroups: 2, epsilon: false }),
  rmInteraction: (draw) => repeated(draw, { fewestGroups: 2, epsilon: true }),
  oneWayAnova: (draw) => ({ groups: integer(draw, 2, 8), effect: { f: size100(draw, 8, 80) } }),
  oneSampleT: (draw) => ({ ...sides(draw), ratio: 1, effect: { d: size100(draw, 8, 120) } }),
  pairedT: (draw) => ({ ...sides(draw), ratio: 1, effect: { d: size100(draw, 8, 120) } }),
  independentT: (draw) => ({
    ...sides(draw),
    ratio: draw() < 0.5 ? 1 : integer(draw, 1, 12) / 4,
    effect: { d: size100(draw, 10, 150) },
  }),
  correlation: (draw) => ({
    ...sides(draw),
    model: draw() < 0.7 ? 'exact' : 'pointBiserial',
    effect: { r: size100(draw, 5, 75) },
  }),
  chiSquare: (draw) => ({ df: integer(draw, 1, 20), effect: { w: size100(draw, 8, 70) } }),
};

const names = Object.keys(procedures) as Procedure[];

const cases: readonly Case[] = names.flatMap((name, which) => {
  const draw = seeded(200 + which);
  return Array.from({ length: designsEach }, () => ({
    name,
    input: procedures[name](draw),
    n: size(draw, 12, 400),
    alpha: [0.05, 0.01, 0.1, 0.001][integer(draw, 0, 3)] as number,
    asked: integer(draw, 30, 99) / 100,
  }));
});

const inR = `
  one <- identical(input$alternative, 'greater')
  lambda_and_df <- function(n, effect) {
    e <- function(x) if (is.null(input$epsilon)) x else x * input$epsilon
    g <- input$groups; m <- input$measurements; rho <- input$correlation
    df1 <- switch(name, rmWithin = e(m - 1), rmBetween = g - 1, rmInteraction = e((g - 1) * (m - 1)),
      oneWayAnova = g - 1)
    df2 <- if (name %in% c('rmBetween', 'oneWayAnova')) n - g else e((n - g) * (m - 1))
    spss <- unit == 'partialEtaSquared' || identical(input$effect$convention, 'spss')
    f2 <- if (unit == 'partialEtaSquared') effect / (1 - effect) else effect^2
    lambda <- if (name == 'oneWayAnova') n * f2
      else if (spss) f2 * df2
      else if (identical(input$effect$convention, 'cohen')) if (name == 'rmBetween') n * f2 else e(n * f2)
      else if (name == 'rmBetween') n * m * f2 / (1 + (m - 1) * rho)
      else e(n * m * f2 / (1 - rho))
    c(lambda, df1, df2)
  }
  # Given the x, r is a noncentral t, whose noncentrality has the spread of the x in it.
  exact_r <- function(n, r, alpha) {
    point <- qt(if (one) alpha else alpha / 2, n - 2, lower.tail = FALSE)
    tail <- function(theta) integrate(function(s) dchisq(s, n - 1) *
      pt(point, n - 2, theta * sqrt(s), lower.tail = FALSE), qchisq(1e-13, n - 1),
      qchisq(1e-13, n - 1, lower.tail = FALSE), rel.tol = 1e-9)$value
    theta <- r / sqrt(1 - r^2)
    tail(theta) + if (one) 0 else tail(-theta)
  }
  t_power <- function(delta, df, alpha) {
    point <- qt(if (one) alpha else alpha / 2, df, lower.tail = FALSE)
    pt(point, df, delta, lower.tail = FALSE) + if (one) 0 else pt(-point, df, delta)
  }
  f_power <- function(n, effect, alpha) {
    x <- lambda_and_df(n, effect)
    pf(qf(alpha, x[2], x[3], lower.tail = FALSE), x[2], x[3], x[1], lower.tail = FALSE)
  }
  sides <- if (one) 'one.sided' else 'two.sided'
  power_of <- function(n, effect, alpha) switch(name,
    chiSquare = pchisq(qchisq(alpha, input$df, lower.tail = FALSE), input$df, n * effect^2, lower.tail = FALSE),
    oneSampleT = power.t.test(n, effect, 1, alpha, type = 'one.sample', alternative = sides, strict = TRUE)$power,
    pairedT = power.t.test(n, effect, 1, alpha, type = 'paired', alternative = sides, strict = TRUE)$power,
    independentT = if (input$ratio == 1)
      power.t.test(n / 2, effect, 1, alpha, alternative = sides, strict = TRUE)$power
      else t_power(effect / sqrt((1 + input$ratio) / n + (1 + 1 / input$ratio) / n), n - 2, alpha),
    correlation = if (input$model == 'exact') exact_r(n, effect, alpha)
      else t_power(sqrt(n) * effect / sqrt(1 - effect^2), n - 2, alpha),
    # R asks for two in each group.
    oneWayAnova = if (n < 2 * input$groups) f_power(n, effect, alpha)
      else power.anova.test(input$groups, n / input$groups, effect^2 * input$groups / (input$groups - 1), 1,
        alpha)$power,
    f_power(n, effect, alpha))
  unit <- setdiff(names(input$effect), 'convention')
  effect <- input$effect[[unit]]
  solved <- if (solve && identical(as.numeric(input$ratio), 1))
    (if (name == 'independentT') 2 else 1) * power.t.test(NULL, effect, 1, alpha, asked, strict = TRUE,
      type = switch(name, independentT = 'two', pairedT = 'paired', 'one'), alternative = sides, tol = 1e-12)$n
  list(power = power_of(n, effect, alpha), n = solved, checks = c(
    power_of(found$n, effect, alpha), power_of(n, found$effect, alpha), power_of(n, effect, found$alpha)))
`;

interface Found {
  readonly power: number;
  readonly n: number;
  readonly effect: number;
  readonly alpha: number;
}

function ours({ name, input, n, alpha, asked }: Case): Found {
  const analysis = power[name] as (input: object) => ReturnType<typeof power.rmWithin>;
  const effectAs =
    'partialEtaSquared' in input.effect ? 'partialEtaSquared' : input.effect.convention;
  const given = { ...input, n, alpha, power: asked };
  const rm = name.startsWith('rm') ? { effectAs } : {};
  const [effect] = Object.values(
    analysis({ ...given, ...rm, effect: undefined }).effect,
  ) as number[];
  return {
    power: analysis({ ...given, power: undefined }).power,
    n: analysis({ ...given, n: undefined }).nRaw,
    effect: effect as number,
    alpha: analysis({ ...given, alpha: undefined }).alpha,
  };
}

describe('in random designs', () => {
  let answers: readonly (Answer | null)[];
  const found = cases.map(ours);
  beforeAll(async () => {
    // R's own search for n is slow: it is asked of every fourth design.
    const questions = cases.map((each, i) => ({ ...each, found: found[i], solve: i % 4 === 0 }));
    answers = await askRForEach<Answer>(questions, inR);
  }, 60_000);

  describe.each(names)('%s', (name) => {
    test('R finds this power, and with our n, effect and alpha the power asked for', () => {
      cases.forEach((each, i) => {
        if (each.name !== name) return;
        const what = JSON.stringify({ ...each, found: found[i] });
        expectPower(found[i]?.power, answers[i]?.power, `power in ${what}`);
        answers[i]?.checks.forEach((reached, which) => {
          // A study so large that no alpha is small enough has none to compare.
          if (which === 2 && found[i]?.alpha === 1e-100) return;
          expectPower(each.asked, reached, `check ${which} in ${what}`);
        });
        if (answers[i]?.n) expectStatistic(found[i]?.n, answers[i]?.n, { relative: 1e-7, what });
      });
    });
  });
});

function expectPower(actual: number | undefined, expected: number | undefined, what: string): void {
  const error = Math.abs((actual ?? Number.NaN) - (expected ?? Number.NaN));
  expect(error, `${what}: ${actual} instead of ${expected}`).toBeLessThanOrEqual(1e-9);
}

function repeated(
  draw: Draw,
  { fewestGroups, epsilon }: { fewestGroups: number; epsilon: boolean },
): Input {
  const measurements = integer(draw, 2, 7);
  const least = 1 / (measurements - 1);
  return {
    groups: integer(draw, fewestGroups, 4),
    measurements,
    correlation: integer(draw, -10, 90) / 100,
    ...(epsilon && { epsilon: draw() < 0.4 ? 1 : least + draw() * (1 - least) }),
    effect: [
      { f: size100(draw, 8, 45) },
      { f: size100(draw, 10, 60), convention: 'spss' },
      { f: size100(draw, 15, 80), convention: 'cohen' },
      { partialEtaSquared: size100(draw, 1, 25) },
    ][integer(draw, 0, 3)] as Input['effect'],
  };
}

function size100(draw: Draw, from: number, to: number): number {
  return size(draw, from, to) / 100;
}

function sides(draw: Draw) {
  return { alternative: draw() < 0.4 ? 'greater' : 'two-sided' };
}
