/** The same calculation in R, with nothing but what R comes with: its noncentral distributions and a search. */

import { type Answer, type Calculation, effectOf, smallestN } from './calculation.ts';

/** Runs as it stands, and ends with the numbers of the answer. */
export function rCode(calculation: Calculation, answer: Answer): string {
  const { find, n, power, alpha } = calculation;
  const given = [
    ...(find === 'n' ? [] : [`n <- ${n}`]),
    ...(find === 'effect' ? [] : [`effect <- ${calculation.effect}`]),
    ...(find === 'alpha' ? [] : [`alpha <- ${alpha}`]),
    ...(find === 'power' ? [] : [`power <- ${power}`]),
    ...detailsOf(calculation),
  ];
  return [
    `# ${answer.method}`,
    given.join('; '),
    'power_of <- function(n, effect, alpha) {',
    ...powerOf(calculation).map((line) => `  ${line}`),
    '}',
    ...search(calculation, answer),
  ].join('\n');
}

function detailsOf({ test, groups, measurements, correlation, ...rest }: Calculation): string[] {
  const { as, epsilon, ratio, df } = rest;
  switch (test) {
    case 'rmWithin':
    case 'rmInteraction':
    case 'rmBetween':
      return [
        ...[`groups <- ${groups}`, `m <- ${measurements}`],
        ...(as === 'f' ? [`rho <- ${correlation}`] : []),
        ...(test === 'rmBetween' ? [] : [`epsilon <- ${epsilon}`]),
      ];
    case 'oneWayAnova':
      return [`groups <- ${groups}`];
    case 'independentT':
      return [`ratio <- ${ratio}`];
    case 'chiSquare':
      return [`df <- ${df}`];
    default:
      return [];
  }
}

function powerOf(calculation: Calculation): string[] {
  switch (calculation.test) {
    case 'oneSampleT':
    case 'pairedT':
      return [...['df <- n - 1', 'delta <- effect * sqrt(n)'], ...byT(calculation)];
    case 'independentT':
      return [
        ...['df <- n - 2', 'delta <- effect * sqrt(n * ratio) / (1 + ratio)'],
        ...byT(calculation),
      ];
    case 'correlation':
      return calculation.model === 'exact' ? byR(calculation) : pointBiserial(calculation);
    case 'chiSquare':
      return [
        'critical <- qchisq(alpha, df, lower.tail = FALSE)',
        'pchisq(critical, df, n * effect^2, lower.tail = FALSE)',
      ];
    case 'oneWayAnova':
      return [...['df1 <- groups - 1', 'df2 <- n - groups', 'lambda <- n * effect^2'], ...byF];
    default:
      return [...noncentrality(calculation), ...byF];
  }
}

const byF = [
  'critical <- qf(alpha, df1, df2, lower.tail = FALSE)',
  'pf(critical, df1, df2, lambda, lower.tail = FALSE)',
];

function byT({ sides }: Calculation): string[] {
  return sides === 'greater'
    ? ['critical <- qt(alpha, df, lower.tail = FALSE)', '1 - pt(critical, df, delta)']
    : [
        'critical <- qt(alpha / 2, df, lower.tail = FALSE)',
        '# both tails: the square of t is an F',
        'pf(critical^2, 1, df, delta^2, lower.tail = FALSE)',
      ];
}

function pointBiserial(calculation: Calculation): string[] {
  return [
    ...['df <- n - 2', 'delta <- sqrt(n) * effect / sqrt(1 - effect^2)'],
    ...byT(calculation),
  ];
}

/** Given the values of one variable, r is a noncentral t; their spread is a χ². */
function byR({ sides }: Calculation): string[] {
  const isOneSided = sides === 'greater';
  return [
    `critical <- qt(${isOneSided ? 'alpha' : 'alpha / 2'}, n - 2, lower.tail = FALSE)`,
    'slope <- effect / sqrt(1 - effect^2)',
    '# over the spread of one variable, r is a noncentral t',
    'integrate(function(s) dchisq(s, n - 1) *',
    isOneSided
      ? '  pt(critical, n - 2, slope * sqrt(s), lower.tail = FALSE),'
      : '  pf(critical^2, 1, n - 2, slope^2 * s, lower.tail = FALSE),',
    '  qchisq(1e-13, n - 1), qchisq(1e-13, n - 1, lower.tail = FALSE), rel.tol = 1e-9)$value',
  ];
}

function noncentrality({ test, as }: Calculation): string[] {
  const isBetween = test === 'rmBetween';
  const factor = isBetween ? '' : ' * epsilon';
  const df1 = {
    rmWithin: '(m - 1) * epsilon',
    rmBetween: 'groups - 1',
    rmInteraction: '(groups - 1) * (m - 1) * epsilon',
  }[test as 'rmWithin'];
  const lambda = {
    f: isBetween
      ? 'n * m * effect^2 / (1 + (m - 1) * rho)'
      : 'n * m * effect^2 * epsilon / (1 - rho)',
    spss: 'effect^2 * df2',
    cohen: `n * effect^2${factor}`,
    partialEtaSquared: 'effect / (1 - effect) * df2',
  }[as];
  return [
    `df1 <- ${df1}`,
    `df2 <- ${isBetween ? 'n - groups' : '(n - groups) * (m - 1) * epsilon'}`,
    `lambda <- ${lambda}`,
  ];
}

function search(calculation: Calculation, answer: Answer): string[] {
  const { find } = calculation;
  if (answer.warnings.includes('smallest-n'))
    return [`c(n = ${answer.n}, power = power_of(${answer.n}, effect, alpha))`];
  if (answer.warnings.includes('smallest-alpha'))
    return [`c(alpha = ${answer.alpha}, power = power_of(n, effect, ${answer.alpha}))`];
  switch (find) {
    case 'power':
      return ['c(power = power_of(n, effect, alpha))'];
    case 'n':
      return [
        `n_raw <- uniroot(function(n) power_of(n, effect, alpha) - power, c(${bracket(calculation, answer)}),`,
        '  extendInt = "upX", tol = 1e-9)$root',
        ...wholeGroups(calculation),
      ];
    case 'effect':
      return [
        `c(effect = uniroot(function(effect) power_of(n, effect, alpha) - power, c(0, ${mostEffect(calculation, answer)}),`,
        '  extendInt = "upX", tol = 1e-12)$root)',
      ];
    default:
      return [
        'c(alpha = exp(uniroot(function(log_alpha) power_of(n, effect, exp(log_alpha)) - power,',
        `  c(${Math.floor(Math.log(answer.alpha)) - 5}, ${answer.alpha < 0.4 ? 'log(0.49)' : '-1e-9'}), tol = 1e-12)$root))`,
      ];
  }
}

/** From the fewest on, or from just below where those few are all it takes. */
function bracket(calculation: Calculation, { nRaw }: Answer): string {
  const fewest = Math.min(smallestN(calculation), Math.floor(nRaw * 1000) / 1000);
  return `${fewest}, ${Math.ceil(fewest) + 20}`;
}

function mostEffect({ test, as }: Calculation, answer: Answer): number {
  const ends = test === 'correlation' || as === 'partialEtaSquared';
  return ends ? 1 - (1 - effectOf(answer)) / 2 : 1;
}

function wholeGroups({ test, ratio }: Calculation): string[] {
  if (test === 'independentT' && ratio !== 1)
    return [
      'n1 <- ceiling(n_raw / (1 + ratio)); n2 <- ceiling(n_raw * ratio / (1 + ratio))',
      'n <- n1 + n2; ratio <- n2 / n1',
      'c(n_raw = n_raw, n1 = n1, n2 = n2, n = n, power = power_of(n, effect, alpha))',
    ];
  const groups = test === 'independentT' ? '2' : 'groups';
  const inGroups = /^(rm|oneWay|independent)/.test(test);
  return [
    inGroups ? `n <- ceiling(n_raw / ${groups}) * ${groups}` : 'n <- ceiling(n_raw)',
    'c(n_raw = n_raw, n = n, power = power_of(n, effect, alpha))',
  ];
}
