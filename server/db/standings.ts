/** Who may be due a message about a wave, and what the study store knows of each of them. */

import { mayBeContacted, participantStates } from '../../surveys/participant-state.ts';
import type { WaveReach } from '../../surveys/wave-reach.ts';
import type { StudySelect } from './open.ts';

export interface WaveStanding {
  readonly code: string;
  /** When they last saved a page on the web of an answer that is not sent in. */
  readonly saved_at: string | null;
  readonly submitted_at: string | null;
  readonly submitted_channel: 'web' | 'paper' | null;
  readonly first_submitted_at: string | null;
  /** Mail to them came back, and nobody has seen to it yet. */
  readonly bounces: boolean;
  /** Staff have closed the link, and sent no other. */
  readonly shut: boolean;
}

const contacted = participantStates.filter(mayBeContacted);

export interface Asked {
  readonly study: string;
  readonly role: string;
  readonly reach: WaveReach;
  /** Whoever answered before this instant is done with the wave. */
  readonly answeredSince: string;
  /** The last code of the page before; empty for the first page. */
  readonly after: string;
  readonly limit: number;
}

/** Those to whom the wave is open or who have just answered it, in the order of their codes. */
export async function waveStandings(
  db: StudySelect,
  { study, role, reach, answeredSince, after, limit }: Asked,
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
    .where('participant.code', '>', after)
    .select((eb) => {
      const links = eb
        .selectFrom('link')
        .select(eb.fn.countAll().as('links'))
        .whereRef('link.code', '=', 'participant.code')
        .where('link.wave', '=', wave);
      return [
        'participant.code',
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
        eb
          .selectFrom('task')
          .select(eb.fn.countAll().as('tasks'))
          .whereRef('task.code', '=', 'participant.code')
          .where('task.kind', '=', 'bounced')
          .where('task.done_at', 'is', null)
          .as('bounced_tasks'),
        links.as('links'),
        links.where('link.revoked_at', 'is', null).as('open_links'),
      ];
    })
    .orderBy('participant.code')
    .limit(limit)
    .execute();
  return rows.map(({ bounced_tasks, links, open_links, ...row }) => ({
    ...row,
    bounces: Number(bounced_tasks) > 0,
    shut: Number(links) > 0 && Number(open_links) === 0,
  }));
}
