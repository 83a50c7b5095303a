/** Registering everybody in a file: what it has to look like, what is wrong with it, and all of them at once. */

import { stringify } from 'csv-stringify/sync';
import type { FastifyInstance } from 'fastify';
import { signedInOf } from '../accounts/guard.ts';
import { studyNamed } from '../accounts/scope.ts';
import type { Visitor } from '../accounts/signed-in-page.ts';
import { readIdentities } from '../enrolment/identity-read.ts';
import {
  codeDraw,
  forgetDrafts,
  importDraft,
  importStanding,
  keepDraft,
  openDraft,
} from '../enrolment/import-draft.ts';
import { CatalogueError } from '../errors.ts';
import { readButton } from '../form.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { takeUploads } from '../upload.ts';
import { columnName, readHeader } from './import-columns.ts';
import { readCsv } from './import-file.ts';
import { checkLines, type Line, linesOf } from './import-lines.ts';
import { faultsPage, importPage, previewPage, receiptPage } from './import-pages.ts';
import { type Registering, registeringAs, rolesFor } from './registering.ts';
import { registrationFields } from './registration-form.ts';
import { seenOf } from './seen.ts';

interface ImportRequest {
  Params: { study: string; id: string };
  Querystring: { role?: string };
}

const path = '/staff/:study/participants/import';
const largestFile = 2 * 1024 * 1024;

export async function importRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<ImportRequest>(path, { config: onlyFor('coordinator') }, async (request, reply) => {
    const visitor = { services, request, reply, signedIn: signedInOf(request) };
    const study = studyNamed(services, visitor.signedIn, request.params.study);
    const name = request.query.role ?? rolesFor(visitor, study)[0]?.name;
    return importPage(visitor, await registeringAs(visitor, study, name));
  });

  app.get<ImportRequest>(
    `${path}/template`,
    { config: onlyFor('coordinator') },
    async (request, reply) => {
      const visitor = { services, request, reply, signedIn: signedInOf(request) };
      const study = studyNamed(services, visitor.signedIn, request.params.study);
      const registering = await registeringAs(visitor, study, request.query.role);
      const language = requestLanguage(request);
      const names = registrationFields(registering).map((field) =>
        columnName(field, registering, language),
      );
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${registering.role.name}.csv"`)
        .send(stringify([names], { delimiter: ';', bom: true, record_delimiter: 'windows' }));
    },
  );

  await app.register(async (uploads) => {
    await takeUploads(uploads, largestFile);
    uploads.post<ImportRequest>(
      path,
      { config: onlyFor('coordinator') },
      async (request, reply) => {
        const visitor = { services, request, reply, signedIn: signedInOf(request) };
        const study = studyNamed(services, visitor.signedIn, request.params.study);
        const registering = await registeringAs(visitor, study, readButton(request).own('_role'));
        return preview(visitor, registering);
      },
    );
  });

  app.post<ImportRequest>(
    `${path}/:id`,
    { config: onlyFor('coordinator') },
    async (request, reply) => {
      const visitor = { services, request, reply, signedIn: signedInOf(request) };
      const study = studyNamed(services, visitor.signedIn, request.params.study);
      readButton(request);
      await forgetDrafts(services);
      const { id } = request.params;
      const owner = { study, actor: visitor.signedIn.account.id };
      const draft = await openDraft(services, owner, id);
      const role = draft?.role ?? rolesFor(visitor, study)[0]?.name;
      const registering = await registeringAs(visitor, study, role);
      if (!draft) return importPage(visitor, registering, 'gone');
      if (draft.importedAt === null) {
        const lines = JSON.parse(draft.content) as Line[];
        const checked = await checkLines(visitor, registering, lines);
        const codes = lines.map(({ code }) => code);
        const standing = await importStanding(services, codes);
        if (standing === 'taken') return importPage(visitor, registering, 'gone');
        const isReady =
          standing === 'begun'
            ? checked.registrations.length === lines.length
            : checked.faulty.length === 0;
        if (!isReady) return faultsPage(visitor, registering, checked);
        await importDraft(services, owner, draft, checked.registrations);
      }
      return reply.redirect(`/staff/${study.study}/participants/import/${id}`, 303);
    },
  );

  app.get<ImportRequest>(
    `${path}/:id`,
    { exposeHeadRoute: false, config: onlyFor('coordinator') },
    async (request, reply) => {
      const visitor = { services, request, reply, signedIn: signedInOf(request) };
      const study = studyNamed(services, visitor.signedIn, request.params.study);
      const owner = { study, actor: visitor.signedIn.account.id };
      const draft = await openDraft(services, owner, request.params.id);
      if (!draft?.importedAt) throw new CatalogueError('not-found');
      const imported = JSON.parse(draft.content) as string[];
      // Whom they may see can have changed since they pressed the button.
      const { seen: codes } = await seenOf(services, visitor.signedIn, study, imported);
      const identities = await readIdentities(services, study.study, codes, owner.actor);
      return receiptPage(visitor, study, codes, identities);
    },
  );
}

/** Nothing is imported here: the file is looked at, and kept for an hour if all of it is good. */
async function preview(visitor: Visitor, registering: Registering) {
  const { services, request, signedIn } = visitor;
  const { upload } = request;
  if (!upload) return importPage(visitor, registering, 'no-file');
  if (upload.tooLarge) return importPage(visitor, registering, 'too-large');
  const read = readCsv(upload.body);
  if ('problem' in read) return importPage(visitor, registering, read.problem, read.line);
  const header = readHeader(read.file.header, registering);
  if ('problems' in header)
    return importPage(visitor, registering, 'header', 0, { file: read.file, ...header });

  const { lines, faulty } = linesOf(
    read.file.lines,
    header.columns,
    registering,
    await codeDraw(services),
  );
  const checked = await checkLines(visitor, registering, lines);
  const all = { ...checked, faulty: [...faulty, ...checked.faulty] };
  if (all.faulty.length > 0) return faultsPage(visitor, registering, all, read.file);
  const owner = { study: registering.study, actor: signedIn.account.id };
  const id = await keepDraft(services, owner, {
    role: registering.role.name,
    content: JSON.stringify(lines),
  });
  return previewPage(visitor, registering, {
    id,
    registrations: all.registrations,
    file: read.file,
  });
}
