/** What a visitor can register somebody as and where: their own sites, and people they may see. */

import { mayAnswer } from '../../surveys/participant-state.ts';
import type { Study, StudyRole } from '../../surveys/study.ts';
import { maySee, sitesOf } from '../accounts/scope.ts';
import type { Visitor } from '../accounts/signed-in-page.ts';
import { today } from '../clock.ts';
import { participantsOf } from '../db/participants.ts';
import { CatalogueError } from '../errors.ts';

export interface Registering {
  readonly study: Study;
  readonly role: StudyRole;
  /** The study's date. */
  readonly today: string;
  readonly sites: Study['sites'];
  /** Those that are found at one of the sites. */
  readonly arms: Study['arms'];
  /** The codes of who can follow them up, as a job specialist does. */
  readonly followers: readonly string[];
}

/** Who is kept without a site is for staff of the whole study, as in `maySee`. */
export function isRegisteredBy(
  { belongs_to }: StudyRole,
  sites: readonly string[] | null,
): boolean {
  return sites === null || belongs_to.includes('site');
}

/** The roles of a study that a visitor can register somebody for. */
export function rolesFor({ signedIn }: Visitor, study: Study): StudyRole[] {
  const sites = sitesOf(signedIn, study);
  return study.roles.filter((role) => isRegisteredBy(role, sites));
}

/** Throws when there is no such role, or none the visitor can register. */
export async function registeringAs(
  visitor: Visitor,
  study: Study,
  name: string | undefined,
): Promise<Registering> {
  const role = rolesFor(visitor, study).find((known) => known.name === name);
  if (!role) throw new CatalogueError('bad-form');
  const own = sitesOf(visitor.signedIn, study);
  const sites = study.sites.filter((site) => own === null || own.includes(site.name));
  return {
    study,
    role,
    today: today(visitor.services.clock, study.time_zone),
    sites,
    arms: study.arms.filter((arm) => sites.some((site) => arm.sites.includes(site.name))),
    followers: await followerCodes(visitor, study, role),
  };
}

async function followerCodes(
  { services, signedIn }: Visitor,
  study: Study,
  { followed_by }: StudyRole,
): Promise<string[]> {
  if (followed_by === undefined) return [];
  const followers = await participantsOf(services.db.study, study.study, followed_by);
  return followers
    .filter((follower) => maySee(signedIn, study, follower) && mayAnswer(follower.state))
    .map(({ code }) => code);
}
