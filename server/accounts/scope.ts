/** The part of the house an account may enter: its studies, and where a study says so its own sites only. */

import type { Study } from '../../surveys/study.ts';
import { type Participant, participantByCode } from '../db/participants.ts';
import { CatalogueError } from '../errors.ts';
import type { Services } from '../services.ts';
import type { SignedIn } from './sessions.ts';

/** An account and what it may enter, however it came in. */
type Admitted = Pick<SignedIn, 'account' | 'access'>;

/** The studies of an account in the order of the installation. */
export function studiesOf({ definitions }: Services, { access }: Admitted): Study[] {
  return definitions.studies.filter(({ study }) => access.some((row) => row.study === study));
}

/** Throws `not-found`, also for a study that exists and is somebody else's. */
export function studyNamed(services: Services, signedIn: Admitted, name: string): Study {
  const study = studiesOf(services, signedIn).find((known) => known.study === name);
  if (!study) throw new CatalogueError('not-found');
  return study;
}

/** The sites whose participants an account sees; null for all of them. */
export function sitesOf({ account, access }: Admitted, study: Study): readonly string[] | null {
  const isLimited = (study.limited_to_sites ?? []).some((role) => role === account.role);
  const sites = access.filter((row) => row.study === study.study).map(({ site }) => site);
  return isLimited && !sites.includes('') ? sites : null;
}

/** Who is kept without a site, as job specialists are, is for staff of the whole study. */
export function maySee(signedIn: Admitted, study: Study, participant: Participant): boolean {
  if (participant.study !== study.study) return false;
  const sites = sitesOf(signedIn, study);
  return sites === null || sites.includes(participant.current_site ?? '-');
}

/** Null for a code that does not exist, and the same for one in a study or at a site of others. */
export async function findParticipant(
  services: Services,
  signedIn: Admitted,
  code: string,
): Promise<{ study: Study; participant: Participant } | null> {
  const participant = await participantByCode(services.db.study, code);
  const study = studiesOf(services, signedIn).find((known) => known.study === participant?.study);
  return participant && study && maySee(signedIn, study, participant)
    ? { study, participant }
    : null;
}
