/** The research data as they are now. */

import type { ParticipantState } from '../../surveys/participant-state.ts';
import type { StudySelect } from './open.ts';
import type { ResearchRecords } from './research-records.ts';

/** Not included, or in the data under another code. */
const neverInData: ParticipantState[] = ['declined', 'merged'];

/** Of one study; of those who are at one of `sites` now, null for everybody. */
export function liveRecords(
  reader: StudySelect,
  study: string,
  sites: readonly string[] | null,
): ResearchRecords {
  return {
    enrolledAfter: (role, after, limit) =>
      reader
        .selectFrom('participant')
        .select([
          'participant.code',
          'participant.arm',
          'participant.site',
          'participant.team',
          'participant.inclusion_date as inclusionDate',
          'participant.state',
          'participant.state_on as stateOn',
        ])
        .where('participant.study', '=', study)
        .where('participant.role', '=', role)
        .where('participant.state', 'not in', neverInData)
        .where('participant.code', '>', after)
        .$if(sites !== null, (query) => query.where('current_site', 'in', sites ?? []))
        .orderBy('participant.code')
        .limit(limit)
        .execute(),

    responsesOf: (codes) =>
      reader
        .selectFrom('response')
        .leftJoin('keyer', 'keyer.account_id', 'response.keyed_by')
        .leftJoin('keyer as second', 'second.account_id', 'response.keyed_again_by')
        .select([
          'id',
          'code',
          'wave',
          'channel',
          'instrument',
          'instrument_version as version',
          'started_at as startedAt',
          'submitted_at as submittedAt',
          'written_on as writtenOn',
          'received_on as receivedOn',
          'keyed_at as keyedAt',
          'keyer.number as keyer',
          'second.number as secondKeyer',
        ])
        .select((eb) =>
          eb
            .selectFrom('paper_form')
            .select(({ fn }) => fn.max('paper_form.decided_at').as('at'))
            .whereRef('paper_form.code', '=', 'response.code')
            .whereRef('paper_form.wave', '=', 'response.wave')
            .as('chosenAt'),
        )
        .where('code', 'in', codes)
        .execute(),

    async sheetsOf(codes, waves) {
      if (waves.length === 0) return [];
      return reader
        .selectFrom('response')
        .select(['id', 'sheet'])
        .where('code', 'in', codes)
        .where('wave', 'in', waves)
        .where('submitted_at', 'is not', null)
        .execute();
    },

    async scoresOf(codes, waves) {
      if (waves.length === 0) return [];
      return reader
        .selectFrom('score')
        .innerJoin('response', 'response.id', 'score.response_id')
        .select(['response.id', 'score.scale', 'score.rule', 'score.value', 'score.missing'])
        .select(['score.answered', 'score.of_items as of'])
        .where('response.code', 'in', codes)
        .where('response.wave', 'in', waves)
        .where('response.submitted_at', 'is not', null)
        .execute();
    },

    instrumentsOf: (role) =>
      reader
        .selectFrom('response')
        .innerJoin('participant', 'participant.code', 'response.code')
        .select(['response.instrument', 'response.instrument_version as version'])
        .distinct()
        .where('participant.study', '=', study)
        .where('participant.role', '=', role)
        .where('participant.state', 'not in', neverInData)
        .where('response.submitted_at', 'is not', null)
        .execute(),
  };
}
