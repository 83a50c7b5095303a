/** Participants answering, through what the web pages and the keying screen use. */

import type { Group } from '../../surveys/instrument.ts';
import { savePage } from '../collection/page-save.ts';
import { instrumentOf, linkAccess, type Participation } from '../collection/participation.ts';
import {
  type Answering,
  currentAnswering,
  pagesToAnswer,
  startVisit,
} from '../collection/visit.ts';
import { submitAnswers } from '../collection/web-submission.ts';
import { finishKeying } from '../paper/keying.ts';
import { logForm } from '../paper/received.ts';
import { newToken } from '../security/token.ts';
import type { Services } from '../services.ts';
import { type FilledIn, fillIn, readAs } from './answers.ts';
import type { DemoClock } from './clock.ts';
import type { Member } from './plan.ts';
import { between, mulberry32, type Random } from './random.ts';

export interface Scene {
  readonly services: Services;
  readonly clock: DemoClock;
}

/** Opens the link, leaves page after page, and sends the form, unless the person stops half-way. */
export async function answerOnTheWeb(
  { services, clock }: Scene,
  member: Member,
  token: string,
  halfWay: boolean,
): Promise<void> {
  const access = await linkAccess(services, token);
  if (!access.open) throw new Error(`the demo's link does not open: ${access.reason}`);
  const { participation } = access;
  const cookie = await startVisit(services, participation, member.planned.language);
  const answering = await currentAnswering(services, cookie);
  if (!answering || !('visit' in answering)) throw new Error('the visit is over');

  const random = chanceOf(member, participation);
  const form = filledIn(services, member, participation, 'web', random);
  // The sheet decides which pages come, and the whole of it is known beforehand.
  const decided = { ...answering, saved: form.sheet };
  const pages = pagesToAnswer(decided);
  const left = halfWay ? pages.slice(0, Math.floor(pages.length / 2)) : pages;
  for (const page of left) {
    clock.advanceTo(clock.now().add({ seconds: between(random, 8, 45) }));
    await leavePage(services, decided, page, form);
  }
  if (!halfWay) await submitAnswers(services, answering);
}

async function leavePage(
  services: Services,
  answering: Answering,
  page: Group,
  { fields }: FilledIn,
): Promise<void> {
  const here = page.items.filter(({ name }) => name in fields).map(({ name }) => name);
  const { outcome } = await savePage(services, answering, page, {
    fields: Object.fromEntries(here.map((name) => [name, fields[name]])),
    nonce: newToken(),
    revision: answering.response.revision,
    language: answering.visit.language,
  });
  if (outcome !== 'saved') throw new Error(`the page ${page.name} was not saved: ${outcome}`);
}

/** By as many of the keyers as the form is to be keyed by. */
export async function keyThePaperForm(
  { services }: Scene,
  member: Member,
  participation: Participation,
  dates: { writtenOn: string; receivedOn: string; keyers: readonly string[] },
): Promise<void> {
  const random = chanceOf(member, participation);
  const { fields } = filledIn(services, member, participation, 'paper', random);
  const { receivedOn, writtenOn, keyers } = dates;
  const [actor = 'system'] = keyers;
  const envelope = {
    participation,
    receivedOn,
    id: null,
    version: participation.role.instrument_version,
    isAnother: false,
    actor,
  };
  const receipt = await logForm(services, envelope);
  if (receipt.outcome !== 'logged') throw new Error(`no form was logged: ${receipt.outcome}`);
  const { id, keyings } = receipt.form;
  for (const keyer of keyers.slice(0, keyings)) {
    const { outcome } = await finishKeying(services, { form: id, keyer, fields, writtenOn });
    if (outcome !== 'keyed') throw new Error(`the paper form was not keyed: ${outcome}`);
  }
}

export function chanceOf({ seed }: Member, { wave }: Participation): Random {
  return mulberry32(seed * 10 + wave);
}

export function filledIn(
  services: Services,
  { respondent, planned }: Member,
  { role, occasion, wave }: Participation,
  channel: 'web' | 'paper',
  random: Random,
): FilledIn {
  const instrument = instrumentOf(services, role);
  const fields = planned.written?.get(wave);
  return fields
    ? readAs({ instrument, channel }, fields)
    : fillIn(respondent, { instrument, occasion, wave, channel }, random);
}
