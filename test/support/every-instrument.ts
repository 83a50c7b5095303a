/** One made-up study in which every instrument there is can be answered, shipped or fixture, by a role of its own. */

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { shippedSurveys } from '../../server/config.ts';

const fixtures = join(import.meta.dirname, '../fixtures');

export const everyInstrument = 'every-instrument';

/** The study as the fixture `tiny` has it, with waves that are open for years, and every second form keyed twice. */
export function surveysOfEveryInstrument(): string {
  const folder = mkdtempSync(join(tmpdir(), 'malepunkt-every-'));
  const instruments = join(folder, 'instruments');
  for (const from of [join(shippedSurveys, 'instruments'), join(fixtures, 'instruments')])
    cpSync(from, instruments, { recursive: true });
  mkdirSync(join(folder, 'studies'));

  const tiny = parse(readFileSync(join(fixtures, 'studies/tiny.yaml'), 'utf8'));
  const [candidate] = tiny.roles;
  const window = { opens: -1000, late: 1000, closes: 2000, reminders: [] };
  const study = {
    ...tiny,
    study: everyInstrument,
    waves: tiny.waves.map((wave: object) => ({ ...wave, window })),
    paper: { ...tiny.paper, double_keying: { share: 0.5, seed: everyInstrument } },
    roles: [
      candidate,
      ...readdirSync(instruments).map((file) => {
        const { instrument, version } = parse(readFileSync(join(instruments, file), 'utf8'));
        return {
          ...{ ...candidate, name: roleFor(instrument) },
          ...{ instrument, instrument_version: version },
        };
      }),
    ],
  };
  writeFileSync(join(folder, `studies/${everyInstrument}.yaml`), stringify(study));
  return folder;
}

/** The role whose participants answer an instrument. */
export const roleFor = (instrument: string) => `of-${instrument}`;
