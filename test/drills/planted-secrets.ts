/** Secrets that are planted, and what they would look like in bytes. */

export interface Planted {
  readonly what: string;
  readonly secret: string;
}

/** As text in two encodings, in small and big letters, escaped, and inside base64 at each of its three places. */
export function spellings(secret: string): Buffer[] {
  const texts = [
    secret,
    secret.toLowerCase(),
    secret.toUpperCase(),
    secret.normalize('NFD'),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    escaped(secret),
    Buffer.from(secret).toString('hex'),
    ...base64s(secret),
  ];
  return [...new Set(texts)]
    .filter(({ length }) => length > 5)
    .flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')])
    .concat(Buffer.from(secret, 'latin1'));
}

/** The middle of the base64 of anything that contains the secret, wherever in it the secret begins. */
function base64s(secret: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    return (['base64', 'base64url'] as const).map((encoding) =>
      bytes
        .toString(encoding)
        .replace(/=+$/, '')
        .slice(before === 0 ? 0 : before + 1, -1),
    );
  });
}

function escaped(secret: string): string {
  return secret.replace(
    /[^ -~]/gu,
    (letter) => `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
