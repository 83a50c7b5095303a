/** The shipped studies with a second consent text, which asks one thing more and wants to be signed anew. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedSurveys } from '../../server/config.ts';

const second = `  - version: "2"
    from: 2018-06-01
    ask_again: true
    text: { nb: Jeg sier fortsatt ja, en: I still agree }
    asks:
      - name: survey
        label: { nb: Svare på skjemaene, en: Answer the forms }
        required: true
      - name: register-linkage
        label: { nb: Koble svarene med opplysninger fra NAV, en: Link the answers with NAV's records }
      - name: interview
        label: { nb: Bli intervjuet, en: Be interviewed }

withdrawal:`;

/** A folder for `surveys`; the text is in force from 1 June 2018. */
export function surveysWithSecondText(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'malepunkt-surveys-'));
  cpSync(shippedSurveys, folder, { recursive: true });
  const file = join(folder, 'studies/jobbspesialist.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('withdrawal:', second));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
