/** The piles on the desk: paper forms that wait to be keyed, and those that wait for a coordinator to decide. */

import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { sitesOf, studiesOf } from '../accounts/scope.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import { dayInWords } from '../day.ts';
import { formsHeld, formsThatDiffer, formsToKey, formsUnderWrongCode } from '../db/paper-queues.ts';
import { claimedSince } from '../paper/keying.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { entryPath, formPath } from './paper-entry.ts';

type Waiting = Awaited<ReturnType<typeof formsHeld>>[number];

/** What lies in the pile of whoever is signed in, the oldest on top. */
export async function pileToKey(services: Services, signedIn: SignedIn, language: string) {
  const lines = [];
  for (const study of studiesOf(services, signedIn)) {
    const whose = {
      ...{ sites: sitesOf(signedIn, study), keyer: signedIn.account.id },
      heldSince: claimedSince(services.clock),
    };
    const forms = await formsToKey(services.db.study, study.study, whose);
    for (const form of forms)
      lines.push({
        ...line(form, language),
        ...{
          href: entryPath(form),
          tag: form.is_begun ? texts(language)('staff.paper.begun') : '',
        },
      });
  }
  return lines;
}

/** Nothing for keyers: they see codes and forms, and no answers of others. */
export async function pileToDecide(services: Services, signedIn: SignedIn, language: string) {
  if (signedIn.account.role !== 'coordinator') return [];
  const lines = [];
  for (const study of studiesOf(services, signedIn))
    lines.push(...(await undecided(services, signedIn, study, language)));
  return lines;
}

/** To the figures on keying, study by study. */
export function qualityLinks(services: Services, signedIn: SignedIn, language: string) {
  if (signedIn.account.role !== 'coordinator') return [];
  return studiesOf(services, signedIn).map(({ study, title }) => ({
    href: `/staff/${study}/keying-quality`,
    study: inLanguage(title, language),
  }));
}

/** A line for the day, when something waits. */
export async function paperLines(
  services: Services,
  signedIn: SignedIn,
  study: Study,
  language: string,
) {
  const { length: count } = await undecided(services, signedIn, study, language);
  const text = texts(language)('day.formsToDecide', { count });
  return count === 0 ? [] : [{ href: '/staff/paper-entries', text }];
}

async function undecided({ db }: Services, signedIn: SignedIn, study: Study, language: string) {
  const sites = sitesOf(signedIn, study);
  const say = texts(language);
  const piles = {
    differs: await formsThatDiffer(db.study, study.study, sites),
    held: await formsHeld(db.study, study.study, sites),
    'wrong-code': await formsUnderWrongCode(db.study, study.study, sites),
  };
  return Object.entries(piles).flatMap(([what, forms]) =>
    forms.map((form) => ({
      ...line(form, language),
      ...{ href: formPath(form), tag: say(`arrivedForm.what.${what}`) },
    })),
  );
}

function line({ code, wave, received_on }: Waiting, language: string) {
  return {
    code,
    wave: texts(language)('staff.paper.waveNumber', { wave }),
    received: dayInWords(received_on, language),
  };
}
