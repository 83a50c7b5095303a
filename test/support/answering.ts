/** Participants who answer on the web or on paper, through the functions that production uses. */

import { askedItems, savePage } from '../../server/collection/page-save.ts';
import { type Participation, participationOf } from '../../server/collection/participation.ts';
import {
  type Answering,
  currentAnswering,
  nextOpenPage,
  pagesToAnswer,
  startVisit,
} from '../../server/collection/visit.ts';
import { submitAnswers } from '../../server/collection/web-submission.ts';
import { finishKeying } from '../../server/paper/keying.ts';
import { newToken } from '../../server/security/token.ts';
import type { Services } from '../../server/services.ts';
import type { Fields } from '../../surveys/answers.ts';
import type { Group } from '../../surveys/instrument.ts';
import type { TestApp } from './app.ts';
import { logged } from './paper.ts';

/**
 * Goes through every page with these answers, leaves the rest blank, and sends; `back` are pages that are
 * opened once more before that, each where it is still asked.
 */
export async function answerOnWeb(
  { services }: Pick<TestApp, 'services'>,
  code: string,
  wave: number,
  answers: Fields,
  back: readonly { readonly page: string; readonly answers: Fields }[] = [],
): Promise<void> {
  const cookie = await startVisit(services, await at(services, code, wave), 'nb');
  while (await saveNextPage(services, cookie, answers));
  for (const again of back) {
    const answering = await current(services, cookie);
    const page = pagesToAnswer(answering).find(({ name }) => name === again.page);
    if (page) await save(services, answering, page, again.answers);
    while (await saveNextPage(services, cookie, answers));
  }
  await submitAnswers(services, await current(services, cookie));
}

/** Saves the first page with nothing on it, and goes no further. */
export async function stopOnWeb(
  { services }: Pick<TestApp, 'services'>,
  code: string,
  wave: number,
): Promise<void> {
  const cookie = await startVisit(services, await at(services, code, wave), 'nb');
  await saveNextPage(services, cookie, {});
}

/** Presses the button on the welcome page and goes no further. */
export async function beginOnWeb(
  { services }: Pick<TestApp, 'services'>,
  code: string,
  wave: number,
): Promise<void> {
  await startVisit(services, await at(services, code, wave), 'nb');
}

/** Keys a form as it stands on paper, twice where it is drawn. */
export async function keyOnPaper(
  { services }: Pick<TestApp, 'services'>,
  code: string,
  wave: number,
  form: { answers: Fields; writtenOn: string | null; receivedOn: string },
): Promise<void> {
  const { id, keyings } = await logged({ services }, code, wave, form.receivedOn);
  for (const keyer of ['keyer', 'another-keyer'].slice(0, keyings)) {
    const { writtenOn, answers: fields } = form;
    const { outcome } = await finishKeying(services, { form: id, keyer, fields, writtenOn });
    if (outcome !== 'keyed') throw new Error(`the form was not keyed: ${outcome}`);
  }
}

/** False when no page is left. */
async function saveNextPage(services: Services, cookie: string, answers: Fields): Promise<boolean> {
  const answering = await current(services, cookie);
  const page = nextOpenPage(answering);
  if (!page) return false;
  await save(services, answering, page, answers);
  return true;
}

/** Of the answers, what the page asks. */
async function save(
  services: Services,
  answering: Answering,
  page: Group,
  answers: Fields,
): Promise<void> {
  const asked = askedItems(answering, page);
  const here = asked.flatMap(({ name }) => (name in answers ? [[name, answers[name]]] : []));
  const { outcome } = await savePage(services, answering, page, {
    fields: Object.fromEntries(here),
    nonce: newToken(),
    revision: answering.response.revision,
    language: 'nb',
  });
  if (outcome !== 'saved') throw new Error(`page ${page.name} was not saved: ${outcome}`);
}

async function at(services: Services, code: string, wave: number): Promise<Participation> {
  const participation = await participationOf(services, code, wave);
  if (!participation) throw new Error('no such participation');
  return participation;
}

async function current(services: Services, cookie: string): Promise<Answering> {
  const answering = await currentAnswering(services, cookie);
  if (!answering || !('visit' in answering)) throw new Error('the visit is over');
  return answering;
}
