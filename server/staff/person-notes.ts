/** Notes about a participant: a few words after a phone call. */

import type { FastifyInstance } from 'fastify';
import { signedInOf } from '../accounts/guard.ts';
import { writeNote } from '../enrolment/notes.ts';
import { CatalogueError } from '../errors.ts';
import { linesField } from '../field-models.ts';
import { readForm } from '../form.ts';
import { formFields, problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import { isTokenShaped } from '../security/token.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { noticeQuery } from './notice.ts';
import {
  isQuiet,
  namedParticipant,
  type ParticipantRequest,
  participantPath,
} from './participants.ts';
import { personFormPage } from './person-form.ts';

/** A note, not a letter. */
const longest = 1000;

export async function personNoteRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.post<ParticipantRequest>(
    '/staff/:study/participants/:code/notes',
    { config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const found = await namedParticipant(services, request);
      const { code } = found.participant;
      const form = readForm(request);
      const fields = formFields<'note'>(form, ['note']);
      const text = fields.needed('note', fields.lines('note', longest));
      const id = form.own('_nonce');
      if (!isTokenShaped(id)) throw new CatalogueError('bad-form');
      const here = participantPath(found.study, code);
      if (isQuiet(found.participant))
        return reply.redirect(`${here}?${noticeQuery('final', code)}`, 303);
      if (text) {
        await writeNote(services, { id, code, kind: 'phone', text, actor: signedIn.account.id });
        return reply.redirect(`${here}?${noticeQuery('noted', code)}`, 303);
      }
      const say = texts(requestLanguage(request));
      return personFormPage({ services, request, reply, signedIn }, found, {
        title: say('person.notes.title'),
        paragraphs: [],
        fields: [
          linesField('note', say('person.notes.label'), {
            value: fields.typed.note,
            problem: problemTexts(fields, say).note,
          }),
        ],
        basis: '',
        nonce: id,
        stale: false,
        action: 'notes',
        submit: say('person.notes.save'),
      });
    },
  );
}
