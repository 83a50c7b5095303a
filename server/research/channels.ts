/** The page that compares web and paper, item by item, for one role at one wave. */

import type { FastifyInstance } from 'fastify';
import { inLanguage } from '../../surveys/text.ts';
import { sendSignedInPage } from '../accounts/signed-in-page.ts';
import { compareChannels } from '../analysis/channel-comparison.ts';
import { CatalogueError } from '../errors.ts';
import { requestLanguage } from '../language.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { channelRows } from './channel-model.ts';
import { openResearchView } from './gate.ts';
import { channelsPicture } from './pictures/channels.ts';
import { drawingTools } from './pictures/drawing.ts';
import { pictureModel } from './pictures/picture-model.ts';
import { type StudyRequest, signedInResearcher } from './researcher.ts';
import { onSameCut } from './same-cut.ts';
import { speaker } from './speaker.ts';
import { studyFrame, studyPagePath } from './study-pages.ts';

interface ChannelsRequest extends StudyRequest {
  Querystring: { role?: unknown; wave?: unknown };
}

export async function channelRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<ChannelsRequest>(
    '/research/:study/channels',
    { exposeHeadRoute: false, config: onlyFor('researcher') },
    async (request, reply) => {
      const { signedIn, researcher } = signedInResearcher(services, request);
      const { study } = researcher;
      const role = study.roles.find(
        ({ name }) => name === (request.query.role ?? study.roles[0]?.name),
      );
      const wave = Number(request.query.wave ?? 1);
      if (!role || !study.waves[wave - 1]) throw new CatalogueError('not-found');
      const view = await openResearchView(services, researcher, {
        action: 'research overview read',
      });
      const isShown = view.waves.includes(wave);
      const language = requestLanguage(request);
      const path = `/research/${study.study}/channels`;
      const rows = isShown ? await compareChannels(view, role, wave) : [];
      const speak = speaker(study, language);
      const picture = channelsPicture(rows, study.small_cell_limit, speak);
      const file = `${studyPagePath(study.study, 'pictures')}/channels.svg?role=${role.name}&wave=${wave}`;
      return sendSignedInPage(
        { services, request, reply, signedIn },
        {
          template: 'research/channels',
          title: texts(language)('channels.title'),
          model: {
            study: inLanguage(study.title, language),
            ...studyFrame(view, researcher, 'channels', language),
            choices: study.roles.flatMap((one) =>
              view.waves.map((number) => ({
                href: onSameCut(`${path}?role=${one.name}&wave=${number}`, researcher),
                text: `${inLanguage(one.label, language)}, ${inLanguage(study.waves[number - 1]?.label ?? {}, language)}`,
                current: one === role && number === wave,
              })),
            ),
            rows: channelRows(rows, study.small_cell_limit, language),
            picture:
              picture &&
              pictureModel(picture, await drawingTools(), [
                { href: onSameCut(file, researcher), text: speak.say('pictures.file') },
              ]),
          },
        },
      );
    },
  );
}
