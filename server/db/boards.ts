/** Who stands where at the waves that are open now: counted and paged in the database, however many there are. */

import type { AliasableExpression, ExpressionBuilder } from 'kysely';
import { mayAnswer, mayBeContacted, participantStates } from '../../surveys/participant-state.ts';
import type { WaveReach } from '../../surveys/wave-reach.ts';
import type { StudySelect } from './open.ts';
import { hasFormReceived } from './paper-forms.ts';
import type { Participant } from './participants.ts';
import type { StudyTables } from './study-tables.ts';

/** The participants of one role that somebody may see, or those of one arm among them. */
export interface People {
  readonly study: string;
  readonly role: string;
  /** Null for all, and for those who are kept without a site. */
  readonly sites: readonly string[] | null;
  readonly arm: string | null;
}

/** An open wave of which nothing has come; `held`: nothing is sent, as they are paused or lost. */
export const openStatuses = ['due', 'failed', 'paper', 'sent', 'started', 'held'] as const;
export type OpenStatus = (typeof openStatuses)[number];

/** Which of the people a board shows; null for all. */
export type Selection =
  | { readonly wave: Exclude<OpenStatus, 'held'> | 'late' | 'received' | 'submitted' | 'missed' }
  | { readonly state: Participant['state'] }
  | null;

const answering = participantStates.filter(mayAnswer);
const contacted = participantStates.filter(mayBeContacted);

export function peopleOf(db: StudySelect, { study, role, sites, arm }: People) {
  return (
    db
      .selectFrom('participant')
      .where('participant.study', '=', study)
      .where('participant.role', '=', role)
      // A second registration is nobody of its own.
      .where('state', '!=', 'merged')
      .$if(sites !== null, (some) => some.where('current_site', 'in', ['-', ...(sites ?? [])]))
      .$if(arm !== null, (some) => some.where('current_arm', '=', arm))
  );
}

/** One page, who was included last first. */
export async function boardPage(
  db: StudySelect,
  people: People,
  reaches: readonly WaveReach[],
  selection: Selection,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<Participant[]> {
  const everybody = peopleOf(db, people).selectAll('participant');
  const selected = () => {
    if (selection === null) return everybody;
    if ('state' in selection) return everybody.where('state', '=', selection.state);
    const { wave } = selection;
    if (wave === 'received') return everybody.where((eb) => hasReceived(eb, reaches));
    if (wave === 'submitted') return everybody.where((eb) => hasSubmitted(eb, wavesOf(reaches)));
    if (wave === 'missed') return everybody.where((eb) => hasMissed(eb, reaches));
    const open = occasions(db, people, reaches);
    if (!open) return null;
    const codes = db.selectFrom(open.as('occasion')).select('occasion.code');
    const those =
      wave === 'late' ? codes.where('late', '=', 1) : codes.where('occasion.status', '=', wave);
    return everybody.where('participant.code', 'in', those);
  };
  const query = selected();
  if (!query) return [];
  return query
    .orderBy('inclusion_date', 'desc')
    .orderBy('code', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
}

/** How many people have a wave that stands so; somebody with two open waves can count in two of them. */
export async function openCounts(
  db: StudySelect,
  people: People,
  reaches: readonly WaveReach[],
): Promise<ReadonlyMap<OpenStatus | 'late', number>> {
  const open = occasions(db, people, reaches);
  if (!open) return new Map();
  const rows = await db
    .selectFrom(open.as('occasion'))
    .select((eb) => ['occasion.status', eb.fn.count('occasion.code').distinct().as('people')])
    .groupBy('occasion.status')
    .execute();
  const late = await db
    .selectFrom(open.as('occasion'))
    .select((eb) => eb.fn.count('occasion.code').distinct().as('people'))
    .where('late', '=', 1)
    .executeTakeFirstOrThrow();
  return new Map([
    ...rows.map(({ status, people: count }) => [status, Number(count)] as const),
    ['late' as const, Number(late.people)],
  ]);
}

/** Whose paper form of one of the waves has come and is no answer yet. */
export async function receivedCount(
  db: StudySelect,
  people: People,
  reaches: readonly WaveReach[],
): Promise<number> {
  return countOf(peopleOf(db, people).where((eb) => hasReceived(eb, reaches)));
}

/** Whoever has answered one of the waves. */
export async function submittedCount(
  db: StudySelect,
  people: People,
  reaches: readonly WaveReach[],
): Promise<number> {
  return countOf(peopleOf(db, people).where((eb) => hasSubmitted(eb, wavesOf(reaches))));
}

/** Whoever can still answer, and has let one of the waves close. */
export async function missedCount(
  db: StudySelect,
  people: People,
  reaches: readonly WaveReach[],
): Promise<number> {
  return countOf(peopleOf(db, people).where((eb) => hasMissed(eb, reaches)));
}

async function countOf(query: ReturnType<typeof peopleOf>): Promise<number> {
  const row = await query.select((eb) => eb.fn.countAll().as('people')).executeTakeFirstOrThrow();
  return Number(row.people);
}

const wavesOf = (reaches: readonly WaveReach[]) => reaches.map(({ wave }) => wave);

export async function stateCounts(
  db: StudySelect,
  people: People,
): Promise<ReadonlyMap<Participant['state'], number>> {
  const rows = await peopleOf(db, people)
    .select((eb) => ['state', eb.fn.countAll().as('people')])
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, people: count }) => [state, Number(count)]));
}

/** Every wave that is open and of which nothing has come; null when no wave of the role is open to anybody. */
function occasions(db: StudySelect, people: People, reaches: readonly WaveReach[]) {
  const [first, ...rest] = reaches
    .filter(({ opened, closed }) => opened > closed)
    .map((reach) => awaited(db, people, reach, reach.opened));
  return first ? rest.reduce((all, next) => all.unionAll(next), first) : null;
}

function awaited(db: StudySelect, people: People, reach: WaveReach, through: string) {
  return peopleOf(db, people)
    .where('inclusion_date', '>', reach.closed)
    .where('inclusion_date', '<=', through)
    .where('state', 'in', answering)
    .where((eb) => eb.not(hasSubmitted(eb, [reach.wave])))
    .where((eb) => eb.not(hasFormReceived(eb, reach.wave)))
    .select((eb) => [
      'participant.code',
      openStatus(eb, reach.wave).as('status'),
      eb
        .case()
        .when('inclusion_date', '<=', reach.late)
        .then(eb.lit(1))
        .else(eb.lit(0))
        .end()
        .as('late'),
    ]);
}

type ParticipantBuilder = ExpressionBuilder<StudyTables, 'participant'>;

/** The same words as `waveStatus` finds for one participant; a test holds the two together. */
function openStatus(eb: ParticipantBuilder, wave: number): AliasableExpression<OpenStatus> {
  const link = eb
    .selectFrom('link')
    .select('link.code')
    .whereRef('link.code', '=', 'participant.code')
    .where('link.wave', '=', wave)
    .where('revoked_at', 'is', null);
  const started = eb
    .selectFrom('response')
    .select('response.code')
    .whereRef('response.code', '=', 'participant.code')
    .where('response.wave', '=', wave);
  return eb
    .case()
    .when(eb.exists(started))
    .then<OpenStatus>('started')
    .when(eb.exists(link.where('sent_at', 'is not', null)))
    .then<OpenStatus>('sent')
    .when(eb.not(eb('state', 'in', contacted)))
    .then<OpenStatus>('held')
    .when(eb.exists(link.where('failure', 'is not', null)))
    .then<OpenStatus>('failed')
    .when('channel', '=', 'paper')
    .then<OpenStatus>('paper')
    .else<OpenStatus>('due')
    .end();
}

export function hasSubmitted(eb: ParticipantBuilder, waves: readonly number[]) {
  return eb.exists(
    eb
      .selectFrom('response')
      .select('response.code')
      .whereRef('response.code', '=', 'participant.code')
      .where('submitted_at', 'is not', null)
      .where('response.wave', 'in', waves),
  );
}

function hasReceived(eb: ParticipantBuilder, reaches: readonly WaveReach[]) {
  return eb.and([
    eb('state', 'in', answering),
    eb.or(
      wavesOf(reaches).map((wave) =>
        eb.and([hasFormReceived(eb, wave), eb.not(hasSubmitted(eb, [wave]))]),
      ),
    ),
  ]);
}

function hasMissed(eb: ParticipantBuilder, reaches: readonly WaveReach[]) {
  return eb.and([
    eb('state', 'in', answering),
    eb.or(
      reaches.map(({ wave, closed }) =>
        eb.and([
          eb('inclusion_date', '<=', closed),
          eb.not(hasSubmitted(eb, [wave])),
          eb.not(hasFormReceived(eb, wave)),
        ]),
      ),
    ),
  ]);
}
