/** The demo's own pages: what to open, and the messages that were sent. No other server has them. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { momentInWords } from '../day.ts';
import { CatalogueError } from '../errors.ts';
import { requestLanguage } from '../language.ts';
import { sendPage } from '../render.ts';
import { openToAll } from '../route-access.ts';
import { texts } from '../texts.ts';
import { type CaughtMail, readMail } from './mail-catcher.ts';
import { notesInWords } from './report/notes.ts';
import { inWords, type WhatToOpen } from './what-to-open.ts';

export interface DemoPages {
  readonly what: WhatToOpen;
  /** Oldest first. */
  readonly mails: readonly CaughtMail[];
  readonly timeZone: string;
}

export async function demoPages(
  app: FastifyInstance,
  { what, mails, timeZone }: DemoPages,
): Promise<void> {
  app.get('/', { config: openToAll }, async (_request, reply) => reply.redirect('/demo', 303));

  app.get('/demo', { config: openToAll }, async (request, reply) => {
    const language = requestLanguage(request);
    return sendPage(reply, {
      template: 'demo/what-to-open',
      frame: frame(request, 'demo.title'),
      model: inWords(what, language),
    });
  });

  app.get('/demo/report', { config: openToAll }, async (request, reply) => {
    const language = requestLanguage(request);
    return sendPage(reply, {
      template: 'demo/report',
      frame: frame(request, 'demo.report.title'),
      model: notesInWords(language),
    });
  });

  app.get('/demo/mails', { config: openToAll }, async (request, reply) => {
    const language = requestLanguage(request);
    const rows = await Promise.all(
      mails.map(async (mail, index) => ({
        to: mail.to,
        subject: (await readMail(mail)).subject,
        at: momentInWords(mail.receivedAt.toString(), timeZone, language),
        href: `/demo/mails/${index + 1}`,
      })),
    );
    return sendPage(reply, {
      template: 'demo/mails',
      frame: frame(request, 'demo.mails.title'),
      model: { mails: rows.reverse() },
    });
  });

  app.get<{ Params: { number: string } }>(
    '/demo/mails/:number',
    { config: openToAll },
    async (request, reply) => {
      const { number } = request.params;
      const mail = /^[1-9]\d*$/.test(number) ? mails[Number(number) - 1] : undefined;
      if (!mail) throw new CatalogueError('not-found');
      const { subject, text } = await readMail(mail);
      return sendPage(reply, {
        template: 'demo/mail',
        frame: frame(request, 'demo.mails.title'),
        model: {
          to: mail.to,
          subject,
          at: momentInWords(mail.receivedAt.toString(), timeZone, requestLanguage(request)),
          paragraphs: inParagraphs(text, what.url),
        },
      });
    },
  );
}

function frame(request: FastifyRequest, title: string) {
  const language = requestLanguage(request);
  return { title: texts(language)(title), language, layout: 'staff' as const };
}

/** A message as paragraphs of lines of pieces; pieces that are addresses of this server can be clicked. */
function inParagraphs(text: string, publicUrl: string) {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.split('\n').map((line) => inPieces(line, publicUrl)));
}

function inPieces(line: string, publicUrl: string) {
  return line.split(/(https?:\/\/[^\s<>"]+)/).map((piece) => ({
    text: piece,
    href: piece.startsWith(`${publicUrl}/`) ? piece : null,
  }));
}
