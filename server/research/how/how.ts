/** What "show how" tells of a procedure: formula, R, SPSS and source; and the lines that all procedures begin with. */

/** One row of a comparison, as the files name what it is about. */
export interface HowQuestion {
  /** The wide file, without its ending. */
  readonly file: string;
  readonly variable: string;
  readonly waves: readonly number[];
  /** Null for all. */
  readonly arms: readonly string[] | null;
  /** Days after the target from which an answer to each of the waves is late, where those are left out. */
  readonly late: readonly number[] | null;
  /** Null where the same participants are compared over waves. */
  readonly split: { readonly variable: string; readonly values: readonly number[] } | null;
  readonly alpha: number;
  readonly confidence: number;
}

export interface How {
  /** Where the method is from; names and titles are the same in every language. */
  readonly source: string;
  /** MathML. */
  readonly formula: string;
  /** Lines of base R that read the wide CSV file and find the numbers of the row. */
  r(question: HowQuestion): string;
  /** The way through SPSS's menus, under the names that its English version has. */
  menu(question: HowQuestion): readonly string[];
  /** The same as syntax. */
  syntax(question: HowQuestion): string;
}

export const columns = ({ variable, waves }: HowQuestion) =>
  waves.map((wave) => `${variable}_w${wave}`);

/** The column that tells who is in which group. */
export const splitColumn = ({ split, waves }: HowQuestion) =>
  `${split?.variable ?? ''}_w${waves[0] ?? 1}`;

export const splitValues = ({ split }: HowQuestion) => split?.values ?? [];

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');

/** `d`: who is compared. */
function read({ file, arms, waves, late }: HowQuestion): string {
  const lines = [`d <- read.csv("${file}.csv", na.strings = "", fileEncoding = "UTF-8")`];
  if (arms) lines.push(`d <- d[d$arm %in% c(${quoted(arms)}), ]`);
  for (const [i, days] of (late ?? []).entries())
    lines.push(
      `d <- d[which(d$outside_window_w${waves[i]} == 0 & d$days_from_target_w${waves[i]} < ${days}), ]`,
    );
  return lines.join('\n');
}

/** `w`: the waves beside each other, a row for each who answered all. Codes of missing answers are below zero. */
export function readWaves(question: HowQuestion): string {
  return `${read(question)}
w <- as.matrix(d[c(${quoted(columns(question))})])
w[w < 0] <- NA
w <- na.omit(w)
data.frame(n = nrow(w), M = colMeans(w), SD = apply(w, 2, sd))`;
}

/** `groups`: the answers of each group. */
export function readGroups(question: HowQuestion): string {
  const [column = ''] = columns(question);
  return `${read(question)}
x <- ifelse(d$${column} < 0, NA, d$${column})
groups <- lapply(c(${splitValues(question).join(', ')}), function(g) na.omit(x[d$${splitColumn(question)} %in% g]))
data.frame(n = lengths(groups), M = sapply(groups, mean), SD = sapply(groups, sd))`;
}

/** `y` and `g`: all values, and the group of each. */
export const stacked = `y <- unlist(groups)
g <- factor(rep(seq_along(groups), lengths(groups)))`;

/** `ends`: noncentralities of F, whose interval leaves out zero where F at 5 % does. */
export const endsOfF = `ncp <- function(p) if (pf(F, df[1], df[2]) < p) 0 else
  uniroot(function(l) pf(F, df[1], df[2], l) - p, c(0, 10 * (F * df[1] + df[1] + 100)), tol = 1e-9)$root
ends <- c(ncp(0.95), ncp(0.05))`;

/** `ends`: noncentralities of `t`. */
export const endsOfT = (confidence: number) =>
  `ncp <- function(p) uniroot(function(l) pt(t, df, l) - p, t + c(-1, 1) * (3 + abs(t)), tol = 1e-9)$root
ends <- c(ncp(${above(confidence)}), ncp(${below(confidence)}))`;

// 1 − 0.95 is not quite 0.05.
const below = (confidence: number) => Number(((1 - confidence) / 2).toPrecision(12));
export const above = (confidence: number) => Number((1 - below(confidence)).toPrecision(12));

/** Those who are compared, for the one command that follows. */
export function selected(question: HowQuestion, command: string): string {
  const condition = conditionOf(question);
  return condition === '' ? `${command}.` : `TEMPORARY.\nSELECT IF ${condition}.\n${command}.`;
}

/** In the menus they are chosen first; empty where nobody is left out. */
export function selectionMenu(question: HowQuestion): readonly string[] {
  const condition = conditionOf(question);
  return condition === '' ? [] : ['Data', 'Select Cases…', 'If…', condition];
}

function conditionOf({ arms, waves, late }: HowQuestion): string {
  return [
    ...(arms ? [`ANY(arm, ${quoted(arms)})`] : []),
    ...(late ?? []).map(
      (days, i) => `outside_window_w${waves[i]} = 0 AND days_from_target_w${waves[i]} < ${days}`,
    ),
  ].join(' AND ');
}
