/** The board: everybody in a study, and where each of them stands at each wave. */

import type { FastifyInstance } from 'fastify';
import type { Study, StudyRole } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { signedInOf } from '../accounts/guard.ts';
import { maySee, studiesOf, studyNamed } from '../accounts/scope.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import { sendSignedInPage } from '../accounts/signed-in-page.ts';
import { type Participant, participantsOf } from '../db/participants.ts';
import { readIdentities } from '../enrolment/identity-read.ts';
import type { Identity } from '../enrolment/person.ts';
import { CatalogueError } from '../errors.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { type Say, texts } from '../texts.ts';
import { noticeText } from './notice.ts';
import { belongings } from './participant-model.ts';
import { progressOf } from './progress.ts';
import { waveCell } from './wave-cell.ts';
import { type WaveStatus, waveStatusNames } from './wave-status.ts';

export const filters = ['late', ...waveStatusNames] as const;
export type Filter = (typeof filters)[number];

interface BoardRequest {
  Querystring: { study?: string; state?: string; notice?: string; code?: string; wave?: string };
}

export async function boardRoutes(app: FastifyInstance, services: Services): Promise<void> {
  // A HEAD would log a read that nobody makes.
  app.get<BoardRequest>(
    '/staff',
    { exposeHeadRoute: false, config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const { query } = request;
      const study = chosenStudy(services, signedIn, query.study);
      const filter = filters.find((name) => name === query.state) ?? null;
      const language = requestLanguage(request);
      const say = texts(language);

      const everybody = await entries(services, signedIn, study);
      const shown = everybody.filter(({ waves }) => !filter || waves.some((w) => isIn(w, filter)));
      const identities = await readIdentities(
        services,
        study.study,
        shown.map(({ participant }) => participant.code),
        signedIn.account.id,
      );
      const tables = study.roles.map((role) =>
        roleTable({ study, role, language, entries: shown, everybody, identities }),
      );
      return sendSignedInPage(
        { services, request, reply, signedIn },
        {
          template: 'staff/board',
          title: say('staff.board.title'),
          model: {
            study: inLanguage(study.title, language),
            name: study.study,
            studies: otherStudies(studiesOf(services, signedIn), study, language),
            notice: noticeText(query, say),
            filters: filterLinks(study, everybody, filter, say),
            filter: filter ?? '',
            tables,
          },
        },
      );
    },
  );
}

interface Entry {
  readonly participant: Participant;
  readonly waves: readonly WaveStatus[];
}

async function entries(services: Services, signedIn: SignedIn, study: Study): Promise<Entry[]> {
  const progress = await progressOf(services, study);
  const found: Entry[] = [];
  for (const { name } of study.roles) {
    const participants = (await participantsOf(services.db.study, study.study, name)).filter(
      (participant) => maySee(signedIn, study, participant),
    );
    found.push(
      ...participants.map((participant) => ({ participant, waves: progress(participant) })),
    );
  }
  return found;
}

function isIn(status: WaveStatus, filter: Filter): boolean {
  return filter === 'late' ? status.late : status.name === filter;
}

function chosenStudy(services: Services, signedIn: SignedIn, name: string | undefined): Study {
  if (name !== undefined) return studyNamed(services, signedIn, name);
  const [first] = studiesOf(services, signedIn);
  if (!first) throw new CatalogueError('no-study');
  return first;
}

/** Links to every study, when there is more than one. */
function otherStudies(studies: readonly Study[], study: Study, language: string) {
  if (studies.length < 2) return [];
  return studies.map((other) => ({
    href: `/staff?study=${other.study}`,
    text: inLanguage(other.title, language),
    current: other === study,
  }));
}

/** A count is of people, so that it is the number of rows its link shows. */
function filterLinks(study: Study, everybody: readonly Entry[], chosen: Filter | null, say: Say) {
  const all = {
    href: `/staff?study=${study.study}`,
    text: say('staff.board.all'),
    count: everybody.length,
    current: chosen === null,
  };
  const links = filters.map((filter) => ({
    href: `/staff?study=${study.study}&state=${filter}`,
    text: say(`staff.state.${filter}`),
    count: everybody.filter(({ waves }) => waves.some((wave) => isIn(wave, filter))).length,
    current: chosen === filter,
  }));
  return [all, ...links.filter(({ count, current }) => count > 0 || current)];
}

interface RoleTable {
  readonly study: Study;
  readonly role: StudyRole;
  readonly language: string;
  readonly entries: readonly Entry[];
  readonly everybody: readonly Entry[];
  readonly identities: ReadonlyMap<string, Identity>;
}

function roleTable({ study, role, language, entries, everybody, identities }: RoleTable) {
  const ofRole = ({ participant }: Entry) => participant.role === role.name;
  const label = inLanguage(role.label, language);
  const rows = entries.filter(ofRole).map(({ participant, waves }) => ({
    code: participant.code,
    href: `/staff/${study.study}/participants/${participant.code}`,
    name: identities.get(participant.code)?.name ?? '–',
    belongs: belongings(study, participant, language),
    cells: waves.map((status) => waveCell(study, participant.code, status, language)),
    invitations: `/staff/${study.study}/participants/${participant.code}/invitations`,
    onPaper: participant.channel === 'paper',
  }));
  return {
    role: role.name,
    label,
    lowerLabel: label.toLocaleLowerCase(language),
    registerHref: `/staff/${study.study}/participants/new?role=${role.name}`,
    rows: rows.sort((a, b) => a.name.localeCompare(b.name, language)),
    total: everybody.filter(ofRole).length,
    shown: rows.length,
    waves: study.waves.map((wave) => inLanguage(wave.label, language)),
  };
}
