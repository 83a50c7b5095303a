/** Locks a data cut: a copy of the study as it was on a day, under a digest that anybody can find again. */

import { createHash, randomUUID } from 'node:crypto';
import { setImmediate as breath } from 'node:timers/promises';
import type { Sheet } from '../../surveys/answer.ts';
import type { Study, StudyRole } from '../../surveys/study.ts';
import { timestamp, today } from '../clock.ts';
import {
  type CutInstruments,
  type CutRecord,
  insertCutRecords,
  type RecordRow,
} from '../db/cut-records.ts';
import {
  beginCut,
  type CutRule,
  cutsOf,
  deleteUnsealedCuts,
  isCutBegun,
  sealCut,
} from '../db/data-cuts.ts';
import { appendEvent } from '../db/events.ts';
import { enrolledAfter, responseStatesOf, scoresOf, sheetsOf } from '../db/exports.ts';
import { frozenPlansOf } from '../db/frozen-plans.ts';
import { liveRecords } from '../db/live-records.ts';
import type { StudySelect } from '../db/open.ts';
import { canonicalJson } from '../digest.ts';
import { ResearchView } from '../research-view.ts';
import type { Services } from '../services.ts';
import { asOf, isInCut } from './as-of.ts';
import { planState } from './plan-freezing.ts';
import { recordLines } from './record-lines.ts';

export type LockOutcome =
  | { readonly outcome: 'locked'; readonly number: number }
  | { readonly outcome: 'plan-not-frozen' | 'being-made' };

/** Nobody waits for it: it is read and written page by page. */
const pageSize = 50;

/** A cut that is not locked so long after it was begun was cut off. */
const longestMaking = Temporal.Duration.from({ minutes: 10 });

/** Repeatable: the same cut of the same data is locked once. */
export async function lockCut(
  services: Services,
  study: Study,
  rule: CutRule,
  actor: string,
): Promise<LockOutcome> {
  const { db, clock } = services;
  const plans = await frozenPlansOf(db.study, study.study);
  if (planState(study, plans) !== 'frozen') return { outcome: 'plan-not-frozen' };
  const id = randomUUID();
  const number = await db.study.transaction().execute(async (trx) => {
    const since = clock.now().subtract(longestMaking).toString({ smallestUnit: 'millisecond' });
    if (await isCutBegun(trx, study.study, since)) return null;
    await deleteUnsealedCuts(trx, study.study);
    const definition = JSON.stringify(study);
    const begun = { begun_at: timestamp(clock), begun_by: actor };
    return beginCut(trx, { id, study: study.study, definition, ...begun }, rule);
  });
  if (number === null) return { outcome: 'being-made' };
  const instruments = await copyRecords(services, study, { id, rule });
  const { participants, sha256 } = await digestOfCut(db.study, id);
  return db.study.transaction().execute(async (trx) => {
    const same = (await cutsOf(trx, study.study)).find(
      (cut) => cut.sha256 === sha256 && isSameRule(cut, rule),
    );
    if (same) {
      await deleteUnsealedCuts(trx, study.study);
      return { outcome: 'locked', number: same.number };
    }
    await sealCut(trx, id, { lockedAt: timestamp(clock), participants, instruments, sha256 });
    const detail = { study: study.study, number, participants, sha256 };
    await appendEvent(trx, clock, { actor, action: 'data cut locked', detail });
    return { outcome: 'locked', number };
  });
}

function isSameRule(one: CutRule, other: CutRule): boolean {
  const words = ({ on, waves, includedUntil, eligible }: CutRule) =>
    [on, includedUntil, eligible, ...waves].join(' ');
  return words(one) === words(other);
}

/** SHA-256 over the records as they are kept, one line each in the order of their codes. */
export async function digestOfCut(
  db: StudySelect,
  id: string,
): Promise<{ participants: number; sha256: string }> {
  const hash = createHash('sha256');
  let participants = 0;
  for await (const lines of recordLines(db, id)) {
    hash.update(lines);
    participants += lines.split('\n').length - 1;
  }
  return { participants, sha256: hash.digest('hex') };
}

async function copyRecords(
  services: Services,
  study: Study,
  cut: { readonly id: string; readonly rule: CutRule },
): Promise<CutInstruments> {
  const instruments: Record<string, CutInstruments[string]> = {};
  for (const role of study.roles) {
    const found = new Map<string, CutInstruments[string][number]>();
    for (let after: string | null = ''; after !== null; await breath()) {
      const last: string = after;
      // Read and written in one transaction: whoever is erased is so before it, or in the cut as well.
      const { page, records } = await services.db.study.transaction().execute(async (trx) => {
        const view = openView(services, study, trx);
        const page = await enrolledAfter(view, role.name, last, pageSize);
        const records = await recordsOf(view, role, page, cut.rule);
        await insertCutRecords(trx, records.map(rowOf(cut.id, role)));
        return { page, records };
      });
      for (const { instrument, version, submittedAt } of records.flatMap((one) => one.responses))
        if (submittedAt !== null) found.set(`${instrument} ${version}`, { instrument, version });
      after = page.length < pageSize ? null : (page.at(-1)?.code ?? null);
    }
    instruments[role.name] = [...found.values()].sort(
      (a, b) => (a.instrument < b.instrument ? -1 : 1) || a.version - b.version,
    );
  }
  return instruments;
}

const rowOf =
  (cut_id: string, { name: role }: StudyRole) =>
  (record: CutRecord): RecordRow => ({
    ...{ cut_id, role, code: record.participant.code },
    record: canonicalJson(record),
  });

/** Everything as it is now: what is blinded is blinded in whom the cut is shown to. */
function openView(
  { clock, definitions }: Services,
  study: Study,
  reader: StudySelect,
): ResearchView {
  return new ResearchView(study, {
    today: today(clock, study.time_zone),
    records: liveRecords(reader, study.study, null),
    definitions,
    blinding: { mask_arms: false, withhold_waves: [] },
    ...{ sites: null, cut: null, cuts: [], plans: [] },
  });
}

async function recordsOf(
  view: ResearchView,
  role: StudyRole,
  page: Awaited<ReturnType<typeof enrolledAfter>>,
  rule: CutRule,
): Promise<CutRecord[]> {
  const { study } = view;
  const inCut = page.filter((participant) => isInCut(rule, study, role, participant));
  if (inCut.length === 0) return [];
  const codes = inCut.map(({ code }) => code);
  // Responses before scores: a response that is there has its scores, as both come in one transaction.
  const responses = Map.groupBy(await responseStatesOf(view, codes), ({ code }) => code);
  const sheets = new Map((await sheetsOf(view, codes)).map(({ id, sheet }) => [id, sheet]));
  const scores = Map.groupBy(await scoresOf(view, codes), ({ id }) => id);
  const sheetOf = (id: string) => {
    const sheet = sheets.get(id);
    return sheet === undefined ? null : (JSON.parse(sheet) as Sheet);
  };
  const scoresFor = (id: string) =>
    (scores.get(id) ?? [])
      .map(({ id: _, ...score }) => score)
      .sort((a, b) => (a.scale < b.scale ? -1 : 1));
  return inCut.map((participant) => {
    const own = responses.get(participant.code) ?? [];
    const filled = own.map((one) => ({
      ...{ ...one, sheet: sheetOf(one.id), scores: scoresFor(one.id) },
    }));
    return asOf({ participant, responses: filled }, rule.on, study.time_zone);
  });
}
