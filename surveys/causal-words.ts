/** Words that claim a cause, in texts about one group before and after: they show a change and no more. */

const claims =
  /\b(?:effects? of|impact of|caused by|because of|due to|leads? to|effekt(?:en)? av|virkning(?:en)? av|skyldes|fører til|på grunn av)\b/iu;

/** The first such words of a text; null where there are none. */
export function causalClaim(text: string): string | null {
  return claims.exec(text)?.[0] ?? null;
}
