/** Reports about a message of ours, in the shapes that servers write them. */

import { readFileSync } from 'node:fs';

/** What the samples are about. */
const sampleId = '5f0c2f6e-8f1b-4c57-9d53-2b7e6a1c9e04';

/** A sample from `fixtures/bounces`, about the outbox message with this id. */
export function reportAbout(sample: string, outboxId: string): Buffer {
  const file = new URL(`../fixtures/bounces/${sample}.eml`, import.meta.url);
  const text = readFileSync(file, 'latin1')
    .replaceAll(sampleId, outboxId)
    .replaceAll(sampleId.replaceAll('-', ''), outboxId.replaceAll('-', ''));
  return Buffer.from(text, 'latin1');
}
