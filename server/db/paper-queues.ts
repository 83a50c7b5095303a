/** Which paper forms wait for whom: to be keyed, compared, or chosen from. */

import { mayAnswer, participantStates } from '../../surveys/participant-state.ts';
import type { StudySelect } from './open.ts';

/** Nothing is keyed or decided any more about who has left for good. */
const present = participantStates.filter(mayAnswer);

/** More than anybody keys in a day. */
const mostShown = 200;

function waitingForms(db: StudySelect, study: string, sites: readonly string[] | null) {
  return formsOf(db, study, sites).where('participant.state', 'in', present);
}

function formsOf(db: StudySelect, study: string, sites: readonly string[] | null) {
  return db
    .selectFrom('paper_form')
    .innerJoin('participant', 'participant.code', 'paper_form.code')
    .where('participant.study', '=', study)
    .$if(sites !== null, (some) => some.where('current_site', 'in', ['-', ...(sites ?? [])]))
    .select(['paper_form.id', 'paper_form.code', 'paper_form.wave', 'paper_form.received_on'])
    .orderBy('received_on')
    .orderBy('logged_at')
    .limit(mostShown);
}

/** Those that this person has not keyed, that are not keyed as often as they are to be, and that nobody else is at. */
export async function formsToKey(
  db: StudySelect,
  study: string,
  {
    sites,
    keyer,
    heldSince,
  }: {
    readonly sites: readonly string[] | null;
    readonly keyer: string;
    /** What others have begun and saved after this instant is theirs. */
    readonly heldSince: string;
  },
) {
  const rows = await waitingForms(db, study, sites)
    .leftJoin('keying', (join) =>
      join.onRef('keying.form_id', '=', 'paper_form.id').on('keyed_by', '=', keyer),
    )
    .select('keying.id as own')
    .where('settled_at', 'is', null)
    .where('finished_at', 'is', null)
    .where((eb) =>
      eb(
        eb
          .selectFrom('keying as done')
          .whereRef('done.form_id', '=', 'paper_form.id')
          .where((one) =>
            one.or([
              one('done.finished_at', 'is not', null),
              one.and([one('done.keyed_by', '!=', keyer), one('done.saved_at', '>=', heldSince)]),
            ]),
          )
          .select(eb.fn.countAll<number>().as('count')),
        '<',
        eb.ref('keyings'),
      ),
    )
    .execute();
  return rows.map(({ own, ...form }) => ({ ...form, is_begun: own !== null }));
}

/** Keyed twice, with something read differently: settled forms never differ. */
export async function formsThatDiffer(
  db: StudySelect,
  study: string,
  sites: readonly string[] | null,
) {
  return waitingForms(db, study, sites)
    .where('settled_at', 'is', null)
    .where('keyings', '=', 2)
    .where((eb) =>
      eb(
        eb
          .selectFrom('keying')
          .whereRef('keying.form_id', '=', 'paper_form.id')
          .where('finished_at', 'is not', null)
          .select(eb.fn.countAll<number>().as('count')),
        '=',
        2,
      ),
    )
    .execute();
}

/** Settled, beside another answer to the same wave. */
export async function formsHeld(db: StudySelect, study: string, sites: readonly string[] | null) {
  return waitingForms(db, study, sites)
    .where('settled_at', 'is not', null)
    .where('outcome', 'is', null)
    .execute();
}

/** Said to belong to somebody else, by whom, and not agreed to yet: also where the code is that of somebody who has left. */
export async function formsUnderWrongCode(
  db: StudySelect,
  study: string,
  sites: readonly string[] | null,
) {
  return formsOf(db, study, sites)
    .innerJoin('code_correction', 'code_correction.form_id', 'paper_form.id')
    .select(['proposed_by', 'to_code', 'to_wave'])
    .where('code_correction.decided_at', 'is', null)
    .execute();
}
