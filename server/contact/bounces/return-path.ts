/** Where a message's reports go: an address of its own, which says which message came back. */

/** RFC 5321, 4.5.3.1.1: 64 octets before the @. A plus and a UUID without hyphens take 33. */
const longestLocalPart = 64 - 33;

/** `retur@studie.example` becomes `retur+<the outbox id without hyphens>@studie.example`. */
export function returnPath(address: string, outboxId: string): string {
  const at = address.lastIndexOf('@');
  const length = Buffer.byteLength(address.slice(0, Math.max(at, 0)));
  if (length < 1 || length > longestLocalPart)
    throw new RangeError(`has ${length} octets before the @; 1 to ${longestLocalPart} leave room`);
  return `${address.slice(0, at)}+${outboxId.replaceAll('-', '')}${address.slice(at)}`;
}

/** What `returnPath` put in, wherever it stands in the text; null when that is no random UUID. */
export function outboxIdIn(text: string): string | null {
  return randomUuid.exec(text)?.slice(1).join('-').toLowerCase() ?? null;
}

// Servers on the way may change the case. Version 4 is what `randomUUID` makes (RFC 9562, 5.4).
const randomUuid = /\+([\da-f]{8})([\da-f]{4})(4[\da-f]{3})([89ab][\da-f]{3})([\da-f]{12})@/i;
