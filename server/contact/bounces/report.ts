/** Tells from what comes to the return address which message failed and for how long; never to whom it went. */

import type { Readable } from 'node:stream';
import {
  type Attachment,
  type ParsedMail,
  type SimpleParserOptions,
  simpleParser,
} from 'mailparser';
import { type Fate, fateIn } from './delivery-status.ts';
import { type Fields, groupsOf } from './mail-fields.ts';
import { readPlainBounce } from './plain-bounce.ts';
import { outboxIdIn } from './return-path.ts';

/** The message reported on, as far as the report says; anybody may have written it. */
export interface ReportedMessage {
  /** From the return path. */
  readonly outboxId: string | null;
  /** `<uuid@host>`, from what was returned. */
  readonly messageId: string | null;
}

/** Feedback: the recipient has marked the message as spam or fraud. Other: for people to read, or nobody. */
export type Report =
  | (Exclude<Fate, { kind: 'other' }> & ReportedMessage)
  | ({ readonly kind: 'feedback' } & ReportedMessage)
  | { readonly kind: 'other' };

export const largestReport = 10 * 1024 * 1024;

/** What a report says stands first. Not reading on bounds the time that hostile bytes can take. */
const readThrough = 256 * 1024;

// The types know the parser's options, but not those it hands on to the splitter of parts.
const options: SimpleParserOptions & { ignoreEmbedded: true; maxHeadSize: number } = {
  keepDeliveryStatus: true,
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipImageLinks: true,
  // A returned message is a part like others, also when it says that it is to be shown inline.
  ignoreEmbedded: true,
  maxHeadSize: 64 * 1024,
};

/** Junk is `other`, whatever it is made of. */
export async function readReport(message: Buffer | Readable): Promise<Report> {
  const bytes = await bytesOf(message);
  if (bytes.length > largestReport) return { kind: 'other' };
  const mail = await simpleParser(bytes.subarray(0, readThrough), options).catch(() => null);
  // A head that is too large leaves no headers, whatever the type says.
  if (!mail?.headers) return { kind: 'other' };
  return formal(mail) ?? plain(mail) ?? { kind: 'other' };
}

/** Stops when it is too large. */
async function bytesOf(message: Buffer | Readable): Promise<Buffer> {
  if (Buffer.isBuffer(message)) return message;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    chunks.push(Buffer.from(chunk));
    length += chunk.length;
    if (length > largestReport) break;
  }
  return Buffer.concat(chunks);
}

/** RFC 6522: a multipart/report, whose parts say what kind it is. */
function formal(mail: ParsedMail): Report | null {
  if (typeOf(mail) !== 'multipart/report') return null;
  // What is further in is quoted: a report that somebody sends on is not a report to us.
  const parts = mail.attachments.filter(({ partId }) => !partId?.includes('.'));
  const returned = headOf(textOf(parts, returnedTypes));
  const status = textOf(parts, statusTypes);
  if (status) return withMessage(fateIn(status), mail, returned);
  const feedback = headOf(textOf(parts, ['message/feedback-report']));
  if (!complaints.includes(feedback.get('feedback-type')?.toLowerCase() ?? '')) return null;
  return withMessage({ kind: 'feedback' }, mail, returned, feedback.get('original-mail-from'));
}

function plain(mail: ParsedMail): Report | null {
  if (!['text/plain', undefined].includes(typeOf(mail))) return null;
  const bounce = readPlainBounce(mail.text ?? '', mail.headers.has('x-failed-recipients'));
  if (!bounce) return null;
  return withMessage({ kind: 'bounce', ...bounce.verdict }, mail, headOf(bounce.original));
}

// The last of each is for addresses beyond ASCII (RFC 6533).
const statusTypes = ['message/delivery-status', 'message/global-delivery-status'];
const returnedTypes = [
  'message/rfc822',
  'text/rfc822-headers',
  'message/global',
  'message/global-headers',
];

/** RFC 5965, 7.3. The others tell of viruses and failed signatures, or take a complaint back. */
const complaints = ['abuse', 'fraud'];

function typeOf({ headers }: ParsedMail): string | undefined {
  const type = headers.get('content-type') as { value?: string } | undefined;
  return type?.value?.toLowerCase();
}

function textOf(parts: readonly Attachment[], types: readonly string[]): string {
  return parts.find(({ contentType }) => types.includes(contentType))?.content.toString() ?? '';
}

function headOf(message: string): Fields {
  return groupsOf(message)[0] ?? new Map();
}

function withMessage(
  fate: Fate | { readonly kind: 'feedback' },
  { headerLines }: ParsedMail,
  returned: Fields,
  returnPath = '',
): Report {
  if (fate.kind === 'other') return fate;
  const recipients = recipientFields.flatMap((name) =>
    headerLines.filter(({ key }) => key === name).map(({ line }) => line),
  );
  const messageId = ourMessageId.exec(returned.get('message-id') ?? '')?.[0].toLowerCase();
  return {
    ...fate,
    // A complaint comes to another address, and tells the return path in a field of its own.
    outboxId: outboxIdIn([...recipients, returnPath].join('\n')),
    messageId: messageId ?? null,
  };
}

/** Those our own server writes first: whoever writes the report chooses what stands in `To`. */
const recipientFields = [
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-delivered-to',
  'to',
];

const ourMessageId =
  /<[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}@[a-z\d.-]{1,253}>/i;
