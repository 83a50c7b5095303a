/** A page that was saved from elsewhere meanwhile: both versions, and the person chooses. */

import type { FastifyReply } from 'fastify';
import type { Sheet } from '../../surveys/answer.ts';
import type { Item } from '../../surveys/answer-types/index.ts';
import { encodeAnswer } from '../../surveys/answers.ts';
import { answerInWords } from '../../surveys/in-words.ts';
import type { Group } from '../../surveys/instrument.ts';
import { inLanguage } from '../../surveys/text.ts';
import { askedItems, type SaveOutcome } from '../collection/page-save.ts';
import { type Answering, nextOpenPage, pagesToAnswer } from '../collection/visit.ts';
import { sendPage } from '../render.ts';
import { newToken } from '../security/token.ts';
import { texts } from '../texts.ts';
import { carriedLanguage, pagePath } from './paths.ts';

export function stalePage(
  reply: FastifyReply,
  answering: Answering,
  group: Group,
  { here, elsewhere, revision }: Extract<SaveOutcome, { outcome: 'stale' }>,
  { language, fromSummary }: { language: string; fromSummary: boolean },
): FastifyReply {
  const say = texts(language);
  const items = askedItems(answering, group);
  const pages = pagesToAnswer(answering);
  const index = pages.findIndex(({ name }) => name === group.name);
  const inWords = (item: Item, sheet: Sheet) =>
    answerInWords(item, sheet[item.name], language) || say('stale.blank');
  return sendPage(
    reply,
    {
      template: 'participant/stale',
      frame: { title: say('stale.title'), language, layout: 'participant' },
      model: {
        questions: items.map((item) => ({
          text: inLanguage(item.text, language),
          here: inWords(item, here),
          elsewhere: inWords(item, elsewhere),
        })),
        fields: items.flatMap((item) =>
          encodeAnswer(here[item.name], item).map((value) => ({ name: item.name, value })),
        ),
        action: pagePath(group),
        elsewhereHref: pagePath(
          fromSummary ? nextOpenPage(answering) : (pages[index + 1] ?? null),
          { fromSummary, language: carriedLanguage(answering, language) },
        ),
        from: fromSummary ? 'summary' : '',
        nonce: newToken(),
        revision,
        visit: answering.visit.id,
        language,
      },
    },
    409,
  );
}
