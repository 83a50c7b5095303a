/** Turns a typed view model and a template into a page. Templates are compiled once, in strict mode. */

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FastifyReply } from 'fastify';
import Handlebars from 'handlebars';
import { assetPath } from './assets.ts';
import { languages, type Say, type TextArguments, texts } from './texts.ts';

/** What the frame around every page needs. */
export interface Frame {
  readonly title: string;
  readonly language: string;
  /** `participant`: a narrow column and no navigation; `staff`: wide, with a menu. */
  readonly layout: 'participant' | 'staff';
  /** The same page in another language, where it has one. */
  readonly otherLanguage?: LanguageLink | null;
  /** Who is signed in, and where they can go. */
  readonly menu?: Menu | null;
}

export interface LanguageLink {
  readonly language: string;
  readonly href: string;
}

export interface Menu {
  readonly email: string;
  /** Where the account itself is seen to; empty when it cannot be now. */
  readonly account: string;
  readonly csrf: string;
  /** Where the box for finding somebody posts to, for who may look for people. */
  readonly search: string | null;
  readonly links: readonly {
    readonly href: string;
    readonly text: string;
    /** `page` for the page that is open, `true` for what it belongs to. */
    readonly current: 'page' | 'true' | null;
  }[];
}

export interface Page<Model extends object> {
  /** The template's path below `views/`, without its ending. */
  readonly template: string;
  readonly frame: Frame;
  readonly model: Model;
}

const folder = fileURLToPath(new URL('../views', import.meta.url));
const handlebars = Handlebars.create();

handlebars.registerHelper('t', function t(this: unknown, key: string, options: HelperOptions) {
  return (options.data.say as Say)(key, options.hash as TextArguments);
});
handlebars.registerHelper('eq', (a: unknown, b: unknown) => a === b);
handlebars.registerHelper('asset', (name: Parameters<typeof assetPath>[0]) => assetPath(name));
/** A text's line breaks become paragraphs and breaks; everything else is escaped. */
handlebars.registerHelper('lines', (text: string) => {
  const escaped = handlebars.escapeExpression(text).trim();
  return new handlebars.SafeString(escaped.replaceAll('\n', '<br>'));
});

type HelperOptions = Handlebars.HelperOptions;

for (const { name, text } of templates('partials')) handlebars.registerPartial(name, text);
const compiled = new Map(
  [
    'layouts',
    'participant',
    'staff',
    'research',
    'admin',
    'errors',
    'demo',
    'rights',
    'mail',
    'export',
  ].flatMap((area) =>
    templates(area).map(({ name, text }): [string, HandlebarsTemplateDelegate] => [
      `${area}/${name}`,
      handlebars.compile(text, { strict: true, knownHelpersOnly: false }),
    ]),
  ),
);

/** The names of all templates, for the test that renders each of them. */
export const templateNames: readonly string[] = [...compiled.keys()];

export function renderPage<Model extends object>({ template, frame, model }: Page<Model>): string {
  const say = texts(frame.language);
  const data = { say, language: frame.language };
  const body = find(template)(model, { data });
  const layout = {
    otherLanguage: null,
    menu: null,
    ...frame,
    body,
    languageName: frame.otherLanguage ? texts(frame.otherLanguage.language)('language.name') : '',
  };
  return find(`layouts/${frame.layout}`)(layout, { data });
}

/** A whole document that somebody takes along: it has no frame, and loads nothing. */
export function renderFile(template: string, language: string, model: object): string {
  return find(template)(model, { data: { say: texts(language), language } });
}

export function sendPage<Model extends object>(
  reply: FastifyReply,
  page: Page<Model>,
  status = 200,
): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(renderPage(page));
}

/** The other language of a page that stands at `path`. */
export function languageLink(path: string, language: string): LanguageLink | null {
  const other = languages.find((name) => name !== language);
  const mark = path.includes('?') ? '&' : '?';
  return other ? { language: other, href: `${path}${mark}lang=${other}` } : null;
}

function find(name: string): HandlebarsTemplateDelegate {
  const template = compiled.get(name);
  if (!template) throw new RangeError(`there is no template "${name}"`);
  return template;
}

function templates(area: string): { name: string; text: string }[] {
  return readdirSync(`${folder}/${area}`)
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => ({
      name: file.replace('.hbs', ''),
      text: readFileSync(`${folder}/${area}/${file}`, 'utf8'),
    }));
}
