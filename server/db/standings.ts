/** Who may be due a message about a wave, and what the study store knows of each of them. */

import { mayBeContacted, participantStates } from '../../surveys/participant-state.ts';
import type { WaveReach } from '../../surveys/wave-reach.ts';
import type { StudySelect } from './open.ts';
import { hasFormReceived } from './paper-forms.ts';
import type { Participant } from './participants.ts';

export interface WaveStanding extends Participant {
  /** When they last saved a page on the web of an answer that is not sent in. */
  readonly saved_at: string | null;
  readonly submitted_at: string | null;
  readonly submitted_channel: 'web' | 'paper' | null;
  /** A paper form of the wave has come that is no answer yet. */
  readonly form_received: boolean;
  readonly first_submitted_at: string | null;
  /** They were mailed a link, and every one they were is closed. */
  readonly shut: boolean;
}

const contacted = participantStates.filter(mayBeContacted);

export interface Asked {
  readonly study: string;
  readonly role: string;
  readonly reach: WaveReach;
  /** Whoever answered before this instant is done with the wave. */
  readonly answeredSince: string;
}

/** Somebody, or a page of people in the order of their codes; `after` is empty for the first page. */
export type Which = { readonly code: string } | { readonly after: string; readonly limit: number };

/** Of a page, those to whom the wave is open, or who have just answered it; somebody is given however they stand. */
export async function waveStandings(
  db: StudySelect,
  { study, role, reach, answeredSince }: Asked,
  which: Which,
): Promise<WaveStanding[]> {
  const { wave } = reach;
  const rows = await db
    .selectFrom('participant')
    .leftJoin('response as submitted', (join) =>
      join
        .onRef('submitted.code', '=', 'participant.code')
        .on('submitted.wave', '=', wave)
        .on('submitted.submitted_at', 'is not', null),
    )
    .leftJoin('response as first', (join) =>
      join
        .onRef('first.code', '=', 'participant.code')
        .on('first.wave', '=', 1)
        .on('first.submitted_at', 'is not', null),
    )
    .$if('code' in which, (one) =>
      one.where('participant.code', '=', 'code' in which ? which.code : ''),
    )
    .$if('after' in which, (page) =>
      page
        .where('participant.study', '=', study)
        .where('participant.role', '=', role)
        .where('participant.state', 'in', contacted)
        .where('participant.inclusion_date', '<=', reach.opened)
        .where((eb) =>
          eb.or([
            eb('submitted.submitted_at', '>=', answeredSince),
            eb.and([
              eb('submitted.submitted_at', 'is', null),
              eb('participant.inclusion_date', '>', reach.closed),
            ]),
          ]),
        )
        .where('participant.code', '>', 'after' in which ? which.after : '')
        .limit('limit' in which ? which.limit : 1),
    )
    .selectAll('participant')
    .select((eb) => {
      const links = eb
        .selectFrom('link')
        .select(eb.fn.countAll().as('links'))
        .whereRef('link.code', '=', 'participant.code')
        .where('link.medium', '=', 'mail')
        .where('link.wave', '=', wave);
      return [
        'submitted.submitted_at',
        'submitted.channel as submitted_channel',
        'first.submitted_at as first_submitted_at',
        eb
          .selectFrom('saved_page')
          .innerJoin('response as begun', 'begun.id', 'saved_page.response_id')
          .whereRef('begun.code', '=', 'participant.code')
          .where('begun.wave', '=', wave)
          .where('begun.channel', '=', 'web')
          .where('begun.submitted_at', 'is', null)
          .select((page) => page.fn.max('saved_page.saved_at').as('saved_at'))
          .as('saved_at'),
        hasFormReceived(eb, wave).as('form_received'),
        links.as('links'),
        links.where('link.revoked_at', 'is', null).as('open_links'),
      ];
    })
    .orderBy('participant.code')
    .execute();
  return rows.map(({ links, open_links, form_received, ...row }) => ({
    ...row,
    form_received: Boolean(form_received),
    shut: Number(links) > 0 && Number(open_links) === 0,
  }));
}
