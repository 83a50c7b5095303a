/** The codebook as a page to read, to print and to keep: it loads nothing. */

import { readFileSync } from 'node:fs';
import type { Instrument } from '../../../surveys/instrument.ts';
import type { StudyRole } from '../../../surveys/study.ts';
import type { Texts } from '../../../surveys/text.ts';
import { dayInWords } from '../../day.ts';
import { digestOf } from '../../digest.ts';
import { renderFile } from '../../render.ts';
import type { ResearchView } from '../../research-view.ts';
import { texts } from '../../texts.ts';
import { type ExportColumn, said } from '../columns.ts';
import { type Entry, missingValues, plainEntry, sourcesOf } from './entry.ts';
import { placedIn, scaleIn } from './find.ts';
import { instrumentFacts, itemEntry } from './item-entry.ts';
import { scaleEntry } from './scale-entry.ts';
import { type Fact, type Languages, type Told, told } from './words.ts';

const stylesheet = readFileSync(
  new URL('../../../views/assets/codebook.css', import.meta.url),
  'utf8',
);

interface Part {
  readonly id: string;
  readonly title: Told;
  readonly facts: readonly Fact[];
  readonly entries: readonly Entry[];
}

export interface Described {
  /** Which data it is about. */
  readonly of: 'wide' | 'archive';
  /** Of the wide file, in its order. */
  readonly columns: readonly ExportColumn[];
  readonly instruments: readonly Instrument[];
}

export function codebookPage(view: ResearchView, role: StudyRole, described: Described): string {
  const { study } = view;
  const { languages } = study;
  const language = languages[0] ?? 'en';
  const plan = study.analysis_plan;
  return renderFile('export/codebook', language, {
    language,
    stylesheet,
    study: told(study.title, languages),
    role: told(role.label, languages),
    plan: { version: plan.version, digest: digestOf(plan) },
    parts: partsOf(described, languages),
    missing: missingValues(languages),
    about: texts(language)(`codebook.about.${described.of}`, {
      count: described.columns.length,
      day: dayInWords(view.today, language),
    }),
  });
}

function partsOf({ columns, instruments }: Described, languages: Languages): Part[] {
  const ofKind = (kind: ExportColumn['kind']) =>
    sourcesOf(columns.filter((column) => column.kind === kind));
  const [now] = instruments;
  const part = (
    id: string,
    title: Texts,
    entries: readonly Entry[],
    facts: readonly Fact[] = [],
  ) => ({
    ...{ id, title: told(title, languages), entries, facts },
  });
  const scales = ofKind('scale').flatMap((source) => {
    const scale = scaleIn(instruments, source.name);
    return scale ? [scaleEntry(source, scale, instruments, languages)] : [];
  });
  return [
    part('participant', said('codebook.part.participant'), ofKind('participant').map(plain)),
    part('wave', said('codebook.part.wave'), ofKind('wave').map(plain)),
    part('item', now?.title ?? {}, questions(), now ? instrumentFacts(now, languages) : []),
    part('scale', said('codebook.part.scale'), scales),
  ].filter(({ entries }) => entries.length > 0);

  function plain(source: Parameters<typeof plainEntry>[0]): Entry {
    return plainEntry(source, languages);
  }

  function questions(): Entry[] {
    return ofKind('item').map((source) => {
      const placed = placedIn(instruments, source.name);
      return placed ? itemEntry(source, placed, instruments, languages) : plain(source);
    });
  }
}
