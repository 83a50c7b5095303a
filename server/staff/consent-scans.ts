/** Scans of the forms that somebody signed: put in place, and taken out again. */

import type { FastifyInstance } from 'fastify';
import { signedInOf } from '../accounts/guard.ts';
import { signedFormsOf } from '../db/consents.ts';
import {
  largestScan,
  openScan,
  recordScan,
  scanEndings,
  scanType,
} from '../enrolment/consent-scan.ts';
import { CatalogueError } from '../errors.ts';
import { readButton } from '../form.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { takeUploads } from '../upload.ts';
import { consentsPage } from './consents.ts';
import { namedParticipant, type ParticipantRequest, participantPath } from './participants.ts';

interface ScanRequest extends ParticipantRequest {
  Params: ParticipantRequest['Params'] & { id: string; scan: string };
}

const path = '/staff/:study/participants/:code/consents/:id/scans';

/** Whatever a scan brings along, no browser runs it. */
const asAFileOnly = "default-src 'none'; sandbox";

export async function consentScanRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<ScanRequest>(
    `${path}/:scan`,
    { exposeHeadRoute: false, config: onlyFor('coordinator') },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      const { participant } = await namedParticipant(services, request);
      const { code } = participant;
      const which = { code, consentId: request.params.id, id: request.params.scan };
      const scan = await openScan(services, which, signedIn.account.id);
      if (!scan) throw new CatalogueError('not-found');
      const name = `${code}-${request.params.scan.slice(0, 8)}.${scanEndings[scan.type][0]}`;
      return reply
        .type(scan.type)
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('content-security-policy', asAFileOnly)
        .send(scan.body);
    },
  );

  await app.register(async (uploads) => {
    await takeUploads(uploads, largestScan);
    uploads.post<ScanRequest>(path, { config: onlyFor('coordinator') }, async (request, reply) => {
      const signedIn = signedInOf(request);
      const found = await namedParticipant(services, request);
      const { study, participant } = found;
      const { code } = participant;
      readButton(request);
      const consents = await signedFormsOf(services.db.registry, code);
      const consentId = consents.find(({ id }) => id === request.params.id)?.id;
      if (!consentId) throw new CatalogueError('not-found');
      const { upload } = request;
      const checked = await scanType(upload);
      if (!upload || 'problem' in checked) {
        const problem = 'problem' in checked ? checked.problem : 'no-file';
        const scanProblem = texts(requestLanguage(request))(`consent.problem.${problem}`);
        const visitor = { services, request, reply, signedIn };
        return consentsPage(visitor, found, { scanProblem }, problem === 'too-large' ? 413 : 422);
      }
      const scan = { body: upload.body, type: checked.type };
      await recordScan(services, { code, consentId }, scan, signedIn.account.id);
      return reply.redirect(`${participantPath(study, code)}/consents?notice=scanned`, 303);
    });
  });
}
