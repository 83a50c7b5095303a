/** `malepunkt schema`: writes the JSON Schemas beside the files they describe. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishedSchemas } from '../../surveys/published-schemas.ts';
import { shippedSurveys } from '../config.ts';
import { print } from './print.ts';

export function writeSchemas(): void {
  for (const [name, schema] of Object.entries(publishedSchemas)) {
    writeFileSync(join(shippedSurveys, name), `${JSON.stringify(schema, null, 2)}\n`);
    print(`surveys/${name}`);
  }
}
