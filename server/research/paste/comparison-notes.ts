/** What stands under a comparison's table: whom it is about and how it was made, notes on rows, and the star. */

import type { ApaPrinter } from '../../../stats/index.ts';
import type { ComparisonResult, PlanResults } from '../../analysis/plan/results.ts';
import type { Speaker } from '../speaker.ts';
import { marked, plain, type Rich, symbol, withMarks } from './rich.ts';
import { isSmall, letter, notesIn, noteText } from './row-notes.ts';

interface NoteContext {
  readonly print: ApaPrinter;
  readonly digest: string;
  readonly data: string;
  readonly limit: number;
}

export function comparisonNotes(
  plan: PlanResults['plan'],
  result: ComparisonResult,
  speak: Speaker,
  { print, digest, data, limit }: NoteContext,
): Rich[] {
  const { say } = speak;
  const { comparison, rows } = result;
  const general = [
    whoText(result, speak),
    ...comparison.procedures.map((procedure) => say(`howTo.method.${procedure}`)),
    comparison.procedures.includes('rmAnova') && comparison.waves.length > 2
      ? say('paste.corrected')
      : '',
    familyText(plan, result, speak),
    say('paste.plan', { version: plan.version, digest: shortDigest(digest) }),
    data,
  ];
  const own = notesIn(result, limit);
  const star = rows.some((row) => !isSmall(row, limit) && isStarred(plan, row));
  return [
    [...marked(say('paste.note'), 'italic'), ...withMarks(` ${general.filter(Boolean).join(' ')}`)],
    ...own.map((note) => [
      ...marked(letter(own, note), 'raised'),
      ...withMarks(` ${noteText(result, note, speak, limit)}`),
    ]),
    ...(star ? [starText(plan, speak, print)] : []),
  ];
}

function whoText({ comparison, groups, rows }: ComparisonResult, { say, wave }: Speaker): string {
  const eligible = rows[0]?.cases.eligible ?? 0;
  if (groups) return say('paste.who.between', { eligible, wave: wave(comparison.waves[0] ?? 1) });
  return comparison.waves.length === 2
    ? say('paste.who.two', { eligible })
    : say('paste.who.several', { eligible, waves: comparison.waves.length });
}

/** Enough of a digest to tell one from another; the page has the whole. */
export const shortDigest = (digest: string) => digest.slice(0, 12);

/** A family can reach over more than this table. */
function familyText(
  { multiplicity }: PlanResults['plan'],
  { rows }: ComparisonResult,
  { say }: Speaker,
): string {
  const of = Math.max(0, ...rows.flatMap(({ adjusted }) => adjusted.map((one) => one.of)));
  return multiplicity === 'none' || of === 0 ? '' : say(`paste.family.${multiplicity}`, { of });
}

function starText(
  { alpha, multiplicity }: PlanResults['plan'],
  { say }: Speaker,
  print: ApaPrinter,
): Rich {
  const family = multiplicity === 'none' ? [] : marked(say('paste.adjusted'), 'lowered');
  return [...plain('* '), ...symbol('p'), ...family, ...plain(` < ${print.exactBounded(alpha)}.`)];
}

/** By the p that decides: adjusted where the plan adjusts. */
function isStarred(
  { alpha }: PlanResults['plan'],
  { adjusted, warnings }: ComparisonResult['rows'][number],
): boolean {
  return !warnings.includes('few') && adjusted.some(({ p }) => p !== null && p < alpha);
}
