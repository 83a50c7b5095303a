/** The box on every page: a code, a name, a phone number or an address, and whom it finds. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import { containsIdentityNumber } from '../../surveys/identity-number.ts';
import { inLanguage } from '../../surveys/text.ts';
import { signedInOf } from '../accounts/guard.ts';
import { studiesOf } from '../accounts/scope.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { type Hit, search } from '../enrolment/search.ts';
import { inputField, problemLinks } from '../field-models.ts';
import { readForm } from '../form.ts';
import { type FormFields, formFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { belongings } from './participant-model.ts';
import { participantPath } from './participants.ts';

type Fields = FormFields<'query'>;

/** More than anybody reads: the next word narrows it down. */
const mostShown = 50;

export async function searchRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get('/staff/searches', { config: onlyFor('coordinator') }, async (request, reply) => {
    const signedIn = signedInOf(request);
    return searchPage({ services, request, reply, signedIn }, null, { hits: [], none: '' });
  });

  // A post, so that no name ends up in an address.
  app.post('/staff/searches', { config: onlyFor('coordinator') }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const visitor = { services, request, reply, signedIn };
    const fields = formFields<'query'>(readForm(request), ['query'], { phones: ['query'] });
    const typed = fields.needed('query', fields.text('query', 200));
    // A number from another country may have 11 digits too.
    if (typed && containsIdentityNumber(typed)) fields.phone('query');
    if (!typed || fields.problems().query)
      return searchPage(visitor, fields, { hits: [], none: '' });
    const found = await search(services, signedIn, typed);
    if (found.found === 'one')
      return reply.redirect(participantPath(found.one.study, found.one.participant.code), 303);
    return searchPage(
      visitor,
      fields,
      found.found === 'some'
        ? { hits: found.hits, none: '' }
        : { hits: [], none: `day.find.${found.why}` },
    );
  });
}

interface Result {
  readonly hits: readonly Hit[];
  /** Why there is nobody, as a text. */
  readonly none: string;
}

function searchPage(visitor: Visitor, fields: Fields | null, { hits, none }: Result): FastifyReply {
  const language = requestLanguage(visitor.request);
  const say = texts(language);
  const problem = problemTexts(fields, say).query;
  const inputs = [
    inputField('query', say('day.find.label'), { value: fields?.typed.query ?? '', problem }),
  ];
  const sorted = hits.toSorted((a, b) => a.name.localeCompare(b.name, language));
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/search',
      title: say('day.find.title'),
      model: {
        ...{ inputs, none, problems: problemLinks(inputs) },
        count: hits.length,
        more: hits.length > mostShown ? mostShown : 0,
        hits: sorted.slice(0, mostShown).map((hit) => hitModel(visitor, hit, language)),
      },
    },
    problem ? 422 : 200,
  );
}

function hitModel({ services, signedIn }: Visitor, hit: Hit, language: string) {
  const { study, participant, name } = hit;
  const { code, current_arm, current_site, state } = participant;
  const path = participantPath(study, code);
  const several = studiesOf(services, signedIn).length > 1;
  return {
    ...{ name, code, href: path, newTask: `${path}/tasks/new` },
    study: several ? inLanguage(study.title, language) : '',
    belongs: belongings(study, { ...participant, arm: current_arm, site: current_site }, language),
    state: state === 'enrolled' ? '' : texts(language)(`staff.board.standing.${state}`),
  };
}
