/** One paper form that came, as its pages know it: where it is, whose it is, and who may key it. */

import { findParticipant } from '../accounts/scope.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import { type Participation, participationIn } from '../collection/participation.ts';
import { type PaperForm, paperFormById } from '../db/paper-forms.ts';
import { CatalogueError } from '../errors.ts';
import type { Services } from '../services.ts';

export const keyers = ['coordinator', 'keyer'] as const;

export interface EntryRequest {
  Params: { form: string };
}

/** Where it is keyed, and where a coordinator decides about it. */
export const entryPath = ({ id }: Pick<PaperForm, 'id'>) => `/staff/paper-entries/${id}`;
export const formPath = ({ id }: Pick<PaperForm, 'id'>) => `/staff/paper-forms/${id}`;

/** A form that came, and whose it is. */
export interface PaperEntry {
  readonly form: PaperForm;
  readonly participation: Participation;
}

/** Throws `not-found`, also for a form of a study or a site of others. */
export async function paperEntry(
  services: Services,
  signedIn: SignedIn,
  id: string,
): Promise<PaperEntry> {
  const form = await paperFormById(services.db.study, id);
  const found = form && (await findParticipant(services, signedIn, form.code));
  const participation = found && participationIn(services, found.participant, form.wave);
  if (!form || !participation) throw new CatalogueError('not-found');
  return { form, participation };
}
