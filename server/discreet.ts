/** Files that are sent piece by piece: what goes wrong on the way is logged without what it was about. */

import { withoutMessage } from './errors.ts';

/** An error may quote the answers or names it stumbled over. */
export async function* discreet<Piece extends string | Uint8Array>(
  chunks: AsyncIterable<Piece>,
): AsyncGenerator<Piece> {
  try {
    yield* chunks;
  } catch (error) {
    const { stack } = withoutMessage(error as Error);
    throw Object.assign(new Error('the export broke off'), { stack });
  }
}
