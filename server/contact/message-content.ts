/** What a message says: the study's words in the participant's language, as text and as HTML, and the way out at its end. */

import { IntlMessageFormat } from 'intl-messageformat';
import type { MessageKind } from '../../surveys/due-message.ts';
import type { Study, StudyRole } from '../../surveys/study.ts';
import { inLanguage, type Texts } from '../../surveys/text.ts';
import { dayAndMonth } from '../day.ts';
import { renderFile } from '../render.ts';
import { texts } from '../texts.ts';
import type { Message } from './mail.ts';

/** A new link comes with the words of an invitation. */
export type MailKind = Exclude<MessageKind, 'letter'>;

export interface Content {
  readonly study: Study;
  readonly role: StudyRole;
  readonly kind: MailKind;
  readonly language: string;
  /** The last day to answer, ISO. */
  readonly closes: string;
  /** Where the form opens. */
  readonly link: string;
  /** Where e-mails are stopped, and the study is left. */
  readonly leave: string;
}

export type Composed = Required<Pick<Message, 'subject' | 'text' | 'html' | 'unsubscribe'>>;

/** Throws where the role has no words of the kind. */
export function compose(content: Content): Composed {
  const { study, role, kind, language, closes, link, leave } = content;
  const said = filledIn(wordsOf(role, kind), { study, role, language, closes }, { link });
  return {
    subject: said.subject,
    text: `${said.body}\n\n--\n${texts(language)('mail.leave')}\n${leave}\n`,
    html: renderFile('mail/message', language, {
      language,
      subject: said.subject,
      paragraphs: paragraphs(said.body, { link, ...study.contact }),
      leave,
    }),
    unsubscribe: leave,
  };
}

/** What stands on the cover page of a form that goes by post; null where the role has no words for it. */
export function letterWords(about: About): { subject: string; body: string } | null {
  const { letter } = about.role.texts;
  return letter ? filledIn(letter, about, {}) : null;
}

type About = Pick<Content, 'study' | 'role' | 'language' | 'closes'>;

function filledIn(
  { subject, body }: { readonly subject: Texts; readonly body: Texts },
  { study, role, language, closes }: About,
  more: Readonly<Record<string, string>>,
) {
  const values = {
    ...more,
    closes: dayAndMonth(closes, language),
    minutes: role.texts.minutes,
    ...study.contact,
  };
  const say = (words: Texts) =>
    String(formatOf(inLanguage(words, language), language).format(values));
  return { subject: say(subject), body: say(body).trim() };
}

/** The kinds of e-mail that a role has words for, in the order in which they come. */
export function mailKinds({ texts: words }: StudyRole): Exclude<MailKind, 'new-link'>[] {
  const kinds = ['invitation', 'reminder', 'resume', 'thanks'] as const;
  return kinds.filter((kind) => words[kind] !== undefined);
}

function wordsOf({ texts: words }: StudyRole, kind: MailKind) {
  const said = kind === 'new-link' ? words.invitation : words[kind];
  if (!said) throw new RangeError(`the role has no words for ${kind}`);
  return said;
}

const formats = new Map<string, IntlMessageFormat>();

/** Kept: to read the words takes longer than to put the values in. A study has a few dozen of them. */
function formatOf(words: string, language: string): IntlMessageFormat {
  const key = `${language} ${words}`;
  const kept = formats.get(key);
  if (kept) return kept;
  const made = new IntlMessageFormat(words, language, undefined, { ignoreTag: true });
  formats.set(key, made);
  return made;
}

interface Part {
  readonly text: string;
  readonly href: string | null;
}

/** Parted at blank lines; what can be opened, written to or called becomes a link, written out. */
function paragraphs(
  body: string,
  { link, phone, email }: { link: string; phone: string; email: string },
): { readonly lines: readonly { readonly parts: readonly Part[] }[] }[] {
  const links = new Map([
    [link, link],
    [email, `mailto:${email}`],
    [phone, `tel:${phone.replaceAll(' ', '')}`],
  ]);
  const linked = new RegExp(`(${[...links.keys()].filter(Boolean).map(RegExp.escape).join('|')})`);
  const parts = (line: string): Part[] =>
    line
      .split(linked)
      .filter((text) => text !== '')
      .map((text) => ({ text, href: links.get(text) ?? null }));
  return body
    .split(/\n{2,}/)
    .map((paragraph) => ({ lines: paragraph.split('\n').map((line) => ({ parts: parts(line) })) }));
}
