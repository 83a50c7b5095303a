/** The JSON Schemas that editors check YAML files against, by the names of their files in this folder. */

import { publishedInstrumentSchema } from './instrument.ts';
import { StudySchema } from './study.ts';

export const publishedSchemas = {
  'instrument.schema.json': publishedInstrumentSchema(),
  'study.schema.json': StudySchema,
};
