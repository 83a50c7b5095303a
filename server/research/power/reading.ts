/** Reads a calculation from the address of the calculator: every field's problem at once, and what was typed is kept. */

import { containsIdentityNumber } from '../../../surveys/identity-number.ts';
import type { TextArguments } from '../../texts.ts';
import {
  beginningOf,
  type Calculation,
  type Choices,
  effectForms,
  leastAlpha,
  models,
  type Numbers,
  type Sought,
  sides,
  smallestN,
  soughts,
  testNames,
  tests,
} from './calculation.ts';

export const fieldNames = [
  ...['test', 'find', 'effect', 'd', 'f', 'r', 'w', 'as', 'sides', 'model', 'n', 'power'],
  ...['alpha', 'ratio', 'groups', 'measurements', 'correlation', 'epsilon', 'df'],
] as const satisfies string[];

export type Problem =
  | { readonly code: 'required' | 'not-an-option' | 'identity-number' }
  | { readonly code: 'number' | 'whole' | 'twice' | 'above-alpha' }
  /** From and to are numbers that may be taken. */
  | { readonly code: 'range'; readonly from: number; readonly to: number };

export interface Reading {
  readonly test: Calculation['test'];
  readonly find: Sought;
  /** By the names in the address; a field that was not there is not here either. */
  readonly typed: ReadonlyMap<string, string>;
  readonly problems: ReadonlyMap<string, Problem>;
  /** Null where there is a problem. */
  readonly calculation: Calculation | null;
}

type Query = Readonly<Record<string, unknown>>;

/** What is not in the address begins as it does on an empty page; what no test of ours asks is let be. */
export function readCalculation(query: Query): Reading {
  const typed = new Map<string, string>();
  const problems = new Map<string, Problem>();
  const refuse = (name: string, problem: Problem): null => {
    if (!problems.has(name)) problems.set(name, problem);
    return null;
  };
  const text = (name: string): string | null => {
    const sent = Object.hasOwn(query, name) ? query[name] : undefined;
    if (sent === undefined) return null;
    if (typeof sent !== 'string') return refuse(name, { code: 'twice' });
    if (containsIdentityNumber(sent)) return refuse(name, { code: 'identity-number' });
    typed.set(name, sent);
    return sent.trim() === '' ? refuse(name, { code: 'required' }) : sent.trim();
  };
  const choice = <One extends string>(name: string, options: readonly One[], begin: One): One => {
    const chosen = text(name);
    const known = options.find((option) => option === chosen);
    if (chosen !== null && !known) refuse(name, { code: 'not-an-option' });
    return known ?? begin;
  };
  const number = (name: string, rule: Rule, begin: number): number => {
    const sent = text(name);
    if (sent === null) return begin;
    const value = numberIn(sent, rule.whole ?? false);
    if (value === null) refuse(name, { code: rule.whole ? 'whole' : 'number' });
    else if (!within(value, rule)) refuse(name, { code: 'range', ...rule });
    return value ?? begin;
  };

  const test = choice('test', testNames, 'rmWithin');
  const find = choice('find', soughts, 'n');
  const begin = beginningOf(test);
  const { details, effect } = tests[test];
  const chosen: Choices = {
    as: details.includes('as') ? choice('as', effectForms, begin.as) : begin.as,
    sides: details.includes('sides') ? choice('sides', sides, begin.sides) : begin.sides,
    model: details.includes('model') ? choice('model', models, begin.model) : begin.model,
  };
  const asked = (name: keyof Numbers): number => {
    const isDetail = details.some((detail) => detail === name);
    const isGiven = soughts.some((one) => one === name && one !== find);
    if (!isDetail && !isGiven) return begin[name];
    const rule = ruleOf(name, test, chosen);
    return number(name === 'effect' ? effect : name, rule, begin[name]);
  };
  const calculation: Calculation = {
    ...{ test, find, ...chosen },
    ...{ effect: asked('effect'), n: asked('n'), power: asked('power'), alpha: asked('alpha') },
    ...{ groups: asked('groups'), measurements: asked('measurements'), ratio: asked('ratio') },
    ...{ correlation: asked('correlation'), epsilon: asked('epsilon'), df: asked('df') },
  };
  if (problems.size === 0) refuseTogether(calculation, refuse);
  return { test, find, typed, problems, calculation: problems.size === 0 ? calculation : null };
}

interface Rule {
  readonly from: number;
  readonly to: number;
  readonly whole?: boolean;
}

/** Beyond these nobody plans a study, and within them every answer takes some milliseconds. */
const rules: Readonly<Record<Exclude<keyof Numbers, 'effect'>, Rule>> = {
  n: { from: 1, to: 1_000_000, whole: true },
  power: { from: 0.01, to: 0.9999 },
  alpha: { from: leastAlpha, to: 0.5 },
  ratio: { from: 0.01, to: 100 },
  groups: { from: 1, to: 100, whole: true },
  measurements: { from: 2, to: 100, whole: true },
  correlation: { from: -0.99, to: 0.999 },
  epsilon: { from: 0.01, to: 1 },
  df: { from: 1, to: 1000, whole: true },
};

function ruleOf(name: keyof Numbers, test: Calculation['test'], { as, model }: Choices): Rule {
  if (name === 'groups' && test !== 'rmWithin') return { ...rules.groups, from: 2 };
  if (name === 'n' && test === 'correlation' && model === 'exact') return mostForExactR;
  if (name !== 'effect') return rules[name];
  if (test === 'correlation') return { from: 0.001, to: 0.99 };
  const isShare = as === 'partialEtaSquared';
  return isShare ? { from: 0.0001, to: 0.99 } : { from: 0.001, to: 10 };
}

/** Each of its points is a sum of its own, longer the more there are. */
const mostForExactR: Rule = { ...rules.n, to: 100_000 };

/** What only shows when the numbers stand side by side. */
function refuseTogether(
  calculation: Calculation,
  refuse: (name: string, problem: Problem) => null,
): void {
  const { test, find, n, power, alpha, measurements: m, correlation, epsilon } = calculation;
  const asks = tests[test].details;
  const lowest = 1 / (m - 1);
  if (asks.includes('correlation') && calculation.as === 'f' && correlation <= -lowest)
    refuse('correlation', {
      code: 'range',
      from: upwards(-lowest, true),
      to: rules.correlation.to,
    });
  if (asks.includes('epsilon') && epsilon < lowest - 1e-9)
    refuse('epsilon', { code: 'range', from: upwards(lowest, false), to: 1 });
  const smallest = smallestN(calculation);
  if (find !== 'n' && n < smallest) refuse('n', { code: 'range', from: smallest, to: rules.n.to });
  if (find !== 'power' && find !== 'alpha' && power <= alpha)
    refuse('power', { code: 'above-alpha' });
}

/** To four decimals, so that the number on the page may be taken. */
function upwards(value: number, beyond: boolean): number {
  const rounded = Math.ceil(value * 10_000 - 1e-7) / 10_000;
  return beyond && rounded <= value + 1e-9 ? rounded + 0.0001 : rounded;
}

/** With a comma or a point, as people type it; a whole number has neither, for they also part thousands. */
function numberIn(text: string, whole: boolean): number | null {
  const plain = text
    .replace(/(?<=\d)\s(?=\d{3})/g, '')
    .replace('−', '-')
    .replace(',', '.');
  if (whole) return /^\d{1,12}$/.test(plain) ? Number(plain) : null;
  return /^-?(\d{1,12}(\.\d{0,15})?|\.\d{1,15})$/.test(plain) ? Number(plain) : null;
}

function within(value: number, { from, to }: Rule): boolean {
  return value >= from && value <= to;
}

/** What the text of a problem is told, with its numbers in words. */
export function detailsOf(problem: Problem, plain: (value: number) => string): TextArguments {
  return problem.code === 'range' ? { from: plain(problem.from), to: plain(problem.to) } : {};
}
