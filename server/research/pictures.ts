/** The pictures of a study: on a page with their numbers, and each as a file by itself. */

import { setImmediate as breath } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { inLanguage } from '../../surveys/text.ts';
import { sendSignedInPage } from '../accounts/signed-in-page.ts';
import { compareChannels } from '../analysis/channel-comparison.ts';
import { CatalogueError } from '../errors.ts';
import { requestLanguage } from '../language.ts';
import type { ResearchView } from '../research-view.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { openResearchView } from './gate.ts';
import { channelsPicture } from './pictures/channels.ts';
import { askedFor, choicesFor, filesOf, type PictureQuery } from './pictures/choices.ts';
import { drawingTools, markup } from './pictures/drawing.ts';
import { type Picture, pictureNames, widths } from './pictures/picture.ts';
import { type PictureModel, pictureModel } from './pictures/picture-model.ts';
import { studyPictures } from './pictures/study-pictures.ts';
import { type StudyRequest, signedInResearcher } from './researcher.ts';
import { onSameCut } from './same-cut.ts';
import { type Speaker, speaker } from './speaker.ts';
import { studyFrame, studyPagePath } from './study-pages.ts';

interface PicturesRequest extends StudyRequest {
  Querystring: PictureQuery;
}

interface FileRequest extends PicturesRequest {
  Params: { study: string; file: string };
}

export async function pictureRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get<PicturesRequest>(
    '/research/:study/pictures',
    { exposeHeadRoute: false, config: onlyFor('researcher') },
    async (request, reply) => {
      const { signedIn, researcher } = signedInResearcher(services, request);
      const { study } = researcher;
      const asked = askedFor(services.definitions, study, request.query);
      const view = await openResearchView(services, researcher, { action: 'results read' });
      const speak = speaker(study, requestLanguage(request));
      const tools = await drawingTools();
      const pictures: PictureModel[] = [];
      for (const picture of await studyPictures(view, { ...asked, withLines: true }, speak)) {
        // Drawing takes some milliseconds each: others are served in between.
        await breath();
        pictures.push(
          pictureModel(picture, tools, filesOf(picture.name, asked, researcher, speak)),
        );
      }
      return sendSignedInPage(
        { services, request, reply, signedIn },
        {
          template: 'research/pictures',
          title: speak.say('pictures.title'),
          model: {
            study: inLanguage(study.title, speak.language),
            ...studyFrame(view, researcher, 'pictures', speak.language),
            ...choicesFor(study, asked, researcher, speak),
            channels: onSameCut(
              `${studyPagePath(study.study, 'channels')}?role=${asked.role.name}`,
              researcher,
            ),
            pictures,
          },
        },
      );
    },
  );

  // No HEAD: it would draw the whole picture, and log a download, for nobody to see.
  app.get<FileRequest>(
    '/research/:study/pictures/:file',
    { exposeHeadRoute: false, config: onlyFor('researcher') },
    async (request, reply) => {
      const { researcher } = signedInResearcher(services, request);
      const { file } = request.params;
      const name = pictureNames.find((one) => `${one}.svg` === file);
      if (!name) throw new CatalogueError('not-found');
      const { study } = researcher;
      const asked = askedFor(services.definitions, study, request.query);
      const { role } = asked;
      const view = await openResearchView(services, researcher, {
        ...{ action: 'export downloaded', file, role: role.name },
      });
      const speak = speaker(study, requestLanguage(request));
      const pictures = await (name === 'channels'
        ? channelsPictures(view, asked, speak)
        : studyPictures(view, asked, speak));
      const picture = pictures.find((one) => one.name === name);
      if (!picture) throw new CatalogueError('not-found');
      const from = `${inLanguage(study.title, speak.language)}, ${inLanguage(role.label, speak.language)}`;
      const drawn = picture.draw(await drawingTools(), widths.wide);
      reply.type('image/svg+xml');
      reply.header(
        'content-disposition',
        `attachment; filename="${study.study}-${role.name}-${file}"`,
      );
      const words = {
        title: `${picture.title}. ${from}`,
        text: [picture.text, ...picture.notes].join(' '),
      };
      return reply.send(markup(drawn, words, name));
    },
  );
}

/** The one there is, while the wave may be shown and enough have answered in either way. */
async function channelsPictures(
  view: ResearchView,
  { role, wave }: ReturnType<typeof askedFor>,
  speak: Speaker,
): Promise<Picture[]> {
  const compared = view.waves.includes(wave) ? await compareChannels(view, role, wave) : [];
  const picture = channelsPicture(compared, view.study.small_cell_limit, speak);
  return picture ? [picture] : [];
}
