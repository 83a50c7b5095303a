/** How many were included on each day and have a wave before them: counted in the database, however many there are. */

import type { WaveReach } from '../../surveys/wave-reach.ts';
import { hasSubmitted, type People, peopleOf } from './boards.ts';
import type { StudySelect } from './open.ts';

/** People who were included on the same day. */
export interface Inclusions {
  readonly inclusionDate: string;
  readonly people: number;
  /** Of these, how many answer on paper. */
  readonly onPaper: number;
}

/** The inclusion dates of a wave: after the one, and up to and with the other. */
export interface InclusionSpan extends Pick<WaveReach, 'wave'> {
  readonly after: string;
  readonly through: string;
}

/** Of those who are enrolled and have not submitted the wave. */
export async function unansweredByInclusion(
  db: StudySelect,
  people: People,
  { wave, after, through }: InclusionSpan,
): Promise<Inclusions[]> {
  const rows = await peopleOf(db, people)
    .where('state', '=', 'enrolled')
    .where('inclusion_date', '>', after)
    .where('inclusion_date', '<=', through)
    .where((eb) => eb.not(hasSubmitted(eb, [wave])))
    .select((eb) => [
      'inclusion_date',
      eb.fn.countAll().as('people'),
      eb.fn
        .sum(eb.case().when('channel', '=', 'paper').then(eb.lit(1)).else(eb.lit(0)).end())
        .as('on_paper'),
    ])
    .groupBy('inclusion_date')
    .execute();
  return rows.map(({ inclusion_date, people: count, on_paper }) => ({
    inclusionDate: inclusion_date,
    people: Number(count),
    onPaper: Number(on_paper),
  }));
}
